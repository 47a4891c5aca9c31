"""A file that crashes, hangs or devours its reader costs itself and nothing else."""

import multiprocessing
import os
import signal
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from index import Article, WorkersMissing
from index.reading import Problem, Reading
from index.run.workers import TOGETHER, Task, Workers


def read(task):
    """A reader that does what the file's name says."""
    file_id = task.file_id
    if "crash" in file_id:
        os.kill(os.getpid(), signal.SIGKILL)
    if "hang" in file_id:
        time.sleep(600)
    if "devour" in file_id:
        bytearray(16 * 2**30)  # over four times what a worker may have
    while "forever" in file_id:
        yield Reading(file_id, Article("title", "text"))
    if "slow" in file_id:
        time.sleep(0.3)
    count = int(file_id.split("-")[1]) if "-" in file_id else 1
    for number in range(count):
        yield Reading(f"{file_id}#{number}", Article("title", "text"))


def read_all(tasks, reader=read):
    with Workers() as workers:
        return list(workers.read_all(tasks, reader))


def found_in(names):
    return [found for _, found in read_all(tasks_of(*names)) if found is not None]


def tasks_of(*names):
    return [Task(Path(name), name) for name in names]


def ids(names):
    return [found.id for found in found_in(names)]


def test_articles_come_in_the_order_of_the_files():
    names = ["slow", *(f"a{number}" for number in range(100)), "slow2", "b"]
    assert ids(names) == [f"{name}#0" for name in names]


def test_nothing_to_read_starts_nothing():
    assert ids([]) == []


def test_files_with_many_articles_are_whole_and_in_order():
    assert ids(["slow-1", "many-2000", "many2-500"]) == [
        "slow-1#0",
        *(f"many-2000#{n}" for n in range(2000)),
        *(f"many2-500#{n}" for n in range(500)),
    ]


def test_file_without_articles_is_passed_over():
    assert ids(["none-0", "a"]) == ["a#0"]


def test_end_of_each_file_is_marked():
    tasks = tasks_of("none-0", "a", "crash")
    ends = [task.file_id for task, found in read_all(tasks) if found is None]
    assert ends == ["none-0", "a", "crash"]


def test_hostile_file_that_crashes_the_reader_is_named():
    found = found_in(["a", "crash", "b", "crash2", "c"])
    assert [f.id for f in found] == ["a#0", "crash", "b#0", "crash2", "c#0"]
    assert found[1] == Problem("crash", "reading it crashed the reader")


def test_hostile_file_that_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr("index.run.workers.PATIENCE", 1.0)
    found = found_in(["a", "hang", "b"])
    assert [f.id for f in found] == ["a#0", "hang", "b#0"]
    assert "took over 1 seconds" in found[1].reason


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")
def test_hostile_file_that_wants_all_memory_is_named():
    assert ids(["a", "devour", "b"]) == ["a#0", "devour", "b#0"]


def test_stopping_early_leaves_no_process_behind():
    before = set(multiprocessing.active_children())
    with Workers() as workers:
        reading = workers.read_all([Task(Path("many-2000"), "many-2000")], read)
        next(reading)
        assert set(multiprocessing.active_children()) - before
        reading.close()
        assert set(multiprocessing.active_children()) == before
        assert found_by(workers, "a") == ["a#0"]
    assert set(multiprocessing.active_children()) == before


def test_processes_serve_a_whole_run():
    with Workers() as workers:
        first = {found for _, found in workers.read_all(tasks_of("a", "b"), name_process) if found}
        again = {found for _, found in workers.read_all(tasks_of("c"), name_process) if found}
        assert first == again
        assert found_by(workers, "crash", "d") == ["crash", "d#0"]
        assert found_by(workers, "e") == ["e#0"]


def found_by(workers, *names):
    return [found.id for _, found in workers.read_all(tasks_of(*names), read) if found is not None]


def name_process(_task):
    """A reader that tells which process it runs in."""
    yield os.getpid()


def test_worker_that_cannot_start_is_no_fault_of_a_file(monkeypatch):
    monkeypatch.setattr("index.run.workers._limit_memory", lambda: os._exit(1))
    with pytest.raises(WorkersMissing, match="could not be started"):
        ids(["a", "b"])


def test_worker_that_starts_too_slowly_takes_no_file_for_an_empty_one(monkeypatch):
    monkeypatch.setattr("index.run.workers._STARTING", 0.5)
    monkeypatch.setattr("index.run.workers._limit_memory", lambda: time.sleep(3))
    with pytest.raises(WorkersMissing, match="could not be started"):
        ids(["a", "b"])


def test_hostile_file_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr("index.run.workers.PATIENCE", 1.0)
    found = found_in(["a", "forever", "b"])
    assert (found[0].id, found[-1].id) == ("a#0", "b#0")
    assert found[-2] == Problem("forever", "reading it took over 1 seconds")


def test_large_file_is_given_more_time(monkeypatch):
    monkeypatch.setattr("index.run.workers.PATIENCE", 0.1)
    tasks = [
        Task(Path(name), name, size=2**30, held=held)
        for name, held in (("slow", 2**20), ("hang", 0))
    ]
    tasks[1] = tasks[1]._replace(size=0)
    found = [found for _, found in read_all(tasks) if found is not None]
    assert [f.id for f in found] == ["slow#0", "hang"]
    assert isinstance(found[1], Problem)


def test_large_articles_are_read_one_after_the_other(tmp_path):
    names = [f"slow{number}" for number in range(60)]
    half = TOGETHER // 2 + 1
    tasks = [Task(tmp_path / name, name, held=half if n < 4 else 0) for n, name in enumerate(names)]
    spans = []
    for _, found in read_all(tasks, note_when):
        if found is not None:
            spans.append(found)
    large = spans[:4]
    assert all(end <= start for (_, end), (start, _) in pairwise(large))
    assert len(spans) == len(names)


def note_when(task):
    """A reader that tells when it began and when it ended."""
    started = time.monotonic()
    time.sleep(0.02)
    yield started, time.monotonic()
