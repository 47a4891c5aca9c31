"""The tables of an index's segments and terms, reached through one array of pointers.

To a call each array costs 0.1 µs, a NamedTuple of five arrays 5 µs. So a kernel is given
i8[POINTERS], where the tables begin and how many rows they have, and makes arrays of that inside.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, f4_at, i8_at, inlined, pointer_of
from search.rank.segment_view import SEGMENT_COLUMNS, SegmentView
from search.rank.term_record import MAX_WEIGHT_COLUMNS, RECORD_COLUMNS

Array = npt.NDArray[Any]

_SEGMENTS, _RECORDS, _MAX_WEIGHTS, _DIVISORS, _SEGMENT_ROWS, _TERM_ROWS, _FIELD_ROWS = range(7)

_LENGTH_CODES = 256


class IndexTables(NamedTuple):
    """What kernels know of an index: its segments, the terms looked up so far, and BM25."""

    segments: Array
    """i8[segments, SEGMENT_COLUMNS] (segment_view)"""
    records: Array
    """i8[terms, segments, RECORD_COLUMNS] (term_record)"""
    max_weights: Array
    """f4[terms, segments, MAX_WEIGHT_COLUMNS]"""
    divisors: Array
    """f4[fields, 256] BM25's, by field and length code."""


def pointers_to(tables: IndexTables) -> Array:
    """i8[POINTERS] What kernels are given for the tables, which the caller keeps alive."""
    sizes = len(tables.segments), len(tables.records), len(tables.divisors)
    return np.array([*map(pointer_of, tables), *sizes])


@inlined
def tables_at(pointers: Array) -> IndexTables:
    """The tables behind `pointers` (`pointers_to`)."""
    segments, terms = pointers[_SEGMENT_ROWS], pointers[_TERM_ROWS]
    return IndexTables(
        i8_at(pointers[_SEGMENTS], (segments, SEGMENT_COLUMNS)),
        i8_at(pointers[_RECORDS], (terms, segments, RECORD_COLUMNS)),
        f4_at(pointers[_MAX_WEIGHTS], (terms, segments, MAX_WEIGHT_COLUMNS)),
        f4_at(pointers[_DIVISORS], (pointers[_FIELD_ROWS], _LENGTH_CODES)),
    )


@inlined
def view_of(tables: IndexTables, masks: Array, number: Int) -> SegmentView:
    """Segment `number`, filtered by its mask in `masks` i8[segments]."""
    return SegmentView(
        tables.segments[number],
        tables.records[:, number],
        tables.max_weights[:, number],
        masks[number],
    )
