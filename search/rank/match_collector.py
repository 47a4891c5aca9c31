"""Where all matches are written, when not only the best are wanted."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import MAX_DOCUMENTS, Int, inlined, u2_at, u4_at, u8_at
from search.rank.term_record import BITSET_WORDS
from search.rank.workspace import Scratch

Array = npt.NDArray[Any]

TARGET_DOC, TARGET_TF, TARGET_COUNTS, TARGET_BITS, TARGET_COLUMNS = range(5)
"""Pointers to what all matches are written to, or 0: u2[], u4[], i8[segments],
u8[segments, BITSET_WORDS]."""


class MatchCollector(NamedTuple):
    """All matches of one segment, when they are wanted; else arrays of no length."""

    doc: Array
    """u2[] ascending"""
    tf: Array
    """u4[] How often the phrase occurs there, marked when its words are in the title."""
    bits: Array
    """u8[BITSET_WORDS] The same articles as bits."""


@inlined
def collector_for(targets: Array, start: Int, number: Int) -> MatchCollector:
    """The collector of segment `number`, before which `start` matches were written."""
    size = MAX_DOCUMENTS if targets[TARGET_DOC] else 0
    words = BITSET_WORDS if targets[TARGET_BITS] else 0
    return MatchCollector(
        u2_at(targets[TARGET_DOC] + 2 * start, size),
        u4_at(targets[TARGET_TF] + 4 * start, size),
        u8_at(targets[TARGET_BITS] + 8 * BITSET_WORDS * number, words),
    )


@inlined
def collect(scratch: Scratch, matches: MatchCollector, doc: Int) -> None:
    """Count a match in scratch.matched, and set its bit where bits are wanted."""
    scratch.matched[0] += 1
    if len(matches.bits):
        matches.bits[doc >> 6] |= np.uint64(1) << np.uint64(doc & 63)


@inlined
def collects_all(matches: MatchCollector) -> bool:
    """Whether all matches are wanted, not only the best."""
    return len(matches.doc) > 0 or len(matches.bits) > 0


@inlined
def threshold_of(matches: MatchCollector, best: Array) -> Int:
    """The score below which an article may be skipped; -1 when all matches are wanted."""
    return np.int64(-1) if collects_all(matches) else best[0, 0]
