"""Which articles are near-identical copies of one another, by their sketches (index.minhash)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index import NEAR_DUPLICATE_BITS, SKETCH_BITS

_BYTES = SKETCH_BITS // 8
_MOST_APART = SKETCH_BITS - NEAR_DUPLICATE_BITS

Row = tuple[int, list[int]]
"""(place of an article, places of its copies further down)."""


class FoldedPage(NamedTuple):
    """A page of a result whose copies are folded: its rows, and the place behind its last."""

    rows: list[Row]
    end: int


def fold_near_duplicates(sketches: npt.NDArray[np.uint8]) -> list[Row]:
    """The articles that are no copies of one above, each with its copies.

    `sketches` u1[n, 16]; a sketch of zeros is like no other.
    """
    return _page_from(_numbers(sketches), 0, len(sketches)).rows


def folded_page(sketches: npt.NDArray[np.uint8], limit: int, page: int) -> FoldedPage:
    """Page `page`, from 1, of articles in their order; a page has `limit` rows, the last fewer.

    A copy stands with an article of its own page; one that comes later has a row of its own, so
    that every article is on one page.
    """
    numbers, found = _numbers(sketches), FoldedPage([], 0)
    for turn in range(page):
        if turn and found.end == len(numbers):
            return FoldedPage([], found.end)
        found = _page_from(numbers, found.end, limit)
    return found


def _page_from(numbers: list[int], first: int, limit: int) -> FoldedPage:
    rows: list[Row] = []
    heads: list[tuple[int, list[int]]] = []  # sketches of the rows, and their copies
    for place in range(first, len(numbers)):
        number = numbers[place]
        for head, copies in heads if number else ():
            if (number ^ head).bit_count() <= _MOST_APART:
                copies.append(place)
                break
        else:
            if len(rows) == limit:
                return FoldedPage(rows, place)
            rows.append((place, []))
            if number:
                heads.append((number, rows[-1][1]))
    return FoldedPage(rows, len(numbers))


def _numbers(sketches: npt.NDArray[np.uint8]) -> list[int]:
    """Sketches as whole numbers: for some ten they are quicker than arrays."""
    packed = sketches.tobytes()
    return [int.from_bytes(packed[at : at + _BYTES]) for at in range(0, len(packed), _BYTES)]
