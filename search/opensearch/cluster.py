"""Requests to a cluster, and what it means when one fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from index import IndexFailure
from index.opensearch import ClusterEmpty, ClusterRed, Connection, check, current, freshness
from search.errors import IndexUnavailable
from search.opensearch.depth import SHALLOW, deep_page
from search.opensearch.likeness import Clause
from search.opensearch.search_response import total_of
from search.opensearch.search_source import ORDERS, SECONDS, SearchSource
from search.result import Status

Response = Mapping[str, Any]

_EXACT = "dfs_query_then_fetch"
"""Asks all shards how frequent the words are, before any of them weighs an article: so the
weights are those of one index, however many shards there are."""

_TOGETHER = 100  # requests in one message


@dataclass(frozen=True, slots=True)
class Cluster:
    """The articles under one name; any number of threads may share it.

    All methods raise IndexUnavailable, whose message says what to do.
    """

    connection: Connection

    @property
    def name(self) -> str:
        """The alias under which the articles are found."""
        return self.connection.address.name

    def search(self, question: SearchSource, size: int, start: int = 0) -> Response:
        """The `size` articles of a result behind the first `start`, with what is counted."""
        if start + size <= SHALLOW:
            return self._ask(question.body(size, start), question.preference)
        counted = self._ask(question.body(0), question.preference)
        if start >= total_of(counted):
            return counted
        with explained(self.connection):
            found = deep_page(self.connection.client, self.name, question, start, size)
        return {**counted, "hits": {**counted["hits"], "hits": found}}

    def sources(
        self, clause: Clause, fields: Sequence[str], size: int, *, newest: bool = False
    ) -> list[dict[str, Any]]:
        """What some articles that match have in these fields; the newest first, or just any."""
        body = {"query": clause, "size": size, "_source": list(fields)}
        hits = self.ask({**body, "sort": ORDERS["newest"]} if newest else body)["hits"]["hits"]
        return [hit["_source"] for hit in hits]

    def ask(self, body: Mapping[str, Any]) -> Response:
        """What the cluster answers to a request as it is."""
        with explained(self.connection):
            response: Response = self.connection.client.search(index=self.name, body=body)
        return response

    def counts(self, clauses: Iterable[Clause]) -> list[int]:
        """How many articles each clause matches."""
        waiting, counts = list(clauses), list[int]()
        while waiting:
            counts += self._counted(waiting[:_TOGETHER])
            del waiting[:_TOGETHER]
        return counts

    def count(self, clause: Clause) -> int:
        """How many articles a clause matches."""
        return self.counts([clause])[0]

    def source(self, document: str) -> dict[str, Any] | None:
        """All that is kept of the article with this document id, or None."""
        with explained(self.connection):
            found: Response = self.connection.client.get(
                index=self.name, id=document, params={"ignore": (404,)}
            )
        source: dict[str, Any] | None = found.get("_source")
        return source

    def corpus(self) -> str:
        """The folder of the articles, on the machines that index them.

        That the index is one that this program can search is looked at on the way.
        """
        with explained(self.connection):
            pair = current(self.connection)
            if pair is None:
                raise ClusterEmpty(str(self.connection.address))
            return str(check(self.connection, pair)["corpus"])

    def status(self) -> Status:
        """What is indexed, and how fresh it is."""
        with explained(self.connection):
            fresh = freshness(self.connection)
            return Status(
                articles=self.count({"match_all": {}}),
                updated=fresh.updated,
                corpus=self.corpus(),
                generation=fresh.generation,
            )

    def _ask(self, body: Mapping[str, Any], preference: str) -> Response:
        """The answer; asked once more when a node has died over it, since others have copies."""
        how = {"search_type": _EXACT, "preference": preference, "request_timeout": 2 * SECONDS}
        with explained(self.connection):
            try:
                response = self._once(body, how)
            except ClusterRed:
                return self._once(body, how)
            return self._once(body, how) if "failures" in response["_shards"] else response

    def _once(self, body: Mapping[str, Any], how: Mapping[str, Any]) -> Response:
        with self.connection.explained():
            response: Response = self.connection.client.search(
                index=self.name, body=body, params=dict(how)
            )
        return response

    def _counted(self, clauses: Sequence[Clause]) -> list[int]:
        lines: list[Mapping[str, Any]] = []
        for clause in clauses:
            lines += {}, {"query": clause, "size": 0, "track_total_hits": True}
        with explained(self.connection):
            responses = self.connection.client.msearch(index=self.name, body=lines)["responses"]
        for response in responses:
            if "error" in response:
                reason = response["error"].get("reason", "no reason given")
                raise IndexUnavailable(
                    f"The cluster could not count articles ({reason}). Its state says why."
                )
        return [response["hits"]["total"]["value"] for response in responses]


@contextmanager
def explained(connection: Connection) -> Iterator[None]:
    """Failures of a cluster as those of searching. Raises IndexUnavailable."""
    try:
        with connection.explained():
            yield
    except IndexFailure as failure:
        raise IndexUnavailable(str(failure)) from failure
