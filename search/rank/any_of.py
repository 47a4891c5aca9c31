"""The best articles with any of some words: MaxScore over windows, blocks and bits.

Turtle and Flood 1995: an article whose words cannot reach the worst of the best so far need not
be scored. Ding and Suel 2011: what words can reach is much less within a block of articles than
over all. Here the blocks are the same for all terms: windows of 2,048 articles, those with the
highest bounds first, which soon raises what must be beaten; in these, blocks of 128. Of a block,
each term has which articles have it as 128 bits, so that the few articles with enough of the words
are found without looking at any posting; these are scored.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.loops import Int, borrowed, compiled, f4_at, inlined, lowest_in, u2_at, u8_at
from search.rank.heap import beats, begin, put, settle
from search.rank.place import (
    BLOCKS_IN_WINDOW,
    DOCUMENTS,
    ORDER,
    REACH,
    SOME_REACH,
    STEP,
    WORDS_IN_BLOCK,
    WORDS_IN_WINDOW,
    Part,
    Query,
    Room,
    factor_of,
    is_empty,
    is_hopeless,
    is_wanted,
    key_in,
    order_windows,
    windows_of,
)
from search.rank.record import (
    BITS,
    BLOCK,
    BLOCK_WEIGHT,
    BLOCKS,
    DF,
    DOC,
    LARGEST_WEIGHT,
    TENTH_WEIGHT,
    WINDOW,
    WINDOW_WEIGHT,
    WINDOWS,
    WORDS,
    find,
    score_of,
    window_start,
    window_weight,
)

Array = npt.NDArray[Any]

TENTH = 10  # articles are known to have so much
_FEW = 1_024  # postings of all terms of a segment that are added up without looking at bounds
_DEEPEST = 6  # terms whose combinations are looked at; the others are taken to be in all articles


@compiled
def rank_any(
    first: Int, last: Int, segments: Array, records: Array, limits: Array, masks: Array,
    terms: Array, factors: Array, divisors: Array,
    lists: Array, windows: Array, bounds: Array, bits: Array, scores: Array, streams: Array,
    best: Array,
) -> Int:  # fmt: skip
    """Fill the heap `best` with the best articles with any of the terms.

    They are sorted; gives how many there are. The segments [first, last) are looked through. Then
    come the tables by segment (place.Part), place.Query, and place.Room.
    """
    query = Query(borrowed(terms), borrowed(factors), borrowed(divisors))
    room = Room(
        borrowed(lists), borrowed(windows), borrowed(bounds), borrowed(bits), borrowed(scores),
        borrowed(streams),
    )  # fmt: skip
    records, limits, best = borrowed(records), borrowed(limits), borrowed(best)
    segments = borrowed(segments)
    begin(best, floor_of(first, last, limits, masks, query, best))
    for number in range(first, last):
        part = Part(segments[number], records[:, number], limits[:, number], masks[number])
        postings = 0
        for place in range(len(query.terms)):
            postings += part.records[query.terms[place], DF]
        if 0 < postings <= _FEW:
            rank_few(part, query, room, best)
        elif postings:
            rank_segment(part, query, room, best)
    return settle(best)


@inlined
def floor_of(first: Int, last: Int, limits: Array, masks: Array, query: Query, best: Array) -> Int:
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
def rank_few(part: Part, query: Query, room: Room, best: Array) -> None:
    """Score every article of a segment that has any of the terms, which are rare."""
    for adds in (True, False):
        for place in range(len(query.terms)):
            record = part.records[query.terms[place]]
            doc_of = u2_at(record[DOC], record[DF])
            for posting in range(len(doc_of)):
                doc = np.int64(doc_of[posting])
                if adds:
                    score = score_of(record, posting, doc, factor_of(query, place), query.divisors)
                    # One more than it is, since 0 is for articles without any.
                    room.scores[doc] = max(room.scores[doc], 1) + score
                elif room.scores[doc]:
                    if is_wanted(part.mask, doc):
                        take(part, doc, np.int64(room.scores[doc]) - 1, best)
                    room.scores[doc] = 0


@inlined
def take(part: Part, doc: Int, score: Int, best: Array) -> None:
    """Take an article into the best, if it belongs there."""
    if score >= best[0, 0]:
        key = key_in(part.segment, doc)
        if beats(best, score, key):
            put(best, score, key)


@inlined
def rank_segment(part: Part, query: Query, room: Room, best: Array) -> None:
    """Take in the best articles of a segment, window by window."""
    if bound_windows(part, query, room.windows[0]) < best[0, 0]:
        return
    count = windows_of(part.segment)
    order_windows(room.windows, count)
    for place in range(count):
        window = room.windows[1, place]
        bound = room.windows[0, window]
        if bound < best[0, 0]:
            return
        if is_empty(part.mask, window) or is_hopeless(part.segment, window, bound, best):
            continue
        if bound > 0:
            rank_window(part, query, room, window, best)


@inlined
def bound_windows(part: Part, query: Query, bounds: Array) -> Int:
    """Fill `bounds` with the most that an article of each window can score; gives the largest."""
    count = windows_of(part.segment)
    bounds[:count] = 0
    for place in range(len(query.terms)):
        record, limit = part.records[query.terms[place]], part.limits[query.terms[place]]
        factor = factor_of(query, place)
        if record[WINDOW_WEIGHT]:
            weight = f4_at(record[WINDOW_WEIGHT], WINDOWS)
            for window in range(count):
                bounds[window] += np.int64(factor * weight[window])
        elif record[DF]:
            bound = np.int64(factor * limit[LARGEST_WEIGHT])
            doc = u2_at(record[DOC], record[DF])
            last: Int = -1
            for posting in range(len(doc)):
                at = np.int64(doc[posting]) // WINDOW
                if at != last:
                    bounds[at] += bound
                    last = at
    largest: Int = 0
    for window in range(count):
        largest = max(largest, bounds[window])
    return largest


@inlined
def rank_window(part: Part, query: Query, room: Room, window: Int, best: Array) -> None:
    """Take in the best articles of a window, block by block."""
    order_terms(part, query, room.lists, window)
    for at in range(len(query.terms)):
        open_list(part, query, room, window, at)
    count = min(WINDOW, part.segment[DOCUMENTS] - window * WINDOW)
    for block in range((count + BLOCK - 1) // BLOCK):
        bound = np.int64(0)
        for at in range(len(query.terms)):
            bound += room.bounds[at, block]
        if bound >= best[0, 0] and bound:
            rank_block(part, query, room, window * BLOCKS_IN_WINDOW + block, best)


@inlined
def order_terms(part: Part, query: Query, lists: Array, window: Int) -> None:
    """Fill the column ORDER: the terms by the most that they add in a window, descending."""
    for place in range(len(query.terms)):
        record, limit = part.records[query.terms[place]], part.limits[query.terms[place]]
        bound: Int = 0
        if record[DF]:
            weight = window_weight(record, limit, window)
            bound = np.int64(factor_of(query, place) * weight)
        at = place
        while at > 0 and lists[at - 1, REACH] < bound:
            lists[at, ORDER], lists[at, REACH] = lists[at - 1, ORDER], lists[at - 1, REACH]
            at -= 1
        lists[at, ORDER], lists[at, REACH] = place, bound


@inlined
def open_list(part: Part, query: Query, room: Room, window: Int, at: Int) -> None:
    """Fill row `at` of a window's bits and of its blocks' bounds."""
    place = room.lists[at, ORDER]
    record, limit = part.records[query.terms[place]], part.limits[query.terms[place]]
    bits, bounds, factor = room.bits[at], room.bounds[at], factor_of(query, place)
    if record[BITS]:
        source = u8_at(record[BITS], WORDS)
        for word in range(WORDS_IN_WINDOW):
            bits[word] = source[window * WORDS_IN_WINDOW + word]
    else:
        bits[:] = 0
    bounds[:] = 0
    if record[DF] == 0:
        return
    if record[BLOCK_WEIGHT]:
        weight = f4_at(record[BLOCK_WEIGHT], BLOCKS)
        for block in range(BLOCKS_IN_WINDOW):
            bounds[block] = np.int32(factor * weight[window * BLOCKS_IN_WINDOW + block])
        if record[BITS]:
            return
    bound = np.int64(factor * limit[LARGEST_WEIGHT])
    doc_of = u2_at(record[DOC], record[DF])
    for posting in range(window_start(record, window), window_start(record, window + 1)):
        doc = np.int64(doc_of[posting]) - window * WINDOW
        bits[doc >> 6] |= np.uint64(1) << np.uint64(doc & 63)
        if not record[BLOCK_WEIGHT]:
            bounds[doc // BLOCK] = bound


@inlined
def rank_block(part: Part, query: Query, room: Room, block: Int, best: Array) -> None:
    """Take in the best articles of a block."""
    lists, terms = room.lists, len(query.terms)
    lists[terms, REACH] = 0
    for at in range(terms - 1, -1, -1):
        lists[at, REACH] = lists[at + 1, REACH] + room.bounds[at, block % BLOCKS_IN_WINDOW]
    first = block % BLOCKS_IN_WINDOW * WORDS_IN_BLOCK
    one, other = candidates(query, room, first, block % BLOCKS_IN_WINDOW, best[0, 0])
    if part.mask:
        mask = u8_at(part.mask, WORDS)
        one &= mask[block * WORDS_IN_BLOCK]
        other &= mask[block * WORDS_IN_BLOCK + 1]
    for word in range(first, first + WORDS_IN_BLOCK):
        while one:
            doc = (block * WORDS_IN_BLOCK + word - first) * 64 + lowest_in(one)
            one &= one - np.uint64(1)
            rank_doc(part, query, room, word, doc, block, best)
        one = other


@inlined
def candidates(
    query: Query, room: Room, word: Int, block: Int, least: Int
) -> tuple[np.uint64, np.uint64]:
    """Which articles of a block have terms enough to reach a score, as the bits of two words.

    The terms are gone through in their order, with and without each, for as long as those left
    can still make up what is missing. `word` is the first of the block's in the window.
    """
    lists, bits, stack = room.lists, room.bits, room.bits[-1]
    one, other = np.uint64(0), np.uint64(0)
    if least <= 0:
        for at in range(len(query.terms)):
            one |= bits[at, word]
            other |= bits[at, word + 1]
        return one, other
    if len(query.terms) == 2:
        one, other = bits[0, word] & bits[1, word], bits[0, word + 1] & bits[1, word + 1]
        for at in range(2):
            if room.bounds[at, block] >= least:
                one |= bits[at, word]
                other |= bits[at, word + 1]
        return one, other
    deepest = min(len(query.terms), _DEEPEST)
    top = 1
    lists[0, STEP], lists[0, SOME_REACH] = 0, least
    stack[0] = stack[1] = ~np.uint64(0)
    while top:
        top -= 1
        at, missing = lists[top, STEP], lists[top, SOME_REACH]
        some, more = stack[2 * top], stack[2 * top + 1]
        while lists[at, REACH] >= missing:
            if missing <= 0 or at == deepest:
                one |= some
                other |= more
                break
            # First with the term; without it is for later, if those left can do without.
            if lists[at + 1, REACH] >= missing:
                lists[top, STEP], lists[top, SOME_REACH] = at + 1, missing
                stack[2 * top], stack[2 * top + 1] = some, more
                top += 1
            some &= bits[at, word]
            more &= bits[at, word + 1]
            if not some | more:
                break
            missing -= room.bounds[at, block]
            at += 1
    return one, other


@inlined
def rank_doc(
    part: Part, query: Query, room: Room, word: Int, doc: Int, block: Int, best: Array
) -> None:
    """Score an article, while it can be among the best, and take it in."""
    score, bit = 0, np.uint64(doc & 63)
    for at in range(len(query.terms)):
        if score + room.lists[at, REACH] < best[0, 0]:
            return
        if (room.bits[at, word] >> bit) & np.uint64(1):
            place = room.lists[at, ORDER]
            record = part.records[query.terms[place]]
            posting = find(record, block, doc)
            score += score_of(record, posting, doc, factor_of(query, place), query.divisors)
    take(part, doc, score, best)
