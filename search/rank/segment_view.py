"""What a loop knows of a segment, and the order in which it goes through one.

A table of segments is i8[segments, SEGMENT_COLUMNS].
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import LARGEST, Int, i4_at, inlined, u4_at, u8_at
from search.rank.term_record import BLOCK, WINDOW, WINDOWS, WORDS
from search.rank.top_k import key_of
from search.rank.workspace import MOST, ORDERED, Scratch

Array = npt.NDArray[Any]

(
    DOCUMENTS,
    RANK,  # u4[DOCUMENTS] the places of its articles in the order of all ids
    ORDER_OF_IDS,  # u4[articles] the numbers of the articles of all segments in that order
    DATE,  # i4[DOCUMENTS] the dates of its articles
    NEWEST,  # i4[WINDOWS] the newest date in each window
    SEGMENT_COLUMNS,
) = range(6)

BLOCKS_IN_WINDOW = WINDOW // BLOCK


class SegmentView(NamedTuple):
    """One segment of what is looked through."""

    segment: Array
    """i8[SEGMENT_COLUMNS]"""
    records: Array
    """i8[terms, COLUMNS]"""
    limits: Array
    """f4[terms, LIMITS]"""
    mask: Int
    """Where the bits of the articles asked for are; 0 for all."""


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
    """The date of an article of a segment; 0 when it is not known."""
    return np.int64(i4_at(segment[DATE], segment[DOCUMENTS])[doc])


@inlined
def rank_in(segment: Array, doc: Int) -> Int:
    """The place of an article of a segment in the order of all ids."""
    return np.int64(u4_at(segment[RANK], segment[DOCUMENTS])[doc])


@inlined
def order_in(segments: Array) -> Array:
    """u4[] The numbers of the articles of all segments in the order of their ids."""
    if len(segments) == 0:
        return u4_at(0, 0)
    return u4_at(segments[0, ORDER_OF_IDS], LARGEST * len(segments))


@inlined
def key_in(segment: Array, doc: Int) -> Int:
    """The key of an article of a segment."""
    return key_of(date_in(segment, doc), rank_in(segment, doc))


@inlined
def is_wanted(mask: Int, doc: Int) -> bool:
    """Whether an article is among those asked for: its bit in the mask at this address, if any."""
    if mask == 0:
        return True
    word = u8_at(mask, WORDS)[doc >> 6]
    return bool((word >> np.uint64(doc & 63)) & np.uint64(1))


@inlined
def is_empty(mask: Int, window: Int) -> bool:
    """Whether no article of a window is asked for."""
    if mask == 0:
        return False
    wanted = u8_at(mask, WORDS)
    for block in range(window * BLOCKS_IN_WINDOW, (window + 1) * BLOCKS_IN_WINDOW):
        if wanted[block]:
            return False
    return True


@inlined
def is_hopeless(segment: Array, window: Int, bound: Int, best: Array) -> bool:
    """Whether no article of a window with this bound can be among the best."""
    if bound > best[0, 0]:
        return False
    newest = i4_at(segment[NEWEST], WINDOWS)[window]
    return bool(bound < best[0, 0] or key_of(newest + 1, 0) <= best[0, 1])


@inlined
def order_windows(room: Scratch, count: Int, least: Int) -> Int:
    """Fill the rows of the first `count` windows from the bounds of their blocks.

    Gives how many are ordered: those whose bound is not below `least`.
    """
    windows, ordered = room.windows, 0
    for window in range(count):
        first = window * BLOCKS_IN_WINDOW
        most = room.blocks[first]
        for block in range(first + 1, first + BLOCKS_IN_WINDOW):
            most = max(most, room.blocks[block])
        windows[MOST, window] = most
        if most < least:
            continue
        place = ordered
        while place > 0 and windows[MOST, windows[ORDERED, place - 1]] < most:
            windows[ORDERED, place] = windows[ORDERED, place - 1]
            place -= 1
        windows[ORDERED, place] = window
        ordered += 1
    return ordered


@inlined
def blocks_in(room: Scratch, window: Int, turn: Int) -> tuple[Int, Int]:
    """The blocks [start, stop) of a window that a loop looks into.

    In turn 0 the first that has the window's bound, which soon raises what must be beaten; in turn
    1 all of them.
    """
    start = window * BLOCKS_IN_WINDOW
    if turn == 1:
        return start, start + BLOCKS_IN_WINDOW
    while room.blocks[start] != room.windows[MOST, window]:
        start += 1
    return start, start + 1
