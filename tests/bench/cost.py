"""What building an index costs, and how that is counted.

Nothing here needs more than Python itself: the engines that only the system's Python has are
counted by the same code.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BATCH = 1_000  # articles in memory at a time, beside what the engine holds
WARM_UP = 300  # articles of a small index that is built beforehand


@dataclass(frozen=True, slots=True)
class Cost:
    """What building an index took. Memory in MB of 10^6 bytes, whole process, Python included."""

    engine: str
    articles: int
    text_bytes: int
    cpu_seconds: float
    index_bytes: int
    peak_mb: float
    before_mb: float
    """The peak before the build began: the interpreter, imports and the warm-up."""

    @property
    def per_cpu_second(self) -> float:
        """Articles per second of CPU, all threads together."""
        return self.articles / self.cpu_seconds


class Timer:
    """Counts the CPU seconds of some functions, each named with what holds it, from now on."""

    def __init__(self, *functions: tuple[object, str]) -> None:
        self.seconds = 0.0
        for owner, name in functions:
            setattr(owner, name, self._timed(getattr(owner, name)))

    def _timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any) -> Any:
            started = time.process_time()
            try:
                return function(*given)
            finally:
                self.seconds += time.process_time() - started

        return timed


def spent(peer: Any, batches: Iterator[list[Any]]) -> tuple[float, int]:
    """(CPU seconds of the whole process without reading, bytes of text) of building `peer`.

    `peer` has the calls of tests.bench.peer.Peer, an article at least `title` and `text`.
    """
    started, reading, text_bytes = time.process_time(), 0.0, 0
    while True:
        # Engines with threads work on while we read: what this thread spends is ours, the rest
        # of the process theirs.
        paused = time.thread_time()
        batch = next(batches, None)
        text_bytes += sum(len(r.title) + len(r.text.encode()) for r in batch or ())
        reading += time.thread_time() - paused
        if batch is None:
            break
        peer.add(batch)
    peer.finish()
    return time.process_time() - started - reading, text_bytes


def bytes_in(folder: Path) -> int:
    """The sizes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def peak_mb() -> float:
    """The most memory that this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
