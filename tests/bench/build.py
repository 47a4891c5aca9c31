"""Build one index in a process of its own, and say what it cost.

    python -m tests.bench.build ours 72410

prints one JSON object, and removes the index unless a folder is given to keep it in. Reading and
unpacking the articles is not counted. A small index is built beforehand, so that imports and
compiled code that is loaded at the first use are not counted either; what compiling costs once is a
question of set-up and not of throughput.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import click

from tests.bench.corpus import articles
from tests.bench.peer import PEERS
from tests.bench.record import Record

BATCH = 1_000  # articles in memory at a time, beside what the engine holds
_WARM_UP = 300


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


def cost_of(engine: str, count: int) -> Cost:
    """Build an index of so many articles in a child process."""
    command = [sys.executable, "-m", "tests.bench.build", engine, str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Cost(**json.loads(done.stdout))


def measure(engine: str, count: int, folder: Path) -> Cost:
    """Build an index of so many articles in `folder`, in this process."""
    _build(engine, _WARM_UP, folder / "warm-up")
    before = _peak_mb()
    cpu_seconds, text_bytes = _build(engine, count, folder / "index")
    return Cost(
        engine=engine,
        articles=count,
        text_bytes=text_bytes,
        cpu_seconds=cpu_seconds,
        index_bytes=bytes_in(folder / "index"),
        peak_mb=_peak_mb(),
        before_mb=before,
    )


def bytes_in(folder: Path) -> int:
    """The sizes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _build(engine: str, count: int, folder: Path) -> tuple[float, int]:
    """(CPU seconds of the whole process without reading, bytes of text)."""
    folder.mkdir()
    started, reading, text_bytes = time.process_time(), 0.0, 0
    peer = PEERS[engine](folder)
    batches = _batches(count)
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


def _batches(count: int) -> Iterator[list[Record]]:
    records = articles(count)
    while batch := list(islice(records, BATCH)):
        yield batch


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


@click.command(help="Build an index of COUNT articles with ENGINE and print its cost as JSON.")
@click.argument("engine", type=click.Choice(sorted(PEERS)))
@click.argument("count", type=int)
@click.option("--folder", type=click.Path(path_type=Path), help="Keep it there, as `index`.")
def main(engine: str, count: int, folder: Path | None) -> None:
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as passing:
        click.echo(json.dumps(asdict(measure(engine, count, folder or Path(passing)))))


if __name__ == "__main__":
    main()
