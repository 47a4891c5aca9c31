"""A plan as a kernel takes it: the shape of the query, its terms, what they are multiplied by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import pointer_of
from search.local.article_bits import Bits
from search.local.term_cache import TermCache, TermTables
from search.rank.term_record import BITSET_WORDS

Array = npt.NDArray[Any]

NONE, EVERY, ANY, ALL, PHRASE, PROGRAM = range(6)
"""Shapes of a query: no article; all articles of the filter; those with any of the terms, or with
all; those with a phrase; a program (search.rank.boolean)."""

_MAX_SCORE = 2.0**29
"""All scores stay below, so that a sum of two fits 32 bits."""


@dataclass(slots=True)
class PreparedQuery:
    """A plan, ready to be answered by a kernel."""

    shape: int
    cache: TermCache
    """Owns the arrays that the records point to."""
    tables: TermTables
    masks: Array
    """i8[segments] Pointers into `wanted`; zeros without."""
    wanted: Bits | None = None
    """The filter: the articles that may be in the answer; None for all."""
    terms: Sequence[int] = ()
    """Rows of the tables."""
    factors: Sequence[float] = ()
    """What their weights are multiplied by: idf and boost."""
    scale: float = 1.0
    """The integer that stands for a score of 1."""
    slop: int = 0
    steps: Sequence[tuple[int, int]] = ()
    """Of a program: operations and operands."""
    retained: Sequence[Array] = ()
    """Arrays that records or steps point to, beside those of the cache."""


def scale_of(total: float) -> float:
    """The power of two by which scores that sum to `total` at the most fit 30 bits."""
    return math.ldexp(1.0, 29 - math.frexp(total)[1]) if total > 0 else _MAX_SCORE


def masks_of(bits: Bits) -> Array:
    """i8[segments] Pointers to the bits of each segment."""
    return pointer_of(bits) + np.arange(len(bits)) * (BITSET_WORDS * 8)
