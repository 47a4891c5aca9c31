"""Build one index in a process of its own, and say what it cost.

    python -m tests.bench.build ours 72410

prints one JSON object, and removes the index unless a folder is given to keep it in. Reading and
unpacking the articles is not counted. A small index is built beforehand, so that imports and
compiled code that is loaded at the first use are not counted either; what compiling costs once is a
question of set-up and not of throughput.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import click

from tests.bench.corpus import articles
from tests.bench.cost import BATCH, WARM_UP, Cost, bytes_in, peak_mb, spent
from tests.bench.peer import PEERS
from tests.bench.record import Record


def cost_of(engine: str, count: int) -> Cost:
    """Build an index of so many articles in a child process."""
    command = [sys.executable, "-m", "tests.bench.build", engine, str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Cost(**json.loads(done.stdout))


def measure(engine: str, count: int, folder: Path) -> Cost:
    """Build an index of so many articles in `folder`, in this process."""
    _build(engine, WARM_UP, folder / "warm-up")
    before = peak_mb()
    cpu_seconds, text_bytes = _build(engine, count, folder / "index")
    return Cost(
        engine=engine,
        articles=count,
        text_bytes=text_bytes,
        cpu_seconds=cpu_seconds,
        index_bytes=bytes_in(folder / "index"),
        peak_mb=peak_mb(),
        before_mb=before,
    )


def _build(engine: str, count: int, folder: Path) -> tuple[float, int]:
    """(CPU seconds of the whole process without reading, bytes of text)."""
    folder.mkdir()
    return spent(PEERS[engine](folder), _batches(count))


def _batches(count: int) -> Iterator[list[Record]]:
    records = articles(count)
    while batch := list(islice(records, BATCH)):
        yield batch


@click.command(help="Build an index of COUNT articles with ENGINE and print its cost as JSON.")
@click.argument("engine", type=click.Choice(sorted(PEERS)))
@click.argument("count", type=int)
@click.option("--folder", type=click.Path(path_type=Path), help="Keep it there, as `index`.")
def main(engine: str, count: int, folder: Path | None) -> None:
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as passing:
        click.echo(json.dumps(asdict(measure(engine, count, folder or Path(passing)))))


if __name__ == "__main__":
    main()
