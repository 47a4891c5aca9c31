"""MinHash: a sketch of 128 bits per text, by which near-identical texts are recognised.

A text is the set of its shingles, runs of four words. One-permutation hashing (Li, Owen and Zhang
2012) puts each shingle into one of 128 bins and keeps the smallest hash of each bin; of that only
the lowest bit is kept (b-bit minwise hashing, Li and König 2010). Two texts of Jaccard similarity J
agree in about (1 + J) / 2 of the bits: 64 of 128 when they have nothing in common, 122 at J = 0.9.
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
"""Bits in which near-identical texts agree, at least: a Jaccard similarity of about 0.7.

Unrelated texts agree in so many once in 10^15 pairs (eight standard deviations).
"""

_SHINGLE = 4  # words; by single words all articles on one event would be near-identical
_WORD = re.compile(r"\w+")
_MIN_SHINGLES = 24  # of a text; with fewer most bins are empty


def sketch_of(text: str) -> str:
    """The sketch of a text as 32 hexadecimal digits; empty for a text of too few shingles."""
    words = " ".join(_WORD.findall(text.lower())).encode("utf-8", "replace").split()
    if len(words) < _MIN_SHINGLES + _SHINGLE:
        return ""
    smallest: dict[int, int] = {}
    for number, value in _hashed_shingles(array("I", map(zlib.crc32, words))):
        if number not in smallest or value < smallest[number]:
            smallest[number] = value
    return f"{_bits(smallest):032x}"


def near_duplicates_of(
    one: npt.NDArray[np.uint8], others: npt.NDArray[np.uint8]
) -> npt.NDArray[np.bool_]:
    """[n] Which of `others` u1[n, 16] are near-identical to `one` u1[16]; zeros are to none."""
    if not one.any():
        return np.zeros(len(others), np.bool_)
    differing = np.bitwise_count(others ^ one).sum(axis=1)
    alike: npt.NDArray[np.bool_] = (differing <= SKETCH_BITS - NEAR_DUPLICATE_BITS) & others.any(
        axis=1
    )
    return alike


def _hashed_shingles(words: array[int]) -> Iterable[tuple[int, int]]:
    """(bin, hash of 32 bits) of each shingle, from the hashes u4[] of the words.

    The words are packed as 128-bit digits of one long integer, so that adding shifted copies of it
    sums the words of every shingle at once, and one multiplication hashes all sums. No digit
    carries over: a sum has 40 bits, its product with a 64-bit constant 104. This takes half the
    time of hashing shingle by shingle.

    Example:
        Words a, b, c, d, e are one = a + b·B + c·B² + d·B³ + e·B⁴ with B = 2^128. Digit 0 of
        105·one + 35·(one/B) + 7·(one/B²) + (one/B³) is 105a + 35b + 7c + d, digit 1 is
        105b + 35c + 7d + e: the two shingles. Times _MIX, bits 57 to 63 of a digit are the bin
        and bits 20 to 51 the hash.
    """
    spaced = array("I", bytes(16 * len(words)))
    spaced[::4] = words
    one = int.from_bytes(_little(spaced), "little")
    sums = 105 * one + 35 * (one >> 128) + 7 * (one >> 256) + (one >> 384)  # order matters
    size = 16 * (len(words) - _SHINGLE + 1)
    hashed = sums * _MIX & (1 << 8 * size) - 1
    bins = hashed.to_bytes(size, "little")[7::16].translate(_FIRST_SEVEN)
    values = array("I", (hashed >> 20).to_bytes(size, "little"))
    return zip(bins, _little(values)[::4], strict=True)


def _little(numbers: array[int]) -> array[int]:
    """The numbers in little-endian order on any machine."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _bits(smallest: dict[int, int]) -> int:
    """One bit for each bin; an empty bin takes that of the next bin that is not."""
    bits, last = 0, smallest[min(smallest)]
    for number in range(SKETCH_BITS - 1, -1, -1):
        last = smallest.get(number, last)
        bits |= (last & 1) << number
    return bits


# An odd constant near 2^64 divided by the golden ratio spreads 40 bits over 64.
_MIX = 0x9E37_79B9_7F4A_7C15
_FIRST_SEVEN = bytes(byte >> 1 for byte in range(256))
