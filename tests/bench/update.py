"""What a run costs when little or nothing has changed.

    python -m tests.bench.update [--limit 5000] [--files 2000]

First: a run over 20,000 files of which none has changed, against os.scandir and stat of all of
them, which is the least that can tell. Then: 100 new articles beside 72,410, in CPU-seconds of
the run, and until an engine that another process has open gives one of them as a hit.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

import click

from index import reindex
from search import Engine
from tests.bench import corpus, generate
from tests.bench.record import Record

FILES = 20_000
ARTICLES = 72_410
NEW = 100
MOST_TIMES, MOST_CPU, MOST_SECONDS = 3.0, 1.0, 2.0
_A_FILE = 1_000  # articles, in the corpus of the second measurement
_A_FOLDER = 500  # files, in that of the first
_RUNS = 5
_MARK = "Quaxolotl"  # in no article but the last that is added


@click.command(help="Nothing to do on many files; 100 new articles among many.")
@click.option("--limit", default=ARTICLES, show_default=True, help="Articles, before the new.")
@click.option("--files", default=FILES, show_default=True, help="Files of which none changed.")
def main(limit: int, files: int) -> None:
    click.echo(f"On {corpus.provenance()}:")
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as folder:
        nothing_to_do(Path(folder), files)
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as folder:
        new_articles(Path(folder), limit)


def nothing_to_do(folder: Path, files: int) -> None:
    """Print the time of a run that finds nothing new, against looking at each file once."""
    articles = folder / "articles"
    for number, record in enumerate(generate.articles(files)):  # what is in them is never read
        path = articles / f"{number // _A_FOLDER:03d}" / f"{number:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{record.title}\n\n{record.text[:400]}\n")
    report = reindex(articles, folder / "index")
    looks, runs = [], []
    for _ in range(_RUNS):
        looks.append(_seconds(lambda: _look(articles)))
        runs.append(_seconds(lambda: reindex(articles, folder / "index")))
    ratio = min(runs) / min(looks)
    click.echo(
        f"{report.added:,} files, nothing to do: {min(runs) * 1e3:.0f} ms; scandir and stat: "
        f"{min(looks) * 1e3:.0f} ms; {ratio:.2f} times (limit {MOST_TIMES})"
    )


def _look(folder: Path) -> int:
    """The modification times of all files below a folder, added up."""
    total, folders = 0, [os.fspath(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    total += entry.stat().st_mtime_ns
    return total


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def new_articles(folder: Path, limit: int) -> None:
    """Print the cost of adding 100 articles, and when an open engine has them."""
    records = corpus.articles(limit + NEW)
    articles, index = folder / "articles", folder / "index"
    articles.mkdir()
    for first in range(0, limit, _A_FILE):
        batch = islice(records, min(_A_FILE, limit - first))
        _write(articles / f"{first:07d}.jsonl", batch)
    reindex(articles, index)
    *fresh, last = records
    _write(articles / "new.jsonl", [*fresh, last._replace(text=f"{last.text} {_MARK}.")])
    ours, theirs = multiprocessing.Pipe()
    watcher = multiprocessing.get_context("spawn").Process(
        target=_watch, args=(index, theirs), daemon=True
    )
    watcher.start()
    ours.recv()  # it has opened the index
    before, started = _cpu(), time.time()
    reindex(articles, index)
    cpu, ended = _cpu() - before, time.time()
    seen = ours.recv()
    watcher.join()
    click.echo(
        f"{NEW} new articles beside {limit:,}: {cpu:.2f} CPU-s (limit {MOST_CPU}); "
        f"the run took {ended - started:.2f} s; an open engine gave one of them "
        f"{seen - started:.2f} s after its beginning (limit {MOST_SECONDS})"
    )


def _write(path: Path, records: Iterable[Record]) -> None:
    path.write_text("".join(f"{json.dumps(record.line())}\n" for record in records))


def _watch(index: Path, connection: Connection) -> None:
    """Ask an open engine over and over for the new article; tell when it has it."""
    engine = Engine.open(index)
    engine.search("warm up")
    connection.send(None)
    while not engine.search(_MARK).total:
        time.sleep(0.01)
    connection.send(time.time())


def _cpu() -> float:
    """CPU-seconds of this process and of those it has waited for."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    main()
