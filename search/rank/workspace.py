"""The scratch memory that kernels use, and the query in it; each thread has its own.

To a call each array costs 0.1 µs, and each Python list that becomes an array ten times that. So a
kernel is given one array of pointers, i8[POINTERS], and the query's terms and factors are packed
into memory that is there already.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import (
    MAX_DOCUMENTS,
    Float,
    Int,
    f8_at,
    i4_at,
    i8_at,
    inlined,
    pointer_of,
    u8_at,
)
from search.rank.position_reader import READER_COLUMNS
from search.rank.term_record import BLOCK, BLOCKS, WINDOW, WINDOWS

Array = npt.NDArray[Any]

MAX_TERMS = 128
"""Terms that the kernels with bounds take; more are a program (boolean)."""

MAX_DEPTH = 6
"""Terms whose subsets are searched (block_max_or.candidates)."""

MAX_STACK = 64
"""Levels of the stack of a program (boolean)."""

WINDOW_BOUND, WINDOW_ORDER, WINDOW_ROWS = range(3)
"""Rows of Scratch.windows: the bound of each window; their numbers, the highest bound first."""

(
    ORDER,  # the query's terms in the order in which a kernel takes them, by their slots
    BOUND,  # an upper bound of what each adds to a score
    SUFFIX_BOUNDS,  # the sum of the bounds from there on
    START,  # where its postings of a block begin
    STEP,  # with MISSING and Scratch.stack the stack of block_max_or.candidates
    MISSING,
    LIST_COLUMNS,
) = range(7)
"""Columns of Scratch.lists."""


class PackedQuery(NamedTuple):
    """Terms to search for, each once. The index of a term in the query is called its slot."""

    terms: Array
    """i8[m] Rows of the tables."""
    factors: Array
    """f8[m] What the weights of a term are multiplied by, before the scale: its idf and boost."""
    divisors: Array
    """f4[fields, 256] BM25's, by field and length code."""
    scale: Float
    """The integer that stands for a score of 1."""


class Scratch(NamedTuple):
    """The arrays that kernels work in."""

    lists: Array
    """i8[MAX_TERMS + 1, LIST_COLUMNS]"""
    windows: Array
    """i8[WINDOW_ROWS, WINDOWS]"""
    blocks: Array
    """i4[BLOCKS] An upper bound of the scores in each block of a segment."""
    bits: Array
    """u8[MAX_TERMS] The articles of a block that have each term."""
    stack: Array
    """u8[MAX_DEPTH + 1]"""
    scores: Array
    """i4[MAX_DOCUMENTS] Zeros between calls."""
    readers: Array
    """i8[MAX_TERMS, READER_COLUMNS] Where each term's positions are read (position_reader)."""
    matched: Array
    """i8[1] How many matches of a segment were collected (match_collector)."""


class Stack(NamedTuple):
    """The levels of a program's stack, for the articles of one window (boolean)."""

    bits: Array
    """u8[MAX_STACK, WINDOW / 64] Which articles match."""
    scores: Array
    """i4[MAX_STACK, WINDOW] Their scores."""


(
    _LISTS, _WINDOWS, _BLOCKS, _BITS, _CANDIDATES, _SCORES, _READERS, _MATCHED, _STACK_BITS,
    _STACK_SCORES, _QUERY,
) = range(11)  # fmt: skip

_FACTORS = 8 * (1 + MAX_TERMS)
"""Where the factors begin in a query, in bytes. It is i8[1 + MAX_TERMS], how many terms there are
and their rows; then f8[1 + MAX_TERMS], the scale and their factors."""

_PACK = [
    struct.Struct(f"=q{terms}q{8 * (MAX_TERMS - terms)}xd{terms}d").pack_into
    for terms in range(MAX_TERMS + 1)
]


class Workspace:
    """The memory of one thread, with the layout that `scratch_at` and `query_at` read."""

    def __init__(self) -> None:
        self._arrays = (
            np.zeros((MAX_TERMS + 1, LIST_COLUMNS), np.int64),
            np.zeros((WINDOW_ROWS, WINDOWS), np.int64),
            np.zeros(BLOCKS, np.int32),
            np.zeros(MAX_TERMS, np.uint64),
            np.zeros(MAX_DEPTH + 1, np.uint64),
            np.zeros(MAX_DOCUMENTS, np.int32),
            np.zeros((MAX_TERMS, READER_COLUMNS), np.int64),
            np.zeros(1, np.int64),
            np.zeros((MAX_STACK, WINDOW // BLOCK), np.uint64),
            np.zeros((MAX_STACK, WINDOW), np.int32),
            np.zeros(2 * (1 + MAX_TERMS), np.int64),
        )
        self.pointers = np.array([pointer_of(array) for array in self._arrays])
        """i8[POINTERS] What kernels are given."""
        self._query: Any = self._arrays[_QUERY]

    def set_query(self, terms: Sequence[int], factors: Sequence[float], scale: float) -> None:
        """Write the query that the next kernel answers, of MAX_TERMS terms at the most."""
        _PACK[len(terms)](self._query, 0, len(terms), *terms, scale, *factors)


@inlined
def scratch_at(workspace: Array) -> Scratch:
    """The scratch arrays behind a workspace's pointers."""
    return Scratch(
        i8_at(workspace[_LISTS], (MAX_TERMS + 1, LIST_COLUMNS)),
        i8_at(workspace[_WINDOWS], (WINDOW_ROWS, WINDOWS)),
        i4_at(workspace[_BLOCKS], BLOCKS),
        u8_at(workspace[_BITS], MAX_TERMS),
        u8_at(workspace[_CANDIDATES], MAX_DEPTH + 1),
        i4_at(workspace[_SCORES], MAX_DOCUMENTS),
        i8_at(workspace[_READERS], (MAX_TERMS, READER_COLUMNS)),
        i8_at(workspace[_MATCHED], 1),
    )


@inlined
def stack_at(workspace: Array) -> Stack:
    """The stack behind a workspace's pointers."""
    return Stack(
        u8_at(workspace[_STACK_BITS], (MAX_STACK, WINDOW // BLOCK)),
        i4_at(workspace[_STACK_SCORES], (MAX_STACK, WINDOW)),
    )


@inlined
def query_at(workspace: Array, divisors: Array) -> PackedQuery:
    """The query that was written into a workspace."""
    terms = i8_at(workspace[_QUERY], 1 + MAX_TERMS)
    factors = f8_at(workspace[_QUERY] + _FACTORS, 1 + MAX_TERMS)
    return PackedQuery(terms[1 : 1 + terms[0]], factors[1 : 1 + terms[0]], divisors, factors[0])


@inlined
def factor_of(query: PackedQuery, slot: Int) -> Float:
    """What the weights of a term are multiplied by, a float32 as they are."""
    return np.float32(query.factors[slot] * query.scale)
