"""Which articles match, as bits, and how many: 64 at a time where words are frequent."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.loops import Int, borrowed, compiled, i8_at, inlined, lowest_in, u2_at
from search.rank.all_of import WORDS_ANYWHERE, order_by_df, rank_all
from search.rank.any_of import rank_any
from search.rank.bitmap import intersect, keep_wanted, unite
from search.rank.found import KEPT_COUNTS
from search.rank.heap import beats, begin, key_of, put, settle
from search.rank.place import Part, date_in, order_in, rank_in
from search.rank.record import BITS, DF, DOC, NOWHERE, WORDS, posting_of
from search.rank.room import ORDER, Query, Room, query_at, room_at
from search.rank.stream import POSTING

Array = npt.NDArray[Any]

NEVER = 9999_99_99
"""Later than every date."""


@compiled
def gather(
    first: Int, last: Int, segments: Array, records: Array, limits: Array, masks: Array,
    divisors: Array, places: Array, needs_all: bool, out: Array,
) -> Int:  # fmt: skip
    """Fill `out` u8[segments, WORDS] with the articles that have any, or all, of the terms.

    Gives how many there are. The first eight are those of any_of.rank_any.
    """
    query, room = query_at(places, borrowed(divisors)), room_at(places)
    segments, records, limits = borrowed(segments), borrowed(records), borrowed(limits)
    out = borrowed(out)
    found = np.int64(0)
    for number in range(first, last):
        part = Part(segments[number], records[:, number], limits[:, number], masks[number])
        if not needs_all:
            unite(part, query, out[number])
        elif not order_by_df(part, query, room.lists):
            out[number] = 0
        elif part.records[query.terms[room.lists[0, ORDER]], BITS]:
            intersect(part, query, out[number])
        else:
            look_through(part, query, room, out[number])
        found += keep_wanted(part.mask, out[number])
    return found


@inlined
def look_through(part: Part, query: Query, room: Room, out: Array) -> None:
    """The articles with all of the terms, by the postings of the rarest."""
    out[:] = 0
    record = part.records[query.terms[room.lists[0, ORDER]]]
    doc_of = u2_at(record[DOC], record[DF])
    for at in range(len(query.terms)):
        room.streams[at, POSTING] = 0
    for posting in range(len(doc_of)):
        doc, has_all = np.int64(doc_of[posting]), True
        for at in range(1, len(query.terms)):
            other = part.records[query.terms[room.lists[at, ORDER]]]
            place = posting_of(other, room.streams[at, POSTING], doc)
            if place == NOWHERE:
                has_all = False
                break
            room.streams[at, POSTING] = place
        if has_all:
            out[doc >> 6] |= np.uint64(1) << np.uint64(doc & 63)


@compiled
def find_words(
    first: Int, last: Int, segments: Array, records: Array, limits: Array, masks: Array,
    divisors: Array, places: Array, best: Array, needs_all: bool, kept: Array, out: Array,
) -> tuple[Int, Int]:  # fmt: skip
    """(how many articles match, how many are in `best`): counting and ranking in one call.

    All articles found go to `out` u8[segments, WORDS], which `kept` (all_of) names, with counts.
    """
    if needs_all:
        held = rank_all(
            first, last, segments, records, limits, masks, divisors, places, best,
            WORDS_ANYWHERE, kept,
        )  # fmt: skip
        found = np.int64(0)
        for number in range(first, last):
            found += i8_at(kept[KEPT_COUNTS], last)[number]
        return found, held
    found = gather(first, last, segments, records, limits, masks, divisors, places, needs_all, out)
    held = 0
    if found:
        held = rank_any(first, last, segments, records, limits, masks, divisors, places, best)
    return found, held


@compiled
def rank_dates(segments: Array, bits: Array, oldest_first: bool, best: Array) -> Int:
    """Fill the heap `best` with the newest or the oldest of the articles u8[segments, WORDS].

    Sorted, those of one day in the order of their ids, those without a date last; gives how many.
    They score nothing.
    """
    segments, bits, best = borrowed(segments), borrowed(bits), borrowed(best)
    begin(best, -NEVER)
    for number in range(len(segments)):
        segment = segments[number]
        for word in range(WORDS):
            left = bits[number, word]
            while left:
                doc = word * 64 + lowest_in(left)
                left &= left - np.uint64(1)
                date = date_in(segment, doc)
                rank = -(date if date else NEVER) if oldest_first else date
                if rank >= best[0, 0]:
                    key = key_of(0, rank_in(segment, doc))
                    if beats(best, rank, key):
                        put(best, rank, key)
    return settle(best, 0.0, order_in(segments))
