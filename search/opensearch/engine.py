"""The engine whose index lies on a cluster: the same questions, the same answers."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh import query as ast

from index import IndexFailure, path_of
from index.opensearch import ClusterUrl, article_of, connect, document_id
from search.capitals import InCapitals, in_capitals
from search.errors import IndexUnavailable, StoriesUnavailable
from search.filters import Filters, FilterValues
from search.fingerprint import Fingerprints
from search.highlight.mark import Marker
from search.highlight.spans import spans_of
from search.interface import NO_FILTERS
from search.names.options import ALL_SPELLINGS, NameOptions
from search.opensearch.clause import Clause, Clauses
from search.opensearch.cluster import Cluster
from search.opensearch.completion import ClusterCompleter
from search.opensearch.desk import count_selections, fingerprints_of, known_of
from search.opensearch.lexicon import ClusterLexicon
from search.opensearch.relation import copies_of, query_like
from search.opensearch.search_request import SearchRequest
from search.opensearch.search_response import facets_of, hits_of, notes_of, total_of
from search.plan import Everything, Plan, plan_of, resolved
from search.query import Query, parse
from search.query.removed import REMOVED, asks_for_removed
from search.result import Completions, Hit, NameRecord, Result, Status, StoredArticle
from search.selection import NO_SELECTIONS, Selections
from search.sort import SORTS
from search.stories.story import Story
from search.words.spelling import Speller, Suggestion


class ClusterEngine:
    """A search engine over the articles of a cluster; any number of threads may share it.

    What a run has written is found as soon as the cluster has refreshed its index.
    """

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    @classmethod
    def open(cls, address: ClusterUrl | str) -> ClusterEngine:
        """Open the index at an address. Raises IndexUnavailable, and says what to do."""
        try:
            place = ClusterUrl.parse(address) if isinstance(address, str) else address
            cluster = Cluster(connect(place))
        except IndexFailure as failure:
            raise IndexUnavailable(str(failure)) from failure
        cluster.corpus()  # it is there, and of our version
        return cls(cluster)

    def search(
        self,
        query: str,
        limit: int = 10,
        page: int = 1,
        sort: str = "relevance",
        filters: FilterValues = NO_FILTERS,
        selections: Selections = NO_SELECTIONS,
        names: NameOptions = ALL_SPELLINGS,  # none are known there yet
    ) -> Result:
        """A page of the articles that match; what did not answer is in the notes.

        Names are not widened: a cluster does not know the spellings of names yet.
        Otherwise as `search.interface.SearchEngine` has it.
        """
        if sort not in SORTS or limit < 0 or page < 1:
            raise ValueError(f"sort={sort!r} limit={limit} page={page}")
        started = time.perf_counter()
        read = parse(query)
        notes = list(read.notes)
        narrowed = Filters.of(filters, notes)
        is_blank = not read.text.strip()
        capitals = self._in_capitals(read)
        notes += capitals.notes
        asked = narrowed.narrow(self._plan(read, capitals))
        plan, unknown = resolved(asked, selections)
        clause = _clause(plan, notes)
        removed = asks_for_removed(read.tree)
        order = "newest" if is_blank and sort == "relevance" else sort
        question = SearchRequest(clause, order, has_facets=True, shows_removed=removed)
        response = self._cluster.search(question, limit, (page - 1) * limit)
        fields = (REMOVED,) if removed else ("text",)
        marker = Marker.of(read.tree, fields, capitals=capitals.forms)
        return Result(
            query=read.text,
            understood=read.understood,
            notes=(*notes, *unknown, *notes_of(response)),
            total=total_of(response),
            took_ms=(time.perf_counter() - started) * 1000,
            page=page,
            limit=limit,
            hits=hits_of(response["hits"]["hits"], marker, removed=removed),
            facets={**facets_of(response), **count_selections(self._cluster, selections, plan)},
            readings=capitals.readings,
        )

    def suggest(
        self,
        query: str,
        filters: FilterValues = NO_FILTERS,
        selections: Selections = NO_SELECTIONS,
    ) -> Suggestion | None:
        """What was perhaps meant by a query that finds next to nothing, when that finds more."""
        narrowed = Filters.of(filters, [])

        def count(tree: ast.Query) -> int:
            plan, _ = resolved(narrowed.narrow(plan_of(tree)), selections)
            return self._cluster.count(Clauses().condition(plan))

        return Speller(ClusterLexicon(self._cluster)).correct(parse(query), count)

    def fingerprints(
        self,
        query: str,
        filters: FilterValues = NO_FILTERS,
        selections: Selections = NO_SELECTIONS,
        names: NameOptions = ALL_SPELLINGS,  # none are known there yet
    ) -> Fingerprints:
        """What the articles of a result are told by later on; of very many the newest."""
        plan = Filters.of(filters, []).narrow(self._plan(parse(query)))
        return fingerprints_of(self._cluster, resolved(plan, selections)[0])[0]

    def new_since(
        self,
        earlier: Fingerprints,
        query: str,
        filters: FilterValues = NO_FILTERS,
        selections: Selections = NO_SELECTIONS,
        limit: int = 1_000,
        names: NameOptions = ALL_SPELLINGS,  # none are known there yet
    ) -> tuple[str, ...]:
        """The ids of articles of a result that were not among the earlier."""
        plan = Filters.of(filters, []).narrow(self._plan(parse(query)))
        found, ids = fingerprints_of(self._cluster, resolved(plan, selections)[0])
        places = found.new_since(earlier).nonzero()[0][:limit]
        return tuple(ids[place] for place in places.tolist())

    def known(self, ids: Collection[str]) -> frozenset[str]:
        """Those of these ids that articles have now."""
        return known_of(self._cluster, ids)

    def digests(
        self, *, files: Collection[str] = (), digests: Collection[str] = ()
    ) -> Mapping[str, str]:
        """None: a cluster keeps the content hashes of files, but finds nothing by them."""
        del files, digests
        return {}

    def similar(self, article_id: str, limit: int = 5) -> tuple[Hit, ...]:
        """The articles most like one, without it and its copies; none for an unknown id."""
        source = self._source(article_id)
        if source is None:
            return ()
        tree = query_like(self._cluster, article_of(source))
        if tree is None:
            return ()
        copies = [near_duplicate.id for near_duplicate in copies_of(self._cluster, source)]
        others: Clause = {
            "bool": {
                "must": [_clause(plan_of(tree), [])],
                "must_not": [{"terms": {"id": [article_id, *copies]}}],
            }
        }
        response = self._cluster.search(SearchRequest(others), limit)
        return hits_of(response["hits"]["hits"], Marker.of(tree))

    def story(self, article_id: str) -> Story | None:
        """Raises StoriesUnavailable: articles of a cluster are not grouped yet."""
        raise StoriesUnavailable

    def stories(self, since: str = "", until: str = "", limit: int = 20) -> tuple[Story, ...]:
        """Raises StoriesUnavailable, as above."""
        raise StoriesUnavailable

    def complete(self, typed: str, limit: int = 8) -> Completions:
        """What a query that is being typed may become: words, and headlines; `limit` in all."""
        return ClusterCompleter(self._cluster).complete(typed, limit)

    def article(self, article_id: str, *, copies: bool = True) -> StoredArticle | None:
        """The article with an id, or None."""
        source = self._source(article_id)
        if source is None:
            return None
        near_duplicates = copies_of(self._cluster, source) if copies else ()
        return StoredArticle(article_id, article_of(source), near_duplicates)

    def name(self, name: str) -> NameRecord | None:
        """None: a cluster does not know the names of articles yet."""
        del name
        return None

    def kept_apart(self) -> tuple[tuple[str, str], ...]:
        """None: names are not widened there."""
        return ()

    def keep_apart(self, one: str, other: str) -> None:
        """Nothing is taken for one there."""

    def take_together(self, one: str, other: str) -> None:
        """As above."""

    def original(self, article_id: str) -> Path | None:
        """The file of an indexed article, or None when it is no longer in the corpus."""
        source = self._source(article_id)
        return path_of(Path(self._cluster.corpus()), source["file"]) if source else None

    def spans(
        self,
        query: str,
        texts: Sequence[str],
        names: NameOptions = ALL_SPELLINGS,  # as above
    ) -> list[list[tuple[int, int]]]:
        """Where the query's words stand in each text: (start, end) in characters, in order."""
        return spans_of(query, texts, self._in_capitals(parse(query)).forms)

    def generation(self) -> object | None:
        """None: a cluster shows each article as it comes."""
        return None

    def status(self) -> Status:
        """What is indexed, and how fresh it is."""
        return self._cluster.status()

    def close(self) -> None:
        """Give the connection's sockets back."""
        self._cluster.connection.close()

    def _plan(self, read: Query, capitals: InCapitals | None = None) -> Plan:
        """The plan of a query."""
        if not read.text.strip():
            return Everything()
        return plan_of(read.tree, (capitals or self._in_capitals(read)).forms)

    def _in_capitals(self, read: Query) -> InCapitals:
        """Which words of a query mean capitals."""
        return in_capitals(read, lambda form: self._cluster.count(Clauses().condition(form)))

    def _source(self, article_id: str) -> dict[str, Any] | None:
        return self._cluster.source(document_id(article_id))


def _clause(plan: Plan, notes: list[str]) -> Clause:
    """The clause of a plan; what it cannot say is added to the notes."""
    clauses = Clauses.sharing(plan)
    clause = clauses.of(plan)
    notes += clauses.notes
    return clause
