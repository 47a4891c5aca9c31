"""What a loop knows of a segment, and the room it works in.

A table of segments is i8[segments, SEGMENT_COLUMNS].
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.loops import LARGEST, Float, Int, i4_at, inlined, u8_at
from search.rank.heap import key_of
from search.rank.phrase import STREAM_COLUMNS
from search.rank.record import BLOCK, WINDOW, WINDOWS, WORDS

Array = npt.NDArray[Any]

(
    DOCUMENTS,
    BASE,  # the number of its first article
    DATE,  # i4[DOCUMENTS] the dates of its articles
    NEWEST,  # i4[WINDOWS] the newest date in each window
    SEGMENT_COLUMNS,
) = range(5)

ORDER, REACH, STEP, SOME_REACH, LIST_COLUMNS = range(5)
"""The terms in the order in which a loop takes them; the most that the terms from there on add.

The last two are the stack of any_of.candidates.
"""

BLOCKS_IN_WINDOW = WINDOW // BLOCK
WORDS_IN_BLOCK = BLOCK // 64
WORDS_IN_WINDOW = WINDOW // 64

MOST_TERMS = 128
"""Terms that the pruning loops can take; more are a program."""


class Query(NamedTuple):
    """What is looked for: terms as rows of the tables, each once."""

    terms: Array
    """i8[m]"""
    factors: Array
    """f8[m] What a term's weights are multiplied by (factor_of): its idf, boost and the scale."""
    divisors: Array
    """f4[F, 256] BM25's, by field and length code."""


@inlined
def factor_of(query: Query, place: Int) -> Float:
    """What the weights of a term are multiplied by, a float32 as they are."""
    return np.float32(query.factors[place])


class Part(NamedTuple):
    """One segment of what is looked through."""

    segment: Array
    """i8[SEGMENT_COLUMNS]"""
    records: Array
    """i8[terms, COLUMNS]"""
    limits: Array
    """f4[terms, LIMITS]"""
    mask: Int
    """Where the bits of the articles asked for are; 0 for all."""


class Room(NamedTuple):
    """The arrays that loops work in; each thread has its own."""

    lists: Array
    """i8[MOST_TERMS + 1, LIST_COLUMNS]"""
    windows: Array
    """i8[2, WINDOWS] the bounds of the windows, and their order."""
    bounds: Array
    """i4[MOST_TERMS, WINDOW / BLOCK] what each term adds at most in each block of a window."""
    bits: Array
    """u8[MOST_TERMS + 1, WINDOW / 64] which articles of a window have each term; last: a stack."""
    scores: Array
    """i4[LARGEST] zeros between calls."""
    streams: Array
    """i8[MOST_TERMS, STREAM_COLUMNS] where each term's positions are read (phrase)."""


def make_room() -> Room:
    """Room for one thread."""
    return Room(
        np.zeros((MOST_TERMS + 1, LIST_COLUMNS), np.int64),
        np.zeros((2, WINDOWS), np.int64),
        np.zeros((MOST_TERMS, BLOCKS_IN_WINDOW), np.int32),
        np.zeros((MOST_TERMS + 1, WORDS_IN_WINDOW), np.uint64),
        np.zeros(LARGEST, np.int32),
        np.zeros((MOST_TERMS, STREAM_COLUMNS), np.int64),
    )


@inlined
def windows_of(segment: Array) -> Int:
    """How many windows the segment's articles fill."""
    return (segment[DOCUMENTS] + WINDOW - 1) // WINDOW


@inlined
def date_in(segment: Array, doc: Int) -> Int:
    """The date of an article of a segment; 0 when it is not known."""
    return np.int64(i4_at(segment[DATE], segment[DOCUMENTS])[doc])


@inlined
def key_in(segment: Array, doc: Int) -> Int:
    """The key of an article of a segment."""
    return key_of(date_in(segment, doc), segment[BASE] + doc)


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
    for word in range(window * WORDS_IN_WINDOW, (window + 1) * WORDS_IN_WINDOW):
        if wanted[word]:
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
def order_windows(windows: Array, count: Int) -> None:
    """Fill windows[1] with the numbers of the windows, the highest bound in windows[0] first."""
    for window in range(count):
        place = window
        while place > 0 and windows[0, windows[1, place - 1]] < windows[0, window]:
            windows[1, place] = windows[1, place - 1]
            place -= 1
        windows[1, place] = window
