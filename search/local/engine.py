"""The engine over a folder: open an index, ask, get results."""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from whoosh import query as ast

from index import IndexFailure, IndexUnreadable, Store, language_of, path_of
from search.capitals import InCapitals, in_capitals
from search.demand import names_of, unweighted
from search.errors import IndexUnavailable
from search.facet import FacetValue, LateFacet
from search.filters import Filters
from search.fingerprint import Fingerprints
from search.highlight.mark import Marker
from search.highlight.spans import SHOWN_FIELDS, spans_by
from search.interface import SearchEngine
from search.local.article_bits import Bits
from search.local.facet_counts import NO_FACETS
from search.local.listing import Listing, listing, listing_by_story
from search.local.selection_counts import count_selections
from search.local.snapshot import Snapshot
from search.names.register import add_apart, apart_in, remove_apart
from search.plan import Everything, Plan, plan_of
from search.query import Query
from search.query.removed import REMOVED, asks_for_removed
from search.result import Completions, Hit, NameRecord, Result, Status, StoredArticle
from search.search_request import SearchRequest
from search.similar import Frequencies, query_of
from search.stories.story import Story
from search.words.spelling import Suggestion

log = logging.getLogger(__name__)

T = TypeVar("T")

_TRIES = 3  # a run may commit again while the first commit is being taken in


