"""What it costs to tell copies and stories: at build, and after a run that adds a few articles.

    python -m tests.bench.stories [--sizes 72410,200000,1000000] [--added 100] [--undated 50]

The articles are indexed and grouped from nothing; then some more come, and all are grouped again,
as a run does it after its commit. What it costs is what is made of an article while it is indexed,
and the grouping; it is set against a whole `reindex` of the same articles in a file, too. Each
size is measured in a process of its own. Peak memory counts pages of files that are mapped.

Beyond the real articles only the grouping is measured, with further articles made of what is kept
of the real ones (`tests.bench.rounds`): an archive of several outlets over decades. With
`--undated` so many of a hundred articles have lost their date.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from index.segment import builder
from index.store.lock import locked
from index.store.store import Store
from index.stories.grouping import group_stories
from index.stories.groups import NOTHING, Articles, Known, group
from tests.bench.corpus import articles, provenance
from tests.bench.cost import Timer, peak_mb, spent
from tests.bench.indexing import ALL
from tests.bench.peer import Ours
from tests.bench.record import Record
from tests.bench.rounds import Archive
from tests.bench.run import batches, run_seconds
from tests.bench.table import table


@dataclass(frozen=True, slots=True)
class Size:
    """What one size took: CPU seconds, and seconds for the last run; memory in MB of 10^6 bytes.

    `features` is what was spent on stories while indexing, `run` a whole run, which is not measured
    where it is 0.
    """

    articles: int
    indexing: float
    features: float
    grouping: float
    again: float
    again_wall: float
    before_mb: float
    peak_mb: float
    run: float = 0.0

    @property
    def cells(self) -> list[str]:
        cost = self.features + self.grouping
        return [
            f"{self.articles:,}",
            f"{self.indexing:.1f}" if self.indexing else "",
            f"{self.features:.1f}" if self.indexing else "",
            f"{self.grouping:.1f}",
            f"{cost / (self.indexing - self.features):.0%}" if self.indexing else "",
            f"{cost / (self.run - cost):.0%}" if self.run else "",
            f"{self.again:.2f}",
            f"{self.again_wall:.2f}",
            f"{self.before_mb:,.0f}",
            f"{self.peak_mb:,.0f}",
        ]


_HEAD = (
    "articles", "indexing s", "features s", "grouping s", "of it", "of a run", "added: CPU s",
    "wall s", "MB before", "peak",
)  # fmt: skip


def measured(size: int, added: int, folder: Path) -> Size:
    """Index, group, add and group again, in this process; then a whole run."""
    timer = Timer((builder, "features_of"))
    ours = Ours(folder / "index")
    records = articles(size + added)
    indexing, _ = spent(ours, batches(records, size))
    features, before = timer.seconds, peak_mb()
    grouping, _ = _grouped(folder / "index")
    _add(folder / "index", records)
    again, wall = _grouped(folder / "index")
    peak = peak_mb()
    run = run_seconds(size, folder / "run")
    return Size(size, indexing, features, grouping, again, wall, before, peak, run)


def regrouped(size: int, added: int, undated: int, directory: Path) -> Size:
    """Group further articles made of those of an index, and again when some have come."""
    archive = Archive(Store.open(directory), undated)
    before = peak_mb()
    spent_cpu, _, known = _group(archive.articles(size), NOTHING)
    again, wall, _ = _group(archive.articles(size + added), known)
    return Size(size, 0.0, 0.0, spent_cpu, again, wall, before, peak_mb())


def _group(articles: Articles, known: Known) -> tuple[float, float, Known]:
    """(CPU seconds, seconds, what is known then)."""
    cpu, wall = time.process_time(), time.perf_counter()
    found = group(articles, known)
    return time.process_time() - cpu, time.perf_counter() - wall, found.known


def _grouped(directory: Path) -> tuple[float, float]:
    """Group the articles of an index; (CPU seconds, seconds)."""
    store = Store.open(directory)
    cpu, wall = time.process_time(), time.perf_counter()
    group_stories(store)
    return time.process_time() - cpu, time.perf_counter() - wall


def _add(directory: Path, records: Iterator[Record]) -> None:
    with locked(directory, Store.open(directory).corpus):
        store = Store.open(directory)
        with store.batch() as batch:
            for record in records:
                batch.add(record.id, record.file, record.article())
        store.publish(finished=True)


@click.command(help="The cost of telling copies and stories, for more and more articles.")
@click.option("--sizes", default=f"{ALL},200000", show_default=True, help="Numbers of articles.")
@click.option("--added", default=100, show_default=True, help="Articles that come afterwards.")
@click.option("--undated", default=0, show_default=True, help="Of a hundred, without a date.")
@click.option("--child", default="", hidden=True, help="Measure one size, as JSON.")
def main(sizes: str, added: int, undated: int, child: str) -> None:
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as folder:
        if child == "whole":
            click.echo(json.dumps(asdict(measured(int(sizes), added, Path(folder)))))
            return
        if child:
            click.echo(json.dumps(asdict(regrouped(int(sizes), added, undated, Path(child)))))
            return
        click.echo(f"{provenance()}, {added} added\n")
        options = ["--added", str(added), "--undated", str(undated)]
        rows = []
        for size in sizes.split(","):
            whole = int(size) <= ALL and not undated
            if not whole and not (directory := Path(folder) / "index").exists():
                spent(Ours(directory), batches(articles(ALL), ALL))
            of = "whole" if whole else str(directory)
            rows.append(_in_a_process_of_its_own([*options, "--sizes", size, "--child", of]))
        click.echo(table(_HEAD, [row.cells for row in rows]))


def _in_a_process_of_its_own(options: list[str]) -> Size:
    command = [sys.executable, "-m", "tests.bench.stories", *options]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return Size(**json.loads(done.stdout))


if __name__ == "__main__":
    main()
