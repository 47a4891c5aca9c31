"""Which articles are near-identical copies of one another, by their sketches (index.minhash)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index import NEAR_DUPLICATE_BITS, SKETCH_BITS

_BYTES = SKETCH_BITS // 8
_SOME = 48


def fold_near_duplicates(sketches: npt.NDArray[np.uint8]) -> list[tuple[int, list[int]]]:
    """(place, places of its copies further down) for each article that is no copy of one above.

    `sketches` u1[n, 16]; a sketch of zeros is like no other.
    """
    return _fold_some(sketches) if len(sketches) <= _SOME else _fold_many(sketches)


def _fold_many(sketches: npt.NDArray[np.uint8]) -> list[tuple[int, list[int]]]:
    halves = np.ascontiguousarray(sketches).view(np.uint64)
    left: npt.NDArray[np.bool_] = np.any(halves, axis=1)
    folded: list[tuple[int, list[int]]] = []
    gone = np.zeros(len(halves), bool)
    for place in range(len(halves)):
        if gone[place]:
            continue
        copies: list[int] = []
        if left[place]:
            differing = np.bitwise_count(halves[place + 1 :] ^ halves[place]).sum(axis=1)
            alike = (differing <= SKETCH_BITS - NEAR_DUPLICATE_BITS) & left[place + 1 :]
            copies = (np.flatnonzero(alike) + place + 1).tolist()
            gone[copies], left[copies] = True, False
        folded.append((place, copies))
    return folded


def _fold_some(sketches: npt.NDArray[np.uint8]) -> list[tuple[int, list[int]]]:
    """As above, by whole numbers, which are quicker than arrays for some ten."""
    packed = sketches.tobytes()
    numbers = [int.from_bytes(packed[at : at + _BYTES]) for at in range(0, len(packed), _BYTES)]
    folded: list[tuple[int, list[int]]] = []
    gone: set[int] = set()
    for place, number in enumerate(numbers):
        if place in gone:
            continue
        copies = [
            other
            for other in range(place + 1, len(numbers))
            if (number ^ numbers[other]).bit_count() <= SKETCH_BITS - NEAR_DUPLICATE_BITS
            and number
            and numbers[other]
        ]
        if copies:
            copies = [copy for copy in copies if copy not in gone]
            gone.update(copies)
        folded.append((place, copies))
    return folded
