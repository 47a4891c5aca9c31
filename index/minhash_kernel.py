"""The kernels of `index.minhash`: from a text's code points to the smallest hash of each bin.

In a module of its own, since importing a compiler takes a third of a second.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import Int, compiled

Array = npt.NDArray[Any]

_END = 0x40000  # no letter lies beyond
_MIX = np.uint64(0x9E37_79B9_7F4A_7C15)  # 2**64 by the golden ratio: spreads 40 bits over 64
_ONES = np.uint32(0xFFFFFFFF)


@cache
def tables() -> tuple[Array, Array]:
    """Which code points stand in words, bool[0x40000], and the table of CRC-32, u4[256]."""
    in_word = np.zeros(_END, np.bool_)
    for match in re.finditer(r"\w+", "".join(map(chr, range(_END)))):
        in_word[slice(*match.span())] = True
    # zlib.crc32 inverts its number before and after: taken back, it is the table's entry.
    checks = [zlib.crc32(bytes([byte ^ 0xFF])) ^ 0xFF000000 for byte in range(256)]
    return in_word, np.array(checks, np.uint32)


@compiled
def _with_byte(check: Int, byte: Int, table: Array) -> Int:
    """The CRC-32 `check` of some bytes, continued by one byte."""
    return table[(check ^ np.uint32(byte)) & np.uint32(0xFF)] ^ (check >> np.uint32(8))


@compiled
def hash_words(points: Array, in_word: Array, table: Array, out: Array) -> int:
    """Fill `out` u4[] with the CRC-32 of each word's UTF-8 and return how many words there are."""
    count, at, n = 0, 0, len(points)
    while at < n:
        if points[at] >= _END or not in_word[points[at]]:
            at += 1
            continue
        check = _ONES
        while at < n and points[at] < _END and in_word[points[at]]:
            point = points[at]
            if point < 0x80:
                check = _with_byte(check, point, table)
            elif point < 0x800:
                check = _with_byte(check, 0xC0 | point >> 6, table)
                check = _with_byte(check, 0x80 | point & 0x3F, table)
            elif point < 0x10000:
                check = _with_byte(check, 0xE0 | point >> 12, table)
                check = _with_byte(check, 0x80 | point >> 6 & 0x3F, table)
                check = _with_byte(check, 0x80 | point & 0x3F, table)
            else:
                check = _with_byte(check, 0xF0 | point >> 18, table)
                check = _with_byte(check, 0x80 | point >> 12 & 0x3F, table)
                check = _with_byte(check, 0x80 | point >> 6 & 0x3F, table)
                check = _with_byte(check, 0x80 | point & 0x3F, table)
            at += 1
        out[count] = check ^ _ONES
        count += 1
    return count


@compiled
def fill_bins(words: Array, smallest: Array) -> None:
    """Put each shingle of the words u4[n] into one of 128 bins, and keep the smallest hash of each.

    The four word hashes are mixed by 105, 35, 7 and 1, so that their order counts, and multiplied
    by an odd constant modulo 2^64 (Knuth's multiplicative hashing), whose upper bits depend on all
    of theirs. Bits 57 to 63 are the bin, bits 20 to 51 the hash.

    Example:
        Words a, b, c, d, e are two shingles: 105a + 35b + 7c + d and 105b + 35c + 7d + e. If both
        fall into bin 9, smallest[9] is the smaller of their hashes.

    `smallest` i8[128] is -1 before where nothing was put, and written.
    """
    for i in range(len(words) - 3):
        mixture = (
            np.uint64(105) * np.uint64(words[i])
            + np.uint64(35) * np.uint64(words[i + 1])
            + np.uint64(7) * np.uint64(words[i + 2])
            + np.uint64(words[i + 3])
        )
        mixed = mixture * _MIX
        number = np.int64(mixed >> np.uint64(57))
        value = np.int64((mixed >> np.uint64(20)) & np.uint64(0xFFFFFFFF))
        if smallest[number] < 0 or value < smallest[number]:
            smallest[number] = value


@compiled
def pack(smallest: Array, sketch: Array) -> None:
    """Write one bit for each bin of `smallest` i8[n] to `sketch` u1[n / 8], the last bin's first.

    The bit is the lowest of the bin's hash; an empty bin, below 0, takes that of the next bin that
    is not, after the last that of the first.
    """
    last = np.int64(-1)
    for value in smallest[::-1]:
        last = value if value >= 0 else last
    for i in range(len(smallest)):
        value = smallest[len(smallest) - 1 - i]
        last = value if value >= 0 else last
        sketch[i >> 3] |= np.uint8((last & 1) << (7 - (i & 7)))
