"""The engine whose index lies on a cluster: the same questions, the same answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh import query as ast

from index import STEMMED, IndexFailure, path_of
from index.opensearch import ClusterUrl, article_of, connect, document_id
from search.capitals import InCapitals, in_capitals
from search.errors import IndexUnavailable, StoriesUnavailable
from search.facet import FacetValue
from search.fingerprint import Fingerprints
from search.highlight.mark import Marker
from search.highlight.spans import spans_of
from search.interface import SearchEngine
from search.opensearch.clause import Clauses
from search.opensearch.cluster import Cluster
from search.opensearch.completion import ClusterCompleter
from search.opensearch.desk import count_selections, fingerprints_of, known_of
from search.opensearch.lexicon import ClusterLexicon
from search.opensearch.likeness import Clause
from search.opensearch.relation import copies_of, query_like
from search.opensearch.search_response import facets_of, hits_of, notes_of, total_of
from search.opensearch.search_source import SearchSource
from search.plan import Everything, Plan, plan_of
from search.query import Query
from search.query.removed import REMOVED, asks_for_removed
from search.result import Completions, Hit, NameRecord, Result, Status, StoredArticle
from search.search_request import SearchRequest
from search.stories.story import Story
from search.words.spelling import Speller, Suggestion


class ClusterEngine(SearchEngine):
    """A search engine over the articles of a cluster; any number of threads may share it.

    What a run has written is found as soon as the cluster has refreshed its index.
    """

    lacks = (
        "Only articles with all words are found, not those with most of them: put OR between the"
        " words of a sentence.",
        "All articles are read as English ones: words of other languages are found as they are"
        " written, without case and accents.",
        "Where words stand near one another, or at the beginning of an article, they count no more"
        " for it.",
        "A page whose copies are folded has fewer articles than it could hold.",
        "What is written apart is found as it is written: no wi-fi by wifi, no MH 370 by MH370.",
        "Names are found in the spelling that was typed, and are not listed beside the results;"
        " reports of one event are not put together.",
    )

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

    def _search(self, request: SearchRequest) -> Result:
        """A page of the articles that match; what did not answer is in the notes.

        Names are not widened: a cluster does not know the spellings of names yet.
        """
        read = request.query
        capitals = self._in_capitals(read)
        notes = [*request.notes, *capitals.notes]
        plan, unknown = request.narrow(self._plan(request, capitals))
        removed = asks_for_removed(read.tree)
        source = SearchSource(
            _clause(plan, notes),
            request.order,
            has_facets=request.has_facets,
            shows_removed=removed,
        )
        start = (request.page - 1) * request.limit
        response = self._cluster.search(source, request.limit, start)
        total = total_of(response)
        fields = (REMOVED,) if removed else ("text",)
        marker = Marker.of(read.tree, fields, capitals=capitals.forms)
        facets: Mapping[str, Sequence[FacetValue]] = {}
        if request.has_facets:
            in_selections = count_selections(self._cluster, request.selections, plan)
            facets = {**facets_of(response), **in_selections}
        return Result(
            query=read.text,
            understood=read.understood,
            notes=(*notes, *unknown, *notes_of(response), *_all_or_none(request, total)),
            total=total,
            took_ms=request.took_ms(),
            page=request.page,
            limit=request.limit,
            hits=hits_of(response["hits"]["hits"], marker, removed=removed),
            facets=facets,
            readings=capitals.readings,
        )

    def _suggest(self, request: SearchRequest) -> Suggestion | None:
        def count(tree: ast.Query) -> int:
            plan, _ = request.narrow(plan_of(tree))
            return self._cluster.count(Clauses().condition(plan))

        return Speller(ClusterLexicon(self._cluster)).correct(request.query, count)

    def _fingerprints(self, request: SearchRequest) -> Fingerprints:
        """What the articles of a result are told by later on; of very many the newest."""
        return self._found(request)[0]

    def _new_since(self, earlier: Fingerprints, request: SearchRequest) -> tuple[str, ...]:
        found, ids = self._found(request)
        places = found.new_since(earlier).nonzero()[0][: request.limit]
        return tuple(ids[place] for place in places.tolist())

    def _found(self, request: SearchRequest) -> tuple[Fingerprints, list[str]]:
        plan, _ = request.narrow(self._plan(request))
        return fingerprints_of(self._cluster, plan)

    def _spans(self, request: SearchRequest, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        return spans_of(request.query.text, texts, self._in_capitals(request.query).forms)

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
        response = self._cluster.search(SearchSource(others), limit)
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

    def generation(self) -> object | None:
        """None: a cluster shows each article as it comes."""
        return None

    def status(self) -> Status:
        """What is indexed, and how fresh it is."""
        return self._cluster.status()

    def close(self) -> None:
        """Give the connection's sockets back."""
        self._cluster.connection.close()

    def _plan(self, request: SearchRequest, capitals: InCapitals | None = None) -> Plan:
        """The plan of a query."""
        if request.is_blank:
            return Everything()
        return plan_of(request.query.tree, (capitals or self._in_capitals(request.query)).forms)

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


def _all_or_none(request: SearchRequest, total: int) -> tuple[str, ...]:
    """That articles with most of the words are not shown, where a folder would show them."""
    read = request.query
    if read.is_boolean or not isinstance(read.tree, ast.And) or total >= request.limit:
        return ()
    words = [leaf for leaf in read.tree if leaf.is_leaf() and leaf.field() in STEMMED]
    return (_ALL_OR_NONE,) if len(words) > 1 else ()


_ALL_OR_NONE = (
    "This archive finds only what has all the words. With OR between them it finds what has some."
)
