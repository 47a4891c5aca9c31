"""An article that is not a page of its own: of an export, a feed, a table.

Whoever made such a file knew title, date and outlet and wrote the text without its surroundings;
so facts are taken as they are stated, and nothing is cleaned out of a text.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from index.article import Article
from index.cleaning import clean_html, take_text
from index.cleaning.metadata.supplied import supplied_facts
from index.reading.source import Extracted, Source, article_of

_MOST = 999_999_999  # a number that people can still read to each other


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file says about one of its articles.

    `page` is HTML, a whole page or the article alone; `text` has a paragraph a line. Of both the
    page counts. `facts` are by the names of the fields of an article (title, date, outlet …) or
    whatever else `supplied_facts` knows.
    """

    text: str = ""
    page: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    key: str = ""
    """What stays the same when the file is made again: its place in a database, its address."""
    problem: str = ""
    """Why there is no article."""
    original: str = ""
    """The entry as it stands in the file, for whoever wants that one record (`Source.wanted`)."""


def found_in(
    entries: Iterable[Entry], source: Source, said_by: str, ending: str = ".txt"
) -> Iterator[Extracted]:
    """The articles of a file's entries; `said_by` is the source of their facts.

    An entry that has a key is numbered by it, another by its place. An entry by itself is a file
    with this `ending`.
    """
    numbers = Numbers()
    for place, entry in enumerate(entries, 1):
        number = numbers.of(entry.key) if entry.key else place
        if source.passes_over(number):
            continue
        if source.wanted is not None:
            content = entry.original.encode("utf-8", "replace")
            source.wanted.take(number, content, f"{source.path}.{number}{ending}")
            continue
        yield str(number), found_of(entry, source, said_by)


def found_of(entry: Entry, source: Source, said_by: str) -> Article | str:
    """The article of an entry, or the reason why there is none. Never raises."""
    if entry.problem:
        return entry.problem
    return article_of(lambda: article_of_entry(entry, source.path, said_by), source.path)


def article_of_entry(entry: Entry, path: str, said_by: str) -> Article:
    """The article of an entry of the file at `path`."""
    facts = supplied_facts(entry.facts, said_by)
    folder = path[: path.rfind("/") + 1]  # the file's name tells about the export
    title, url = (facts[name].value if name in facts else "" for name in ("title", "url"))
    if entry.page:
        article = clean_html(_as_page(entry.page, title), path=folder, url=url)
    else:
        article = take_text(entry.text, path=folder, given=dict(entry.facts))
    return with_facts(article, entry.facts, said_by)


def with_facts(article: Article, facts: Mapping[str, object], said_by: str) -> Article:
    """The article with what is stated about it elsewhere, which outweighs what it says itself."""
    stated = supplied_facts(facts, said_by)
    values: dict[str, Any] = {name: fact.value for name, fact in stated.items()}
    if "date" in stated:
        values["time"] = stated["date"].time
    sources = {name: fact.source for name, fact in stated.items()}
    return replace(article, **values, provenance={**article.provenance, **sources})


_WHOLE = re.compile(r"<(?:html|body|article|main)[\s>]", re.IGNORECASE)


def _as_page(page: str, title: str) -> str:
    """A whole page; what is an article alone is put into one, or parts of it might be left out."""
    if _WHOLE.search(page[:4_000]):
        return page
    return f"<article><h1>{html.escape(title)}</h1>\n{page}</article>"


class Numbers:
    """The numbers of a file's articles, made of their keys and of nothing else.

    Nine digits at most. Of articles with the same key the second, the third … have others.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._taken: set[int] = set()

    def of(self, key: str) -> int:
        """The number of the next article with this key."""
        text = f"{key}\n{self._seen[key]}" if self._seen[key] else key
        self._seen[key] += 1
        digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
        number = int.from_bytes(digest) % _MOST + 1
        while number in self._taken:
            number = number % _MOST + 1
        self._taken.add(number)
        return number