class Engine(SearchEngine):
    """A search engine over one index folder; any number of threads may share it.

    It notices by itself when a run has committed something new, and answers from that. Each
    answer comes from one generation, whole.
    """

    def __init__(self, directory: Path, snapshot: Snapshot) -> None:
        self._directory = directory
        self._snapshot = snapshot
        self._lock = threading.Lock()
        self._registering = threading.Lock()

    @classmethod
    def open(cls, directory: Path | str) -> Engine:
        """Open the index in a folder.

        Raises:
            IndexUnavailable: There is none that can be read.
        """
        directory = Path(directory)
        return cls(directory, _open(directory))

    def _search(self, request: SearchRequest) -> Result:
        """A page of the articles that match, from one generation."""
        return self._ask(lambda snapshot: _answer(snapshot, request))

    def _suggest(self, request: SearchRequest) -> Suggestion | None:
        return self._ask(lambda snapshot: _meant(snapshot, request))

    def _fingerprints(self, request: SearchRequest) -> Fingerprints:
        return self._ask(lambda snapshot: snapshot.fingerprints.of(_found(snapshot, request)))

    def _new_since(self, earlier: Fingerprints, request: SearchRequest) -> tuple[str, ...]:
        def answer(snapshot: Snapshot) -> tuple[str, ...]:
            bits, columns = _found(snapshot, request), snapshot.fingerprints
            return columns.ids(bits, columns.of(bits).new_since(earlier), request.limit)

        return self._ask(answer)

    def _spans(self, request: SearchRequest, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        def marker(snapshot: Snapshot) -> Marker:
            capitals = _in_capitals(snapshot, request.query).forms
            return snapshot.marker(request.query, request.names, capitals, SHOWN_FIELDS)

        return spans_by(self._ask(marker), texts)

    def known(self, ids: Collection[str]) -> frozenset[str]:
        """Those of these ids that articles have now."""
        return self._ask(lambda snapshot: snapshot.known(ids))

    def digests(
        self, *, files: Collection[str] = (), digests: Collection[str] = ()
    ) -> Mapping[str, str]:
        """The content hashes of these files and of those that have these, by the file's id."""
        return self._ask(lambda snapshot: snapshot.store.digests(files=files, digests=digests))

    def similar(self, article_id: str, limit: int = 5) -> tuple[Hit, ...]:
        """The articles most like one, without it and its copies; none for an unknown id."""
        return self._ask(lambda snapshot: _similar(snapshot, article_id, limit))

    def story(self, article_id: str) -> Story | None:
        """All reports on the event of an article, by the id of any of them."""
        return self._ask(lambda snapshot: snapshot.story(article_id))

    def stories(self, since: str = "", until: str = "", limit: int = 20) -> tuple[Story, ...]:
        """The events with the most reports between two partial dates, those with most first."""
        span = Filters.of({"from": since, "to": until}, [])
        return self._ask(lambda snapshot: snapshot.stories(span.first, span.last, limit))

    def complete(self, typed: str, limit: int = 8) -> Completions:
        """What a query that is being typed may become: words, and headlines; `limit` in all."""
        return self._ask(lambda snapshot: snapshot.completer.complete(typed, limit))

    def article(self, article_id: str, *, copies: bool = True) -> StoredArticle | None:
        """The article with an id, or None."""
        return self._ask(lambda snapshot: snapshot.article(article_id, copies))

    def name(self, name: str) -> NameRecord | None:
        """What the archive has on a name, in whatever spelling; None where no article has it."""
        return self._ask(lambda snapshot: snapshot.name_record(name))

    def kept_apart(self) -> tuple[tuple[str, str], ...]:
        """The pairs of names that readers have said are never one."""
        return tuple(apart_in(self._directory))

    def keep_apart(self, one: str, other: str) -> None:
        """Never take two names for one again."""
        with self._registering:
            add_apart(self._directory, one, other)
        self._renew(self._snapshot)

    def take_together(self, one: str, other: str) -> None:
        """Take that back."""
        with self._registering:
            remove_apart(self._directory, one, other)
        self._renew(self._snapshot)

    def original(self, article_id: str) -> Path | None:
        """The file of an indexed article, or None when it is no longer in the corpus."""
        file = self._ask(lambda snapshot: snapshot.file(article_id))
        return path_of(self._snapshot.store.corpus, file) if file else None

    def generation(self) -> object | None:
        """The generation that answers come from, as an object of its own."""
        return self._current()

    def status(self) -> Status:
        """What is indexed, and how fresh it is."""
        return self._ask(Snapshot.status)

    def _ask(self, question: Callable[[Snapshot], T]) -> T:
        """Put a question to the newest generation.

        When its files can no longer be read, because a run has replaced them in this moment,
        the question is put again to the generation that came after. Only a checksum or a structure
        that is wrong says that an index is damaged (IndexDamaged); whatever else is raised is a
        fault of this program, and is passed on.
        """
        for _ in range(_TRIES):
            snapshot = self._current()
            try:
                return question(snapshot)
            except (IndexFailure, OSError, MemoryError) as error:
                log.debug("generation %s: %r", snapshot.number, error)
                failure = error
                self._renew(snapshot)
        log.error("the index in %s cannot be read: %s", self._directory, failure)
        raise _unavailable(self._directory, failure) from failure

    def _current(self) -> Snapshot:
        """The newest generation; opened anew when there is one, or other names (names.txt)."""
        snapshot = self._snapshot
        if not snapshot.is_current():
            self._renew(snapshot)
        return self._snapshot

    def _renew(self, old: Snapshot) -> None:
        """Open the newest generation, unless another thread has done so meanwhile."""
        with self._lock:
            if self._snapshot is old:
                self._snapshot = _open(self._directory, old)


def _unavailable(directory: Path, failure: Exception) -> IndexUnavailable:
    match failure:
        case IndexFailure():
            reason: IndexFailure = failure
        case OSError():
            reason = IndexUnreadable(directory, failure)
        case _:
            reason = IndexUnreadable(directory, OSError(errno.ENOMEM, "there is too little memory"))
    return IndexUnavailable(str(reason))


def _open(directory: Path, old: Snapshot | None = None) -> Snapshot:
    try:
        return Snapshot(Store.open(directory, earlier=old.generation if old else None), old)
    except (IndexFailure, OSError, MemoryError) as failure:
        raise _unavailable(directory, failure) from failure


def _answer(snapshot: Snapshot, request: SearchRequest) -> Result:
    """A page of a result, from one generation."""
    read = request.query
    capitals, widened = _in_capitals(snapshot, read), snapshot.widened(read, request.names)
    plan, unknown = request.narrow(_plan(snapshot, request, widened.tree, capitals.forms))
    listed = listing_by_story if request.by_story else listing
    page = listed(snapshot, plan, request)
    partial, bits = page.partial, page.complete.bits
    if partial:
        bits = bits | partial.bits
    facets: Mapping[str, Sequence[FacetValue]] = NO_FACETS
    if request.has_facets and (page.complete.total or partial):
        in_selections = count_selections(snapshot.ranking, request.selections, bits)
        named = _names_in(snapshot, bits.copy(), page.complete.total)
        facets = {**snapshot.columns.count(bits), "name": named, **in_selections}
    return Result(
        query=read.text,
        understood=read.understood,
        notes=(*request.notes, *unknown, *capitals.notes),
        total=page.complete.total,
        took_ms=request.took_ms(),
        page=request.page,
        limit=request.limit,
        hits=_hits(snapshot, page, request, widened.tree, capitals.forms) if page.rows else (),
        facets=facets,
        spellings=widened.spellings,
        left_out=widened.left_out,
        partial=partial.total if partial else 0,
        copies=page.copies,
        readings=capitals.readings,
    )


def _names_in(snapshot: Snapshot, bits: Bits, total: int) -> LateFacet:
    """The names of a result, counted in its generation when they are looked at."""

    def count() -> Sequence[FacetValue]:
        try:
            return snapshot.name_facet.count(bits, total)
        except (IndexFailure, OSError, MemoryError) as failure:
            raise _unavailable(snapshot.store.directory, failure) from failure

    return LateFacet(count)


def _found(snapshot: Snapshot, request: SearchRequest) -> Bits:
    """All articles of a result."""
    tree = snapshot.widened(request.query, request.names).tree
    capitals = _in_capitals(snapshot, request.query).forms
    plan, _ = request.narrow(_plan(snapshot, request, tree, capitals))
    return snapshot.ranking.first(plan, 0).bits


def _hits(
    snapshot: Snapshot,
    page: Listing,
    request: SearchRequest,
    tree: ast.Query | None,
    capitals: frozenset[str],
) -> tuple[Hit, ...]:
    """The rows of a page as hits, which name the words that they are without."""
    removed = asks_for_removed(tree)
    fields = (REMOVED,) if removed else ("text",)
    marker = snapshot.marker(request.query, request.names, capitals, fields)
    hits = snapshot.hits(page.rows, marker, removed=removed)
    if page.partial is None:
        return hits
    names = names_of(tree, capitals, snapshot.languages)
    places = (snapshot.generation.split_number(row.number) for row in page.rows)
    return tuple(
        hit._replace(without=tuple(names.get(unweighted(word), "…") for word in words))
        for hit, words in zip(hits, page.partial.lacking(places), strict=True)
    )


def _in_capitals(snapshot: Snapshot, read: Query) -> InCapitals:
    """Which words of a query mean capitals."""
    return in_capitals(read, lambda form: snapshot.ranking.first(form, 0).total)


def _plan(
    snapshot: Snapshot, request: SearchRequest, tree: ast.Query | None, capitals: frozenset[str]
) -> Plan:
    """The plan of a query's tree, its names widened, for a generation."""
    return Everything() if request.is_blank else plan_of(tree, capitals, snapshot.languages)


def _meant(snapshot: Snapshot, request: SearchRequest) -> Suggestion | None:
    """A query that was perhaps meant by one that finds next to nothing."""

    def count(tree: ast.Query) -> int:
        plan, _ = request.narrow(plan_of(tree, languages=snapshot.languages))
        return snapshot.ranking.first(plan, 0).total

    return snapshot.speller.correct(request.query, count)


def _similar(snapshot: Snapshot, article_id: str, limit: int) -> tuple[Hit, ...]:
    generation = snapshot.generation
    number = generation.find(article_id)
    if number is None:
        return ()
    segment, document = generation.locate(number)
    article = segment.article(document)
    frequencies = Frequencies(generation, article.lang)
    tree = query_of(article, frequencies.df, frequencies.articles)
    if tree is None:
        return ()
    languages = (language_of(article.lang),)
    copies = {number, *snapshot.copies(number)}
    best = snapshot.ranking.best(plan_of(tree, languages=languages), limit + len(copies))
    others = [match for match in best if match[0] not in copies]
    marker = Marker.of(tree, languages=languages)
    return snapshot.hits(snapshot.collapse(others[:limit]), marker)
