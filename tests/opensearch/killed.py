"""Every article is there once, although a node dies: `python -m tests.opensearch.killed`.

Real articles (tests.bench.corpus; BACKFILE_DATA names the folder) are written into three nodes as a
run writes them. When half of them have been sent, one node is killed. At the end every id is looked
for, before the node has come back and after.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator

from index import Article
from index.minhash import sketch_of
from index.opensearch import ClusterUrl, Connection, IndexPair, connect, document_id, statistics
from index.opensearch.batch import ClusterBatch
from index.opensearch.index_pair import create
from index.opensearch.pages import pages
from index.store.ledger import FileState
from tests.bench.corpus import articles, provenance
from tests.bench.record import Record
from tests.opensearch.cluster import Cluster, running

NODES = 3
_KILLED = 1  # not the first, which the client asks first
_BATCH = 2_000


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=72_410)
    limit = parser.parse_args(arguments).limit
    print(f"{limit:,} {provenance()} into {NODES} nodes of OpenSearch, one killed half way")
    with running(NODES) as cluster:
        address = ClusterUrl.parse(cluster.address("killed"))
        connection = connect(address)
        try:
            return _measured(cluster, connection, limit)
        finally:
            connection.close()


def _measured(cluster: Cluster, connection: Connection, limit: int) -> int:
    pair = IndexPair("killed", 1)
    create(connection, pair, {"schema": "killed"}, public=True)
    started = time.monotonic()
    sent = _write(cluster, connection, pair, limit)
    seconds = time.monotonic() - started
    print(f"{len(sent):,} sent in {seconds:.1f} s ({len(sent) / seconds:,.0f} a second)")
    faults = _counted("with two nodes", connection, pair, sent)
    started = time.monotonic()
    cluster.restart(_KILLED)
    _await_green(connection, pair)
    print(
        f"node {_KILLED} is back, all copies there again after {time.monotonic() - started:.1f} s"
    )
    faults += _counted("with three", connection, pair, sent)
    held = statistics(connection.address)
    print(
        f"{held.bytes / 2**20:,.0f} MB on the disks for {held.copies / held.shards:.0f} copies: "
        f"{held.bytes / held.copies * held.shards / held.articles:,.0f} bytes an article and copy"
    )
    return 1 if faults else 0


def _write(cluster: Cluster, connection: Connection, pair: IndexPair, limit: int) -> set[str]:
    """Send all articles, and kill a node half way; gives their ids."""
    sent: set[str] = set()
    for batch in _batches(limit):
        files = {record.id.partition("#")[0] for record in batch}
        writing = ClusterBatch(connection, pair, frozenset(), {})
        for file_id in files:
            writing.drop(file_id)
        for record in batch:
            writing.add(record.id, record.id.partition("#")[0], _article(record))
            sent.add(record.id)
            if len(sent) == limit // 2:
                print(f"node {_KILLED} is killed after {len(sent):,} articles")
                cluster.kill(_KILLED)
        for file_id in files:
            writing.keep(file_id, FileState(1, 1, "00"))
        writing.finish()
    return sent


def _batches(limit: int) -> Iterator[list[Record]]:
    batch: list[Record] = []
    for record in articles(limit):
        batch.append(record)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _article(record: Record) -> Article:
    return Article(
        title=record.title,
        text=record.text,
        markdown=record.text.replace("\n", "\n\n"),
        date=record.date,
        outlet=record.outlet,
        lang="en",
        url=record.url,
        sketch=sketch_of(record.text),
    )


def _counted(when: str, connection: Connection, pair: IndexPair, sent: set[str]) -> int:
    """Count what is missing, doubled or not ours; print it."""
    connection.client.indices.refresh(index=pair.articles)
    health = connection.client.cluster.health(index=pair.articles)["status"]
    query, order = {"match_all": {}}, ["file", "record", "id"]
    found: Counter[str] = Counter()
    strangers = 0
    for hit in pages(connection, pair.articles, query, order, fields=["id"]):
        article_id = hit["_source"]["id"]
        found[article_id] += 1
        strangers += hit["_id"] != document_id(article_id) or article_id not in sent
    missing = len(sent - found.keys())
    doubled = sum(1 for times in found.values() if times > 1)
    print(
        f"{when} ({health}): {len(found):,} articles there, {missing:,} missing, "
        f"{doubled:,} twice, {strangers:,} unknown"
    )
    return missing + doubled + strangers


def _await_green(connection: Connection, pair: IndexPair) -> None:
    connection.client.cluster.health(
        index=pair.articles,
        params={"wait_for_status": "green", "timeout": "300s"},
        request_timeout=310,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
