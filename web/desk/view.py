"""The desk as pages lay it out: its own, and its parts on the pages of the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote, urlencode

from flask import current_app, g, request

from search import FacetValue, Selections, selection_key
from web.desk import collection, marks, note, saved_search
from web.desk.articles import DeskArticle, Facts, article_of
from web.desk.collection import Collection
from web.desk.desks import Desks, Said, desks, readers_engine
from web.desk.errors import DeskFailure
from web.desk.note import Note
from web.desk.saved_search import SavedSearch
from web.desk.shelf import Shelf
from web.in_words import date_in_words, moment_in_words, since_in_words
from web.search_params import SearchParams, article_url, root, search_url


class Marks(NamedTuple):
    """What the reader has done with an article, as a line of a list says it."""

    starred: bool
    noted: bool
    tags: tuple[str, ...]
    collections: tuple[str, ...]

    def __bool__(self) -> bool:
        return any(self[:])


_NO_MARKS = Marks(starred=False, noted=False, tags=(), collections=())


@dataclass(frozen=True, slots=True)
class News:
    """A saved search, and how much it finds that is new."""

    number: int
    name: str
    url: str
    search_url: str
    new: int
    since: str
    version: int


class DeskBar:
    """The reader's desk on any page; nothing is read before a template asks for it."""

    def __init__(self, kept: Desks) -> None:
        self._kept = kept
        self._has_said = False

    @cached_property
    def trouble(self) -> str:
        """Why the desk cannot be used now; empty when it can."""
        try:
            self._kept.key()
        except DeskFailure as failure:
            return str(g.get("desk_trouble", failure))
        return str(g.get("desk_trouble", ""))

    @cached_property
    def token(self) -> str:
        """What each form carries."""
        return self._kept.token()

    @property
    def message(self) -> Said:
        """What has just been done."""
        return self._kept.message()

    def says(self, place: str, *, anyway: bool = False) -> bool:
        """Whether what has just been done is to be said at a place of the page; once.

        With `anyway` wherever it was done: at the end of a page that no longer has that place.
        """
        if self._has_said or not self.message.text or not (anyway or self.message.place == place):
            return False
        self._has_said = True
        return True

    @property
    def owner(self) -> str:
        """Whose desk it is; empty where there is one for all."""
        return self._kept.owner()

    @property
    def here(self) -> str:
        """The address of this page, to come back to."""
        path = quote(request.environ["PATH_INFO"].encode("latin-1"))  # as WSGI hands bytes over
        asked = request.query_string.decode("latin-1")
        return f"{root()}{path}{'?' * bool(asked)}{asked}"

    @cached_property
    def collections(self) -> Sequence[Collection]:
        """The reader's collections; the one that was added to last comes first."""
        return self._kept.remembered(collection.latest_first)

    @cached_property
    def _selections(self) -> Selections:
        return self._kept.selections()

    @cached_property
    def _has_marks(self) -> bool:
        return any(ids for sets in self._selections.named.values() for ids in sets.values())

    def marks(self, article_id: str) -> Marks:
        """What the reader has done with an article."""
        named = self._selections.named
        if not self._has_marks:
            return _NO_MARKS

        def having(kind: str) -> tuple[str, ...]:
            return tuple(name for name, ids in named.get(kind, {}).items() if article_id in ids)

        done = having("has")
        return Marks("star" in done, "note" in done, having("tag"), having("in"))

    def facets(
        self, facets: Mapping[str, Sequence[FacetValue]], params: SearchParams
    ) -> list[SelectionFacet]:
        """The result counted by collections and tags, with links that narrow it."""
        found = [
            SelectionFacet(
                title,
                [
                    SelectionLink(value, count, search_url(narrowed(params, kind, value)))
                    for value, count in facets.get(kind, ())
                    if not _is_named(params, kind, value)
                ],
            )
            for kind, title in (("in", "Your collections"), ("tag", "Your tags"))
        ]
        return [facet for facet in found if facet.links]

    def query_string(self, params: SearchParams) -> str:
        """A search as forms carry it."""
        return urlencode(params.parameters)

    @cached_property
    def news(self) -> list[News]:
        """The reader's saved searches, and what is new to them."""
        with self._kept.reading() as shelf:
            found = saved_search.saved_searches(shelf)
        return [self._news(each) for each in found]

    def _news(self, saved: SavedSearch) -> News:
        now = datetime.now(UTC)
        return News(
            saved.number,
            saved.name,
            f"{request.root_path}/desk/searches/{saved.number}",
            search_url(saved.params),
            self._kept.count_new(saved, self._selections),
            since_in_words(datetime.fromisoformat(saved.seen_at), now),
            saved.version,
        )

    def article(self, article_id: str) -> ArticleOnDesk:
        """An article on the reader's desk; empty when it is not there."""
        with self._kept.reading() as shelf:
            return article_on_desk(shelf, article_id)


