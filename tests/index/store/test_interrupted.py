"""Whatever interrupts a commit, the index is the old generation or the new one, whole."""

import multiprocessing
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import pytest

from index import Article, IndexDamaged, IndexLocked, IndexUnwritable, Store
from index.segment import FILES as SEGMENT_FILES
from index.segment.integrity import faults_of
from index.store.lock import locked
from tests.extent import ALL
from tests.index.shelf import Shelf, articles_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked and killed")

FILES = [f"{n}.txt" for n in range(6)]
KILLS = 200 if ALL else 40
FORK = multiprocessing.get_context("fork")


def edition(number):
    """The same files with other words: no two editions may ever be mixed."""
    text = f"This is edition edition{number} of the paper. " * (1 + number % 7)
    return {name: Article(f"Edition {number}", text) for name in FILES}


def commit(directory, number):
    Shelf(directory).commit(edition(number), drop=FILES)


def edition_found(directory):
    """The edition that an index holds; fails when it is not one, whole."""
    generation = Store.open(directory).generation()
    articles = articles_of(generation)
    assert sorted(articles) == FILES
    (title,) = {article.title for article in articles.values()}
    number = int(title.split()[1])
    assert articles == edition(number)
    for segment in generation.segments:
        assert list(faults_of(segment)) == []
    return number


def files_below(directory):
    return {path for path in directory.rglob("*") if path.is_file()}


def test_interrupted_by_kill_at_any_instant(index_dir):
    for number in range(1, 4):  # so that all is loaded, and deletions and merges take place
        commit(index_dir, number)
    usual = max(duration_of_commit(index_dir, number) for number in (4, 5, 6))
    rng, number, survived = random.Random(11), 6, 0
    for _ in range(KILLS):
        child = FORK.Process(target=commit, args=(index_dir, number + 1))
        child.start()
        time.sleep(rng.uniform(0, 1.5 * usual))
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        found = edition_found(index_dir)
        assert found in (number, number + 1)
        survived += found == number + 1
        number = found
    assert 0 < survived < KILLS  # some were killed before the commit, some after
    commit(index_dir, number + 1)
    assert_nothing_left_over(index_dir)


def duration_of_commit(directory, number):
    """Seconds that a commit takes in a process of its own."""
    started = time.monotonic()
    child = FORK.Process(target=commit, args=(directory, number))
    child.start()
    child.join()
    return time.monotonic() - started


def assert_nothing_left_over(directory):
    manifest = Store.open(directory).manifest
    expected = {directory / name for name in ("manifest.json", "lock", *manifest.ledger)}
    for entry in manifest.segments:
        kinds = (*SEGMENT_FILES, "stories", entry.deletions)
        folder = directory / "segments" / entry.name
        expected |= {folder / kind for kind in kinds if kind}
    assert files_below(directory) == expected
    assert {path.name for path in directory.glob("segments/*")} == {
        entry.name for entry in manifest.segments
    }


def _full(directory, number, limit, answer):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        commit(directory, number)
        answer.put("committed")
    except IndexUnwritable as failure:
        answer.put(str(failure))


@pytest.mark.parametrize("limit", [0, 1, 1_000, 4_096, 4_300, 10**9])
def test_interrupted_by_a_full_disk(index_dir, limit):
    commit(index_dir, 1)
    answer = FORK.Queue()
    child = FORK.Process(target=_full, args=(index_dir, 2, limit, answer))
    child.start()
    said = answer.get(timeout=60)
    child.join()
    if limit == 10**9:
        assert said == "committed"
    else:
        assert "could not be written" in said
        assert "still there" in said
    assert edition_found(index_dir) == (2 if limit == 10**9 else 1)
    commit(index_dir, 3)
    assert_nothing_left_over(index_dir)


def _as_nobody(directory, answer):
    if os.geteuid() == 0:
        os.setuid(65_534)
    try:
        found = edition_found(directory)
        commit(directory, 2)
        answer.put("committed")
    except IndexUnwritable as failure:
        answer.put(f"{found} {failure}")


def test_folder_that_may_not_be_written_to_is_said_so_and_read():
    folder = Path(tempfile.mkdtemp())  # pytest's own folders may be entered by their user only
    try:
        folder.chmod(0o755)
        commit(folder / "index", 1)
        for path in (folder / "index", *(folder / "index").rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        answer = FORK.Queue()
        child = FORK.Process(target=_as_nobody, args=(folder / "index", answer))
        child.start()
        said = answer.get(timeout=60)
        child.join()
        assert said.startswith("1 The index in")
        assert "could not be written" in said
    finally:
        for path in (folder / "index", *(folder / "index").rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(folder)


def _read_on(directory, stop, answer):
    seen, reads = set(), 0
    try:
        while not stop.is_set():
            seen.add(edition_found(directory))
            reads += 1
        answer.put((reads, len(seen), ""))
    except BaseException as error:
        answer.put((reads, len(seen), repr(error)))


def test_two_readers_see_only_whole_generations_during_100_commits(index_dir):
    commit(index_dir, 1)
    stop, answer = FORK.Event(), FORK.Queue()
    readers = [FORK.Process(target=_read_on, args=(index_dir, stop, answer)) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(2, 102):
        commit(index_dir, number)
    stop.set()
    for reader in readers:
        reads, generations, error = answer.get(timeout=60)
        assert error == ""
        assert reads > 10
        assert generations > 5
        reader.join()


def _hold(directory, ready):
    with locked(directory, directory.parent / "articles"):
        ready.set()
        time.sleep(60)


def test_lock_dies_with_the_process_that_held_it(index_dir):
    commit(index_dir, 1)
    ready = FORK.Event()
    holder = FORK.Process(target=_hold, args=(index_dir, ready))
    holder.start()
    assert ready.wait(30)
    with pytest.raises(IndexLocked):
        commit(index_dir, 2)
    os.kill(holder.pid, signal.SIGKILL)
    holder.join()
    commit(index_dir, 2)
    assert edition_found(index_dir) == 2


def _outlive(begun):
    begun.set()
    time.sleep(60)


def test_lock_is_not_held_by_a_worker_that_outlives_its_run(index_dir, corpus):
    begun = FORK.Event()
    with locked(index_dir, corpus.folder):
        worker = FORK.Process(target=_outlive, args=(begun,))
        worker.start()
        begun.wait()
    try:
        with locked(index_dir, corpus.folder):
            pass
    finally:
        worker.kill()
        worker.join()


def test_rebuild_that_is_interrupted_leaves_what_cannot_be_read_too(index_dir):
    commit(index_dir, 1)
    (index_dir / "manifest.json").write_text("{")
    store = Store.create(index_dir, index_dir.parent / "articles")
    with store.batch() as batch:
        batch.add("a.txt", "a.txt", Article("a", "b"))
    assert len(list(index_dir.glob("segments/*"))) == 2
    with pytest.raises(IndexDamaged):
        Store.open(index_dir)
    store.publish(finished=True)
    assert_nothing_left_over(index_dir)
