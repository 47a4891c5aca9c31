"""The best articles so far: a binary heap whose root is the worst of them.

Its rows are (score, key, number); of two articles with the same score the one with the larger key
is better. Keys put the newer article first, and among those of one day the one indexed first. The
numbers are filled in at the end. At first all rows are NOBODY, with a score below which nobody is
wanted: the heap is always full.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.loops import Int, compiled, inlined

Array = npt.NDArray[Any]

COLUMNS = 3

NOBODY = 2**62
"""A key above those of all articles: of the same score, nobody replaces it."""

_NUMBERS = 2**32 - 1


@inlined
def key_of(date: Int, number: Int) -> Int:
    """An article's key: `date` 20170609 (or 0), `number` below 2**32."""
    return (np.int64(date) << 32) | (_NUMBERS - number)


@inlined
def begin(best: Array, floor: Int) -> None:
    """Empty the heap i8[k, COLUMNS]; articles with less than `floor` are not wanted."""
    best[:, 0] = floor - 1
    best[:, 1] = NOBODY


@inlined
def beats(best: Array, score: Int, key: Int) -> bool:
    """Whether an article belongs among the best."""
    return bool(score > best[0, 0] or (score == best[0, 0] and key > best[0, 1]))


@inlined
def put(best: Array, score: Int, key: Int) -> None:
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
def settle(best: Array) -> Int:
    """Sort the heap, the best first, and note the numbers; gives how many articles are in it."""
    for last in range(len(best) - 1, 0, -1):
        score, key = best[0, 0], best[0, 1]
        put(best[:last], best[last, 0], best[last, 1])
        best[last, 0], best[last, 1] = score, key
    articles = 0
    for place in range(len(best)):
        articles += best[place, 1] != NOBODY
        best[place, 2] = _NUMBERS - (best[place, 1] & _NUMBERS)
    return articles
