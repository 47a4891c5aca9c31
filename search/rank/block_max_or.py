"""The best articles with any of some words: MaxScore over windows, blocks and bits.

Turtle and Flood 1995: an article whose words cannot reach the worst of the best so far need not
be scored. Ding and Suel 2011: what words can reach is much less within a block of articles than
over all. Here the blocks are the same for all terms, 64 articles each. Their bounds are summed for
a whole segment at once; then the best block of each window of 2,048 articles is looked into,
which soon raises what must be beaten, and then the others. Of a block, each term has as bits which
articles have it, so that the few with enough of the words are found without looking at any
posting; these are scored.
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
from search.rank.segment_view import (
    SegmentView,
    blocks_in,
    blocks_of,
    is_empty,
    is_hopeless,
    is_wanted,
    key_in,
    order_in,
    order_windows,
    windows_of,
)
from search.rank.term_record import (
    BITS,
    BLOCK,
    BLOCK_WEIGHT,
    BLOCKS,
    DF,
    DOC,
    LARGEST_WEIGHT,
    TENTH_WEIGHT,
    WORDS,
    block_start,
    score_of,
)
from search.rank.top_k import beats, begin, replace_worst, sort_best
from search.rank.workspace import (
    BOUND,
    DEEPEST,
    MISSING,
    MOST,
    ORDER,
    ORDERED,
    START,
    STEP,
    SUFFIX_BOUNDS,
    Query,
    Scratch,
    factor_of,
    query_at,
    scratch_at,
)

Array = npt.NDArray[Any]

TENTH = 10  # articles are known to have so much
_FEW = 1_024  # postings of all terms of a segment that are added up without looking at bounds


@compiled
def rank_or(
    first: Int, last: Int, segments: Array, records: Array, limits: Array, masks: Array,
    divisors: Array, places: Array, best: Array,
) -> Int:  # fmt: skip
    """Fill the heap `best` with the best articles with any of the terms.

    They are sorted; gives how many there are. The segments [first, last) are looked through. Then
    come the tables by segment (place.Part), BM25's divisors, and where the query and the room are
    (room.Workspace).
    """
    query, room = query_at(places, unowned(divisors)), scratch_at(places)
    records, limits, best = unowned(records), unowned(limits), unowned(best)
    segments = unowned(segments)
    begin(best, initial_threshold(first, last, limits, masks, query, best))
    for number in range(first, last):
        part = SegmentView(segments[number], records[:, number], limits[:, number], masks[number])
        postings = 0
        for place in range(len(query.terms)):
            postings += part.records[query.terms[place], DF]
        if 0 < postings <= _FEW:
            rank_few(part, query, room, best)
        elif postings:
            rank_segment(part, query, room, best)
    return sort_best(best, 1 / query.scale, order_in(segments))


@inlined
def initial_threshold(
    first: Int, last: Int, limits: Array, masks: Array, query: Query, best: Array
) -> Int:
    """A score that the last of the best articles has at the least, by one term alone."""
    floor: Int = 0
    if len(best) > TENTH:
        return floor
    for number in range(first, last):
        if masks[number]:
            continue
        for place in range(len(query.terms)):
            tenth = limits[query.terms[place], number, TENTH_WEIGHT]
            floor = max(floor, np.int64(factor_of(query, place) * tenth))
    return floor


@inlined
def rank_few(part: SegmentView, query: Query, room: Scratch, best: Array) -> None:
    """Add up what the articles of a segment score, where all terms are rare.

    Those that add most come first. The last ones, which even together are not enough, only add to
    articles that have another.
    """
    needed, scores = order_terms(part, query, room.lists, best[0, 0]), room.scores
    for at in range(len(query.terms)):
        place = room.lists[at, ORDER]
        record = part.records[query.terms[place]]
        doc_of = u2_at(record[DOC], record[DF])
        for posting in range(len(doc_of)):
            doc = np.int64(doc_of[posting])
            if at < needed or scores[doc]:
                score = score_of(record, posting, doc, factor_of(query, place), query.divisors)
                # One more than it is, since 0 is for articles without any.
                scores[doc] = max(scores[doc], 1) + score
    for at in range(needed):
        record = part.records[query.terms[room.lists[at, ORDER]]]
        doc_of = u2_at(record[DOC], record[DF])
        for posting in range(len(doc_of)):
            doc = np.int64(doc_of[posting])
            if scores[doc] and is_wanted(part.mask, doc):
                take(part, doc, np.int64(scores[doc]) - 1, best)
            scores[doc] = 0


@inlined
def order_terms(part: SegmentView, query: Query, lists: Array, least: Int) -> Int:
    """Fill ORDER and BOUND for a segment, those that add most first.

    Gives how many of them it takes so that those left do not reach a score.
    """
    for place in range(len(query.terms)):
        weight = part.limits[query.terms[place], LARGEST_WEIGHT]
        bound, at = np.int64(factor_of(query, place) * weight), place
        while at > 0 and lists[at - 1, BOUND] < bound:
            lists[at, ORDER], lists[at, BOUND] = lists[at - 1, ORDER], lists[at - 1, BOUND]
            at -= 1
        lists[at, ORDER], lists[at, BOUND] = place, bound
    needed, rest = len(query.terms), np.int64(0)
    while needed > 0 and rest + lists[needed - 1, BOUND] < least:
        needed -= 1
        rest += lists[needed, BOUND]
    return needed


@inlined
def take(part: SegmentView, doc: Int, score: Int, best: Array) -> None:
    """Take an article into the best, if it belongs there."""
    if score >= best[0, 0]:
        key = key_in(part.segment, doc)
        if beats(best, score, key):
            replace_worst(best, score, key)


@inlined
def rank_segment(part: SegmentView, query: Query, room: Scratch, best: Array) -> None:
    """Take in the best articles of a segment: the most promising block of each window, then all."""
    bound_blocks(part, query, room.blocks)
    ordered = order_windows(room, windows_of(part.segment), max(best[0, 0], 1))
    for turn in range(2):
        for place in range(ordered):
            window = room.windows[ORDERED, place]
            bound = room.windows[MOST, window]
            if bound < best[0, 0]:
                break
            if is_empty(part.mask, window) or is_hopeless(part.segment, window, bound, best):
                continue
            start, stop = blocks_in(room, window, turn)
            for block in range(start, stop):
                bound = np.int64(room.blocks[block])
                if bound >= best[0, 0] and bound:
                    rank_block(part, query, room, block, best)
                    room.blocks[block] = 0


@inlined
def bound_blocks(part: SegmentView, query: Query, blocks: Array) -> None:
    """Fill `blocks` with the most that an article of each can score."""
    count = blocks_of(part.segment)
    for block in range(count):
        blocks[block] = 0
    for place in range(len(query.terms)):
        record, limit = part.records[query.terms[place]], part.limits[query.terms[place]]
        factor = factor_of(query, place)
        if record[BLOCK_WEIGHT]:
            weight = f4_at(record[BLOCK_WEIGHT], BLOCKS)
            for block in range(count):
                blocks[block] += np.int32(factor * weight[block])
        elif record[DF]:
            bound = np.int32(factor * limit[LARGEST_WEIGHT])
            doc, last = u2_at(record[DOC], record[DF]), np.int64(-1)
            for posting in range(len(doc)):
                at = np.int64(doc[posting]) // BLOCK
                if at != last:
                    blocks[at] += bound
                    last = at


@inlined
def rank_block(part: SegmentView, query: Query, room: Scratch, block: Int, best: Array) -> None:
    """Take in the best articles of a block."""
    held = open_block(part, query, room, block)
    left: Int = candidates(room, held, best[0, 0])
    if part.mask:
        left &= u8_at(part.mask, WORDS)[block]
    if left:
        for at in range(held):
            record = part.records[query.terms[room.lists[at, ORDER]]]
            room.lists[at, START] = block_start(record, block)
    while left:
        doc = block * BLOCK + lowest_bit(left)
        left &= left - np.uint64(1)
        rank_doc(part, query, room, held, doc, best)


@inlined
def open_block(part: SegmentView, query: Query, room: Scratch, block: Int) -> Int:
    """Fill ORDER, BOUND and REACH, and the bits, for the terms that the block has.

    Those that add most come first. Gives how many there are.
    """
    lists, bits, held = room.lists, room.bits, 0
    for place in range(len(query.terms)):
        record, limit = part.records[query.terms[place]], part.limits[query.terms[place]]
        weight = limit[LARGEST_WEIGHT]
        if record[BLOCK_WEIGHT]:
            weight = f4_at(record[BLOCK_WEIGHT], BLOCKS)[block]
        if weight == 0:
            continue
        some = bits_of(record, block)
        if not some:
            continue
        bound, at = np.int64(factor_of(query, place) * weight), held
        while at > 0 and lists[at - 1, BOUND] < bound:
            lists[at, ORDER], lists[at, BOUND] = lists[at - 1, ORDER], lists[at - 1, BOUND]
            bits[at] = bits[at - 1]
            at -= 1
        lists[at, ORDER], lists[at, BOUND], bits[at] = place, bound, some
        held += 1
    lists[held, SUFFIX_BOUNDS] = 0
    for at in range(held - 1, -1, -1):
        lists[at, SUFFIX_BOUNDS] = lists[at + 1, SUFFIX_BOUNDS] + lists[at, BOUND]
    return held


@inlined
def bits_of(record: Array, block: Int) -> Int:
    """Which articles of a block have a term."""
    if record[BITS]:
        return u8_at(record[BITS], WORDS)[block]
    doc, posting, bits = u2_at(record[DOC], record[DF]), block_start(record, block), np.uint64(0)
    while posting < len(doc) and np.int64(doc[posting]) // BLOCK == block:
        bits |= np.uint64(1) << np.uint64(doc[posting] % BLOCK)
        posting += 1
    return bits


@inlined
def candidates(room: Scratch, held: Int, least: Int) -> Int:
    """Which articles of a block have terms enough to reach a score, as bits.

    The terms are gone through in their order, with and without each, for as long as those left
    can still make up what is missing.
    """
    lists, bits, stack, found = room.lists, room.bits, room.stack, np.uint64(0)
    if least <= 0:
        for at in range(held):
            found |= bits[at]
        return found
    if held <= 2:
        if held == 2:
            found = bits[0] & bits[1]
        for at in range(held):
            if lists[at, BOUND] >= least:
                found |= bits[at]
        return found
    deepest = min(held, DEEPEST)
    top = 1
    lists[0, STEP], lists[0, MISSING], stack[0] = 0, least, ~np.uint64(0)
    while top:
        top -= 1
        at, missing, some = lists[top, STEP], lists[top, MISSING], stack[top]
        while lists[at, SUFFIX_BOUNDS] >= missing:
            if missing <= 0 or at == deepest:
                found |= some
                break
            # First with the term; without it is for later, if those left can do without.
            if lists[at + 1, SUFFIX_BOUNDS] >= missing:
                lists[top, STEP], lists[top, MISSING], stack[top] = at + 1, missing, some
                top += 1
            some &= bits[at]
            if not some:
                break
            missing -= lists[at, BOUND]
            at += 1
    return found


@inlined
def rank_doc(
    part: SegmentView, query: Query, room: Scratch, held: Int, doc: Int, best: Array
) -> None:
    """Score an article, while it can be among the best, and take it in."""
    score, bit = 0, np.uint64(1) << np.uint64(doc % BLOCK)
    for at in range(held):
        if score + room.lists[at, SUFFIX_BOUNDS] < best[0, 0]:
            return
        if room.bits[at] & bit:
            place = room.lists[at, ORDER]
            record = part.records[query.terms[place]]
            posting = room.lists[at, START] + popcount(room.bits[at] & (bit - np.uint64(1)))
            score += score_of(record, posting, doc, factor_of(query, place), query.divisors)
    take(part, doc, score, best)
