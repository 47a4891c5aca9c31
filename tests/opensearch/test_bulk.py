"""Documents get into a cluster whatever it does meanwhile: each once, or the failure is told.

The cluster is real. What it cannot be made to answer at will comes from a small server in between,
which says once what a cluster says when it has too much to do.
"""

from __future__ import annotations

import json
from collections import deque
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import Request, urlopen

import pytest

from index import Article
from index.opensearch import (
    ClusterFull,
    ClusterReplaced,
    ClusterSlow,
    IndexPair,
    connect,
    document_id,
)
from index.opensearch.batch import ClusterBatch
from index.opensearch.bulk import LARGEST_REQUEST, Bulk
from index.opensearch.index_pair import create
from index.store.ledger import FileState

REJECTED = {"error": {"type": "rejected_execution_exception", "reason": "queue"}, "status": 429}


@pytest.fixture
def pair(address, opened):
    """An empty pair of indices."""
    pair = IndexPair(address.name, 1)
    create(opened(address), pair, {}, public=True)
    return pair


class Between(ThreadingHTTPServer):
    """Hands requests on to a node, but first answers some of them itself."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = f"http://127.0.0.1:{port}"
        self.answers: deque[tuple[int, dict] | None] = deque()
        """What the next bulk requests get: (status, JSON), or None for no answer at all."""
        self.sizes: list[int] = []


class _Handler(BaseHTTPRequestHandler):
    server: Between

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "_bulk" in self.path:
            self.server.sizes.append(len(body))
            if self.server.answers:
                answer = self.server.answers.popleft()
                if answer is not None:
                    self._answer(answer[0], json.dumps(answer[1]).encode())
                return
        self._hand_on(body)

    def do_GET(self) -> None:
        self._hand_on(None)

    def _hand_on(self, body: bytes | None) -> None:
        headers = {"Content-Type": self.headers.get("Content-Type", "application/json")}
        request = Request(self.server.target + self.path, body, headers, method=self.command)
        with urlopen(request, timeout=30) as answer:
            self._answer(answer.status, answer.read())

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


@pytest.fixture
def between(cluster):
    with Between(cluster.ports[0]) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def slow(address, between):
    """A connection through the server in between; it has five seconds of patience."""
    through = replace(address, hosts=(("127.0.0.1", between.server_address[1]),))
    connection = connect(through, patience=5)
    yield connection
    connection.close()


def document(number, text="The ferry ran aground."):
    return {"id": str(number), "file": str(number), "record": 0, "title": "", "body": text}


def there(cluster, pair):
    cluster.ask(f"/{pair.articles}/_refresh", method="POST")
    found = cluster.ask(f"/{pair.articles}/_search?size=10000&_source=id")
    return sorted(hit["_source"]["id"] for hit in found["hits"]["hits"])


def test_written_twice_is_there_once(address, pair, opened, cluster):
    bulk = Bulk(opened(address))
    for _ in range(2):
        for number in range(10):
            bulk.put(pair.articles, document_id(str(number)), document(number))
        bulk.flush()
    assert there(cluster, pair) == [str(number) for number in range(10)]


def test_last_of_two_writes_counts(address, pair, opened, cluster):
    bulk = Bulk(opened(address))
    bulk.put(pair.articles, "one", document(1))
    bulk.put(pair.articles, "one", document(2))
    bulk.put(pair.articles, "two", document(3))
    bulk.delete(pair.articles, "two")
    bulk.delete(pair.articles, "never there")
    bulk.flush()
    assert there(cluster, pair) == ["2"]


def test_busy_cluster_is_sent_less_and_later(pair, slow, between, cluster):
    between.answers += [(429, REJECTED), (429, REJECTED)]
    bulk = Bulk(slow)
    for number in range(40):
        bulk.put(pair.articles, str(number), document(number, "word " * 20_000))
    bulk.flush()
    assert len(there(cluster, pair)) == 40
    first, second, third = between.sizes[:3]
    assert first > second > third
    assert max(between.sizes) <= LARGEST_REQUEST


def test_documents_that_were_not_taken_are_sent_again(pair, slow, between, cluster):
    refused = {"_id": "1", "status": 429, "error": REJECTED["error"]}
    taken = {"_id": "0", "status": 201}
    between.answers.append((200, {"errors": True, "items": [{"index": taken}, {"index": refused}]}))
    bulk = Bulk(slow)
    for number in range(2):
        bulk.put(pair.articles, str(number), document(number))
    bulk.flush()
    assert len(between.sizes) == 2
    assert between.sizes[1] < between.sizes[0]
    assert there(cluster, pair) == ["1"]  # the first was only said to be there


def test_connection_that_breaks_is_tried_again(pair, slow, between, cluster):
    between.answers += [None, None, None, None]
    bulk = Bulk(slow)
    bulk.put(pair.articles, "0", document(0))
    bulk.flush()
    assert there(cluster, pair) == ["0"]


def test_cluster_that_stays_busy_ends_the_run(pair, slow, between):
    between.answers += [(429, REJECTED)] * 100
    bulk = Bulk(slow)
    bulk.put(pair.articles, "0", document(0))
    with pytest.raises(ClusterSlow, match="Run again later: what was done is kept"):
        bulk.flush()


def test_full_disk_is_told_at_once(address, pair, opened, cluster):
    block = {"index.blocks.read_only_allow_delete": True}  # what the flood stage watermark sets
    cluster.ask(f"/{pair.articles}/_settings", body=block, method="PUT")
    bulk = Bulk(opened(address))
    bulk.put(pair.articles, "0", document(0))
    with pytest.raises(ClusterFull, match=r"disks are too full.*Make room"):
        bulk.flush()
    cluster.ask(
        f"/{pair.articles}/_settings",
        body={"index.blocks.read_only_allow_delete": None},
        method="PUT",
    )
    bulk.flush()  # nothing was lost of what was waiting
    assert there(cluster, pair) == ["0"]


def test_document_that_is_refused_is_a_problem_of_its_file(address, pair, opened, cluster):
    batch = ClusterBatch(opened(address), pair, frozenset(), {})
    for name in ("a", "b"):
        batch.drop(name)
    batch.add("a", "a", Article("", "Good."))
    batch.add("b", "b", Article("", "Bad.", date="2017", lang="en", runs=(1,)))
    action = batch._bulk._waiting[pair.articles, document_id("b")]
    spoiled = replace(action, lines=action.lines.replace(b'"date":20170000', b'"date":"never"'))
    batch._bulk._waiting[pair.articles, document_id("b")] = spoiled
    for name in ("a", "b"):
        batch.keep(name, FileState(1, 1, "00"))
    batch.finish()
    assert [problem.id for problem in batch.problems] == ["b"]
    assert "mapper_parsing_exception" in batch.problems[0].reason
    assert there(cluster, pair) == ["a"]


def test_index_that_was_removed_meanwhile_is_told(address, pair, opened, cluster):
    settings = {"persistent": {"action.auto_create_index": "false"}}
    cluster.ask("/_cluster/settings", body=settings, method="PUT")
    try:
        cluster.ask(f"/{pair.articles}", method="DELETE")
        bulk = Bulk(opened(address))
        bulk.put(pair.articles, "0", document(0))
        with pytest.raises(ClusterReplaced, match="Run again"):
            bulk.flush()
    finally:
        settings = {"persistent": {"action.auto_create_index": None}}
        cluster.ask("/_cluster/settings", body=settings, method="PUT")
