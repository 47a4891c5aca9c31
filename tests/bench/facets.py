"""What counting a result by outlet, language and month costs on top of finding it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from search.local.executor import Matches
from search.local.facet_counts import FacetCounts
from search.plan import Plan
from tests.bench.contest import Sets, forms_of
from tests.bench.form import TOP
from tests.bench.latency import Side, Times, figures, race
from tests.bench.searcher import Ours
from tests.bench.table import micros, table

MOST_TIMES = 2.0
_UP_TO = (10, 100, 1_000, 10_000)  # matches
_HEAD = ("matches", "queries", "found", "and counted", "ratio", "p99", "ratio", "and all read")


def counter(folder: Path) -> Callable[[Matches], Mapping[str, Any]]:
    """What counts a result by the engine's facets."""
    columns = FacetCounts(Ours(folder).generation)
    return lambda found: columns.count(found.bits)


def facets(folder: Path, sets: Sets, runs: int) -> str:
    """Times in µs of finding, with and without the facets, by how many articles match.

    The engine hands facets on as arrays; `and all read` is with every value as an object.
    """
    ours, count = Ours(folder), counter(folder)
    plans = list(_plans(ours, sets))
    totals = np.array([ours.counted(plan)[1] for plan in plans])

    def find(plan: Plan) -> object:
        return ours.ranking.first(plan, TOP)

    def find_and_count(plan: Plan) -> object:
        found = ours.ranking.first(plan, TOP)
        return found, count(found)

    def find_and_read(plan: Plan) -> object:
        found = ours.ranking.first(plan, TOP)
        return found, [list(facet) for facet in count(found).values()]

    asks = (find, find_and_count, find_and_read)
    times = race([Side(ask, plans) for ask in asks], runs)
    return table(_HEAD, list(_rows(totals, times)))


def _plans(ours: Ours, sets: Sets) -> Iterator[Plan]:
    for _, form, rows in forms_of(sets):
        yield from (ours.parsed(form, words) for words in rows)


def _rows(totals: Any, times: list[Times]) -> Iterator[list[str]]:
    lowest = 0
    for most in (*_UP_TO, None):
        label = f"to {most:,}" if most else f"over {lowest - 1:,}"
        chosen = (totals >= lowest) & (totals <= most if most else True)
        if chosen.any():
            yield _row(label, [each[chosen] for each in times])
        lowest = (most or 0) + 1
    yield _row("all", times)


def _row(label: str, times: list[Times]) -> list[str]:
    found, counted, read = map(figures, times)
    return [
        label,
        f"{len(times[0]):,}",
        micros(found.median),
        micros(counted.median),
        f"{counted.median / found.median:.2f}",
        f"{micros(found.p99)} / {micros(counted.p99)}",
        f"{counted.p99 / found.p99:.2f}",
        micros(read.median),
    ]
