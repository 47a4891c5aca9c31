"""Any combination of terms and sets of articles: worked out window by window, on a stack.

A program is a row of steps (operation, operand). Each level of the stack has, for the articles of
one window, which of them are in it, as bits, and their scores; these are 0 for all others.

    TERM      a term is added to the top: its articles come in, with their scores
    NOTHING   a level without articles is put on top
    MASK      a level with a set of articles is put on top; they score nothing
    AND       the two topmost become one: articles that are in both, with the sums of their scores
    OR        articles that are in either
    NOT       the top becomes all articles that are not in it; they score nothing
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Float, Int, compiled, inlined, lowest_bit, u2_at, u8_at, unowned
from search.rank.block_max_or import take
from search.rank.segment_view import (
    BLOCKS_IN_WINDOW,
    DOCUMENTS,
    SegmentView,
    is_empty,
    order_in,
    windows_of,
)
from search.rank.term_record import DF, DOC, WINDOW, WORDS, block_start, score_of
from search.rank.top_k import begin, sort_best
from search.rank.workspace import Query, factor_of

Array = npt.NDArray[Any]

TERM, NOTHING, MASK, AND, OR, NOT = range(6)  # the order is used

MAX_STACK = 64
"""Levels of the stack."""


class Stack(NamedTuple):
    """The levels: u8[MOST_LEVELS, WINDOW / 64] which articles; i4[MOST_LEVELS, WINDOW] scores."""

    bits: Array
    scores: Array


def make_stack() -> Stack:
    """A stack for one thread."""
    return Stack(
        np.zeros((MAX_STACK, BLOCKS_IN_WINDOW), np.uint64),
        np.zeros((MAX_STACK, WINDOW), np.int32),
    )


@compiled
def rank_boolean(
    first: Int, last: Int, segments: Array, records: Array, limits: Array, masks: Array,
    divisors: Array, terms: Array, factors: Array, scale: Float,
    steps: Array, sets: Array, bits: Array, scores: Array,
    out: Array, best: Array,
) -> Int:  # fmt: skip
    """Fill the heap `best` with the best articles of a program.

    The first seven are those of any_of.rank_any, then comes what room.Query has; a term may be
    there more than once, and there may be more than room.MOST_TERMS. `steps`
    i8[n, 2]; the operands of TERM are places in `terms`, those of MASK rows of `sets` i8[sets,
    segments] (addresses of u8[WORDS]). `bits`, `scores` are the stack. All articles go to `out`
    u8[segments, WORDS]. `best` is sorted; gives how many are in it.
    """
    query = Query(unowned(terms), unowned(factors), unowned(divisors), scale)
    segments, records, limits, best = (
        unowned(segments), unowned(records), unowned(limits), unowned(best),
    )  # fmt: skip
    stack = Stack(unowned(bits), unowned(scores))
    steps, out = unowned(steps), unowned(out)
    begin(best, 0)
    for number in range(first, last):
        part = SegmentView(segments[number], records[:, number], limits[:, number], masks[number])
        out[number] = 0
        for window in range(windows_of(part.segment)):
            if is_empty(part.mask, window):
                continue
            evaluate(part, query, steps, sets[:, number], window, stack)
            confine(part, window, stack.bits[0])
            start = window * BLOCKS_IN_WINDOW
            for word in range(BLOCKS_IN_WINDOW):
                left = stack.bits[0, word]
                out[number, start + word] = left
                while left:
                    place = word * 64 + lowest_bit(left)
                    left &= left - np.uint64(1)
                    take(part, window * WINDOW + place, np.int64(stack.scores[0, place]), best)
    return sort_best(best, 1 / scale, order_in(segments))


@inlined
def confine(part: SegmentView, window: Int, bits: Array) -> None:
    """Clear the bits of articles that there are not, or that are not asked for."""
    count = part.segment[DOCUMENTS] - window * WINDOW
    for word in range(BLOCKS_IN_WINDOW):
        if count <= word * 64:
            bits[word] = 0
        elif count < (word + 1) * 64:
            bits[word] &= (np.uint64(1) << np.uint64(count - word * 64)) - np.uint64(1)
        if part.mask:
            bits[word] &= u8_at(part.mask, WORDS)[window * BLOCKS_IN_WINDOW + word]


@inlined
def evaluate(
    part: SegmentView, query: Query, steps: Array, sets: Array, window: Int, stack: Stack
) -> None:
    """Run the program for a window; its result is the lowest level."""
    top = -1
    for step in range(len(steps)):
        operation, operand = steps[step, 0], steps[step, 1]
        if operation == TERM:
            add_term(part, query, operand, window, stack.bits[top], stack.scores[top])
        elif operation <= MASK:
            top += 1
            stack.scores[top] = 0
            for word in range(BLOCKS_IN_WINDOW):
                stack.bits[top, word] = 0
                if operation == MASK:
                    place = window * BLOCKS_IN_WINDOW + word
                    stack.bits[top, word] = u8_at(sets[operand], WORDS)[place]
        elif operation == NOT:
            stack.scores[top] = 0
            for word in range(BLOCKS_IN_WINDOW):
                stack.bits[top, word] = ~stack.bits[top, word]
        else:
            top -= 1
            join(stack, top, operation)


@inlined
def join(stack: Stack, lower: Int, operation: Int) -> None:
    """Make one of two levels: articles that are in both, or in either."""
    scores, others = stack.scores[lower], stack.scores[lower + 1]
    for place in range(WINDOW):
        scores[place] += others[place]
    for word in range(BLOCKS_IN_WINDOW):
        one, other = stack.bits[lower, word], stack.bits[lower + 1, word]
        kept = one & other if operation == AND else one | other
        gone = (one | other) & ~kept
        while gone:
            scores[word * 64 + lowest_bit(gone)] = 0
            gone &= gone - np.uint64(1)
        stack.bits[lower, word] = kept


@inlined
def add_term(
    part: SegmentView, query: Query, place: Int, window: Int, bits: Array, scores: Array
) -> None:
    """Let the articles of a term come in, with their scores."""
    record = part.records[query.terms[place]]
    if record[DF] == 0:
        return
    doc_of, first = u2_at(record[DOC], record[DF]), window * WINDOW
    start = block_start(record, window * BLOCKS_IN_WINDOW)
    stop = block_start(record, (window + 1) * BLOCKS_IN_WINDOW)
    for posting in range(start, stop):
        doc = np.int64(doc_of[posting])
        at = doc - first
        bits[at >> 6] |= np.uint64(1) << np.uint64(at & 63)
        scores[at] += score_of(record, posting, doc, factor_of(query, place), query.divisors)
