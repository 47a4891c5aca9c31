"""The articles of a segment with some terms as a bitset, u8[BITSET_WORDS]: 64 at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, inlined, popcount, u2_at, u8_at
from search.rank.segment_view import SegmentView
from search.rank.term_record import BITS, BITSET_WORDS, DF, DOC
from search.rank.workspace import PackedQuery

Array = npt.NDArray[Any]


@inlined
def unite(view: SegmentView, query: PackedQuery, out: Array) -> None:
    """Fill `out` with the articles that have any of the terms."""
    out[:] = 0
    for slot in range(len(query.terms)):
        record = view.records[query.terms[slot]]
        if record[BITS]:
            bits = u8_at(record[BITS], BITSET_WORDS)
            for word in range(BITSET_WORDS):
                out[word] |= bits[word]
        else:
            set_bits(u2_at(record[DOC], record[DF]), out)


@inlined
def set_bits(doc: Array, out: Array) -> None:
    """Set the bits of the articles `doc` u2[n] in `out`."""
    for posting in range(len(doc)):
        out[doc[posting] >> 6] |= np.uint64(1) << np.uint64(doc[posting] & 63)


@inlined
def intersect(view: SegmentView, query: PackedQuery, out: Array) -> None:
    """Fill `out` with the articles that have all of the terms, all of which have bitsets."""
    for slot in range(len(query.terms)):
        bits = u8_at(view.records[query.terms[slot], BITS], BITSET_WORDS)
        for word in range(BITSET_WORDS):
            out[word] = bits[word] if slot == 0 else out[word] & bits[word]


@inlined
def apply_filter(mask: Int, out: Array) -> Int:
    """Clear the bits of `out` that are not in the filter at the pointer `mask`, if any.

    Returns:
        How many bits are left.
    """
    count = np.int64(0)
    if mask:
        allowed = u8_at(mask, BITSET_WORDS)
        for word in range(BITSET_WORDS):
            out[word] &= allowed[word]
    for word in range(BITSET_WORDS):
        count += popcount(out[word])
    return count
