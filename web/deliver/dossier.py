"""What is handed on: articles, each with what is known of it, its file, and the reader's notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index import Article
from search import SearchEngine
from web.desk import collection, forms, marks, note
from web.desk.articles import Facts, numbers_of
from web.desk.errors import Refused
from web.desk.note import Note
from web.desk.shelf import Shelf
from web.search_params import SearchParams

MOST_READ = 1_000
"""Articles of one text to read or to print: some three thousand pages."""

_PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Item:
    """An article that is handed on.

    `article` is None when it is no longer in the archive; `file` when its original is not.
    """

    facts: Facts
    article: Article | None
    file: Path | None
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    starred: bool = False

    @property
    def title(self) -> str:
        """What it is called."""
        return self.facts.title or self.facts.id


@dataclass(frozen=True, slots=True)
class Dossier:
    """Articles under a title. `run` is when the archive was last brought up to date."""

    title: str
    about: str
    corpus: str
    run: datetime | None
    made: datetime
    items: tuple[Item, ...]

    @property
    def name(self) -> str:
        """The name of a file or folder of it."""
        return _PLAIN.sub("-", self.title.lower())[:60].strip("-") or "articles"

    def readable(self) -> Dossier:
        """The same, as long as it can be read. Raises Refused."""
        if len(self.items) > MOST_READ:
            raise Refused(
                f"A text to read or to print has {MOST_READ:,} articles at most; these are "
                f"{len(self.items):,}. Take a part of them, or the ZIP, which has all originals."
            )
        return self


def of_collection(shelf: Shelf, engine: SearchEngine, number: int) -> Dossier:
    """A collection, in the order in which its articles were put into it. Raises NotThere."""
    there = collection.collection_of(shelf, number)
    articles = [each.facts for each in collection.members(shelf, number)]
    return _dossier(engine, there.name, there.about, articles, shelf)


def of_result(shelf: Shelf | None, engine: SearchEngine, params: SearchParams) -> Dossier:
    """All articles of a result in its order, with the reader's notes. Raises Refused."""
    ids = forms.ids_of(engine, params)
    return _dossier(engine, params.in_words(), "", [Facts(name) for name in ids], shelf)


def _dossier(
    engine: SearchEngine, title: str, about: str, articles: Sequence[Facts], shelf: Shelf | None
) -> Dossier:
    status = engine.status()
    items = tuple(_items(engine, articles, shelf))
    return Dossier(title, about, status.corpus, status.updated, datetime.now(UTC), items)


def _items(engine: SearchEngine, articles: Iterable[Facts], shelf: Shelf | None) -> Iterator[Item]:
    articles = list(articles)
    numbers = numbers_of(shelf, [each.id for each in articles]) if shelf else {}
    tags = marks.tags_by_article(shelf) if shelf else {}
    notes = _notes(shelf) if shelf else {}
    for facts in articles:
        stored = engine.article(facts.id, copies=False)
        number = numbers.get(facts.id, 0)
        yield Item(
            Facts.of(stored) if stored else facts,
            stored.article if stored else None,
            engine.original(facts.id) if stored else None,
            tags.get(number, ()),
            notes.get(number, ()),
        )


def _notes(shelf: Shelf) -> Mapping[int, tuple[Note, ...]]:
    found: dict[int, tuple[Note, ...]] = {}
    for each in note.notes(shelf):
        found[each.article] = (*found.get(each.article, ()), each)
    return found
