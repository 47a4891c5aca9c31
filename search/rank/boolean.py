"""Any combination of terms and sets of articles: a stack machine, run window by window.

A program is a list of steps (operation, operand). Each level of the stack holds, for the articles
of one window, which of them match, as bits, and their scores; these are 0 for all others.

    TERM   (row)      the articles with a term join the top level, with their scores
    EMPTY             a level without articles is pushed
    SET    (pointer)  a level with a set of articles is pushed; they score nothing
    AND               the two top levels become one: articles in both, with the sum of their scores
    OR                the two top levels become one: articles in either
    NOT               the top level becomes all articles that are not in it; they score nothing

Example:
    `wall OR (harbour date:2022)` is EMPTY, TERM wall, EMPTY, TERM harbour, SET dates, AND, OR.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Float, Int, compiled, inlined, lowest_bit, u2_at, u8_at, unowned
from search.rank.index_tables import tables_at, view_of
from search.rank.segment_view import (
    BLOCKS_IN_WINDOW,
    DOCUMENTS,
    SegmentView,
    excludes_window,
    order_in,
    windows_of,
)
from search.rank.term_record import BITSET_WORDS, DF, DOC, WINDOW, block_start, score_of
from search.rank.top_k import clear, push, sort_best
from search.rank.workspace import Stack, stack_at

Array = npt.NDArray[Any]

TERM, EMPTY, SET, AND, OR, NOT = range(6)  # `apply` relies on the order


@compiled
def rank_boolean(
    tables: Array, masks: Array, workspace: Array, steps: Array, factors: Array, scale: Float,
    out: Array, best: Array,
) -> Int:  # fmt: skip
    """Fill the heap `best` with the best articles of a program, and `out` with all.

    Args:
        tables: As `rank_or`'s.
        masks: As `rank_or`'s.
        workspace: As `rank_or`'s; only its stack is used, of MAX_STACK levels.
        steps: i8[n, 2] Operations and operands: those of TERM are rows of the tables, those of
            SET pointers to u8[segments, BITSET_WORDS].
        factors: f8[terms] What the weights of each row are multiplied by, before the scale.
        scale: As workspace.PackedQuery's.
        out: u8[segments, BITSET_WORDS] All matches, overwritten.
        best: i8[k, HEAP_COLUMNS] The heap (top_k), overwritten and sorted.

    Returns:
        How many articles are in `best`.
    """
    index, stack, best = tables_at(tables), stack_at(workspace), unowned(best)
    steps, factors, out = unowned(steps), unowned(factors), unowned(out)
    clear(best, 0)
    for number in range(len(index.segments)):
        view = view_of(index, masks, number)
        out[number] = 0
        for window in range(windows_of(view.segment)):
            if excludes_window(view.mask, window):
                continue
            evaluate(view, number, window, steps, factors, scale, index.divisors, stack)
            confine(view, window, stack.bits[0])
            start = window * BLOCKS_IN_WINDOW
            for word in range(BLOCKS_IN_WINDOW):
                left = stack.bits[0, word]
                out[number, start + word] = left
                while left:
                    at = word * 64 + lowest_bit(left)
                    left &= left - np.uint64(1)
                    push(view, window * WINDOW + at, np.int64(stack.scores[0, at]), best)
    return sort_best(best, 1 / scale, order_in(index.segments))


@inlined
def confine(view: SegmentView, window: Int, bits: Array) -> None:
    """Clear the bits beyond the segment's last article, and those that the filter excludes."""
    count = view.segment[DOCUMENTS] - window * WINDOW
    for word in range(BLOCKS_IN_WINDOW):
        if count <= word * 64:
            bits[word] = 0
        elif count < (word + 1) * 64:
            bits[word] &= (np.uint64(1) << np.uint64(count - word * 64)) - np.uint64(1)
        if view.mask:
            bits[word] &= u8_at(view.mask, BITSET_WORDS)[window * BLOCKS_IN_WINDOW + word]


@inlined
def evaluate(
    view: SegmentView, number: Int, window: Int, steps: Array, factors: Array, scale: Float,
    divisors: Array, stack: Stack,
) -> None:  # fmt: skip
    """Run the program for a window of segment `number`; the result is the stack's lowest level."""
    top = -1
    for step in range(len(steps)):
        operation, operand = steps[step, 0], steps[step, 1]
        if operation == TERM:
            factor = np.float32(factors[operand] * scale)
            add_term(view, operand, factor, divisors, window, stack, top)
        else:
            if operation == SET:
                operand += number * BITSET_WORDS * 8
            top = apply(stack, top, operation, operand, window)


@inlined
def apply(stack: Stack, top: Int, operation: Int, operand: Int, window: Int) -> Int:
    """Run a step other than TERM; the operand of SET points to u8[BITSET_WORDS].

    Returns:
        The number of the top level.
    """
    if operation <= SET:
        top += 1
        stack.scores[top] = 0
        for word in range(BLOCKS_IN_WINDOW):
            stack.bits[top, word] = 0
            if operation == SET:
                at = window * BLOCKS_IN_WINDOW + word
                stack.bits[top, word] = u8_at(operand, BITSET_WORDS)[at]
    elif operation == NOT:
        stack.scores[top] = 0
        for word in range(BLOCKS_IN_WINDOW):
            stack.bits[top, word] = ~stack.bits[top, word]
    else:
        top -= 1
        join(stack, top, operation)
    return top


@inlined
def join(stack: Stack, lower: Int, operation: Int) -> None:
    """Make one of the levels `lower` and `lower` + 1, for AND or OR."""
    scores, others = stack.scores[lower], stack.scores[lower + 1]
    for at in range(WINDOW):
        scores[at] += others[at]
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
    view: SegmentView, row: Int, factor: Float, divisors: Array, window: Int, stack: Stack,
    level: Int,
) -> None:  # fmt: skip
    """Add the articles of a term to a level, with their scores."""
    record, bits, scores = view.records[row], stack.bits[level], stack.scores[level]
    if record[DF] == 0:
        return
    doc_of, first = u2_at(record[DOC], record[DF]), window * WINDOW
    start = block_start(record, window * BLOCKS_IN_WINDOW)
    stop = block_start(record, (window + 1) * BLOCKS_IN_WINDOW)
    for posting in range(start, stop):
        doc = np.int64(doc_of[posting])
        at = doc - first
        bits[at >> 6] |= np.uint64(1) << np.uint64(at & 63)
        scores[at] += score_of(record, posting, doc, factor, divisors)
