"""The runs of five words of a text, hashed: what two texts have in common is told by these.

One hash in SCALE is kept (FracMinHash, Irber et al. 2022; Broder 1997 for the sets of runs): of two
texts the same runs are kept, so that the kept ones say how much of the shorter is in the longer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import compiled, inlined

Array = npt.NDArray[Any]

RUN = 5
SCALE = 8  # a power of two
FEWEST = 16
"""Hashes that a text should keep. With fewer, the scale is halved, as often as need be: what a long
text keeps, a short or repetitive one keeps as well, and more."""


@compiled
def shingles_of(words: Array) -> Array:
    """u8[] The distinct hashes of all runs of RUN words (u4[n]), ascending."""
    n = len(words) - RUN + 1
    if n < 1:
        return np.empty(0, np.uint64)
    out = np.empty(n, np.uint64)
    for i in range(n):
        out[i] = run_hash(words, i)
    out.sort()
    return out[: distinct(out)]


@compiled
def kept_of(words: Array) -> tuple[int, Array]:
    """(how many runs u4[n] words have, u4[] the upper halves of the hashes kept, ascending)."""
    n = max(len(words) - RUN + 1, 0)
    scale, out = SCALE, np.empty(0, np.uint32)
    while True:
        out, count = np.empty(n, np.uint32), 0
        for i in range(n):
            mixed = run_hash(words, i)
            if mixed & np.uint64(scale - 1) == 0:
                out[count] = np.uint32(mixed >> np.uint64(32))
                count += 1
        out = out[:count]
        out.sort()
        out = out[: distinct(out)]
        if len(out) >= FEWEST or scale == 1:
            return n, out.copy()
        scale >>= 1


@inlined
def run_hash(words: Array, i: int) -> np.uint64:
    """The hash of the run of words that begins at i."""
    mixed = np.uint64(0xCBF29CE484222325)  # the basis of FNV-1a, here over words
    for k in range(RUN):
        mixed = (mixed ^ np.uint64(words[i + k])) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(32))


@compiled
def ascending(values: Array) -> Array:
    """The distinct values of an array, ascending; as np.unique, which is slow on short ones."""
    out = values.copy()
    out.sort()
    return out[: distinct(out)].copy()


@compiled
def distinct(ascending: Array) -> int:
    """Move the distinct values of an ascending array to its front; gives how many they are."""
    count = min(len(ascending), 1)
    for i in range(1, len(ascending)):
        if ascending[i] != ascending[count - 1]:
            ascending[count] = ascending[i]
            count += 1
    return count


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
