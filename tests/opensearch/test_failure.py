"""Nothing is lost when a node dies, a worker is killed or shards are missing; the rest is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest

from index import Advance
from index.opensearch import (
    ClusterFailure,
    ClusterRed,
    articles,
    connect,
    current,
    document_id,
    document_of,
    rebuild,
    reindex,
    verify,
)
from index.opensearch.bulk import Bulk
from index.run.partition import Partition

FERRY = "The ferry ran aground at noon. Everybody was taken off by boat before the evening tide."
FILES = 120
WHOLE = Partition()


def ids(address):
    """The ids of all articles; fails when one is there twice."""
    found = [article_id for article_id, _ in articles(address)]
    assert len(found) == len(set(found))
    return set(found)


@pytest.fixture
def many(corpus):
    """Files of ten articles each, enough for a run of a few seconds."""
    for number in range(FILES):
        records = ({"text": f"{FERRY} Number {number} of {record}."} for record in range(10))
        corpus.record(f"{number:04}.jsonl", *records)
    return corpus


@pytest.fixture
def expected():
    return {f"{number:04}.jsonl#{record}" for number in range(FILES) for record in range(1, 11)}


def test_node_that_dies_during_a_run_costs_no_article(
    many, index_dir, spread, three_nodes, expected
):
    killed = threading.Event()

    def kill(advance: Advance) -> None:
        if advance.files > FILES // 3 and not killed.is_set():
            killed.set()
            three_nodes.kill(1)

    try:
        report = reindex(spread, WHOLE, many.folder, index_dir, kill)
        assert killed.is_set()
        assert report.added == FILES
        assert report.failed == 0
        assert ids(spread) == expected
        faults = {fault.reason for fault in verify(many.folder, spread)}
        assert faults == {"some copies of its shards are missing"}
    finally:
        three_nodes.restart(1)
    assert ids(spread) == expected
    assert reindex(spread, WHOLE, many.folder, index_dir).unchanged == FILES


def test_run_with_a_node_that_is_down_from_the_beginning(many, index_dir, spread, three_nodes):
    three_nodes.kill(0)  # the one that is asked first
    try:
        assert reindex(spread, WHOLE, many.folder, index_dir).added == FILES
    finally:
        three_nodes.restart(0)


def test_node_that_hangs_is_passed_over(spread, three_nodes):
    three_nodes.pause(2)
    try:
        for other in spread.hosts[:2]:
            both = replace(spread, hosts=(spread.hosts[2], other))
            connect(both, timeout=1.0).close()
    finally:
        three_nodes.resume(2)


def test_red_index_is_told_and_nothing_is_taken_for_gone(many, index_dir, spread, three_nodes):
    alone = replace(spread, replicas=0)  # no copies: each node has what no other has
    reindex(alone, WHOLE, many.folder, index_dir)
    before = dict(articles(alone))
    holding = three_nodes.ask(f"/_cat/shards/{spread.name}-articles-*?format=json")
    node = int(holding[0]["node"].removeprefix("node-"))
    three_nodes.kill(node)
    try:
        with pytest.raises(ClusterRed, match=r"Start the nodes that are down|lost for good"):
            ids(alone)
        (many.folder / "0000.jsonl").unlink()
        with pytest.raises(ClusterRed):
            _write_again(alone, before)
    finally:
        three_nodes.restart(node)
    _await_status(three_nodes, spread.name, "green")
    assert dict(articles(alone)) == before
    reindex(alone, WHOLE, many.folder, index_dir)
    assert len(ids(alone)) == 10 * (FILES - 1)


def _write_again(address, found):
    """Write articles once more, without much patience."""
    connection = connect(address, patience=2)
    try:
        bulk = Bulk(connection)
        index = current(connection).articles
        for article_id, article in list(found.items())[:100]:
            document = document_of(article_id, article_id.partition("#")[0], article)
            bulk.put(index, document_id(article_id), document)
        bulk.flush()
    finally:
        connection.close()


def _await_status(cluster, name, status):
    for _ in range(120):
        health = cluster.ask(f"/_cluster/health/{name}-*")
        if health["status"] == status:
            return
        time.sleep(0.5)
    raise AssertionError(health)


_RUN = """
import os
import signal
import sys
import time
from pathlib import Path
from index.opensearch import ClusterUrl, rebuild, reindex
from index.run.partition import Partition
import index.run.run
index.run.run.BATCH = 20
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
PAUSE = float(os.environ.get("PAUSE", "0"))
run = {"reindex": reindex, "rebuild": rebuild}[sys.argv[1]]
def told(advance):
    print(advance.files, flush=True)
    if advance.files == 45:
        time.sleep(PAUSE)
