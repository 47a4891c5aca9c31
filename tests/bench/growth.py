"""How answering grows with the collection: times and memory at several sizes.

    python -m tests.bench.growth [--sizes 72410,250000,1000000] [--engine ours]

Each size is measured in a process of its own that opens the index and asks all queries, one thread
asking, so often as there are runs and once before. Beyond the real articles there are mixtures of
them (tests.bench.corpus). Memory after the queries counts pages of the index's files that are
mapped, and that the system takes back when it needs room; `own` is without them. A million articles
take some minutes to build and 2.5 GB on disk; they are kept for the next time.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from tests.bench import corpus, queries
from tests.bench.cache import CACHE, index_of
from tests.bench.contest import forms_of
from tests.bench.cost import bytes_in
from tests.bench.form import FORMS
from tests.bench.indexing import ALL
from tests.bench.latency import Figures, figures, measure
from tests.bench.peer import is_there
from tests.bench.searcher import SEARCHERS
from tests.bench.table import micros, table

SIZES = f"{ALL},250000,1000000"
_MB = 1e6


@dataclass(frozen=True, slots=True)
class Size:
    """An index of one size, as a process of its own has measured it; memory in MB of 10^6 bytes."""

    engine: str
    articles: int
    segments: int
    index_mb: float
    opening_ms: float
    forms: dict[str, list[float]]
    """Figures in µs by form."""
    before_mb: float
    """Before the index was opened: the interpreter and the imports."""
    rss_mb: float
    """After all queries."""
    own_mb: float
    """As above, without pages of files; 0 where the system does not say."""
    peak_mb: float

    @property
    def cells(self) -> list[str]:
        times = [
            f"{micros(found.median)} / {micros(found.p99)}"
            for found in (Figures(*self.forms[form]) for form in FORMS)
        ]
        memory = (self.index_mb, self.before_mb, self.rss_mb, self.own_mb, self.peak_mb)
        return [
            f"{self.articles:,} {self.engine}",
            str(self.segments),
            f"{self.opening_ms:,.0f}",
            *times,
            *(f"{mb:,.0f}" for mb in memory),
        ]


_HEAD = (
    *("articles", "segments", "open ms", *(f"{form}: median / p99 µs" for form in FORMS)),
    *("index MB", "before MB", "after", "own", "peak"),
)


def measured(engine: str, articles: int, folder: Path, runs: int, every: int) -> Size:
    """Open an index in this process and ask all queries."""
    before = _memory("VmRSS")
    started = time.perf_counter()
    searcher = SEARCHERS[engine](folder)
    opening = time.perf_counter() - started
    found = {}
    for _, form, rows in forms_of({queries.GAME: _all_queries(every)}):
        parsed = [searcher.parsed(form, words) for words in rows]
        found[form] = list(figures(measure(parsed, searcher.best, runs)))
    return Size(
        engine=engine,
        articles=articles,
        segments=searcher.segments,
        index_mb=bytes_in(folder) / _MB,
        opening_ms=opening * 1e3,
        forms=found,
        before_mb=before,
        rss_mb=_memory("VmRSS"),
        own_mb=_memory("RssAnon"),
        peak_mb=_memory("VmHWM"),
    )


def _all_queries(every: int) -> list[queries.Words]:
    return [*queries.queries(queries.GAME), *queries.queries(queries.WEB, every)]


def _memory(name: str) -> float:
    """A figure of /proc/self/status; elsewhere only the peak is to be had, and 0 for own."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines[name].split()[0]) * 1024 / _MB
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024
    return 0.0 if name == "RssAnon" else peak * unit / _MB


def _in_a_process_of_its_own(
    engine: str, articles: int, folder: Path, runs: int, every: int
) -> Size:
    command = [sys.executable, "-m", "tests.bench.growth", "--child", engine]
    options = ["--sizes", articles, "--cache", folder, "--runs", runs, "--every", every]
    done = subprocess.run([*command, *map(str, options)], check=True, stdout=subprocess.PIPE)
    return Size(**json.loads(done.stdout))


@click.command(help="Times of queries and memory, for more and more articles.")
@click.option("--sizes", default=SIZES, show_default=True, help="Numbers of articles.")
@click.option("--engine", "engines", multiple=True, default=("ours",), show_default=True)
@click.option("--runs", default=3, show_default=True, help="Of each query; the best counts.")
@click.option("--every", default=5, show_default=True, help="Every so many-th web query only.")
@click.option("--cache", default=CACHE, show_default=True, type=click.Path(path_type=Path))
@click.option("--child", default="", hidden=True, help="Measure the index in --cache, as JSON.")
def main(
    sizes: str, engines: Sequence[str], runs: int, every: int, cache: Path, child: str
) -> None:
    if child:
        click.echo(json.dumps(asdict(measured(child, int(sizes), cache, runs, every))))
        return
    click.echo(f"{corpus.provenance()}, {queries.provenance()}, best of {runs}\n")
    rows = []
    for count in map(int, sizes.split(",")):
        for engine in filter(is_there, engines):
            folder = index_of(engine, count, cache)
            rows.append(_in_a_process_of_its_own(engine, count, folder, runs, every))
    click.echo(table(_HEAD, [row.cells for row in rows]))


if __name__ == "__main__":
    main()
