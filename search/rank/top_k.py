"""The best articles so far: a binary heap whose root is the worst of them.

Its rows are (score, key, number, points). Of two articles with the same score the one with the
larger key ranks first: keys put the newer article first, and among those of one day the one whose
id comes first, so that the order does not depend on how articles are spread over segments. The
heap is always full: it begins with empty rows, whose score is one below the threshold and whose
key is EMPTY_KEY, and which any article replaces. The root's score is the threshold. Numbers and
points (the score as a float64's bits) are filled in by `sort_best`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Float, Int, compiled, i4_at, inlined
from search.rank.segment_view import NEWEST, SegmentView, date_in, id_rank_in
from search.rank.term_record import WINDOWS

Array = npt.NDArray[Any]

HEAP_COLUMNS = 4

EMPTY_KEY = 2**62
"""The key of a row without an article, above all others: only a higher score replaces it."""

_LAST = 2**32 - 1


@inlined
def key_of(date: Int, id_rank: Int) -> Int:
    """An article's key: `date` 20170609 (or 0), `id_rank` its rank in the order of all ids."""
    return (np.int64(date) << 32) | (_LAST - id_rank)


@inlined
def clear(best: Array, threshold: Int) -> None:
    """Empty the heap i8[k, HEAP_COLUMNS]; articles that score less than `threshold` stay out."""
    best[:, 0] = threshold - 1
    best[:, 1] = EMPTY_KEY


@inlined
def push(view: SegmentView, doc: Int, score: Int, best: Array) -> None:
    """Replace the worst article of the heap by `doc`, if that ranks before it."""
    if score >= best[0, 0]:
        key = key_of(date_in(view.segment, doc), id_rank_in(view.segment, doc))
        if beats(best, score, key):
            replace_worst(best, score, key)


@inlined
def is_competitive(segment: Array, window: Int, bound: Int, best: Array) -> bool:
    """Whether an article of a window with this bound may rank before the heap's worst."""
    if bound > best[0, 0]:
        return True
    newest = i4_at(segment[NEWEST], WINDOWS)[window]
    return bool(bound == best[0, 0] and key_of(newest + 1, 0) > best[0, 1])


@inlined
def beats(best: Array, score: Int, key: Int) -> bool:
    """Whether an article ranks before the heap's worst."""
    return bool(score > best[0, 0] or (score == best[0, 0] and key > best[0, 1]))


@inlined
def replace_worst(best: Array, score: Int, key: Int) -> None:
    """Replace the root, and let the new row sink to where it belongs."""
    size, at = len(best), 0
    while True:
        child = 2 * at + 1
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
        best[at, 0], best[at, 1] = best[child, 0], best[child, 1]
        at = child
    best[at, 0], best[at, 1] = score, key


@compiled
def sort_best(best: Array, unit: Float, order: Array) -> Int:
    """Sort the heap, the best first, and fill in numbers and points.

    Args:
        best: i8[k, HEAP_COLUMNS] The heap.
        unit: What one of the integers is worth as which scores are summed.
        order: u4[articles] The numbers of all articles in the order of their ids.

    Returns:
        How many articles are in it.
    """
    for last in range(len(best) - 1, 0, -1):
        score, key = best[0, 0], best[0, 1]
        replace_worst(best[:last], best[last, 0], best[last, 1])
        best[last, 0], best[last, 1] = score, key
    articles, points = 0, best.view(np.float64)
    for row in range(len(best)):
        if best[row, 1] != EMPTY_KEY:
            best[row, 2] = order[_LAST - (best[row, 1] & _LAST)]
            points[row, 3] = best[row, 0] * unit
            articles += 1
    return articles
