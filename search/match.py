"""The articles that match a query, as arrays: narrowed, ordered and counted without a loop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.columns import Columns
from search.dates import NEVER


class Match(NamedTuple):
    """An article that matches: its number in the snapshot, and its score."""

    number: int
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """All articles that match; `number` int64[n], `score` float64[n]."""

    number: NDArray[np.int64]
    score: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.number)

    def take(self, places: NDArray[np.intp] | NDArray[np.bool_]) -> Matches:
        """Those at some places, in their order, or those for which a mask is true."""
        return Matches(self.number[places], self.score[places])

    def ordered(self, sort: str, columns: Columns) -> Matches:
        """The best first; among equals the newest, then the one indexed first.

        Articles without a date come last in either order of dates.
        """
        date = columns.date[self.number]
        if sort == "oldest":
            return self.take(np.lexsort((self.number, np.where(date > 0, date, NEVER))))
        if sort == "newest":
            return self.take(np.lexsort((self.number, -date)))
        return self.take(np.lexsort((self.number, -date, -self.score)))

    def page(self, first: int, count: int) -> list[Match]:
        """Some of them, one by one."""
        rows = slice(first, first + count)
        return list(map(Match, self.number[rows].tolist(), self.score[rows].tolist()))


NO_MATCHES = Matches(np.zeros(0, np.int64), np.zeros(0, np.float64))
