"""What a cluster's index holds, in numbers, as far as a cluster tells them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from index.opensearch import index_pair as generation
from index.opensearch.cluster_url import ClusterUrl
from index.opensearch.connection import connect
from index.opensearch.errors import ClusterEmpty
from index.opensearch.store import count_articles, count_files, freshness


@dataclass(frozen=True, slots=True)
class ClusterStatistics:
    """Counts over all nodes."""

    articles: int
    deleted: int
    """Documents that are deleted but still take room."""
    files: int
    shards: int
    copies: int
    """Copies of all shards that are there; `shards` of them are the first ones."""
    missing: int
    """Copies that should be there and are not."""
    segments: int
    nodes: int
    health: str
    """green: all copies are there; yellow: all shards; red: some shards are not."""
    bytes: int
    """Of all copies, on all disks."""
    generation: int
    updated: str


def statistics(address: ClusterUrl) -> ClusterStatistics:
    """Count what the index at `address` holds. Raises ClusterFailure."""
    with closing(connect(address)) as connection:
        pair = generation.current(connection)
        if pair is None:
            raise ClusterEmpty(str(address))
        fresh = freshness(connection)
        with connection.explained():
            health = connection.client.cluster.health(index=pair.articles)
            figures = connection.client.indices.stats(index=pair.articles)["_all"]
        copies = figures["total"]
        return ClusterStatistics(
            articles=count_articles(connection, pair),
            deleted=figures["primaries"]["docs"]["deleted"],
            files=count_files(connection, pair),
            shards=health["active_primary_shards"],
            copies=health["active_shards"],
            missing=health["unassigned_shards"],
            segments=copies["segments"]["count"],
            nodes=health["number_of_nodes"],
            health=health["status"],
            bytes=copies["store"]["size_in_bytes"],
            generation=fresh.generation,
            updated=fresh.updated.isoformat(timespec="seconds") if fresh.updated else "",
        )
