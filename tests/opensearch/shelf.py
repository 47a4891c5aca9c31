"""An index in a cluster that tests fill with articles directly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from opensearchpy import helpers

from index import Article
from index.opensearch import ClusterUrl, connect, document_id
from index.opensearch.document import document_of
from index.opensearch.index_pair import IndexPair, create
from index.opensearch.template import schema as template_schema
from search.opensearch.cluster import Cluster
from search.opensearch.engine import ClusterEngine
from search.opensearch.search_source import SearchSource

SCHEMA = template_schema()
_CORPUS = "/nowhere"


class Shelf:
    """A fresh index at an address; what was there under its name is removed first."""

    def __init__(self, address: ClusterUrl, schema: str = SCHEMA) -> None:
        self.connection = connect(address)
        self.clear()
        self._pair = IndexPair(self.connection.address.name, 1)
        meta = {"corpus": _CORPUS, "schema": schema, "format": 1}
        create(self.connection, self._pair, meta, public=True)

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.connection)

    @property
    def engine(self) -> ClusterEngine:
        return ClusterEngine(self.cluster)

    def commit(self, articles: Iterable[tuple[str, str, Article]]) -> int:
        """Put (id, file, article) in; gives how many there were."""
        done = sum(
            1 for _ in helpers.streaming_bulk(self.connection.client, self._written(articles))
        )
        self.connection.client.indices.refresh(index=self._pair.articles)
        return done

    def best(self, question: SearchSource, count: int = 10) -> list[str]:
        """The ids of the first articles of a result."""
        found = self.cluster.search(question, count)["hits"]["hits"]
        return [hit["_source"]["id"] for hit in found]

    def clear(self) -> None:
        """Remove it from the cluster."""
        client, name = self.connection.client, self.connection.address.name
        for index in client.indices.get(index=f"{name}-*"):
            client.indices.delete(index=index)

    def _written(self, articles: Iterable[tuple[str, str, Article]]) -> Iterator[dict[str, Any]]:
        for article_id, file_id, article in articles:
            yield {
                "_index": self._pair.articles,
                "_id": document_id(article_id),
                "_source": document_of(article_id, file_id, article),
            }
