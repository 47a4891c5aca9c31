"""A table from 64-bit hashes to values, as two arrays: open addressing, the next free slot."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import Int, compiled

Array = npt.NDArray[Any]


def room_for(count: int, kind: type[np.generic]) -> tuple[Array, Array]:
    """Empty arrays for so many entries: keys u8[2**k], 0 where free, and values of a kind."""
    size = 1 << (2 * count + 1).bit_length()
    return np.zeros(size, np.uint64), np.zeros(size, kind)


@compiled
def slot_of(key: np.uint64, keys: Array) -> Int:
    """The slot of a key, or -1 if it has none."""
    mask = np.uint64(len(keys) - 1)
    slot = (key ^ (key >> np.uint64(32))) & mask
    while keys[slot]:
        if keys[slot] == key:
            return np.int64(slot)
        slot = (slot + np.uint64(1)) & mask
    return np.int64(-1)


@compiled
def enter(new: Array, new_values: Array, keys: Array, values: Array) -> None:
    """Fill a table; what is entered last under a key counts."""
    mask = np.uint64(len(keys) - 1)
    for i in range(len(new)):
        slot = (new[i] ^ (new[i] >> np.uint64(32))) & mask
        while keys[slot] and keys[slot] != new[i]:
            slot = (slot + np.uint64(1)) & mask
        keys[slot] = new[i]
        values[slot] = new_values[i]
