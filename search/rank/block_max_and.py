"""The best articles with all of some words, or with them as a phrase.

Where the rarest word is rare, its postings are gone through and the others looked up. Where all
are frequent, the articles with all of them are found 64 at a time, block by block by their
bounds as in any_of. A phrase occurs in an article at most as often as its rarest word does,
which rules most articles out before their positions are read.
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
from search.rank.bitset import intersect, keep_wanted
from search.rank.block_max_or import take
from search.rank.match_collector import (
    KEPT_COUNTS,
    MatchCollector,
    collect,
    collector_for,
    takes_all,
    threshold,
)
from search.rank.phrase import rank_phrase
from search.rank.position_reader import POSTING, rewind
from search.rank.segment_view import (
    SegmentView,
    blocks_in,
    blocks_of,
    is_empty,
    is_hopeless,
    is_wanted,
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
    NOWHERE,
    WORDS,
    ones_before,
    posting_of,
    score_of,
)
from search.rank.top_k import begin, sort_best
from search.rank.workspace import (
    MOST,
    ORDER,
    ORDERED,
    SUFFIX_BOUNDS,
    Query,
    Scratch,
    factor_of,
    query_at,
    scratch_at,
)

Array = npt.NDArray[Any]

WORDS_ANYWHERE = 0
"""As `slop`: the words need not follow one another."""

_UNBOUND = np.int32(2**30)


@compiled
def rank_and(
    first: Int, last: Int, segments: Array, records: Array, limits: Array, masks: Array,
    divisors: Array, places: Array, best: Array, slop: Int, kept: Array,
) -> Int:  # fmt: skip
    """Fill the heap `best` with the best articles with all of the terms.

    The first nine are those of any_of.rank_any. With a `slop` of 1 the terms must stand side by
    side, in their order, with more at most so many places apart. Such a phrase has the factors of
    its terms together (each of the factors is their sum), and weighs as a term does that occurs as
    often as it. All articles found go to `kept` i8[KEPT_COLUMNS] (found), those with a phrase
    segment after segment.
    """
    query, room = query_at(places, unowned(divisors)), scratch_at(places)
    records, limits, best = unowned(records), unowned(limits), unowned(best)
    segments, start = unowned(segments), 0
    begin(best, 0)
    for number in range(first, last):
        part = SegmentView(segments[number], records[:, number], limits[:, number], masks[number])
        found = collector_for(kept, start, number)
        for word in range(len(found.bits)):
            found.bits[word] = 0
        room.held[0] = 0
        if order_by_df(part, query, room.lists):
            rewind(room.streams)
            if part.records[query.terms[room.lists[0, ORDER]], BITS]:
                rank_frequent(part, query, room, slop, found, best)
            else:
                rank_rare(part, query, room, slop, found, best)
        start += room.held[0]
        if kept[KEPT_COUNTS]:
            i8_at(kept[KEPT_COUNTS], last)[number] = room.held[0]
    return sort_best(best, 1 / query.scale, order_in(segments))


@inlined
def order_by_df(part: SegmentView, query: Query, lists: Array) -> bool:
    """Fill the column ORDER: the terms by how many articles have them; whether any may have all."""
    for place in range(len(query.terms)):
        df = part.records[query.terms[place], DF]
        if df == 0:
            return False
        at = place
        while at > 0 and part.records[query.terms[lists[at - 1, ORDER]], DF] > df:
            lists[at, ORDER] = lists[at - 1, ORDER]
            at -= 1
        lists[at, ORDER] = place
    return True


@inlined
def bound_rest(part: SegmentView, query: Query, lists: Array) -> None:
    """Fill the column REACH: what the terms from there on add at most, in the whole segment."""
    lists[len(query.terms), SUFFIX_BOUNDS] = 0
    for at in range(len(query.terms) - 1, -1, -1):
        place = lists[at, ORDER]
        limit = part.limits[query.terms[place]]
        bound = np.int64(factor_of(query, place) * limit[LARGEST_WEIGHT])
        lists[at, SUFFIX_BOUNDS] = lists[at + 1, SUFFIX_BOUNDS] + bound


@inlined
def rank_rare(
    part: SegmentView, query: Query, room: Scratch, slop: Int, found: MatchCollector, best: Array
) -> None:
    """Go through the postings of the rarest term, and look the others up."""
    bound_rest(part, query, room.lists)
    first = room.lists[0, ORDER]
    record = part.records[query.terms[first]]
    doc_of = u2_at(record[DOC], record[DF])
    for at in range(len(query.terms)):
        room.streams[at, POSTING] = 0
    for posting in range(len(doc_of)):
        doc = np.int64(doc_of[posting])
        if not is_wanted(part.mask, doc):
            continue
        room.streams[first, POSTING] = posting
        if slop != WORDS_ANYWHERE:
            rank_phrase(part, query, room, doc, slop, found, best)
            continue
        score = score_of(record, posting, doc, factor_of(query, first), query.divisors)
        if score + room.lists[1, SUFFIX_BOUNDS] >= threshold(found, best):
            rank_rest(part, query, room, doc, score, found, best)


@inlined
def rank_rest(
    part: SegmentView,
    query: Query,
    room: Scratch,
    doc: Int,
    score: Int,
    found: MatchCollector,
    best: Array,
) -> None:
    """Add what the other terms score, while the article has them and can be among the best."""
    for at in range(1, len(query.terms)):
        place = room.lists[at, ORDER]
        record = part.records[query.terms[place]]
        posting = posting_of(record, room.streams[place, POSTING], doc)
        if posting == NOWHERE:
            return
        room.streams[place, POSTING] = posting
        score += score_of(record, posting, doc, factor_of(query, place), query.divisors)
        if score + room.lists[at + 1, SUFFIX_BOUNDS] < threshold(found, best):
            return
    take(part, doc, score, best)
    collect(room, found, doc)


@inlined
def rank_frequent(
    part: SegmentView, query: Query, room: Scratch, slop: Int, found: MatchCollector, best: Array
) -> None:
    """Find the articles with all terms by their bits, block by block.

    As in any_of, the most promising block of each window comes first; where all articles of a
    phrase are wanted, they come in their order.
    """
    if slop == WORDS_ANYWHERE and takes_all(found):
        intersect(part, query, found.bits)
        room.held[0] = keep_wanted(part.mask, found.bits)
        found = MatchCollector(found.doc[:0], found.tf[:0], found.bits[:0])
    bound_blocks(part, query, room.blocks, slop)
    count = windows_of(part.segment)
    ordered = order_windows(room, count, max(threshold(found, best), 0))
    for turn in range(1 if takes_all(found) else 0, 2):
        for place in range(count if takes_all(found) else ordered):
            window = place if takes_all(found) else room.windows[ORDERED, place]
            bound = room.windows[MOST, window]
            if bound < threshold(found, best):
                break
            if bound < 0 or is_empty(part.mask, window):
                continue
            if not takes_all(found) and is_hopeless(part.segment, window, bound, best):
                continue
            start, stop = blocks_in(room, window, turn)
            for block in range(start, stop):
                if room.blocks[block] >= max(threshold(found, best), 0):
                    rank_block(part, query, room, block, slop, found, best)
                    room.blocks[block] = -1


@inlined
def bound_blocks(part: SegmentView, query: Query, blocks: Array, slop: Int) -> None:
    """Fill `blocks` with the most that an article of each can score; -1: none has all terms."""
    count = blocks_of(part.segment)
    for block in range(count):
        blocks[block] = 0 if slop == WORDS_ANYWHERE else _UNBOUND
    for place in range(len(query.terms)):
        factor = factor_of(query, place)
        weight = f4_at(part.records[query.terms[place], BLOCK_WEIGHT], BLOCKS)
        for block in range(count):
            bound, before = np.int32(factor * weight[block]), blocks[block]
            after = before + bound if slop == WORDS_ANYWHERE else min(before, bound)
            blocks[block] = after if weight[block] > 0 and before >= 0 else -1


@inlined
def rank_block(
    part: SegmentView,
    query: Query,
    room: Scratch,
    block: Int,
    slop: Int,
    found: MatchCollector,
    best: Array,
) -> None:
    """Score the articles of a block that have all terms."""
    left: Int = ~np.uint64(0)
    if part.mask:
        left = u8_at(part.mask, WORDS)[block]
    for place in range(len(query.terms)):
        left &= u8_at(part.records[query.terms[place], BITS], WORDS)[block]
    if left and slop == WORDS_ANYWHERE:
        fill_suffix_bounds(part, query, room.lists, block)
    while left:
        doc = block * BLOCK + lowest_bit(left)
        left &= left - np.uint64(1)
        if slop == WORDS_ANYWHERE:
            rank_words(part, query, room, doc, best)
        else:
            rank_phrase(part, query, room, doc, slop, found, best)


@inlined
def fill_suffix_bounds(part: SegmentView, query: Query, lists: Array, block: Int) -> None:
    """Fill REACH with what the terms from each on add at most in a block."""
    lists[len(query.terms), SUFFIX_BOUNDS] = 0
    for at in range(len(query.terms) - 1, -1, -1):
        place = lists[at, ORDER]
        weight = f4_at(part.records[query.terms[place], BLOCK_WEIGHT], BLOCKS)[block]
        bound = np.int64(factor_of(query, place) * weight)
        lists[at, SUFFIX_BOUNDS] = lists[at + 1, SUFFIX_BOUNDS] + bound


@inlined
def rank_words(part: SegmentView, query: Query, room: Scratch, doc: Int, best: Array) -> None:
    """Score an article that has all terms, while it can be among the best."""
    score = 0
    for at in range(len(query.terms)):
        if score + room.lists[at, SUFFIX_BOUNDS] < best[0, 0]:
            return
        place = room.lists[at, ORDER]
        record = part.records[query.terms[place]]
        posting = ones_before(record, doc)
        score += score_of(record, posting, doc, factor_of(query, place), query.divisors)
    take(part, doc, score, best)
