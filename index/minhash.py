"""Is this the article we have already? A sketch of its text answers without the text.

A text is the set of its runs of four words. One-permutation hashing (Li, Owen and Zhang 2012)
throws each run into one of 128 bins and keeps the smallest hash of each; of that only the lowest
bit is kept (b-bit minwise hashing, Li and König 2010). Two texts that share the part J of their
runs agree in about (1 + J) / 2 of the bits: 64 of 128 when they have nothing in common, 122 when
they share nine tenths.
"""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

SKETCH_BITS = 128
"""Bits of a sketch."""

NEAR_DUPLICATE_BITS = 109
"""Bits that near-identical texts agree in, at least: seven tenths of their runs are shared.

Unrelated texts agree in so many once in 10^15 pairs (eight standard deviations).
"""

_RUN = 4  # words; single words would make all articles on one event alike
_WORD = re.compile(r"\w+")
_FEWEST = 24  # runs; of a shorter text too few bins are filled to say anything


def sketch_of(text: str) -> str:
    """The sketch of a text as 32 hexadecimal digits; empty for a text too short to tell."""
    words = " ".join(_WORD.findall(text.lower())).encode("utf-8", "replace").split()
    if len(words) < _FEWEST + _RUN:
        return ""
    smallest: dict[int, int] = {}
    for place, value in _hashed(array("I", map(zlib.crc32, words))):
        if place not in smallest or value < smallest[place]:
            smallest[place] = value
    return f"{_bits(smallest):032x}"


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


def _hashed(words: array[int]) -> Iterable[tuple[int, int]]:
    """For each run of words its bin and its hash (32 bits).

    All runs are hashed at once, as parts of one long number in which 128 bits belong to each
    word: so much that no sum and no product carries over into the next. That takes half of the
    time of hashing them one by one.
    """
    spaced = array("I", bytes(16 * len(words)))
    spaced[::4] = words
    one = int.from_bytes(_little(spaced), "little")
    runs = 105 * one + 35 * (one >> 128) + 7 * (one >> 256) + (one >> 384)  # their order matters
    size = 16 * (len(words) - _RUN + 1)
    hashed = runs * _MIX & (1 << 8 * size) - 1
    # Of the lower 64 bits of each, the first seven are the bin, and 20 to 51 the hash.
    places = hashed.to_bytes(size, "little")[7::16].translate(_FIRST_SEVEN)
    values = array("I", (hashed >> 20).to_bytes(size, "little"))
    return zip(places, _little(values)[::4], strict=True)


def _little(numbers: array[int]) -> array[int]:
    """The numbers with their lowest byte first, whatever the machine does."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _bits(smallest: dict[int, int]) -> int:
    """One bit for each bin; an empty bin takes that of the next one that is filled."""
    bits, last = 0, smallest[min(smallest)]
    for place in range(SKETCH_BITS - 1, -1, -1):
        last = smallest.get(place, last)
        bits |= (last & 1) << place
    return bits


# An odd constant near 2^64 divided by the golden ratio spreads 40 bits over 64.
_MIX = 0x9E37_79B9_7F4A_7C15
_FIRST_SEVEN = bytes(byte >> 1 for byte in range(256))
