"""All documents that match, page by page, and what makes them all visible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from index.opensearch.connection import Connection

SIZE = 5_000
"""Documents a page, where little of each is asked for; a cluster gives 10,000 at most."""


def pages(
    connection: Connection,
    index: str,
    query: Mapping[str, Any],
    order: Sequence[str],
    *,
    fields: Sequence[str] = ("*",),
    size: int = SIZE,
) -> Iterator[dict[str, Any]]:
    """The hits of a query, each once, ordered by fields that tell all documents apart.

    `fields` are what is wanted of each document. Raises ClusterFailure; shards that are missing
    are a failure, since documents would be missing unnoticed.
    """
    body: dict[str, Any] = {
        "query": query,
        "sort": [{field: "asc"} for field in order],
        "size": size,
        "_source": list(fields) or False,
        "track_total_hits": False,
    }
    params = {"allow_partial_search_results": "false"}
    client = connection.client
    while True:
        answer = connection.steadily(lambda: client.search(index=index, body=body, params=params))
        hits = answer["hits"]["hits"]
        yield from hits
        if len(hits) < size:
            return
        body["search_after"] = hits[-1]["sort"]


def refresh(connection: Connection, *indices: str) -> None:
    """Make what was written so far visible to searches. Raises ClusterFailure."""
    connection.steadily(lambda: connection.client.indices.refresh(index=",".join(indices)))
