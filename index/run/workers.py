"""Files are read and cleaned in processes of their own, so that a bad one costs only itself.

A page can crash the parser, loop in it, or ask for all memory. The worker that reads it is then
replaced, the file is named, and the run goes on. Articles come back in the order of the files,
whichever worker was faster, so that the same corpus always gives the same index.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from index.corrections import NONE, Lines
from index.errors import WorkersMissing
from index.reading import LARGEST_ARTICLE, Problem

log = logging.getLogger(__name__)

PATIENCE = 60.0
"""Seconds without an article after which a file is given up; real pages take a hundredth."""

# Bytes a second that a file is given time for: where no articles are, in one article, in all of it.
_PASSED_OVER, _CLEANED, _READ = 10 * 2**20, 256 * 2**10, 50 * 2**10

MEMORY = 2 * 2**30
"""Bytes that a worker may ask for. The largest articles that are accepted, of 32 MB, need 1.1 to
1.6 GB of them: text, Markdown, HTML and JSON Lines, short and long lines, with and without signs
beyond Latin-1, which make every letter take four bytes."""

TOGETHER = LARGEST_ARTICLE
"""Bytes of articles that are read at the same time, by all workers; a larger one is alone."""

_STARTING = 60.0  # seconds that a process may take to come to life
_FILES_A_WORKER = 25  # pages whose cleaning takes as long as starting a process
_AHEAD = 8  # files a worker may be ahead of the one whose turn it is
_HELD = 64  # articles of a file held back until it is its turn; beyond that its worker waits

Output = TypeVar("Output")


class Task(NamedTuple):
    """A file to read: where it is, its id in the index, its folder's boilerplate, what is put back.

    The larger it is (`size`, in bytes), the longer it may take. `held` are the bytes of it that
    must be held at once: all of a file that is one article.
    """

    path: Path
    file_id: str
    repeated: Container[str] = frozenset()
    size: int = 0
    held: int = 0
    put_back: Lines = NONE


Read = Callable[[Task], Iterator[Output]]


class Workers:
    """The processes of one run, started when they are first needed.

    What a process has loaded serves all that it reads: that takes as long as cleaning 400 texts.
    A context manager: at its end they are ended, whatever they are doing.
    """

    def __init__(self) -> None:
        self._crew: list[_Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read_all(
        self, tasks: Iterable[Task], read: Read[Output]
    ) -> Iterator[tuple[Task, Output | Problem | None]]:
        """Everything that is found in the files, file by file in their order; None ends a file.

        `read` runs in the workers and must be a function that they can import. Files are read by
        one call at a time.
        """
        pending = deque(tasks)
        self._start(len(pending))
        jobs: deque[_Job] = deque()
        try:
            while pending or jobs:
                _hand_out(pending, jobs, self._crew, read)
                _collect(jobs)
                while jobs and (jobs[0].found or jobs[0].done):
                    job = jobs[0]
                    while job.found:
                        yield job.task, job.found.popleft()
                    if not job.done:
                        break
                    yield jobs.popleft().task, None
        finally:
            if jobs:  # whoever reads on is not waited for
                self._stop()

    def _start(self, files: int) -> None:
        """Start as many processes as this number of files is worth."""
        wanted = min(os.cpu_count() or 1, 1 + files // _FILES_A_WORKER) if files else 0
        while len(self._crew) < wanted:
            self._crew.append(_Worker())

    def _stop(self) -> None:
        while self._crew:
            self._crew.pop().stop()


@dataclass(slots=True)
class _Job:
    """A file that a worker is reading, and what has come of it so far."""

    task: Task
    worker: _Worker
    found: deque[Any] = field(default_factory=deque)
    done: bool = False
    silent: float = 0.0
    """Seconds that we have waited since something came."""
    waited: float = 0.0
    """Seconds that we have waited in all; not those in which its worker waited for us."""

    def overdue(self) -> str:
        """Why the file is to be given up by now, if it is."""
        silent = PATIENCE + self.task.size / _PASSED_OVER + self.task.held / _CLEANED
        longest = max(silent, PATIENCE + self.task.size / _READ)
        if self.silent > silent:
            return f"reading it took over {silent:,.0f} seconds, and gave nothing"
        return f"reading it took over {longest:,.0f} seconds" if self.waited > longest else ""


def _hand_out(
    pending: deque[Task], jobs: deque[_Job], crew: list[_Worker], read: Read[Any]
) -> None:
    """Give each idle worker the next file."""
    busy = {id(job.worker) for job in jobs if not job.done}
    for worker in crew:
        if not pending or len(jobs) >= _AHEAD * len(crew) or not _fits(pending[0], jobs):
            return
        if id(worker) not in busy:
            task = pending.popleft()
            worker.send(task, read)
            jobs.append(_Job(task, worker))


def _fits(task: Task, jobs: Iterable[_Job]) -> bool:
    """Whether a file is small enough to be read beside those that are not given back yet."""
    held = sum(job.task.held for job in jobs)
    return not held or held + task.held <= TOGETHER


def _collect(jobs: deque[_Job]) -> None:
    """Take in what workers have found, and replace those that died or hang."""
    heard = [job for job in jobs if not job.done and (job is jobs[0] or len(job.found) < _HELD)]
    started = time.monotonic()
    ready = wait([job.worker.connection for job in heard], timeout=1.0) if heard else []
    seconds = time.monotonic() - started
    for job in heard:
        is_ready = job.worker.connection in ready
        job.waited += seconds
        job.silent = 0.0 if is_ready else job.silent + seconds
        if why := job.overdue():
            _give_up(job, why)
        elif is_ready:
            _receive(job)


def _receive(job: _Job) -> None:
    try:
        found = job.worker.connection.recv()
    except Exception:  # it is gone, or ended in the middle of what it was saying
        _give_up(job, "reading it crashed the reader")
        return
    if found is None:
        job.done = True
    else:
        job.found.append(found)


def _give_up(job: _Job, reason: str) -> None:
    log.warning("%s: %s", job.task.file_id, reason)
    job.found.append(Problem(job.task.file_id, reason))
    job.done = True
    job.worker.replace()


class _Worker:
    """A process that reads one file at a time."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = _context()
        self.connection, other_end = context.Pipe()
        self._process = context.Process(
            target=_work, args=(other_end, self.connection), daemon=True
        )
        self._process.start()
        other_end.close()
        self._is_ready = False

    def send(self, task: Task, read: Read[Any]) -> None:
        """Hand over a file, and what reads it.

        Raises WorkersMissing when the process never came to life. That is no fault of a file: were
        it taken for one, a machine out of memory would empty the index file by file.
        """
        if self._is_ready and not self._process.is_alive():
            self.replace()  # it was ended from outside while it had nothing to do
        try:
            if not self._is_ready:
                if not self.connection.poll(_STARTING):
                    raise WorkersMissing
                self.connection.recv()
                self._is_ready = True
            self.connection.send((task, read))
        except (EOFError, OSError) as error:
            raise WorkersMissing from error

    def replace(self) -> None:
        """End the process, whatever it is doing, and start another."""
        self.stop()
        self._start()

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.connection.close()


def _context() -> ForkContext | SpawnContext:
    """Forking is quick, but safe only in a process without threads, and not on macOS."""
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _work(connection: Connection, parents_end: Connection) -> None:
    """The life of a worker: read files until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    gc.freeze()  # what comes from the parent stays: looking through it would copy it
    parents_end.close()  # or we would never notice that it is gone
    _limit_memory()
    connection.send(None)  # ready
    while True:
        try:
            task, read = connection.recv()
            for found in _reading(task, read):
                connection.send(found)
            connection.send(None)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


def _reading(task: Task, read: Read[Any]) -> Iterator[Any]:
    """What is found in a file; a failure of the reader itself is one more problem of the file."""
    try:
        yield from read(task)
    except Exception as error:
        log.debug("%s", task.file_id, exc_info=error)
        yield Problem(task.file_id, f"it could not be read ({error!r:.200})")


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415  # exists on Unix only

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
