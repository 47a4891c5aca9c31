"""How long questions take, to the microsecond.

Sides take turns loop by loop, as in search-benchmark-game: one engine asks all of its queries, one
after the other, then the next engine all of its own; so often as there are runs, after one loop of
each that is not timed. The best time of each query counts: whatever else the machine did made the
others longer. Garbage is collected between loops, never within one.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ask = Callable[[Any], object]
Times = npt.NDArray[np.float64]
"""[queries] µs"""


@dataclass(frozen=True, slots=True)
class Side:
    """An engine's way of being asked, and its own form of the queries.

    `fresh` makes of a query the one that is asked in a round (0 is not timed), before the round.
    """

    ask: Ask
    queries: Sequence[Any]
    fresh: Callable[[Any, int], Any] | None = None

    def round(self, number: int) -> Sequence[Any]:
        """The queries of a round."""
        fresh = self.fresh
        return [fresh(query, number) for query in self.queries] if fresh else self.queries


class Figures(NamedTuple):
    """What is told of some times, in µs."""

    median: float
    p99: float
    mean: float


def figures(times: Times) -> Figures:
    """The median, the 99th percentile (of those measured, the next above) and the mean."""
    p99 = np.percentile(times, 99, method="higher")
    return Figures(float(np.median(times)), float(p99), float(times.mean()))


def measure(queries: Sequence[Any], ask: Ask, runs: int) -> Times:
    """The best time of each query of one engine alone."""
    return race([Side(ask, queries)], runs)[0]


def race(sides: Sequence[Side], runs: int) -> list[Times]:
    """The best time of each query of each side, the sides taking turns."""
    best = [np.full(len(side.queries), np.inf) for side in sides]
    for number in range(runs + 1):
        for side, times in zip(sides, best, strict=True):
            spent = loop(side.ask, side.round(number))
            if number:
                np.minimum(times, spent, out=times)
    return best


def loop(ask: Ask, queries: Sequence[Any]) -> Times:
    """What each query takes, asked one after the other, once."""
    clock, spent = time.perf_counter, []
    with _uncollected():
        for query in queries:
            started = clock()
            ask(query)
            spent.append(clock() - started)
    return np.array(spent) * 1e6


@contextmanager
def _uncollected() -> Iterator[None]:
    """No collection of garbage within."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
