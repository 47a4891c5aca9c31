"""The best articles with all of some words, or with them as a phrase.

Where the rarest word is rare, its postings are gone through and the others looked up. Where all
are frequent, the articles with all of them are found 64 at a time, in windows and blocks by
their bounds as in any_of. A phrase occurs in an article at most as often as its rarest word does,
which rules most articles out before their positions are read.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.loops import (
    IN_TITLE,
    LARGEST,
    MARKED,
    Float,
    Int,
    borrowed,
    compiled,
    f4_at,
    inlined,
    lowest_in,
    u1_at,
    u2_at,
    u8_at,
)
from search.rank.any_of import take
from search.rank.bitmap import intersect, keep_wanted
from search.rank.heap import begin, settle
from search.rank.phrase import (
    CLOSED,
    LEFT,
    POSTING,
    exact_frequency,
    near_frequency,
    rewind,
)
from search.rank.phrase import TF as STREAM_TF
from search.rank.place import (
    BLOCKS_IN_WINDOW,
    DOCUMENTS,
    ORDER,
    REACH,
    WORDS_IN_BLOCK,
    Part,
    Query,
    Room,
    factor_of,
    is_empty,
    is_hopeless,
    is_wanted,
    order_windows,
    windows_of,
)
from search.rank.record import (
    BITS,
    BLOCK,
    BLOCK_WEIGHT,
    BLOCKS,
    CODE,
    DF,
    DOC,
    FIELD,
    LARGEST_WEIGHT,
    NOWHERE,
    TF,
    WINDOW,
    WINDOW_WEIGHT,
    WINDOWS,
    WORDS,
    ones_before,
    score_of,
    seek,
    tf_of,
    weigh,
)
from search.rank.weight import EMPHASIS

Array = npt.NDArray[Any]

WORDS_ANYWHERE = 0
"""As `slop`: the words need not follow one another."""


class Found(NamedTuple):
    """Every article found in one segment, when all are wanted; or arrays of no length."""

    doc: Array
    """u2[] ascending"""
    tf: Array
    """u4[] How often the phrase occurs there, marked when its words are in the title."""
    held: Array
    """i8[1] How many there are."""
    bits: Array
    """u8[WORDS] The same as bits."""


@compiled
def rank_all(
    first: Int, last: Int, segments: Array, records: Array, limits: Array, masks: Array,
    terms: Array, factors: Array, divisors: Array,
    lists: Array, windows: Array, bounds: Array, bits: Array, scores: Array, streams: Array,
    slop: Int, doc: Array, tf: Array, counts: Array, out: Array, best: Array,
) -> Int:  # fmt: skip
    """Fill the heap `best` with the best articles with all of the terms.

    They are sorted; gives how many there are. The segments [first, last) are looked through. Then
    come the tables by segment (place.Part), place.Query, and place.Room.

    With a `slop` of 1 the terms must stand side by side, in their order, with more at most so many
    places apart. Such a phrase has the factors of its terms together (each of `factors` is their
    sum), and weighs as a term does that occurs as often as it. With room in `doc` u2[] and `tf`
    u4[] all articles with a phrase are written there too, segment after segment; with room in `out`
    u8[segments, WORDS] the bits of all that match. With either, `counts` says how many there are.
    """
    query = Query(borrowed(terms), borrowed(factors), borrowed(divisors))
    room = Room(
        borrowed(lists), borrowed(windows), borrowed(bounds), borrowed(bits), borrowed(scores),
        borrowed(streams),
    )  # fmt: skip
    records, limits, best = borrowed(records), borrowed(limits), borrowed(best)
    segments, doc, tf, counts = borrowed(segments), borrowed(doc), borrowed(tf), borrowed(counts)
    counts[:] = 0
    all_bits = borrowed(out).reshape(-1)
    all_bits[:] = 0
    begin(best, 0)
    start = 0
    for number in range(first, last):
        part = Part(segments[number], records[:, number], limits[:, number], masks[number])
        bits_of = all_bits[number * WORDS : (number + 1) * WORDS]
        found = Found(doc[start:], tf[start:], counts[number : number + 1], bits_of)
        if order_by_df(part, query, room.lists):
            rewind(room.streams)
            if part.records[query.terms[room.lists[0, ORDER]], BITS]:
                if slop == WORDS_ANYWHERE and takes_all(found):
                    intersect(part, query, bits_of)
                    counts[number] = keep_wanted(part.mask, bits_of)
                    found = Found(doc[:0], tf[:0], found.held, bits_of[:0])
                rank_frequent(part, query, room, slop, found, best)
            else:
                rank_rare(part, query, room, slop, found, best)
        start += counts[number]
    return settle(best)


@inlined
def order_by_df(part: Part, query: Query, lists: Array) -> bool:
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
def bound_rest(part: Part, query: Query, lists: Array) -> None:
    """Fill the column REACH: what the terms from there on add at most, in the whole segment."""
    lists[len(query.terms), REACH] = 0
    for at in range(len(query.terms) - 1, -1, -1):
        place = lists[at, ORDER]
        limit = part.limits[query.terms[place]]
        bound = np.int64(factor_of(query, place) * limit[LARGEST_WEIGHT])
        lists[at, REACH] = lists[at + 1, REACH] + bound


@inlined
def rank_rare(part: Part, query: Query, room: Room, slop: Int, found: Found, best: Array) -> None:
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
        if score + room.lists[1, REACH] >= needed(found, best):
            rank_rest(part, query, room, doc, score, found, best)


@inlined
def rank_rest(
    part: Part, query: Query, room: Room, doc: Int, score: Int, found: Found, best: Array
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
        if score + room.lists[at + 1, REACH] < needed(found, best):
            return
    take(part, doc, score, best)
    note(found, doc)


@inlined
def note(found: Found, doc: Int) -> None:
    """Count an article that matches, and set its bit where bits are wanted."""
    found.held[0] += 1
    if len(found.bits):
        found.bits[doc >> 6] |= np.uint64(1) << np.uint64(doc & 63)


@inlined
def posting_of(record: Array, start: Int, doc: Int) -> Int:
    """The posting of an article, looked for from `start` on, or NOWHERE."""
    if record[BITS]:
        word = u8_at(record[BITS], WORDS)[doc >> 6]
        if not (word >> np.uint64(doc & 63)) & np.uint64(1):
            return NOWHERE
        return ones_before(record, doc)
    doc_of = u2_at(record[DOC], record[DF])
    stride = 1
    while start + stride < len(doc_of) and np.int64(doc_of[start + stride]) < doc:
        start += stride
        stride *= 2
    place = seek(doc_of, start, min(start + stride + 1, len(doc_of)), doc)
    return place if place < len(doc_of) and doc_of[place] == doc else NOWHERE


@inlined
def takes_all(found: Found) -> bool:
    """Whether every article is wanted, not only the best."""
    return len(found.doc) > 0 or len(found.bits) > 0


@inlined
def needed(found: Found, best: Array) -> Int:
    """The score below which an article need not be looked at; none when all are wanted."""
    return np.int64(-1) if takes_all(found) else best[0, 0]


@inlined
def rank_phrase(
    part: Part, query: Query, room: Room, doc: Int, slop: Int, found: Found, best: Array
) -> None:
    """Score an article that may have a phrase, and take it in.

    The terms are looked up in ascending order of how many articles have them, for as long as the
    least of their frequencies would do.
    """
    first, streams = part.records[query.terms[0]], room.streams
    divisor = query.divisors[first[FIELD], u1_at(first[CODE], LARGEST)[doc]]
    marks, most, rarest = np.int64(IN_TITLE), np.int64(2**40), 0
    for at in range(len(query.terms)):
        place = room.lists[at, ORDER]
        record, stream = part.records[query.terms[place]], streams[place]
        posting = posting_of(record, stream[POSTING], doc)
        if posting == NOWHERE:
            return
        tf = tf_of(record, posting)
        stream[POSTING], stream[STREAM_TF], stream[LEFT] = posting, tf, CLOSED
        marks &= np.int64(u1_at(record[TF], record[DF])[posting])
        if tf < most:
            most, rarest = tf, place
            if score_phrase(query, most, divisor, marks) < needed(found, best):
                return
    if score_phrase(query, most, divisor, marks) < needed(found, best):
        return
    if slop == 1:
        least = 1
        while score_phrase(query, least, divisor, marks) < needed(found, best):
            least += 1
        order = room.lists[:, ORDER]
        tf = exact_frequency(part.records, query.terms, streams, order, rarest, least)
    else:
        tf = near_frequency(part.records, query.terms, streams, slop, most)
    if tf:
        take(part, doc, score_phrase(query, tf, divisor, marks), best)
        if len(found.doc):
            found.doc[found.held[0]] = doc
            found.tf[found.held[0]] = tf + (MARKED if marks else 0)
        note(found, doc)


@inlined
def score_phrase(query: Query, tf: Int, divisor: Float, marks: Int) -> Int:
    """What a phrase scores that occurs so often; `marks` when its words are in the title."""
    emphasis = EMPHASIS[IN_TITLE] if marks else EMPHASIS[0]
    weight = weigh(np.float32(tf), divisor, emphasis)
    return np.int64(factor_of(query, 0) * weight)


@inlined
def rank_frequent(
    part: Part, query: Query, room: Room, slop: Int, found: Found, best: Array
) -> None:
    """Find the articles with all terms by their bits, window by window."""
    bound_windows(part, query, room.windows[0], slop)
    count = windows_of(part.segment)
    order_windows(room.windows, count)
    for place in range(count):
        window = place if takes_all(found) else room.windows[1, place]
        bound = room.windows[0, window]
        if bound == 0 or is_empty(part.mask, window):
            continue
        if not takes_all(found) and is_hopeless(part.segment, window, bound, best):
            continue
        articles = min(WINDOW, part.segment[DOCUMENTS] - window * WINDOW)
        for block in range(
            window * BLOCKS_IN_WINDOW, window * BLOCKS_IN_WINDOW + (articles + BLOCK - 1) // BLOCK
        ):
            if bound_block(part, query, room.lists, block, slop) >= max(needed(found, best), 0):
                rank_block(part, query, room, block, slop, found, best)


@inlined
def bound_windows(part: Part, query: Query, bounds: Array, slop: Int) -> None:
    """Fill `bounds` with the most that articles of each window can score; 0: none has all terms."""
    for window in range(windows_of(part.segment)):
        total = np.int64(0)
        for place in range(len(query.terms)):
            term = query.terms[place]
            weight = f4_at(part.records[term, WINDOW_WEIGHT], WINDOWS)[window]
            if weight == 0:
                total = np.int64(0)
                break
            bound = np.int64(factor_of(query, place) * weight)
            if slop == WORDS_ANYWHERE:
                total += bound
            else:
                total = bound if place == 0 else min(total, bound)
        bounds[window] = total


@inlined
def bound_block(part: Part, query: Query, lists: Array, block: Int, slop: Int) -> Int:
    """The most that an article of a block can score, and -1 when none has all terms.

    For words that need not follow one another, REACH takes what those from each on add.
    """
    total = np.int64(0)
    lists[len(query.terms), REACH] = 0
    for at in range(len(query.terms) - 1, -1, -1):
        place = lists[at, ORDER]
        weight = f4_at(part.records[query.terms[place], BLOCK_WEIGHT], BLOCKS)[block]
        if weight == 0:
            return -1
        bound = np.int64(factor_of(query, place) * weight)
        if slop == WORDS_ANYWHERE:
            total += bound
            lists[at, REACH] = total
        else:
            total = bound if at == len(query.terms) - 1 else min(total, bound)
    return total


@inlined
def rank_block(
    part: Part, query: Query, room: Room, block: Int, slop: Int, found: Found, best: Array
) -> None:
    """Score the articles of a block that have all terms."""
    for word in range(block * WORDS_IN_BLOCK, (block + 1) * WORDS_IN_BLOCK):
        wanted = ~np.uint64(0)
        if part.mask:
            wanted = u8_at(part.mask, WORDS)[word]
        for place in range(len(query.terms)):
            wanted &= u8_at(part.records[query.terms[place], BITS], WORDS)[word]
        while wanted:
            doc = word * 64 + lowest_in(wanted)
            wanted &= wanted - np.uint64(1)
            if slop != WORDS_ANYWHERE:
                rank_phrase(part, query, room, doc, slop, found, best)
            else:
                rank_words(part, query, room, doc, best)


@inlined
def rank_words(part: Part, query: Query, room: Room, doc: Int, best: Array) -> None:
    """Score an article that has all terms, while it can be among the best."""
    score = 0
    for at in range(len(query.terms)):
        if score + room.lists[at, REACH] < best[0, 0]:
            return
        place = room.lists[at, ORDER]
        record = part.records[query.terms[place]]
        posting = ones_before(record, doc)
        score += score_of(record, posting, doc, factor_of(query, place), query.divisors)
    take(part, doc, score, best)
