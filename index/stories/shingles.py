"""The runs of five words of a text, hashed: what two texts have in common is told by these.

One hash in SCALE is kept (FracMinHash, Irber et al. 2022; Broder 1997 for the sets of runs): of two
texts the same runs are kept, so that the kept ones say how much of the shorter is in the longer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import compiled

Array = npt.NDArray[Any]

RUN = 5
SCALE = 8  # a power of two
SHORT_SCALE = 2  # a divisor of SCALE, so that what a long text keeps, a short one keeps as well
SHORT = 120  # runs; a shorter text keeps more of them, since too few would be left


@compiled
def shingles_of(words: Array) -> Array:
    """u8[] The distinct hashes of all runs of RUN words (u4[n]), ascending."""
    n = len(words) - RUN + 1
    if n < 1:
        return np.empty(0, np.uint64)
    out = np.empty(n, np.uint64)
    for i in range(n):
        mixed = np.uint64(0xCBF29CE484222325)  # the basis of FNV-1a, here over words
        for k in range(RUN):
            mixed = (mixed ^ np.uint64(words[i + k])) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        out[i] = mixed ^ (mixed >> np.uint64(32))
    out.sort()
    count = 1
    for i in range(1, n):
        if out[i] != out[count - 1]:
            out[count] = out[i]
            count += 1
    return out[:count]


@compiled
def kept_of(shingles: Array) -> Array:
    """u4[] The upper halves of the hashes that are kept, ascending."""
    scale = SHORT_SCALE if len(shingles) < SHORT else SCALE
    out = np.empty(len(shingles), np.uint32)
    count = 0
    for i in range(len(shingles)):
        if shingles[i] & np.uint64(scale - 1) == 0:
            out[count] = np.uint32(shingles[i] >> np.uint64(32))
            if count == 0 or out[count] != out[count - 1]:
                count += 1
    return out[:count].copy()


@compiled
def shared(one: Array, other: Array) -> int:
    """How many values two ascending arrays share."""
    i = j = count = 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            count += 1
            i += 1
            j += 1
        elif one[i] < other[j]:
            i += 1
        else:
            j += 1
    return count
