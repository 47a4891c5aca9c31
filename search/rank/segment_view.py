"""What a kernel knows of a segment, and in which order it goes through one.

The table of segments is i8[segments, SEGMENT_COLUMNS].
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import MAX_DOCUMENTS, Int, i4_at, inlined, u4_at, u8_at
from search.rank.term_record import BITSET_WORDS, BLOCK, WINDOW
from search.rank.workspace import WINDOW_BOUND, WINDOW_ORDER, Scratch

Array = npt.NDArray[Any]

(
    DOCUMENTS,
    ID_RANK,  # u4[DOCUMENTS] the ranks of its articles in the order of all ids
    ID_ORDER,  # u4[articles] the numbers of the articles of all segments in that order
    DATE,  # i4[DOCUMENTS] the dates of its articles
    NEWEST,  # i4[WINDOWS] the newest date in each window
    SEGMENT_COLUMNS,
) = range(6)

BLOCKS_IN_WINDOW = WINDOW // BLOCK


class SegmentView(NamedTuple):
    """One segment, as a query sees it."""

    segment: Array
    """i8[SEGMENT_COLUMNS]"""
    records: Array
    """i8[terms, RECORD_COLUMNS]"""
    max_weights: Array
    """f4[terms, MAX_WEIGHT_COLUMNS]"""
    mask: Int
    """Pointer to the filter's bits u8[BITSET_WORDS]; 0 for no filter."""


@inlined
def windows_of(segment: Array) -> Int:
    """How many windows the segment's articles fill."""
    return (segment[DOCUMENTS] + WINDOW - 1) // WINDOW


@inlined
def blocks_of(segment: Array) -> Int:
    """How many blocks these windows have."""
    return windows_of(segment) * BLOCKS_IN_WINDOW


@inlined
def date_in(segment: Array, doc: Int) -> Int:
    """The date of an article of a segment, 20170609; 0 when it is not known."""
    return np.int64(i4_at(segment[DATE], segment[DOCUMENTS])[doc])


@inlined
def id_rank_in(segment: Array, doc: Int) -> Int:
    """The rank of an article of a segment in the order of all ids."""
    return np.int64(u4_at(segment[ID_RANK], segment[DOCUMENTS])[doc])


@inlined
def order_in(segments: Array) -> Array:
    """u4[] The numbers of the articles of all segments in the order of their ids."""
    if len(segments) == 0:
        return u4_at(0, 0)
    return u4_at(segments[0, ID_ORDER], MAX_DOCUMENTS * len(segments))


@inlined
def in_filter(mask: Int, doc: Int) -> bool:
    """Whether the filter at the pointer `mask`, if any, has an article."""
    if mask == 0:
        return True
    word = u8_at(mask, BITSET_WORDS)[doc >> 6]
    return bool((word >> np.uint64(doc & 63)) & np.uint64(1))


@inlined
def excludes_window(mask: Int, window: Int) -> bool:
    """Whether the filter at the pointer `mask` has no article of a window."""
    if mask == 0:
        return False
    allowed = u8_at(mask, BITSET_WORDS)
    for block in range(window * BLOCKS_IN_WINDOW, (window + 1) * BLOCKS_IN_WINDOW):
        if allowed[block]:
            return False
    return True


@inlined
def order_windows(scratch: Scratch, count: Int, threshold: Int) -> Int:
    """Order the first `count` windows by descending bound, from the bounds in scratch.blocks.

    Writes scratch.windows: the bounds of all these windows, and the numbers of those whose bound
    is not below `threshold`.

    Returns:
        How many windows are ordered.
    """
    windows, ordered = scratch.windows, 0
    for window in range(count):
        first = window * BLOCKS_IN_WINDOW
        bound = scratch.blocks[first]
        for block in range(first + 1, first + BLOCKS_IN_WINDOW):
            bound = max(bound, scratch.blocks[block])
        windows[WINDOW_BOUND, window] = bound
        if bound < threshold:
            continue
        at = ordered
        while at > 0 and windows[WINDOW_BOUND, windows[WINDOW_ORDER, at - 1]] < bound:
            windows[WINDOW_ORDER, at] = windows[WINDOW_ORDER, at - 1]
            at -= 1
        windows[WINDOW_ORDER, at] = window
        ordered += 1
    return ordered


@inlined
def blocks_in(scratch: Scratch, window: Int, turn: Int) -> tuple[Int, Int]:
    """The blocks [start, stop) of a window that are scored in a turn.

    In turn 0 the first block with the window's bound, which soon raises the threshold; in turn 1
    all of them.
    """
    start = window * BLOCKS_IN_WINDOW
    if turn == 1:
        return start, start + BLOCKS_IN_WINDOW
    while scratch.blocks[start] != scratch.windows[WINDOW_BOUND, window]:
        start += 1
    return start, start + 1
