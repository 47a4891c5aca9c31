"""Backfile beside other engines: `make bench` [SIZE=small|medium|large] [PLOT=docs/bench.svg].

    python -m tests.bench.comparison --size small

The same articles, the same questions, on the same machine in the same hour. One table of what
building costs and what answers take; it is printed, kept in build/bench-SIZE.md, its figures in
build/bench.json, and two plots of the times beside it (light and dark).

Each engine builds in a process of its own on one thread, again and again while the seconds last
that a size allows, five times at most; the best time counts. Then all are opened, each in a process
of its own, and take turns: one asks all queries, then the next; after one round that is not
timed, five that are, or as many as the seconds allow. The best time of each query counts. Indexes,
with what they have cost, are kept for the next time; --fresh measures anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click
import numpy as np

from tests.bench import corpus, queries
from tests.bench.cache import CACHE, building, place_of
from tests.bench.cost import Cost
from tests.bench.dialogue import Partner
from tests.bench.engine import ALL_FORMS, ENGINES, Engine
from tests.bench.form import AND, FORMS, PHRASE, REQUEST, TOP
from tests.bench.indexing import ALL
from tests.bench.latency import figures
from tests.bench.measured import OURS, Asked, Measured
from tests.bench.plot import plots
from tests.bench.report import keep, told

RUNS = 5
BUILD = Path("build")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    articles: int
    slowest: int
    """Articles for the engine that takes a hundred times as long."""
    seconds: float
    """Of builds, and of loops in each form, beyond the first of each engine."""
    every: int
    """Every so many-th of the 5,000 web queries."""


SIZES: Mapping[str, Size] = {
    "small": Size(5_000, 1_000, 4, 50),
    "medium": Size(100_000, 5_000, 40, 20),
    "large": Size(1_000_000, 5_000, 60, 20),
}


@dataclass(frozen=True, slots=True)
class Built:
    """An engine with an index."""

    engine: Engine
    folder: Path
    cost: Cost
    builds: int


def built(engine: Engine, count: int, cache: Path, seconds: float, *, fresh: bool = False) -> Built:
    """The index of so many articles and what it has cost, from the last time or made now."""
    folder = place_of(engine.name, count, engine.version() if engine.name != OURS else "", cache)
    kept = folder.with_name(f"{folder.name}.json")
    if fresh or not (folder.is_dir() and kept.exists()):
        costs: list[Cost] = []
        most = 1 if engine.repeats else RUNS
        while not costs or (len(costs) < most and _spent(costs) < seconds):
            with building(folder) as place:
                costs.append(engine.build(count, place, seconds))
        best = min(costs, key=lambda cost: cost.cpu_seconds)
        kept.write_text(json.dumps({"cost": asdict(best), "builds": len(costs)}))
    facts = json.loads(kept.read_text())
    return Built(engine, folder, Cost(**facts["cost"]), facts["builds"])


def _spent(costs: Sequence[Cost]) -> float:
    return sum(cost.cpu_seconds for cost in costs)


def measure(found: Sequence[Built], seconds: float, every: int, folder: Path) -> list[Measured]:
    """What asking takes each of some engines that have the same articles; ours is the first."""
    with ExitStack() as opened:
        partners = [
            opened.enter_context(Partner(each.engine.respondent(each.folder))) for each in found
        ]
        files = _files(every, partners[0], folder)
        asked: list[dict[str, Asked]] = [{} for _ in found]
        for form in ALL_FORMS:
            those = [place for place, each in enumerate(found) if form in each.engine.forms]
            if files[form].read_text():
                turns = _turns([partners[place] for place in those], form, files[form], seconds)
                for place, times in zip(those, turns, strict=True):
                    asked[place][form] = times
        totals = [
            partner.totals(AND, files[AND]) if AND in each.engine.forms else None
            for partner, each in zip(partners, found, strict=True)
        ]
    return [
        Measured(
            each.engine.name, each.engine.title, each.engine.version(), each.cost, each.builds,
            times, _agreement(total, totals[0]),
        )
        for each, times, total in zip(found, asked, totals, strict=True)
    ]  # fmt: skip


def _turns(partners: list[Partner], form: str, file: Path, seconds: float) -> Iterator[Asked]:
    """The best times of each, the engines taking turns."""
    best: list[list[list[float]]] = [[] for _ in partners]
    spent = [0.0] * len(partners)
    for number in range(RUNS + 1):
        for place, partner in enumerate(partners):
            if best[place] and spent[place] >= seconds:
                continue
            times = partner.times(form, number, file)
            if number:
                best[place].append(times)
                spent[place] += sum(times) / 1e6
    for rounds in best:
        found = figures(np.min(rounds, axis=0))
        yield Asked(len(rounds[0]), len(rounds), found.median, found.p99)


def _files(every: int, ours: Partner, folder: Path) -> dict[str, Path]:
    """The queries of each form; a request is one that fills a page with hits."""
    rows = [*queries.queries(queries.GAME), *queries.queries(queries.WEB, every)]
    telling = queries.telling(rows)
    candidates = _written(telling, folder / "candidates.txt")
    pages = [
        row
        for row, total in zip(telling, ours.totals(AND, candidates), strict=True)
        if total >= TOP
    ]
    of_form = {form: queries.phrases(rows) if form == PHRASE else rows for form in FORMS}
    return {
        form: _written(chosen, folder / f"{form}.txt")
        for form, chosen in {**of_form, REQUEST: pages}.items()
    }


def _written(rows: Sequence[queries.Words], path: Path) -> Path:
    path.write_text("".join(f"{' '.join(row)}\n" for row in rows), encoding="utf-8")
    return path


def _agreement(totals: list[int] | None, ours: list[int] | None) -> float:
    if totals is None or ours is None:
        return -1.0
    return float(np.mean(np.equal(totals, ours)))


def groups(engines: Sequence[Engine], size: Size) -> Iterator[tuple[int, list[Engine]]]:
    """(articles, engines) with ours in each: all that can take so many, then the slower ones."""
    ours, *others = engines

    def most(engine: Engine) -> int:
        slow = engine.name == "whoosh-small"
        return min(size.articles, size.slowest if slow else engine.most)

    for count in sorted({size.articles, *map(most, others)}, reverse=True):
        yield count, [ours, *(engine for engine in others if most(engine) == count)]


@click.command(help="Backfile beside other engines: what building costs, what answers take.")
@click.option("--size", "named", default="small", show_default=True, type=click.Choice(list(SIZES)))
@click.option("--limit", default=0, help="Not so many articles as the size has.")
@click.option("--seconds", type=float, help="Not so many as the size has.")
@click.option("--engine", "chosen", multiple=True, help="Not all; ours is always there.")
@click.option("--fresh", is_flag=True, help="Build all indexes anew.")
@click.option("--only-build", is_flag=True, help="Build what is missing, and end.")
@click.option(
    "--plot", default=BUILD / "bench.svg", show_default=True, type=click.Path(path_type=Path)
)
@click.option("--folder", default=BUILD, show_default=True, type=click.Path(path_type=Path))
@click.option("--cache", default=CACHE, show_default=True, type=click.Path(path_type=Path))
def main(  # noqa: PLR0913  # the options of a command are what they are
    *,
    named: str,
    limit: int,
    seconds: float | None,
    chosen: Sequence[str],
    fresh: bool,
    only_build: bool,
    plot: Path,
    folder: Path,
    cache: Path,
) -> None:
    size = _sized(named, limit, seconds)
    there = [each for each in ENGINES if not each.absence() and _is_wanted(each, chosen)]
    cache.mkdir(parents=True, exist_ok=True)
    found: list[Measured] = []
    for count, engines in groups(there, size):
        indexes = [built(each, count, cache, size.seconds, fresh=fresh) for each in engines]
        if not only_build:
            found += measure(indexes, size.seconds, size.every, cache)
    if only_build:
        return
    text = told(found, [f"{each.title}: {each.absence()}" for each in ENGINES if each.absence()])
    click.echo(text)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"bench-{named}.md").write_text(f"{text}\n", encoding="utf-8")
    keep(folder / "bench.json", named, found)
    for path in plots(found, plot):
        click.echo(f"plot: {path}", err=True)


def _sized(named: str, limit: int, seconds: float | None) -> Size:
    """A size, or what is wanted of it instead; all real articles are the medium one."""
    size = SIZES[named]
    own = ALL if named == "medium" and corpus.data_folder() else size.articles
    return replace(
        size,
        articles=limit or own,
        slowest=min(limit or own, size.slowest),
        seconds=size.seconds if seconds is None else seconds,
    )


def _is_wanted(engine: Engine, chosen: Sequence[str]) -> bool:
    return not chosen or engine.name in {OURS, *chosen}


if __name__ == "__main__":
    main()
