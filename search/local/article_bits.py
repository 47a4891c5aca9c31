"""Sets of articles of a generation, as bits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any as Anything

import numpy as np
import numpy.typing as npt

from index import Generation
from search.rank.term_record import BITSET_WORDS

Bits = npt.NDArray[np.uint64]
"""[segments, BITSET_WORDS] A bit for each article."""


def bits_of_masks(masks: Sequence[npt.NDArray[Anything]]) -> Bits:
    """The articles of each segment for which a mask bool[N] is true."""
    bits = np.zeros((len(masks), BITSET_WORDS), np.uint64)
    for row, mask in zip(bits, masks, strict=True):
        packed = np.packbits(mask, bitorder="little")
        row.view(np.uint8)[: len(packed)] = packed
    return bits


def bits_of_numbers(generation: Generation, numbers: Iterable[int]) -> Bits:
    """The articles with these numbers."""
    bits = np.zeros((len(generation.segments), BITSET_WORDS), np.uint64)
    for number in numbers:
        segment = bisect_right(generation.bases, number) - 1
        doc = number - generation.bases[segment]
        bits[segment, doc >> 6] |= np.uint64(1 << (doc & 63))
    return bits


def numbers_of(generation: Generation, bits: Bits) -> npt.NDArray[np.int64]:
    """The numbers of the articles in a set, ascending."""
    parts = [np.zeros(0, np.int64)]
    for base, row in zip(generation.bases, bits, strict=True):
        parts.append(base + docs_of(row))
    return np.concatenate(parts)


def has_bit(bits: Bits, segment: int, document: int) -> bool:
    """Whether an article is in a set."""
    return bool(bits[segment, document >> 6] & np.uint64(1 << (document & 63)))


def count_bits(bits: Bits) -> int:
    """How many articles there are in a set."""
    return int(np.bitwise_count(bits).sum())


def docs_of(row: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """The articles of a segment whose bits are set, ascending."""
    return np.flatnonzero(np.unpackbits(row.view(np.uint8), bitorder="little"))
