"""Places where two texts have the same words around other names and numbers.

A notice of rates, a grant to a town, a report of the tides is one form, filled in again and again:
nearly all of its words are the same, and yet it is no copy. A slot is a run of names and numbers;
it is known by the two words before and the two behind. Where a slot of one text is found in the
other with nothing in common in it, the form was filled in otherwise.

Example:
    "fixed the euro at 24.115 crowns and the mark" and "… euro at 24.380 crowns and the mark"
    share the slot (euro at _ crowns and), which differs.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import compiled

Array = npt.NDArray[Any]

CONTEXT, FIRST, STOP, NUMERIC = range(4)
"""Columns of a slot: the hash of its context; its words [first, stop); whether one is a number."""

NUMBERS_DIFFER, NAMES_DIFFER, NUMBERS_EQUAL, NAMES_EQUAL = range(4)
"""What is counted of two texts' common slots."""


@compiled
def slots_of(words: Array, kind: Array) -> Array:
    """i8[slots, 4] The slots of a text's words u4[n], whose bits are `kind` u1[n]; by context."""
    n, count = len(words), 0
    out = np.empty((n, 4), np.int64)
    i = 0
    while i < n:
        if not kind[i] & 6:
            i += 1
            continue
        start, numeric = i, 0
        while i < n and kind[i] & 6:
            numeric |= kind[i] & 4
            i += 1
        mixed, around = np.uint64(0xCBF29CE484222325), 0
        for at in (start - 2, start - 1, i, i + 1):
            word = np.uint64(1)  # another slot, or the end of the text
            if 0 <= at < n and not kind[at] & 6:
                word = np.uint64(words[at])
                around += 1
            mixed = (mixed ^ word) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        if around < 2:
            continue
        out[count, 0] = np.int64(mixed >> np.uint64(1))
        out[count, 1], out[count, 2], out[count, 3] = start, i, 1 if numeric else 0
        count += 1
    order = np.argsort(out[:count, 0], kind="mergesort")
    return out[:count][order]


@compiled
def compare_slots(one: Array, words: Array, other: Array, others: Array) -> Array:
    """i8[4] How many slots that both texts have differ in their numbers or names, or are equal.

    A context that a text has twice counts once: as equal when any of its slots have a word in
    common.
    """
    out = np.zeros(4, np.int64)
    i = j = 0
    while i < len(one) and j < len(other):
        if one[i, 0] < other[j, 0]:
            i += 1
            continue
        if one[i, 0] > other[j, 0]:
            j += 1
            continue
        context, begin = one[i, 0], j
        numeric, equal = False, False
        while i < len(one) and one[i, 0] == context:
            j = begin
            while j < len(other) and other[j, 0] == context:
                numeric |= one[i, 3] == 1 and other[j, 3] == 1
                for a in range(one[i, 1], one[i, 2]):
                    for b in range(other[j, 1], other[j, 2]):
                        equal |= words[a] == others[b]
                j += 1
            i += 1
        out[(2 if equal else 0) + (0 if numeric else 1)] += 1
    return out
