"""Kernel: where strings stand among many that ascend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, compiled, inlined, unowned

Array = npt.NDArray[Any]

NOT_THERE = -1


def indices_of(wanted: Sequence[bytes], offset: Array, blob: Array, first: int, end: int) -> Array:
    """i8[wanted] The place of each among the strings [first, end) of a blob; or NOT_THERE.

    String s is blob[offset[s] : offset[s + 1]]; they ascend by their bytes.
    """
    found = np.empty(len(wanted), np.int64)
    starts = np.cumsum([0, *map(len, wanted)])
    find_all(starts, np.frombuffer(b"".join(wanted), np.uint8), offset, blob, first, end, found)
    return found


@compiled
def find_all(
    starts: Array, letters: Array, offset: Array, blob: Array, first: int, end: int, found: Array
) -> None:
    """Find each of some strings by a binary search.

    Args:
        starts: i8[wanted + 1] String w is letters[starts[w] : starts[w + 1]].
        letters: u1[]
        offset: u4[strings + 1] As `indices_of` has it; also the next three.
        blob: u1[]
        first: See above.
        end: See above.
        found: i8[wanted] Written.
    """
    letters, offset, blob = unowned(letters), unowned(offset), unowned(blob)
    for number in range(len(starts) - 1):
        start, size = starts[number], starts[number + 1] - starts[number]
        low, high = first, end
        while low < high:
            middle = (low + high) // 2
            if _order(letters, start, size, blob, offset[middle], offset[middle + 1]) > 0:
                low = middle + 1
            else:
                high = middle
        is_there = low < end and (
            _order(letters, start, size, blob, offset[low], offset[low + 1]) == 0
        )
        found[number] = low if is_there else NOT_THERE


@inlined
def _order(letters: Array, start: Int, size: Int, blob: Array, at: Int, stop: Int) -> Int:
    """How a string compares with another: above 0 when it comes behind it."""
    other = np.int64(stop) - np.int64(at)
    for place in range(min(size, other)):
        one, two = letters[start + place], blob[np.int64(at) + place]
        if one != two:
            return np.int64(one) - np.int64(two)
    return size - other
