"""Top k of a conjunction or of a phrase.

Where the rarest term is rare, its postings are read and the others looked up. Where all terms are
frequent, their 64-bit words are intersected, block by block, the blocks with the highest bounds
first as in block_max_or. A phrase occurs in an article at most as often as its rarest term does;
this bound rules most articles out before their positions are read.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import (
    Int,
    compiled,
    f4_at,
    i8_at,
    inlined,
    lowest_bit,
    u2_at,
    u8_at,
    unowned,
)
from search.rank.bitset import apply_filter, intersect
from search.rank.index_tables import tables_at, view_of
from search.rank.match_collector import (
    TARGET_COUNTS,
    MatchCollector,
    collect,
    collector_for,
    collects_all,
    threshold_of,
)
from search.rank.phrase import rank_phrase
from search.rank.position_reader import POSTING, forget_offsets
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
    NOT_FOUND,
    posting_in_bits,
    posting_of,
    score_of,
)
from search.rank.top_k import clear, is_competitive, push, sort_best
from search.rank.workspace import (
    ORDER,
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

CONJUNCTION = 0
"""The `slop` of terms that may stand anywhere in the article."""

_UNBOUNDED = np.int32(2**30)


@compiled
def rank_and(
    first: Int, last: Int, tables: Array, masks: Array, workspace: Array, best: Array,
    slop: Int, targets: Array,
) -> Int:  # fmt: skip
    """Fill the heap `best` with the best articles that have all of the query's terms.

    A phrase scores as one term that occurs as often as the phrase: each of the query's factors is
    the sum over its terms.

    Args:
        first: The segments [first, last) are searched.
        last: See `first`.
        tables: As `rank_or`'s.
        masks: As `rank_or`'s.
        workspace: As `rank_or`'s.
        best: i8[k, HEAP_COLUMNS] The heap (top_k), overwritten and sorted.
        slop: 1 for terms side by side in their order, more for at most so many positions from
            one to the next, CONJUNCTION for terms anywhere.
        targets: i8[TARGET_COLUMNS] Pointers to where all matches are written (match_collector),
            those of a phrase segment after segment; zeros when only the best are wanted.

    Returns:
        How many articles are in `best`.
    """
    index, scratch, best = tables_at(tables), scratch_at(workspace), unowned(best)
    query, start = query_at(workspace, index.divisors), 0
    clear(best, 0)
    for number in range(first, last):
        view = view_of(index, masks, number)
        matches = collector_for(targets, start, number)
        for word in range(len(matches.bits)):
            matches.bits[word] = 0
        scratch.matched[0] = 0
        if order_by_df(view, query, scratch.lists):
            forget_offsets(scratch.readers)
            if view.records[query.terms[scratch.lists[0, ORDER]], BITS]:
                rank_frequent(view, query, scratch, slop, matches, best)
            else:
                rank_rare(view, query, scratch, slop, matches, best)
        start += scratch.matched[0]
        if targets[TARGET_COUNTS]:
            i8_at(targets[TARGET_COUNTS], last)[number] = scratch.matched[0]
    return sort_best(best, 1 / query.scale, order_in(index.segments))


@inlined
def order_by_df(view: SegmentView, query: PackedQuery, lists: Array) -> bool:
    """Fill the column ORDER of `lists`: the terms by ascending document frequency.

    Returns:
        Whether all of the terms occur in the segment; else the column is not complete.
    """
    for slot in range(len(query.terms)):
        df = view.records[query.terms[slot], DF]
        if df == 0:
            return False
        at = slot
        while at > 0 and view.records[query.terms[lists[at - 1, ORDER]], DF] > df:
            lists[at, ORDER] = lists[at - 1, ORDER]
            at -= 1
        lists[at, ORDER] = slot
    return True


@inlined
def bound_rest(view: SegmentView, query: PackedQuery, lists: Array) -> None:
    """Fill the column SUFFIX_BOUNDS of `lists` with bounds that hold in the whole segment."""
    lists[len(query.terms), SUFFIX_BOUNDS] = 0
    for at in range(len(query.terms) - 1, -1, -1):
        slot = lists[at, ORDER]
        limit = view.max_weights[query.terms[slot]]
        bound = np.int64(factor_of(query, slot) * limit[MAX_WEIGHT])
        lists[at, SUFFIX_BOUNDS] = lists[at + 1, SUFFIX_BOUNDS] + bound


@inlined
def rank_rare(
    view: SegmentView, query: PackedQuery, scratch: Scratch, slop: Int, matches: MatchCollector,
    best: Array,
) -> None:  # fmt: skip
    """Read the postings of the rarest term, and look the others up.

    Writes the column SUFFIX_BOUNDS, scratch.readers, and through `collect` scratch.matched.
    """
    bound_rest(view, query, scratch.lists)
    rarest = scratch.lists[0, ORDER]
    record = view.records[query.terms[rarest]]
    doc_of = u2_at(record[DOC], record[DF])
    for slot in range(len(query.terms)):
        scratch.readers[slot, POSTING] = 0
    for posting in range(len(doc_of)):
        doc = np.int64(doc_of[posting])
        if not in_filter(view.mask, doc):
            continue
        scratch.readers[rarest, POSTING] = posting
        if slop != CONJUNCTION:
            rank_phrase(view, query, scratch, doc, slop, matches, best)
            continue
        score = score_of(record, posting, doc, factor_of(query, rarest), query.divisors)
        if score + scratch.lists[1, SUFFIX_BOUNDS] >= threshold_of(matches, best):
            rank_rest(view, query, scratch, doc, score, matches, best)


@inlined
def rank_rest(
    view: SegmentView, query: PackedQuery, scratch: Scratch, doc: Int, score: Int,
    matches: MatchCollector, best: Array,
) -> None:  # fmt: skip
    """Add the scores of the other terms, while the article has them and reaches the threshold.

    Writes the column POSTING of scratch.readers, and through `collect` scratch.matched.
    """
    for at in range(1, len(query.terms)):
        slot = scratch.lists[at, ORDER]
        record = view.records[query.terms[slot]]
        posting = posting_of(record, scratch.readers[slot, POSTING], doc)
        if posting == NOT_FOUND:
            return
        scratch.readers[slot, POSTING] = posting
        score += score_of(record, posting, doc, factor_of(query, slot), query.divisors)
        if score + scratch.lists[at + 1, SUFFIX_BOUNDS] < threshold_of(matches, best):
            return
    push(view, doc, score, best)
    collect(scratch, matches, doc)


@inlined
def rank_frequent(
    view: SegmentView, query: PackedQuery, scratch: Scratch, slop: Int, matches: MatchCollector,
    best: Array,
) -> None:  # fmt: skip
    """Find the articles with all terms by intersecting their bitsets, block by block.

    When only the best are wanted, the best block of each window is scored first (turn 0), which
    raises the threshold, then the rest of each window (turn 1), windows by descending bound. When
    all articles of a phrase are wanted, turn 1 alone goes through the windows in their order. All
    articles of a conjunction are the intersection of the bitsets, so that scoring may skip again.

    Example:
        Window bounds 90, 40, 70 and k = 1. Turn 0 scores one block each of windows 0, 2, 1, while
        their bounds reach the threshold. If window 0's block holds an article that scores 75, the
        bounds 70 and 40 are below it, and turn 1 reads no more than the rest of window 0.

    Writes scratch.blocks, scratch.windows and scratch.matched, and what `rank_block` writes.
    """
    if slop == CONJUNCTION and collects_all(matches):
        intersect(view, query, matches.bits)
        scratch.matched[0] = apply_filter(view.mask, matches.bits)
        matches = MatchCollector(matches.doc[:0], matches.tf[:0], matches.bits[:0])
    bound_blocks(view, query, scratch.blocks, slop)
    count = windows_of(view.segment)
    ordered = order_windows(scratch, count, max(threshold_of(matches, best), 0))
    for turn in range(1 if collects_all(matches) else 0, 2):
        for position in range(count if collects_all(matches) else ordered):
            window = position if collects_all(matches) else scratch.windows[WINDOW_ORDER, position]
            bound = scratch.windows[WINDOW_BOUND, window]
            if bound < threshold_of(matches, best):
                break
            if bound < 0 or excludes_window(view.mask, window):
                continue
            if not collects_all(matches) and not is_competitive(view.segment, window, bound, best):
                continue
            start, stop = blocks_in(scratch, window, turn)
            for block in range(start, stop):
                if scratch.blocks[block] >= max(threshold_of(matches, best), 0):
                    rank_block(view, query, scratch, block, slop, matches, best)
                    scratch.blocks[block] = -1


@inlined
def bound_blocks(view: SegmentView, query: PackedQuery, blocks: Array, slop: Int) -> None:
    """Fill `blocks` i4[BLOCKS] with an upper bound of the scores in each block.

    -1 where a term is in no article of the block. The bound of a phrase is that of its weakest
    term, since all have the same factor.
    """
    count = blocks_of(view.segment)
    for block in range(count):
        blocks[block] = 0 if slop == CONJUNCTION else _UNBOUNDED
    for slot in range(len(query.terms)):
        factor = factor_of(query, slot)
        weight = f4_at(view.records[query.terms[slot], BLOCK_WEIGHT], BLOCKS)
        for block in range(count):
            bound, before = np.int32(factor * weight[block]), blocks[block]
            after = before + bound if slop == CONJUNCTION else min(before, bound)
            blocks[block] = after if weight[block] > 0 and before >= 0 else -1


@inlined
def rank_block(
    view: SegmentView, query: PackedQuery, scratch: Scratch, block: Int, slop: Int,
    matches: MatchCollector, best: Array,
) -> None:  # fmt: skip
    """Score the articles of a block that have all terms.

    Writes the column SUFFIX_BOUNDS, or what `rank_phrase` writes.
    """
    left: Int = ~np.uint64(0)
    if view.mask:
        left = u8_at(view.mask, BITSET_WORDS)[block]
    for slot in range(len(query.terms)):
        left &= u8_at(view.records[query.terms[slot], BITS], BITSET_WORDS)[block]
    if left and slop == CONJUNCTION:
        fill_suffix_bounds(view, query, scratch.lists, block)
    while left:
        doc = block * BLOCK + lowest_bit(left)
        left &= left - np.uint64(1)
        if slop == CONJUNCTION:
            rank_doc(view, query, scratch, doc, best)
        else:
            rank_phrase(view, query, scratch, doc, slop, matches, best)


@inlined
def fill_suffix_bounds(view: SegmentView, query: PackedQuery, lists: Array, block: Int) -> None:
    """Fill the column SUFFIX_BOUNDS of `lists` with bounds that hold in a block."""
    lists[len(query.terms), SUFFIX_BOUNDS] = 0
    for at in range(len(query.terms) - 1, -1, -1):
        slot = lists[at, ORDER]
        weight = f4_at(view.records[query.terms[slot], BLOCK_WEIGHT], BLOCKS)[block]
        bound = np.int64(factor_of(query, slot) * weight)
        lists[at, SUFFIX_BOUNDS] = lists[at + 1, SUFFIX_BOUNDS] + bound


@inlined
def rank_doc(
    view: SegmentView, query: PackedQuery, scratch: Scratch, doc: Int, best: Array
) -> None:
    """Score an article that has all terms, while it can reach the threshold, and push it."""
    score = 0
    for at in range(len(query.terms)):
        if score + scratch.lists[at, SUFFIX_BOUNDS] < best[0, 0]:
            return
        slot = scratch.lists[at, ORDER]
        record = view.records[query.terms[slot]]
        posting = posting_in_bits(record, doc)
        score += score_of(record, posting, doc, factor_of(query, slot), query.divisors)
    push(view, doc, score, best)
