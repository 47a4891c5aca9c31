"""The best articles so far: a binary heap whose root is the worst of them.

Its rows are (score, key, number, points); of two articles with the same score the one with the
larger key is better. Keys put the newer article first, and among those of one day the one whose
id comes first: whatever the segments, the same articles come in the same order. The numbers, and
the scores as a float64's bits, are filled in at the end. At first all rows are NOBODY, with a score
below which nobody is wanted: the heap is always full.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Float, Int, compiled, inlined

Array = npt.NDArray[Any]

COLUMNS = 4

Best = list[tuple[int, float]]
"""(number, score) of articles, the best first."""

_rows: Callable[[Any], Iterable[Any]] = struct.Struct("=16xqd").iter_unpack

UNREACHABLE = 2**62
"""A key above those of all articles: of the same score, nobody replaces it."""

_LAST = 2**32 - 1


@inlined
def key_of(date: Int, rank: Int) -> Int:
    """An article's key: `date` 20170609 (or 0), `rank` its place in the order of ids."""
    return (np.int64(date) << 32) | (_LAST - rank)


@inlined
def begin(best: Array, floor: Int) -> None:
    """Empty the heap i8[k, COLUMNS]; articles with less than `floor` are not wanted."""
    best[:, 0] = floor - 1
    best[:, 1] = UNREACHABLE


@inlined
def beats(best: Array, score: Int, key: Int) -> bool:
    """Whether an article belongs among the best."""
    return bool(score > best[0, 0] or (score == best[0, 0] and key > best[0, 1]))


@inlined
def replace_worst(best: Array, score: Int, key: Int) -> None:
    """Put an article into the place of the worst."""
    size, place = len(best), 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        right = child + 1
        if right < size and (
            best[right, 0] < best[child, 0]
            or (best[right, 0] == best[child, 0] and best[right, 1] < best[child, 1])
        ):
            child = right
        if best[child, 0] > score or (best[child, 0] == score and best[child, 1] > key):
            break
        best[place, 0], best[place, 1] = best[child, 0], best[child, 1]
        place = child
    best[place, 0], best[place, 1] = score, key


@compiled
def sort_best(best: Array, unit: Float, order: Array) -> Int:
    """Sort the heap, the best first, and fill in its rows; gives how many articles are in it.

    `unit` is what one of the integers is worth that scores are summed as, `order` u4[articles] the
    numbers of all articles in the order of their ids.
    """
    for last in range(len(best) - 1, 0, -1):
        score, key = best[0, 0], best[0, 1]
        replace_worst(best[:last], best[last, 0], best[last, 1])
        best[last, 0], best[last, 1] = score, key
    articles, points = 0, best.view(np.float64)
    for place in range(len(best)):
        if best[place, 1] != UNREACHABLE:
            best[place, 2] = order[_LAST - (best[place, 1] & _LAST)]
            points[place, 3] = best[place, 0] * unit
            articles += 1
    return articles


def listed(best: Array, held: int) -> Best:
    """The articles of a heap that was settled, which holds so many."""
    return list(_rows(best if held == len(best) else best[:held]))
