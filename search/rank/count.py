"""Which articles match, as bits, and how many: 64 at a time where words are frequent."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, compiled, i8_at, inlined, lowest_bit, u2_at, unowned
from search.rank.bitset import intersect, keep_wanted, unite
from search.rank.block_max_and import WORDS_ANYWHERE, order_by_df, rank_and
from search.rank.block_max_or import rank_or
from search.rank.match_collector import KEPT_COUNTS
from search.rank.position_reader import POSTING
from search.rank.segment_view import SegmentView, date_in, order_in, rank_in
from search.rank.term_record import BITS, DF, DOC, NOWHERE, WORDS, posting_of
from search.rank.top_k import beats, begin, key_of, replace_worst, sort_best
from search.rank.workspace import ORDER, Query, Scratch, query_at, scratch_at

Array = npt.NDArray[Any]

NEVER = 9999_99_99
"""Later than every date."""


@compiled
def collect_bits(
    first: Int, last: Int, segments: Array, records: Array, limits: Array, masks: Array,
    divisors: Array, places: Array, needs_all: bool, out: Array,
) -> Int:  # fmt: skip
    """Fill `out` u8[segments, WORDS] with the articles that have any, or all, of the terms.

    Gives how many there are. The first eight are those of any_of.rank_any.
    """
    query, room = query_at(places, unowned(divisors)), scratch_at(places)
    segments, records, limits = unowned(segments), unowned(records), unowned(limits)
    out = unowned(out)
    found = np.int64(0)
    for number in range(first, last):
        part = SegmentView(segments[number], records[:, number], limits[:, number], masks[number])
        if not needs_all:
            unite(part, query, out[number])
        elif not order_by_df(part, query, room.lists):
            out[number] = 0
        elif part.records[query.terms[room.lists[0, ORDER]], BITS]:
            intersect(part, query, out[number])
        else:
            intersect_rarest(part, query, room, out[number])
        found += keep_wanted(part.mask, out[number])
    return found


@inlined
def intersect_rarest(part: SegmentView, query: Query, room: Scratch, out: Array) -> None:
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
def count_and_rank(
    first: Int, last: Int, segments: Array, records: Array, limits: Array, masks: Array,
    divisors: Array, places: Array, best: Array, needs_all: bool, kept: Array, out: Array,
) -> tuple[Int, Int]:  # fmt: skip
    """(how many articles match, how many are in `best`): counting and ranking in one call.

    All articles found go to `out` u8[segments, WORDS], which `kept` (all_of) names, with counts.
    """
    if needs_all:
        held = rank_and(
            first, last, segments, records, limits, masks, divisors, places, best,
            WORDS_ANYWHERE, kept,
        )  # fmt: skip
        found = np.int64(0)
        for number in range(first, last):
            found += i8_at(kept[KEPT_COUNTS], last)[number]
        return found, held
    found = collect_bits(
        first, last, segments, records, limits, masks, divisors, places, needs_all, out
    )
    held = 0
    if found:
        held = rank_or(first, last, segments, records, limits, masks, divisors, places, best)
    return found, held


@compiled
def rank_dates(segments: Array, bits: Array, oldest_first: bool, best: Array) -> Int:
    """Fill the heap `best` with the newest or the oldest of the articles u8[segments, WORDS].

    Sorted, those of one day in the order of their ids, those without a date last; gives how many.
    They score nothing.
    """
    segments, bits, best = unowned(segments), unowned(bits), unowned(best)
    begin(best, -NEVER)
    for number in range(len(segments)):
        segment = segments[number]
        for word in range(WORDS):
            left = bits[number, word]
            while left:
                doc = word * 64 + lowest_bit(left)
                left &= left - np.uint64(1)
                date = date_in(segment, doc)
                rank = -(date if date else NEVER) if oldest_first else date
                if rank >= best[0, 0]:
                    key = key_of(0, rank_in(segment, doc))
                    if beats(best, rank, key):
                        replace_worst(best, rank, key)
    return sort_best(best, 0.0, order_in(segments))
