"""What is kept of all articles that are found, when not only the best are wanted."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import LARGEST, Int, inlined, u2_at, u4_at, u8_at
from search.rank.term_record import WORDS
from search.rank.workspace import Scratch

Array = npt.NDArray[Any]

KEPT_DOC, KEPT_TF, KEPT_COUNTS, KEPT_BITS, KEPT_COLUMNS = range(5)
"""Addresses of what all articles found are written to, or 0: u2[], u4[], i8[segments],
u8[segments, WORDS]."""


class MatchCollector(NamedTuple):
    """Every article found in one segment, when all are wanted; else arrays of no length."""

    doc: Array
    """u2[] ascending"""
    tf: Array
    """u4[] How often the phrase occurs there, marked when its words are in the title."""
    bits: Array
    """u8[WORDS] The same as bits."""


@inlined
def collector_for(kept: Array, start: Int, number: Int) -> MatchCollector:
    """Where the articles of a segment go, `start` of them before."""
    room = LARGEST if kept[KEPT_DOC] else 0
    words = WORDS if kept[KEPT_BITS] else 0
    return MatchCollector(
        u2_at(kept[KEPT_DOC] + 2 * start, room),
        u4_at(kept[KEPT_TF] + 4 * start, room),
        u8_at(kept[KEPT_BITS] + 8 * WORDS * number, words),
    )


@inlined
def collect(room: Scratch, found: MatchCollector, doc: Int) -> None:
    """Count an article that matches, and set its bit where bits are wanted."""
    room.held[0] += 1
    if len(found.bits):
        found.bits[doc >> 6] |= np.uint64(1) << np.uint64(doc & 63)


@inlined
def takes_all(found: MatchCollector) -> bool:
    """Whether every article is wanted, not only the best."""
    return len(found.doc) > 0 or len(found.bits) > 0


@inlined
def threshold(found: MatchCollector, best: Array) -> Int:
    """The score below which an article need not be looked at; none when all are wanted."""
    return np.int64(-1) if takes_all(found) else best[0, 0]
