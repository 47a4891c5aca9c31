"""Entry points: where the positions of every n-th posting of a term begin."""

from __future__ import annotations

from typing import Any

import numpy.typing as npt

from index.jit.compile import compiled
from index.segment.positions import skip
from index.segment.term_frequency import EXACT

Array = npt.NDArray[Any]


@compiled
def entry_points(data: Array, tf: Array, every: int, points: Array) -> None:
    """Write the entry points of a term.

    Args:
        data: u1[] The term's encoded positions.
        tf: u4[df] marked
        every: Postings from one entry point to the next.
        points: u4[(df - 1) // every] Written: where the positions of each begin, in bytes.
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
    """Write the entry points of all frequent terms of a segment.

    Args:
        terms: i8[R] The frequent terms.
        posting: u4[T + 1] Where each term's postings begin in `tf`.
        position: u4[T + 1] Where each term's positions begin in `data`.
        tf: u4[P] marked
        data: u1[] The encoded positions.
        every: Postings from one entry point to the next.
        starts: u4[R + 1] Where each term's entry points begin in `points`.
        points: u4[] Written.
    """
    for row in range(len(terms)):
        term = terms[row]
        entry_points(
            data[position[term] : position[term + 1]], tf[posting[term] : posting[term + 1]],
            every, points[starts[row] : starts[row + 1]],
        )  # fmt: skip
