"""Is this the article we have already? A sketch of its text answers without the text.

A text is the set of its runs of four words. One-permutation hashing (Li, Owen and Zhang 2012)
throws each run into one of 128 bins and keeps the smallest hash of each; of that only the lowest
bit is kept (b-bit minwise hashing, Li and König 2010). Two texts that share the part J of their
runs agree in about (1 + J) / 2 of the bits: 64 of 128 when they have nothing in common, 122 when
they share nine tenths.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SKETCH_BITS = 128
"""Bits of a sketch."""

NEAR_DUPLICATE_BITS = 109
"""Bits that near-identical texts agree in, at least: seven tenths of their runs are shared.

Unrelated texts agree in so many once in 10^15 pairs (eight standard deviations).
"""

_RUN = 4  # words; single words would make all articles on one event alike
_FEWEST = 24  # runs; of a shorter text too few bins are filled to say anything


def sketch_of(text: str) -> str:
    """The sketch of a text as 32 hexadecimal digits; empty for a text too short to tell."""
    from index.minhash_kernel import fill_bins, hash_words, tables  # noqa: PLC0415  # compiled code: loaded when needed

    points = np.frombuffer(text.lower().encode("utf-32-le", "surrogatepass"), np.uint32)
    words = np.empty(len(points) // 2 + 1, np.uint32)
    count = hash_words(points, *tables(), words)
    if count < _FEWEST + _RUN:
        return ""
    smallest = np.full(SKETCH_BITS, -1, np.int64)
    fill_bins(words[:count], smallest)
    return f"{_bits(smallest.tolist()):032x}"


def near_duplicates_of(
    one: npt.NDArray[np.uint8], others: npt.NDArray[np.uint8]
) -> npt.NDArray[np.bool_]:
    """[n] Which of `others` u1[n, 16] are near-identical to `one` u1[16]; zeros are no sketch."""
    if not one.any():
        return np.zeros(len(others), np.bool_)
    differing = np.bitwise_count(others ^ one).sum(axis=1)
    alike: npt.NDArray[np.bool_] = (differing <= SKETCH_BITS - NEAR_DUPLICATE_BITS) & others.any(
        axis=1
    )
    return alike


def _bits(smallest: Sequence[int]) -> int:
    """One bit for each bin; an empty bin, below 0, takes that of the next one that is filled."""
    bits, last = 0, next(value for value in smallest if value >= 0)
    for place in range(SKETCH_BITS - 1, -1, -1):
        last = smallest[place] if smallest[place] >= 0 else last
        bits |= (last & 1) << place
    return bits
