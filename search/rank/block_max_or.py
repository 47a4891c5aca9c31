"""Top k of a disjunction: MaxScore with block-max bounds, over windows and bitsets.

Turtle and Flood 1995: an article whose terms cannot reach the k-th best score so far (the
threshold) need not be scored. Ding and Suel 2011: the bound within a block of articles is much
lower than the bound over all. Here the blocks are the same for all terms, 64 articles each. Their
bounds are summed for a whole segment at once. Of each window of 2,048 articles the block with the
highest bound is scored first, which soon raises the threshold, and then the others. Within a
block each term's articles are a 64-bit word, so that the few with enough of the terms are found
by bit operations, without reading a posting; only these are scored.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import (
    Int,
    compiled,
    f4_at,
    inlined,
    lowest_bit,
    popcount,
    u2_at,
    u8_at,
    unowned,
)
from search.rank.index_tables import IndexTables, tables_at, view_of
from search.rank.segment_view import (
    SegmentView,
    blocks_in,
    blocks_of,
    excludes_window,
    in_filter,
    order_in,
    order_windows,
    windows_of,
)
from search.rank.term_record import (
    BITS,
    BITSET_WORDS,
    BLOCK,
    BLOCK_WEIGHT,
    BLOCKS,
    DF,
    DOC,
    MAX_WEIGHT,
    TENTH_WEIGHT,
    block_start,
    score_of,
)
from search.rank.top_k import clear, is_competitive, push, sort_best
from search.rank.workspace import (
    BOUND,
    MAX_DEPTH,
    MISSING,
    ORDER,
    START,
    STEP,
    SUFFIX_BOUNDS,
    WINDOW_BOUND,
    WINDOW_ORDER,
    PackedQuery,
    Scratch,
    factor_of,
    query_at,
    scratch_at,
)

Array = npt.NDArray[Any]

TENTH = 10
"""The rank of the weight that is kept of each term beside the largest (TENTH_WEIGHT)."""

_FEW = 1_024  # postings of all terms of a segment that are summed without looking at bounds


@compiled
def rank_or(
    first: Int, last: Int, tables: Array, masks: Array, workspace: Array, best: Array
) -> Int:
    """Fill the heap `best` with the best articles that have any of the query's terms.

    Args:
        first: The segments [first, last) are searched.
        last: See `first`.
        tables: i8[] Pointers to the index's tables (index_tables).
        masks: i8[segments] Pointers to the filter's bits u8[BITSET_WORDS] of each segment; 0 for
            no filter.
        workspace: i8[] Pointers to the query and to scratch memory (workspace).
        best: i8[k, HEAP_COLUMNS] The heap (top_k), overwritten and sorted.

    Returns:
        How many articles are in `best`.
    """
    index, scratch, best = tables_at(tables), scratch_at(workspace), unowned(best)
    query = query_at(workspace, index.divisors)
    clear(best, initial_threshold(first, last, index, masks, query, best))
    for number in range(first, last):
        view = view_of(index, masks, number)
        postings = 0
        for slot in range(len(query.terms)):
            postings += view.records[query.terms[slot], DF]
        if 0 < postings <= _FEW:
            rank_few(view, query, scratch, best)
        elif postings:
            rank_segment(view, query, scratch, best)
    return sort_best(best, 1 / query.scale, order_in(index.segments))


@inlined
def initial_threshold(
    first: Int, last: Int, index: IndexTables, masks: Array, query: PackedQuery, best: Array
) -> Int:
    """A lower bound of the k-th best score: the tenth largest score by one term alone.

    Only for k up to ten, and from segments without a filter.
    """
    threshold: Int = 0
    if len(best) > TENTH:
        return threshold
    for number in range(first, last):
        if masks[number]:
            continue
        for slot in range(len(query.terms)):
            tenth = index.max_weights[query.terms[slot], number, TENTH_WEIGHT]
            threshold = max(threshold, np.int64(factor_of(query, slot) * tenth))
    return threshold


@inlined
def rank_few(view: SegmentView, query: PackedQuery, scratch: Scratch, best: Array) -> None:
    """Push the best articles of a segment in which all terms are rare, term by term.

    MaxScore's two lists: the terms with the highest bounds are essential, and those after them,
    which even together stay below the threshold, only add to articles that have an essential one.
    Uses scratch.scores, left zero, and the columns of `order_terms`.
    """
    essential, scores = order_terms(view, query, scratch.lists, best[0, 0]), scratch.scores
    for at in range(len(query.terms)):
        slot = scratch.lists[at, ORDER]
        record = view.records[query.terms[slot]]
        doc_of = u2_at(record[DOC], record[DF])
        for posting in range(len(doc_of)):
            doc = np.int64(doc_of[posting])
            if at < essential or scores[doc]:
                score = score_of(record, posting, doc, factor_of(query, slot), query.divisors)
                # One more than the score: 0 is for articles without any term.
                scores[doc] = max(scores[doc], 1) + score
    for at in range(essential):
        record = view.records[query.terms[scratch.lists[at, ORDER]]]
        doc_of = u2_at(record[DOC], record[DF])
        for posting in range(len(doc_of)):
            doc = np.int64(doc_of[posting])
            if scores[doc] and in_filter(view.mask, doc):
                push(view, doc, np.int64(scores[doc]) - 1, best)
            scores[doc] = 0


@inlined
def order_terms(view: SegmentView, query: PackedQuery, lists: Array, threshold: Int) -> Int:
    """Fill the columns ORDER and BOUND of `lists` for a segment, the highest bound first.

    Returns:
        How many terms are essential: the bounds of those after them sum to less than `threshold`.
    """
    for slot in range(len(query.terms)):
        weight = view.max_weights[query.terms[slot], MAX_WEIGHT]
        bound, at = np.int64(factor_of(query, slot) * weight), slot
        while at > 0 and lists[at - 1, BOUND] < bound:
            lists[at, ORDER], lists[at, BOUND] = lists[at - 1, ORDER], lists[at - 1, BOUND]
            at -= 1
        lists[at, ORDER], lists[at, BOUND] = slot, bound
    essential, rest = len(query.terms), np.int64(0)
    while essential > 0 and rest + lists[essential - 1, BOUND] < threshold:
        essential -= 1
        rest += lists[essential, BOUND]
    return essential


@inlined
def rank_segment(view: SegmentView, query: PackedQuery, scratch: Scratch, best: Array) -> None:
    """Push the best articles of a segment: first the best block of each window, then all blocks.

    Writes scratch.blocks and scratch.windows.
    """
    bound_blocks(view, query, scratch.blocks)
    ordered = order_windows(scratch, windows_of(view.segment), max(best[0, 0], 1))
    for turn in range(2):
        for position in range(ordered):
            window = scratch.windows[WINDOW_ORDER, position]
            bound = scratch.windows[WINDOW_BOUND, window]
            if bound < best[0, 0]:
                break
            if excludes_window(view.mask, window) or not is_competitive(
                view.segment, window, bound, best
            ):
                continue
            start, stop = blocks_in(scratch, window, turn)
            for block in range(start, stop):
                bound = np.int64(scratch.blocks[block])
                if bound >= best[0, 0] and bound:
                    rank_block(view, query, scratch, block, best)
                    scratch.blocks[block] = 0


@inlined
def bound_blocks(view: SegmentView, query: PackedQuery, blocks: Array) -> None:
    """Fill `blocks` i4[BLOCKS] with an upper bound of the scores in each block."""
    count = blocks_of(view.segment)
    for block in range(count):
        blocks[block] = 0
    for slot in range(len(query.terms)):
        record, limit = view.records[query.terms[slot]], view.max_weights[query.terms[slot]]
        factor = factor_of(query, slot)
        if record[BLOCK_WEIGHT]:
            weight = f4_at(record[BLOCK_WEIGHT], BLOCKS)
            for block in range(count):
                blocks[block] += np.int32(factor * weight[block])
        elif record[DF]:
            bound = np.int32(factor * limit[MAX_WEIGHT])
            doc, last = u2_at(record[DOC], record[DF]), np.int64(-1)
            for posting in range(len(doc)):
                its_block = np.int64(doc[posting]) // BLOCK
                if its_block != last:
                    blocks[its_block] += bound
                    last = its_block


@inlined
def rank_block(
    view: SegmentView, query: PackedQuery, scratch: Scratch, block: Int, best: Array
) -> None:
    """Push the best articles of a block.

    Writes what `open_block` and `candidates` write, and the column START: where each term's
    postings of the block begin.
    """
    present = open_block(view, query, scratch, block)
    left: Int = candidates(scratch, present, best[0, 0])
    if view.mask:
        left &= u8_at(view.mask, BITSET_WORDS)[block]
    if left:
        for at in range(present):
            record = view.records[query.terms[scratch.lists[at, ORDER]]]
            scratch.lists[at, START] = block_start(record, block)
    while left:
        doc = block * BLOCK + lowest_bit(left)
        left &= left - np.uint64(1)
        rank_doc(view, query, scratch, present, doc, best)


@inlined
def open_block(view: SegmentView, query: PackedQuery, scratch: Scratch, block: Int) -> Int:
    """Fill the columns ORDER, BOUND and SUFFIX_BOUNDS, and scratch.bits, for a block's terms.

    Returns:
        How many terms occur in the block; these are ordered, the highest bound first.
    """
    lists, bits, present = scratch.lists, scratch.bits, 0
    for slot in range(len(query.terms)):
        record, limit = view.records[query.terms[slot]], view.max_weights[query.terms[slot]]
        weight = limit[MAX_WEIGHT]
        if record[BLOCK_WEIGHT]:
            weight = f4_at(record[BLOCK_WEIGHT], BLOCKS)[block]
        if weight == 0:
            continue
        docs = bits_of(record, block)
        if not docs:
            continue
        bound, at = np.int64(factor_of(query, slot) * weight), present
        while at > 0 and lists[at - 1, BOUND] < bound:
            lists[at, ORDER], lists[at, BOUND] = lists[at - 1, ORDER], lists[at - 1, BOUND]
            bits[at] = bits[at - 1]
            at -= 1
        lists[at, ORDER], lists[at, BOUND], bits[at] = slot, bound, docs
        present += 1
    lists[present, SUFFIX_BOUNDS] = 0
    for at in range(present - 1, -1, -1):
        lists[at, SUFFIX_BOUNDS] = lists[at + 1, SUFFIX_BOUNDS] + lists[at, BOUND]
    return present


@inlined
def bits_of(record: Array, block: Int) -> Int:
    """The articles of a block that have a term, as a 64-bit word."""
    if record[BITS]:
        return u8_at(record[BITS], BITSET_WORDS)[block]
    doc, posting, bits = u2_at(record[DOC], record[DF]), block_start(record, block), np.uint64(0)
    while posting < len(doc) and np.int64(doc[posting]) // BLOCK == block:
        bits |= np.uint64(1) << np.uint64(doc[posting] % BLOCK)
        posting += 1
    return bits


@inlined
def candidates(scratch: Scratch, present: Int, threshold: Int) -> Int:
    """The articles of a block whose terms' bounds together reach `threshold`, as a 64-bit word.

    A depth-first search over subsets of the terms, in the order of `open_block`. Each node is
    (articles that have the terms chosen so far, score still missing); a branch is cut when the
    bounds of the terms that follow cannot make up what is missing, or no article is left; when
    nothing is missing, its articles are candidates.

    Example:
        Bounds 5, 3, 2 and a threshold of 6. With the first term 1 is missing: with the second, 0
        is, so bits[0] & bits[1] are candidates; without it, those of bits[0] & bits[2] are.
        Without the first term the others reach only 5 < 6: cut. The result is
        bits[0] & (bits[1] | bits[2]): three words are combined, no posting is read.

    Only the first MAX_DEPTH terms are branched on: at that depth all articles of a node count, so
    that the result may be too large, never too small. Writes scratch.stack and the columns STEP
    and MISSING.
    """
    lists, bits, stack, found = scratch.lists, scratch.bits, scratch.stack, np.uint64(0)
    if threshold <= 0:
        for at in range(present):
            found |= bits[at]
        return found
    if present <= 2:
        if present == 2:
            found = bits[0] & bits[1]
        for at in range(present):
            if lists[at, BOUND] >= threshold:
                found |= bits[at]
        return found
    deepest = min(present, MAX_DEPTH)
    top = 1
    lists[0, STEP], lists[0, MISSING], stack[0] = 0, threshold, ~np.uint64(0)
    while top:
        top -= 1
        at, missing, docs = lists[top, STEP], lists[top, MISSING], stack[top]
        while lists[at, SUFFIX_BOUNDS] >= missing:
            if missing <= 0 or at == deepest:
                found |= docs
                break
            # The branch without the term is put on the stack, if the terms after it suffice.
            if lists[at + 1, SUFFIX_BOUNDS] >= missing:
                lists[top, STEP], lists[top, MISSING], stack[top] = at + 1, missing, docs
                top += 1
            docs &= bits[at]
            if not docs:
                break
            missing -= lists[at, BOUND]
            at += 1
    return found


@inlined
def rank_doc(
    view: SegmentView, query: PackedQuery, scratch: Scratch, present: Int, doc: Int, best: Array
) -> None:
    """Score an article term by term, while it can reach the threshold, and push it."""
    score, bit = 0, np.uint64(1) << np.uint64(doc % BLOCK)
    for at in range(present):
        if score + scratch.lists[at, SUFFIX_BOUNDS] < best[0, 0]:
            return
        if scratch.bits[at] & bit:
            slot = scratch.lists[at, ORDER]
            record = view.records[query.terms[slot]]
            posting = scratch.lists[at, START] + popcount(scratch.bits[at] & (bit - np.uint64(1)))
            score += score_of(record, posting, doc, factor_of(query, slot), query.divisors)
    push(view, doc, score, best)