class SelectionLink(NamedTuple):
    """A collection or tag of a result, how many of its articles are in it, and the way there."""

    value: str
    count: int  # type: ignore[assignment]  # the field's name, rather than the method of tuples
    url: str


@dataclass(frozen=True, slots=True)
class SelectionFacet:
    """The collections or the tags of a result."""

    title: str
    links: list[SelectionLink]


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as a page shows it."""

    note: Note
    changed: str
    source: str = ""
    """Where its passage is from, to be copied with it."""


@dataclass(frozen=True, slots=True)
class ArticleOnDesk:
    """What an article's page shows of the desk."""

    starred: bool = False
    tags: tuple[str, ...] = ()
    collections: tuple[Collection, ...] = ()
    notes: tuple[NoteView, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a list of the desk's own pages."""

    article: DeskArticle
    url: str
    title: str
    date_words: str
    is_there: bool
    tags: tuple[str, ...] = ()
    notes: tuple[NoteView, ...] = field(default_factory=tuple)


def narrowed(params: SearchParams, kind: str, name: str) -> SearchParams:
    """The search within a selection, too."""
    word = name if name.isalnum() and name.isascii() else f'"{name}"'
    return params.change(query=f"{params.query} {kind}:{word}".strip())


def _is_named(params: SearchParams, kind: str, name: str) -> bool:
    """Whether the search is within a selection already."""
    return f"{kind} {selection_key(name)}" in selection_key(params.query)


def article_on_desk(shelf: Shelf, article_id: str) -> ArticleOnDesk:
    """What the desk holds of an article."""
    found = article_of(shelf, article_id)
    if found is None:
        return ArticleOnDesk()
    return ArticleOnDesk(
        found.starred,
        marks.tags_by_article(shelf).get(found.number, ()),
        tuple(collection.holding(shelf, found.number)),
        tuple(note_view(each, found) for each in note.notes_on(shelf, found.number)),
    )


def entries(shelf: Shelf, articles: Sequence[DeskArticle]) -> list[Entry]:
    """Articles of the desk, with their tags and notes, in the same order."""
    known = readers_engine(current_app.extensions["engine"]).known([each.id for each in articles])
    tags = marks.tags_by_article(shelf)
    by_number = {each.number: each for each in articles}
    notes: dict[int, list[NoteView]] = {}
    for each in note.notes(shelf):
        if each.article in by_number:
            notes.setdefault(each.article, []).append(note_view(each, by_number[each.article]))
    return [
        Entry(
            article,
            article_url(article.id) if article.id in known else "",
            article.facts.title or article.id,
            date_in_words(article.facts.date),
            article.id in known,
            tags.get(article.number, ()),
            tuple(notes.get(article.number, ())),
        )
        for article in articles
    ]


def note_view(written: Note, article: DeskArticle) -> NoteView:
    """A note, with the source of its passage."""
    changed = moment_in_words(datetime.fromisoformat(written.changed))
    return NoteView(written, changed, source_line(article, written.paragraph))


def source_line(article: DeskArticle, paragraph: int) -> str:
    """Where a passage is from, with its paragraph and file."""
    where = f"paragraph {paragraph}, " if paragraph else ""
    return f"{source_of(article.facts)}, {where}saved as {article.id}."


def source_of(facts: Facts) -> str:
    """Where an article is from: author, title, outlet, date."""
    title = f"“{facts.title}”" if facts.title else "untitled"
    parts = (facts.byline, title, facts.outlet, date_in_words(facts.date))
    return ", ".join(filter(None, parts))


def desk_bar() -> DeskBar | None:
    """The reader's desk for the templates of this request; None when none is kept."""
    kept = desks()
    if kept is None:
        return None
    if "desk_bar" not in g:
        g.desk_bar = DeskBar(kept)
    bar: DeskBar = g.desk_bar
    return bar
