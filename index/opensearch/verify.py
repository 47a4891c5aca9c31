"""Whether a cluster's index holds what the corpus holds.

A cluster checks the bytes of its own files; what can be asked of it is whether all of its parts
are there, whether every file of the corpus is indexed as it is now, and whether every article is
one of a file that the ledger knows.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from index.errors import Fault
from index.opensearch import index_pair as generation
from index.opensearch.cluster_url import ClusterUrl
from index.opensearch.connection import STEADINESS, Connection, connect
from index.opensearch.errors import ClusterEmpty
from index.opensearch.file_record import PENDING
from index.opensearch.index_pair import IndexPair
from index.opensearch.store import ClusterStore, check
from index.run.partition import Partition
from index.run.verify import differences

_PAGE = 1_000


def verify(corpus: Path, address: ClusterUrl) -> Iterator[Fault]:
    """Give all that is wrong. Raises ClusterFailure, CorpusUnreadable."""
    with closing(connect(address, steadiness=STEADINESS)) as connection:
        pair = generation.current(connection)
        if pair is None:
            raise ClusterEmpty(str(address))
        check(connection, pair)
        yield from _of_shards(connection, pair)
        files = ClusterStore(connection, pair, Path(), Partition()).files()
        pending = {file_id for file_id, state in files.items() if state == PENDING}
        yield from (Fault(name, "it was not read to the end") for name in sorted(pending))
        read = {file_id: state for file_id, state in files.items() if file_id not in pending}
        for fault in differences(corpus, read):
            if fault.name not in pending:  # to whom they look new
                yield fault
        yield from _unknown(connection, pair, files)


def _of_shards(connection: Connection, pair: IndexPair) -> Iterator[Fault]:
    with connection.explained():
        health = connection.client.cluster.health(
            index=f"{pair.articles},{pair.files}", params={"level": "indices"}
        )
    for name, index in health["indices"].items():
        if index["status"] == "red":
            yield Fault(name, "some of its shards are missing")
        elif index["status"] == "yellow":
            yield Fault(name, "some copies of its shards are missing")


def _unknown(connection: Connection, pair: IndexPair, files: Container[str]) -> Iterator[Fault]:
    """Articles of files that the ledger does not know, which no reindex would ever remove."""
    sources = [{"file": {"terms": {"field": "file"}}}]
    pages: dict[str, Any] = {"size": _PAGE, "sources": sources}
    body = {"size": 0, "aggs": {"files": {"composite": pages}}}
    params = {"allow_partial_search_results": "false"}
    search = partial(connection.client.search, index=pair.articles, body=body, params=params)
    while True:
        found = connection.steadily(search)["aggregations"]["files"]
        for bucket in found["buckets"]:
            if (name := bucket["key"]["file"]) not in files:
                yield Fault(name, "its file is not in the ledger")
        if "after_key" not in found:
            return
        pages["after"] = found["after_key"]
