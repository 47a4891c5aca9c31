"""Where words follow one another in an article: by their signs, then by their positions."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import IN_TITLE, LARGEST, MARKED, Float, Int, compiled, inlined, u1_at
from search.rank.block_max_or import take
from search.rank.bm25 import EMPHASIS
from search.rank.match_collector import MatchCollector, collect, threshold
from search.rank.position_reader import (
    CLOSED,
    END,
    LEFT,
    NOW,
    OFTEN,
    POSTING,
    advance_to,
    open_reader,
    step,
)
from search.rank.position_signature import phrase_starts, signature_of
from search.rank.segment_view import SegmentView
from search.rank.term_record import (
    CODE,
    FIELD,
    NOWHERE,
    POSITION,
    POSITION_BYTES,
    exact_tf,
    posting_of,
    weigh,
)
from search.rank.workspace import ORDER, Query, Scratch, factor_of

Array = npt.NDArray[Any]


@inlined
def rank_phrase(
    part: SegmentView,
    query: Query,
    room: Scratch,
    doc: Int,
    slop: Int,
    found: MatchCollector,
    best: Array,
) -> None:
    """Score an article that may have a phrase, and take it in.

    The terms are looked up in ascending order of how many articles have them, for as long as
    their signs allow of a place where the phrase begins.
    """
    streams, begins = room.streams, np.int64(-1)
    marks, most, rarest = np.int64(IN_TITLE), np.int64(2**40), 0
    for at in range(len(query.terms)):
        place = room.lists[at, ORDER]
        record, stream = part.records[query.terms[place]], streams[place]
        posting = posting_of(record, stream[POSTING], doc)
        if posting == NOWHERE:
            return
        sign = signature_of(record, posting)
        begins &= phrase_starts(sign, place)
        if slop == 1 and begins == 0:
            return
        byte = sign & 255
        tf = exact_tf(record, posting, byte)
        stream[POSTING], stream[OFTEN], stream[LEFT] = posting, tf, CLOSED
        marks &= byte
        if tf < most:
            most, rarest = tf, place
    first = part.records[query.terms[0]]
    divisor = query.divisors[first[FIELD], u1_at(first[CODE], LARGEST)[doc]]
    if score_phrase(query, most, divisor, marks) < threshold(found, best):
        return
    if slop == 1:
        least = 1
        while score_phrase(query, least, divisor, marks) < threshold(found, best):
            least += 1
        order = room.lists[:, ORDER]
        tf = exact_frequency(part.records, query.terms, streams, order, rarest, least)
    else:
        tf = near_frequency(part.records, query.terms, streams, slop, most)
    if tf:
        take(part, doc, score_phrase(query, tf, divisor, marks), best)
        if len(found.doc):
            found.doc[room.held[0]] = doc
            found.tf[room.held[0]] = tf + (MARKED if marks else 0)
        collect(room, found, doc)


@inlined
def score_phrase(query: Query, tf: Int, divisor: Float, marks: Int) -> Int:
    """What a phrase scores that occurs so often; `marks` when its words are in the title."""
    emphasis = EMPHASIS[IN_TITLE] if marks else EMPHASIS[0]
    weight = weigh(np.float32(tf), divisor, emphasis)
    return np.int64(factor_of(query, 0) * weight)


@inlined
def exact_frequency(
    records: Array, terms: Array, streams: Array, order: Array, rarest: Int, least: Int
) -> Int:
    """How often the terms stand side by side, in their order; 0 when less often than `least`.

    From each position of the `rarest`, the others are asked in the `order` given, frequent ones
    last, whether they stand where they should. So most of these are never read.
    """
    found = 0
    leading, record = streams[rarest], records[terms[rarest]]
    data = u1_at(record[POSITION], record[POSITION_BYTES])
    open_reader(record, leading)
    while leading[NOW] != END and found + leading[LEFT] + 1 >= least:
        start = leading[NOW] - rarest
        fits = start >= 0
        turn = 0
        while fits and turn < len(terms):
            place = order[turn]
            turn += 1
            if place != rarest:
                advance_to(records[terms[place]], streams[place], start + place)
                fits = streams[place, NOW] == start + place
                if streams[place, NOW] == END:
                    leading[LEFT] = 0
        found += fits
        step(data, leading)
    return found if found >= least else 0


@compiled
def near_frequency(records: Array, terms: Array, streams: Array, slop: Int, most: Int) -> Int:
    """How often each term follows the one before within `slop` places.

    Counted at the last term, and no more often than `most`: so often does the rarest term occur.
    """
    for place in range(len(terms)):
        open_reader(records[terms[place]], streams[place])
    reached = np.empty(streams[0, LEFT] + 1, np.int64)
    reaches = 0
    data = u1_at(records[terms[0], POSITION], records[terms[0], POSITION_BYTES])
    while streams[0, NOW] != END:
        reached[reaches] = streams[0, NOW]
        reaches += 1
        step(data, streams[0])
    for place in range(1, len(terms)):
        following = np.empty(streams[place, LEFT] + 1, np.int64)
        data = u1_at(records[terms[place], POSITION], records[terms[place], POSITION_BYTES])
        last, follow = 0, 0
        while streams[place, NOW] != END:
            now = streams[place, NOW]
            while last < reaches and reached[last] < now - slop:
                last += 1
            if last < reaches and reached[last] < now:
                following[follow] = now
                follow += 1
            step(data, streams[place])
        reached, reaches = following, follow
    return min(reaches, most)
