"""The room that loops work in, and how a query is laid into it; each thread has its own.

To a call each array costs 0.05 µs, and each list of Python that becomes an array ten times that.
So a loop is given one table of addresses, i8[PLACES], and the query's terms and factors are packed
into an array that is there already.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import (
    LARGEST,
    Float,
    Int,
    f8_at,
    i4_at,
    i8_at,
    i8_table_at,
    inlined,
    pointer_of,
    u8_at,
)
from search.rank.position_reader import READER_COLUMNS
from search.rank.term_record import BLOCKS, WINDOWS

Array = npt.NDArray[Any]

MOST_TERMS = 128
"""Terms that the pruning loops can take; more are a program."""

DEEPEST = 6
"""Terms whose combinations are looked at (any_of.candidates)."""

MOST, ORDERED, WINDOW_ROWS = range(3)
"""Of the windows of a segment: their bounds; and their numbers, the highest bound first."""

ORDER, BOUND, SUFFIX_BOUNDS, START, STEP, MISSING, LIST_COLUMNS = range(7)
"""The terms in the order in which a loop takes them, the most that each adds, and that all from
there on add; where each begins in a block. The last two are the stack of any_of.candidates."""


class Query(NamedTuple):
    """What is looked for: terms as rows of the tables, each once."""

    terms: Array
    """i8[m]"""
    factors: Array
    """f8[m] What the weights of a term are multiplied by, before the scale: its idf and boost."""
    divisors: Array
    """f4[F, 256] BM25's, by field and length code."""
    scale: Float
    """How many of the integers that are summed a score of one is."""


class Scratch(NamedTuple):
    """The arrays that loops work in."""

    lists: Array
    """i8[MOST_TERMS + 1, LIST_COLUMNS]"""
    windows: Array
    """i8[WINDOW_ROWS, WINDOWS]"""
    blocks: Array
    """i4[BLOCKS] The most that articles of each block of a segment can score."""
    bits: Array
    """u8[MOST_TERMS] Which articles of a block have each term."""
    stack: Array
    """u8[DEEPEST + 1]"""
    scores: Array
    """i4[LARGEST] Zeros between calls."""
    streams: Array
    """i8[MOST_TERMS, STREAM_COLUMNS] Where each term's positions are read (phrase)."""
    held: Array
    """i8[1] How many articles of a segment were found."""


_LISTS, _WINDOWS, _BLOCKS, _BITS, _STACK, _SCORES, _STREAMS, _HELD, _QUESTION = range(9)

_FACTORS = 8 * (1 + MOST_TERMS)
"""Where the factors begin in a question: i8[1 + MOST_TERMS], how many terms there are and which;
then f8[1 + MOST_TERMS], the scale and their factors."""

_PACK = [
    struct.Struct(f"=q{terms}q{8 * (MOST_TERMS - terms)}xd{terms}d").pack_into
    for terms in range(MOST_TERMS + 1)
]


class Workspace:
    """Room for one thread, in memory that it keeps."""

    def __init__(self) -> None:
        self._arrays = (
            np.zeros((MOST_TERMS + 1, LIST_COLUMNS), np.int64),
            np.zeros((WINDOW_ROWS, WINDOWS), np.int64),
            np.zeros(BLOCKS, np.int32),
            np.zeros(MOST_TERMS, np.uint64),
            np.zeros(DEEPEST + 1, np.uint64),
            np.zeros(LARGEST, np.int32),
            np.zeros((MOST_TERMS, READER_COLUMNS), np.int64),
            np.zeros(1, np.int64),
            np.zeros(2 * (1 + MOST_TERMS), np.int64),
        )
        self.places = np.array([pointer_of(array) for array in self._arrays])
        """i8[PLACES] What loops are given."""
        self._question: Any = self._arrays[_QUESTION]

    def ask(self, terms: Sequence[int], factors: Sequence[float], scale: float) -> None:
        """Lay a query into the room, for the next loop."""
        _PACK[len(terms)](self._question, 0, len(terms), *terms, scale, *factors)


@inlined
def scratch_at(places: Array) -> Scratch:
    """The room at its addresses."""
    return Scratch(
        i8_table_at(places[_LISTS], MOST_TERMS + 1, LIST_COLUMNS),
        i8_table_at(places[_WINDOWS], WINDOW_ROWS, WINDOWS),
        i4_at(places[_BLOCKS], BLOCKS),
        u8_at(places[_BITS], MOST_TERMS),
        u8_at(places[_STACK], DEEPEST + 1),
        i4_at(places[_SCORES], LARGEST),
        i8_table_at(places[_STREAMS], MOST_TERMS, READER_COLUMNS),
        i8_at(places[_HELD], 1),
    )


@inlined
def query_at(places: Array, divisors: Array) -> Query:
    """The query that was laid into the room."""
    terms = i8_at(places[_QUESTION], 1 + MOST_TERMS)
    factors = f8_at(places[_QUESTION] + _FACTORS, 1 + MOST_TERMS)
    return Query(terms[1 : 1 + terms[0]], factors[1 : 1 + terms[0]], divisors, factors[0])


@inlined
def factor_of(query: Query, place: Int) -> Float:
    """What the weights of a term are multiplied by, a float32 as they are."""
    return np.float32(query.factors[place] * query.scale)
