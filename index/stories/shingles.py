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
def kept_of(words: Array, begin: Array, stop: Array) -> tuple[Array, Array, Array]:
    """What is kept of the runs of the texts words[begin[i] : stop[i]], u4[].

    (u4[n] how many runs each has, i8[n + 1] where each one's begin in the third, u4[] the upper
    halves of the hashes kept, ascending).
    """
    sizes, start = np.zeros(len(begin), np.uint32), np.zeros(len(begin) + 1, np.int64)
    room = np.maximum(stop - begin - RUN + 1, 0)
    mixed, out = np.empty(max(np.max(room), 1), np.uint64), np.empty(np.sum(room), np.uint32)
    for i in range(len(begin)):
        n, scale, at = room[i], SCALE, start[i]
        for k in range(n):
            mixed[k] = run_hash(words, begin[i] + k)
        while True:
            count = 0
            for k in range(n):
                if mixed[k] & np.uint64(scale - 1) == 0:
                    out[at + count] = np.uint32(mixed[k] >> np.uint64(32))
                    count += 1
            kept = out[at : at + count]
            kept.sort()
            count = distinct(kept)
            if count >= FEWEST or scale == 1:
                break
            scale >>= 1
        sizes[i], start[i + 1] = n, at + count
    return sizes, start, out[: start[-1]].copy()


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
    """Move the distinct values of an ascending array to its front; returns how many they are."""
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
