"""What a reader is told when a cluster, or a part of it, is not there."""

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from index import Article
from index.opensearch import ClusterUrl
from search import IndexUnavailable
from search.opensearch import ClusterEngine
from tests.opensearch.shelf import Shelf

ARTICLES = 60


@pytest.fixture
def filled(spread):
    """Makes an index of some articles on three nodes, with so many copies of each shard."""
    shelves = []

    def fill(replicas):
        address = ClusterUrl.parse(f"{spread}?shards=3&replicas={replicas}")
        shelf = Shelf(address)
        shelves.append(shelf)
        shelf.commit(
            (f"a{number}", f"a{number}", Article("Ferry", f"The ferry {number}", date="2020"))
            for number in range(ARTICLES)
        )
        return shelf

    yield fill
    for shelf in shelves:
        shelf.connection.close()


def ask_on(engine, stop, totals):
    while not stop.is_set():
        try:
            result = engine.search("ferry", limit=5)
            totals.append((result.total, result.notes))
        except Exception as error:  # any at all is a failure of the test
            totals.append((repr(error), ()))


def test_killed_node_with_copies_is_not_noticed(three_nodes, filled):
    engine = filled(1).engine
    stop, answers = threading.Event(), []
    threads = [threading.Thread(target=ask_on, args=(engine, stop, answers)) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        time.sleep(1)
        three_nodes.kill(1)
        time.sleep(5)
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)
        three_nodes.restart(1)
    assert len(answers) > 20
    assert {answer for answer in answers if answer != (ARTICLES, ())} == set()


def test_missing_part_is_said_and_the_rest_is_found(three_nodes, filled):
    shelf = filled(0)
    engine = shelf.engine
    assert engine.search("ferry").notes == ()
    three_nodes.kill(2)
    try:
        result = engine.search("ferry", limit=50)
        assert 0 < result.total < ARTICLES
        assert len(result.hits) == min(50, result.total)
        assert "1 of 3 parts of the index did not answer" in result.notes[-1]
        assert engine.suggest("ferrry").text == "ferry"
        assert engine.complete("fer").words[0] == "ferry"
    finally:
        three_nodes.restart(2)
    deadline = time.monotonic() + 60
    while engine.search("ferry").notes and time.monotonic() < deadline:
        time.sleep(0.5)
    assert (engine.search("ferry").total, engine.search("ferry").notes) == (ARTICLES, ())


def test_nothing_indexed_says_what_to_run(address):
    with pytest.raises(IndexUnavailable, match="backfile reindex"):
        ClusterEngine.open(address)


def test_index_that_is_removed_meanwhile_is_said(address):
    shelf = Shelf(address)
    engine = ClusterEngine.open(address)
    shelf.clear()
    with pytest.raises(IndexUnavailable, match="backfile reindex"):
        engine.search("ferry")
    with pytest.raises(IndexUnavailable, match="backfile reindex"):
        engine.status()
    engine.close()
    shelf.connection.close()


def test_index_of_another_version_is_said(address):
    shelf = Shelf(address, schema="0 from long ago")
    with pytest.raises(IndexUnavailable, match="backfile rebuild"):
        ClusterEngine.open(address)
    shelf.connection.close()


def test_closed_index_is_said(address):
    shelf = Shelf(address)
    engine = shelf.engine
    shelf.connection.client.indices.close(index=f"{address.name}-articles-000001")
    with pytest.raises(IndexUnavailable, match=str(address.name)):
        engine.search("ferry")
    shelf.connection.close()


def test_question_that_a_cluster_does_not_understand_is_said(address):
    shelf = Shelf(address)
    with pytest.raises(IndexUnavailable, match="could not count"):
        shelf.cluster.count({"range": {"date": {"gte": "a day"}}})
    shelf.connection.close()


def test_no_node_is_said():
    with pytest.raises(IndexUnavailable, match="No node of the cluster"):
        ClusterEngine.open("opensearch+http://127.0.0.1:9/articles")


def test_malformed_address_is_said_without_its_password():
    with pytest.raises(IndexUnavailable, match="BACKFILE_ENGINE") as caught:
        ClusterEngine.open("opensearch+http://me:secret@/")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, b"", "user and password"),
        (403, b'{"error": {"type": "security_exception", "reason": "no"}}', "user and password"),
        (200, b'{"version": {"number": "2.19.1", "distribution": "opensearch"}}', "OpenSearch 2"),
        (200, b'{"version": {"number": "8.1.0"}}', "works with OpenSearch 3"),
        (200, b'"hello"', "no OpenSearch"),
        (503, b"", "in time"),
    ],
)  # fmt: skip
def test_other_server_is_said(status, body, said):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with pytest.raises(IndexUnavailable, match=said):
                ClusterEngine.open(f"opensearch+http://127.0.0.1:{server.server_port}/articles")
        finally:
            server.shutdown()
