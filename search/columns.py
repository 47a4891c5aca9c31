"""One value for each article, as arrays: what results are narrowed, sorted and counted by.

Each segment numbers its own outlets; over all segments they are numbered anew here, in the order
of their names. With one segment, as after most runs, its arrays are taken as they lie.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import Generation, Segment, Values
from search.dates import iso_date


@dataclass(frozen=True, slots=True)
class Names:
    """A column of whole values: `code` [N] gives each article's place in `values`, ascending."""

    code: NDArray[np.integer]
    values: Sequence[str]

    @classmethod
    def of(cls, columns: Sequence[Values]) -> Names:
        """The column over all segments, from that of each."""
        if len(columns) == 1:
            return cls(columns[0].code, columns[0])
        values = sorted(set(chain.from_iterable(columns)))
        place = {value: number for number, value in enumerate(values)}
        codes = [_renumbered(column, place) for column in columns]
        return cls(np.concatenate(codes) if codes else np.zeros(0, np.int32), values)

    def have(self, value: str, number: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these articles have a value."""
        place = bisect_left(self.values, value)
        known = place < len(self.values) and self.values[place] == value
        have: NDArray[np.bool_] = self.code[number] == (place if known else -1)
        return have

    def counts(self, number: NDArray[np.int64]) -> list[tuple[str, int]]:
        """How many of these articles have each value that any has; the most frequent first."""
        counts = np.bincount(self.code[number], minlength=len(self.values))
        present = np.flatnonzero(counts)
        ranked = present[np.argsort(-counts[present], kind="stable")]
        return [(self.values[code], int(counts[code])) for code in ranked.tolist()]


def _renumbered(column: Values, place: dict[str, int]) -> NDArray[np.int32]:
    return np.array([place[value] for value in column], np.int32)[column.code]


def _joined(parts: Sequence[NDArray[Any]], empty: NDArray[Any]) -> NDArray[Any]:
    return parts[0] if len(parts) == 1 else np.concatenate([empty, *parts])


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of all articles of a generation, deleted ones included."""

    outlet: Names
    lang: Names
    date: NDArray[np.int32]
    """[N] 20170609; 0 when not known."""
    sketch: NDArray[np.uint8]
    """[N, 16] What tells near-identical articles (index.sketch)."""

    @classmethod
    def of(cls, generation: Generation) -> Columns:
        """The columns of a generation."""

        def names(column: Callable[[Segment], Values]) -> Names:
            return Names.of([column(segment) for segment in generation.segments])

        parts = generation.segments
        return cls(
            outlet=names(lambda segment: segment.outlet),
            lang=names(lambda segment: segment.lang),
            date=_joined([part.date for part in parts], np.zeros(0, np.int32)),
            sketch=_joined([part.sketches for part in parts], np.zeros((0, 16), np.uint8)),
        )

    def months(self, number: NDArray[np.int64]) -> list[tuple[str, int]]:
        """How many of these articles there are of each month that any is of; the newest first."""
        date = self.date[number]
        month = date[date > 0] // 100
        if not len(month):
            return []
        first = int(month.min())
        counts = np.bincount(month - first)
        present = np.flatnonzero(counts)[::-1].tolist()
        return [(iso_date((first + place) * 100), int(counts[place])) for place in present]