run(ClusterUrl.parse(sys.argv[2]), Partition.parse(sys.argv[3]), *map(Path, sys.argv[4:]), told)
"""


def start(verb, address, corpus, index_dir, share=WHOLE):
    """A run in a process of its own, which can be killed."""
    hosts = ",".join(f"{host}:{port}" for host, port in address.hosts)
    place = f"opensearch+http://{hosts}/{address.name}"
    arguments = [verb, place, str(share), corpus.folder, index_dir]
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def kill_after(process, files):
    """Kill a run, and its workers, when it has told of so many files."""
    for line in process.stdout:
        if int(line) >= files:
            break
    else:
        raise AssertionError(f"it ended before {files} files, with {process.wait()}")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.mark.parametrize("files", [1, 25, 70])
def test_killed_worker_is_run_again(many, index_dir, address, expected, files):
    kill_after(start("reindex", address, many, index_dir), files)
    report = reindex(address, WHOLE, many.folder, index_dir)
    assert report.added + report.changed + report.unchanged == FILES
    assert ids(address) == expected
    assert list(verify(many.folder, address)) == []


def test_what_a_killed_worker_left_goes_with_its_file(many, index_dir, address, expected):
    kill_after(start("reindex", address, many, index_dir), 5)
    first = {f"0000.jsonl#{record}" for record in range(1, 11)}
    (many.folder / "0000.jsonl").unlink()
    reindex(address, WHOLE, many.folder, index_dir)
    assert ids(address) == expected - first
    assert list(verify(many.folder, address)) == []


def test_file_that_shrank_after_a_worker_was_killed_leaves_nothing(many, index_dir, address):
    kill_after(start("reindex", address, many, index_dir), 5)
    for path in many.folder.iterdir():
        many.record(path.name, {"text": FERRY})
    reindex(address, WHOLE, many.folder, index_dir)
    assert len(ids(address)) == FILES


def test_killed_rebuild_is_gone_on_with(many, index_dir, address, expected):
    reindex(address, WHOLE, many.folder, index_dir)
    kill_after(start("rebuild", address, many, index_dir), 50)
    assert ids(address) == expected  # the old one answers
    report = rebuild(address, WHOLE, many.folder, index_dir)
    assert report.unchanged >= 20
    assert ids(address) == expected


def test_workers_at_once_fill_one_index(many, index_dir, address, expected):
    shares = [Partition(1, 2), Partition(2, 2)]
    running = [start("reindex", address, many, index_dir, share) for share in shares]
    for process in running:
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert ids(address) == expected
    assert list(verify(many.folder, address)) == []


def test_workers_at_once_rebuild_one_index(many, index_dir, address, expected):
    reindex(address, WHOLE, many.folder, index_dir)
    running = [start("rebuild", address, many, index_dir, Partition(n, 2)) for n in (1, 2)]
    for process in running:
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert ids(address) == expected
    connection = connect(address)
    try:
        assert current(connection).number == 2
    finally:
        connection.close()


def test_readers_find_everything_while_it_is_rebuilt(many, index_dir, address, cluster):
    reindex(address, WHOLE, many.folder, index_dir)
    seen: list[int] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            answer = cluster.ask(f"/{address.name}/_count")
            seen.append(answer["count"])

    reader = threading.Thread(target=read)
    reader.start()
    try:
        rebuild(address, WHOLE, many.folder, index_dir)
    finally:
        stop.set()
        reader.join()
    assert len(seen) > 10
    assert set(seen) == {10 * FILES}


def test_full_disk_ends_a_run_and_the_next_goes_on(many, index_dir, address, cluster, expected):
    reindex(address, WHOLE, many.folder, index_dir)
    many.article("new", FERRY)
    path = f"/{address.name}-articles-*/_settings"
    cluster.ask(path, body={"index.blocks.read_only_allow_delete": True}, method="PUT")
    with pytest.raises(ClusterFailure, match="disks are too full"):
        reindex(address, WHOLE, many.folder, index_dir)
    assert ids(address) == expected
    cluster.ask(path, body={"index.blocks.read_only_allow_delete": None}, method="PUT")
    reindex(address, WHOLE, many.folder, index_dir)
    assert ids(address) == expected | {"new.jsonl#1"}


def test_stopped_run_says_so_and_keeps_what_was_done(
    many, index_dir, address, cluster, expected, monkeypatch
):
    monkeypatch.setenv("PAUSE", "60")  # in the third batch, until it is stopped
    process = start("reindex", address, many, index_dir)
    for line in process.stdout:
        if int(line) >= 45:
            break
    os.kill(process.pid, signal.SIGINT)
    try:
        process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    monkeypatch.delenv("PAUSE")
    assert process.returncode != 0
    cluster.ask(f"/{address.name}/_refresh", method="POST")
    assert len(ids(address)) >= 400
    reindex(address, WHOLE, many.folder, index_dir)
    assert ids(address) == expected


def test_command_line_runs_on_a_cluster(many, index_dir, address):
    hosts = ",".join(f"{host}:{port}" for host, port in address.hosts)
    environ = os.environ | {
        "BACKFILE_ENGINE": f"opensearch+http://{hosts}/{address.name}",
        "BACKFILE_CORPUS": str(many.folder),
        "BACKFILE_INDEX": str(index_dir),
    }

    def backfile(*arguments):
        command = [sys.executable, "-c", "from web.cli.command import start; start()", *arguments]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)

    first = backfile("reindex", "--worker", "1/2")
    assert first.returncode == 0, first.stderr
    assert " 0 failed" in first.stdout
    assert backfile("reindex").returncode == 0
    assert backfile("verify").stdout == "The index is whole, and holds what the folder holds.\n"
    assert "1,200  articles" in backfile("stats").stdout
    assert backfile("audit").stdout.startswith("1,200 articles")
    found = json.loads(backfile("search", "ferry", "--json").stdout)
    assert found["total"] == 1200
    waiting = backfile("rebuild", "--worker", "2/3")
    assert "1/3, 3/3" in waiting.stdout
    assert backfile("rebuild").returncode == 0
    wrong = backfile("reindex", "--engine", "opensearch+http://me:s3cret@/x")
    assert wrong.returncode == 2
    assert "s3cret" not in wrong.stdout + wrong.stderr
    nobody = backfile("reindex", "--engine", "opensearch+http://127.0.0.1:9/x")
    assert nobody.returncode == 3
    assert "No node of the cluster" in nobody.stderr
