"""The articles of a segment with some terms as bits, u8[WORDS]: 64 at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, inlined, popcount, u2_at, u8_at
from search.rank.segment_view import SegmentView
from search.rank.term_record import BITS, DF, DOC, WORDS
from search.rank.workspace import Query

Array = npt.NDArray[Any]


@inlined
def unite(part: SegmentView, query: Query, out: Array) -> None:
    """The articles with any of the terms."""
    out[:] = 0
    for place in range(len(query.terms)):
        record = part.records[query.terms[place]]
        if record[BITS]:
            bits = u8_at(record[BITS], WORDS)
            for word in range(WORDS):
                out[word] |= bits[word]
        else:
            set_bits(u2_at(record[DOC], record[DF]), out)


@inlined
def set_bits(doc: Array, out: Array) -> None:
    """Set the bits of some articles."""
    for posting in range(len(doc)):
        out[doc[posting] >> 6] |= np.uint64(1) << np.uint64(doc[posting] & 63)


@inlined
def intersect(part: SegmentView, query: Query, out: Array) -> None:
    """The articles with all of the terms, all of which have bits."""
    for place in range(len(query.terms)):
        bits = u8_at(part.records[query.terms[place], BITS], WORDS)
        for word in range(WORDS):
            out[word] = bits[word] if place == 0 else out[word] & bits[word]


@inlined
def keep_wanted(mask: Int, out: Array) -> Int:
    """Clear the bits that are not in the mask at an address, if any; gives how many are left."""
    found = np.int64(0)
    if mask:
        wanted = u8_at(mask, WORDS)
        for word in range(WORDS):
            out[word] &= wanted[word]
    for word in range(WORDS):
        found += popcount(out[word])
    return found
