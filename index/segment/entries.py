"""Where to begin reading the positions of a term, when its first articles are not asked about."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from index.jit.compile import compiled
from index.segment.positions import skip
from index.segment.term_frequency import EXACT

Array = npt.NDArray[Any]


@compiled
def entry_points(data: Array, tf: Array, every: int, points: Array) -> None:
    """Where the positions of every so many-th posting of a term begin, in bytes.

    `data` u1[] the term's encoded positions, `tf` u4[df] (marked); filled: `points` u4[(df - 1)
    // every].
    """
    at = 0
    for posting in range(len(points) * every):
        at = skip(data, at, tf[posting] & EXACT)
        if (posting + 1) % every == 0:
            points[posting // every] = at


@compiled
def enter_all(
    terms: Array, posting: Array, position: Array, tf: Array, data: Array, every: int,
    starts: Array, points: Array,
) -> None:  # fmt: skip
    """Fill the entry points of all the frequent `terms` [R] of a segment.

    `posting` and `position` [T + 1] are where each term's postings and positions begin in `tf`
    u4[P] (marked) and `data`. Filled: `points` u4[], from `starts` [R + 1] on each term's.
    """
    for row in range(len(terms)):
        term = terms[row]
        entry_points(
            data[position[term] : position[term + 1]], tf[posting[term] : posting[term + 1]],
            every, points[starts[row] : starts[row + 1]],
        )  # fmt: skip
