"""The one object that answers: open an index, ask, get results."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from whoosh import query as ast

from index import IndexDamaged, IndexFailure, Store, path_of
from search.errors import IndexUnavailable
from search.filters import Filters
from search.mark import Marker
from search.match import NO_MATCHES, Match
from search.query import Query, parse
from search.result import Hit, Result, Status, StoredArticle
from search.snapshot import Snapshot
from search.snippet import snippet_of

log = logging.getLogger(__name__)

T = TypeVar("T")

SORTS = ("relevance", "newest", "oldest")
_TRIES = 3  # a run may commit again while the first commit is being taken in
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Engine:
    """A search engine over one index folder; any number of threads may share it.

    It notices by itself when a run has committed something new, and answers from that. Each
    answer comes from one generation, whole.
    """

    def __init__(self, directory: Path, snapshot: Snapshot) -> None:
        self._directory = directory
        self._snapshot = snapshot
        self._lock = threading.Lock()

    @classmethod
    def open(cls, directory: Path | str) -> Engine:
        """Open the index in a folder. Raises IndexUnavailable when there is none to be read."""
        directory = Path(directory)
        return cls(directory, _open(directory))

    def search(
        self,
        query: str,
        limit: int = 10,
        page: int = 1,
        sort: str = "relevance",
        filters: Mapping[str, str] = _NOTHING,
    ) -> Result:
        """The articles that match a query, a page of `limit` at a time (pages count from 1).

        `sort` is relevance, newest or oldest; `filters` may have outlet, lang, from and to (a
        day, month or year). A blank query matches every article, newest first. No query is an
        error. Raises ValueError on an unknown sort or filter or a page below 1,
        IndexUnavailable when the index can no longer be read.
        """
        if sort not in SORTS or limit < 0 or page < 1:
            raise ValueError(f"sort={sort!r} limit={limit} page={page}")
        started = time.perf_counter()
        read = parse(query)
        notes = list(read.notes)
        narrowed = Filters.of(filters, notes)
        result = self._ask(lambda snapshot: _answer(snapshot, read, sort, narrowed, limit, page))
        took_ms = (time.perf_counter() - started) * 1000
        return replace(result, notes=(*notes, *result.notes), took_ms=took_ms)

    def article(self, article_id: str) -> StoredArticle | None:
        """The article with an id, or None."""
        found = self._ask(lambda snapshot: snapshot.find(article_id))
        return found[1] if found else None

    def original(self, article_id: str) -> Path | None:
        """The file of an indexed article, or None when it is no longer in the corpus."""
        found = self._ask(lambda snapshot: snapshot.find(article_id))
        return path_of(self._snapshot.store.corpus, found[0]) if found else None

    def spans(self, query: str, text: str) -> list[tuple[int, int]]:
        """Where the query's words stand in a text: (start, end) in characters, in order."""
        marker = Marker.of(parse(query).tree, fields=("text", "title"))
        return [(span.start, span.end) for span in marker.spans(text)]

    def status(self) -> Status:
        """What is indexed, and how fresh it is."""
        return self._ask(Snapshot.status)

    def _ask(self, question: Callable[[Snapshot], T]) -> T:
        """Put a question to the newest generation.

        When its files can no longer be read, because a run has replaced them in this moment,
        the question is put again to the generation that came after.
        """
        for _ in range(_TRIES):
            snapshot = self._current()
            try:
                return question(snapshot)
            except Exception as error:  # damaged files can make Whoosh raise anything
                log.debug("generation %s: %r", snapshot.generation, error)
                failure = error
                self._renew(snapshot)
        log.error("the index in %s cannot be read", self._directory, exc_info=failure)
        raise IndexUnavailable(str(IndexDamaged(self._directory, failure))) from failure

    def _current(self) -> Snapshot:
        """The newest generation; opened anew when the manifest says that there is one."""
        snapshot = self._snapshot
        if not snapshot.store.is_current():
            self._renew(snapshot)
        return self._snapshot

    def _renew(self, old: Snapshot) -> None:
        """Open the newest generation, unless another thread has done so meanwhile."""
        with self._lock:
            if self._snapshot is old:
                self._snapshot = _open(self._directory, old)


def _open(directory: Path, old: Snapshot | None = None) -> Snapshot:
    try:
        return Snapshot(Store.open(directory, earlier=old.store.generation() if old else None))
    except IndexFailure as failure:
        raise IndexUnavailable(str(failure)) from failure


def _answer(
    snapshot: Snapshot, read: Query, sort: str, filters: Filters, limit: int, page: int
) -> Result:
    """A page of the result, from one generation."""
    notes: list[str] = []
    blank = not read.text.strip()
    tree = ast.Every() if blank else read.tree
    matches = snapshot.matches(tree, notes) if tree is not None else NO_MATCHES
    if filters:
        matches = matches.take(filters.keep(snapshot.columns, matches.number))
    order = "newest" if blank and sort == "relevance" else sort
    shown = matches.ordered(order, snapshot.columns).page((page - 1) * limit, limit)
    marker = Marker.of(read.tree)
    return Result(
        query=read.text,
        understood=read.understood,
        notes=tuple(notes),
        total=len(matches),
        took_ms=0.0,
        page=page,
        limit=limit,
        hits=tuple(_hit(snapshot, match, twins, marker) for match, twins in snapshot.folded(shown)),
        facets=snapshot.facets(matches),
    )


def _hit(snapshot: Snapshot, match: Match, twins: list[int], marker: Marker) -> Hit:
    stored = snapshot.stored(match.number)
    article = stored.article
    snippet = snippet_of(article.text, marker)
    return Hit(
        id=stored.id,
        title=article.title,
        outlet=article.outlet,
        date=article.date,
        byline=article.byline,
        lang=article.lang,
        url=article.url,
        score=match.score,
        snippet=snippet.plain,
        snippet_html=snippet.html,
        twins=tuple(map(snapshot.twin, twins)),
    )
