"""What it costs to tell copies and stories: at build, and after a run that adds a few articles.

    python -m tests.bench.stories [--sizes 72410,200000] [--added 100]

Each size is measured in a process of its own. The articles are indexed and grouped from nothing;
then some more come, and all are grouped again, as a run does it after its commit. Beyond the real
articles there are others made of them, of the same days, that share every other word (`_renamed`):
more articles a day, in which nothing is a copy that was none before. Peak memory counts pages of
files that are mapped. Grouping is set against indexing without cleaning, and, for the first size,
against a whole `reindex` of the same articles in a file.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import count, islice
from pathlib import Path

import click

from index import reindex
from index.store.lock import locked
from index.store.store import Store
from index.stories.grouping import group_stories
from tests.bench.corpus import articles, provenance
from tests.bench.cost import BATCH, peak_mb, spent
from tests.bench.indexing import ALL
from tests.bench.peer import Ours
from tests.bench.record import Record
from tests.bench.table import table

_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Size:
    """What one size took: CPU seconds, and seconds for the last run; memory in MB of 10^6 bytes."""

    articles: int
    indexing: float
    grouping: float
    again: float
    again_wall: float
    before_mb: float
    peak_mb: float
    run: float

    @property
    def cells(self) -> list[str]:
        return [
            f"{self.articles:,}",
            f"{self.indexing:.1f}",
            f"{self.grouping:.1f}",
            f"{self.grouping / self.indexing:.0%}",
            f"{self.grouping / (self.run - self.grouping):.0%}" if self.run else "",
            f"{self.again:.2f}",
            f"{self.again_wall:.2f}",
            f"{self.before_mb:,.0f}",
            f"{self.peak_mb:,.0f}",
        ]


_HEAD = (
    "articles", "indexing s", "grouping s", "of it", "of a run", "added: CPU s", "wall s",
    "MB indexed", "peak",
)  # fmt: skip


def measured(size: int, added: int, folder: Path, *, whole: bool) -> Size:
    """Index, group, add and group again, in this process."""
    ours = Ours(folder / "index")
    records = _endless()
    indexing, _ = spent(ours, _batches(records, size))
    before = peak_mb()
    grouping, _ = _grouped(folder / "index")
    _add(folder / "index", islice(records, added))
    again, wall = _grouped(folder / "index")
    return Size(
        size, indexing, grouping, again, wall, before, peak_mb(),
        _run(size, folder / "run") if whole else 0.0,
    )  # fmt: skip


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


def _run(size: int, folder: Path) -> float:
    """CPU seconds of a whole run over one file with the articles, its workers' included."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    with (corpus / "articles.jsonl").open("w") as file:
        for record in islice(_endless(), size):
            kept = {"title": record.title, "text": record.text, "date": record.date}
            json.dump(kept | {"source": record.outlet, "url": record.url}, file)
            file.write("\n")
    before = _cpu()
    reindex(corpus, folder / "index")
    return _cpu() - before


def _cpu() -> float:
    """Seconds of this process and of those that it has started, and that have ended."""
    return sum(os.times()[:4])


def _batches(records: Iterator[Record], size: int) -> Iterator[list[Record]]:
    for start in range(0, size, BATCH):
        yield list(islice(records, min(BATCH, size - start)))


def _endless() -> Iterator[Record]:
    """The real articles, then others made of them, for ever."""
    for number in count():
        for record in articles(ALL):
            yield _renamed(record, number) if number else record


def _renamed(record: Record, number: int) -> Record:
    """An article of its own: every other word is another one, the same in each copy."""

    def other(match: re.Match[str]) -> str:
        return _other(match[0], number)

    title, text = _WORD.sub(other, record.title), _WORD.sub(other, record.text)
    return record._replace(id=f"copy{number}-{record.id}", title=title, text=text)


@lru_cache(2**17)
def _other(word: str, number: int) -> str:
    mixed = zlib.crc32(f"{number} {word.lower()}".encode())
    return (
        f"{word}{_ENDS[mixed // 2 % len(_ENDS)]}{_ENDS[number % len(_ENDS)]}" if mixed % 2 else word
    )


_ENDS = "ka lo mi ren tas vel dor shu ban eth quil mor pin gar ost".split()  # noqa: SIM905


@click.command(help="The cost of telling copies and stories, for more and more articles.")
@click.option("--sizes", default=f"{ALL},200000", show_default=True, help="Numbers of articles.")
@click.option("--added", default=100, show_default=True, help="Articles that come afterwards.")
@click.option("--child", default="", hidden=True, help="Measure one size, as JSON.")
def main(sizes: str, added: int, child: str) -> None:
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as folder:
        if child:
            found = measured(int(sizes), added, Path(folder), whole=child == "whole")
            click.echo(json.dumps(asdict(found)))
            return
    click.echo(f"{provenance()}, {added} added\n")
    rows = [
        _in_a_process_of_its_own(size, added, k == 0) for k, size in enumerate(sizes.split(","))
    ]
    click.echo(table(_HEAD, [row.cells for row in rows]))


def _in_a_process_of_its_own(size: str, added: int, whole: bool) -> Size:
    command = [sys.executable, "-m", "tests.bench.stories", "--child", "whole" if whole else "part"]
    options = ["--sizes", size, "--added", str(added)]
    done = subprocess.run([*command, *options], check=True, stdout=subprocess.PIPE)
    return Size(**json.loads(done.stdout))


if __name__ == "__main__":
    main()
