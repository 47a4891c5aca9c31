"""Where terms follow one another in an article: by their signatures, then by their positions."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import (
    IN_TITLE,
    MARKED,
    MAX_DOCUMENTS,
    Float,
    Int,
    compiled,
    inlined,
    u1_at,
)
from search.rank.bm25 import EMPHASIS
from search.rank.match_collector import MatchCollector, collect, threshold_of
from search.rank.position_reader import (
    CLOSED,
    CURRENT,
    END,
    LEFT,
    OCCURRENCES,
    POSTING,
    advance,
    advance_to,
    open_reader,
)
from search.rank.position_signature import phrase_starts, signature_of
from search.rank.segment_view import SegmentView
from search.rank.term_record import (
    CODE,
    FIELD,
    NOT_FOUND,
    POSITION,
    POSITION_BYTES,
    exact_tf,
    posting_of,
    weigh,
)
from search.rank.top_k import push
from search.rank.workspace import ORDER, PackedQuery, Scratch, factor_of

Array = npt.NDArray[Any]


@inlined
def rank_phrase(
    view: SegmentView, query: PackedQuery, scratch: Scratch, doc: Int, slop: Int,
    matches: MatchCollector, best: Array,
) -> None:  # fmt: skip
    """Score an article that may have a phrase, and push it if it has.

    Three tests of ascending cost. Signatures: the rotated 24-bit masks of where each term stands
    are intersected; zero means that the phrase starts nowhere. Score: a phrase occurs at most as
    often as its rarest term, and if even that scores below the threshold, it is skipped. Positions:
    they are decoded only until the phrase cannot occur often enough any more.

    Example:
        `"harbour wall"` in an article with "harbour" at 3 and 40 and "wall" at 4, 10 and 11. The
        starts are {3, 40 mod 24 = 16} by "harbour" and {3, 9, 10} by "wall", one less than it
        stands: 3 remains. "harbour" is the rarer and leads: from 3, "wall" is at 4, a match;
        from 40, "wall" has ended.

    The columns ORDER (terms by ascending df) and POSTING (from where each is looked up) are filled
    before. Writes scratch.readers, and when the phrase occurs, `matches` and scratch.matched.
    """
    readers, starts = scratch.readers, np.int64(-1)
    marks, max_tf, rarest = np.int64(IN_TITLE), np.int64(2**40), 0
    for at in range(len(query.terms)):
        slot = scratch.lists[at, ORDER]
        record, reader = view.records[query.terms[slot]], readers[slot]
        posting = posting_of(record, reader[POSTING], doc)
        if posting == NOT_FOUND:
            return
        signature = signature_of(record, posting)
        starts &= phrase_starts(signature, slot)
        if slop == 1 and starts == 0:
            return
        byte = signature & 255
        tf = exact_tf(record, posting, byte)
        reader[POSTING], reader[OCCURRENCES], reader[LEFT] = posting, tf, CLOSED
        marks &= byte
        if tf < max_tf:
            max_tf, rarest = tf, slot
    first = view.records[query.terms[0]]
    divisor = query.divisors[first[FIELD], u1_at(first[CODE], MAX_DOCUMENTS)[doc]]
    if score_phrase(query, max_tf, divisor, marks) < threshold_of(matches, best):
        return
    if slop == 1:
        min_tf = 1
        while score_phrase(query, min_tf, divisor, marks) < threshold_of(matches, best):
            min_tf += 1
        order = scratch.lists[:, ORDER]
        tf = exact_frequency(view.records, query.terms, readers, order, rarest, min_tf)
    else:
        tf = near_frequency(view.records, query.terms, readers, slop, max_tf)
    if tf:
        push(view, doc, score_phrase(query, tf, divisor, marks), best)
        if len(matches.doc):
            matches.doc[scratch.matched[0]] = doc
            matches.tf[scratch.matched[0]] = tf + (MARKED if marks else 0)
        collect(scratch, matches, doc)


@inlined
def score_phrase(query: PackedQuery, tf: Int, divisor: Float, marks: Int) -> Int:
    """The score of a phrase that occurs `tf` times; `marks` is not 0 when its terms are titled."""
    emphasis = EMPHASIS[IN_TITLE] if marks else EMPHASIS[0]
    weight = weigh(np.float32(tf), divisor, emphasis)
    return np.int64(factor_of(query, 0) * weight)


@inlined
def exact_frequency(
    records: Array, terms: Array, readers: Array, order: Array, rarest: Int, min_tf: Int
) -> Int:
    """How often the terms stand side by side, in their order; 0 when less often than `min_tf`.

    Each position of the term `rarest` leads: the others, in the `order` given, the most frequent
    last, are advanced to where they should stand, and most of theirs are never decoded. Advances
    `readers`.
    """
    found = 0
    leading, record = readers[rarest], records[terms[rarest]]
    data = u1_at(record[POSITION], record[POSITION_BYTES])
    open_reader(record, leading)
    while leading[CURRENT] != END and found + leading[LEFT] + 1 >= min_tf:
        start = leading[CURRENT] - rarest
        fits = start >= 0
        turn = 0
        while fits and turn < len(terms):
            slot = order[turn]
            turn += 1
            if slot != rarest:
                advance_to(records[terms[slot]], readers[slot], start + slot)
                fits = readers[slot, CURRENT] == start + slot
                if readers[slot, CURRENT] == END:
                    leading[LEFT] = 0
        found += fits
        advance(data, leading)
    return found if found >= min_tf else 0


@compiled
def near_frequency(records: Array, terms: Array, readers: Array, slop: Int, max_tf: Int) -> Int:
    """How often each term follows the one before within `slop` positions.

    Counted at the last term, and `max_tf`, the frequency of the rarest term, at the most. Advances
    `readers`.
    """
    for slot in range(len(terms)):
        open_reader(records[terms[slot]], readers[slot])
    reached = np.empty(readers[0, LEFT] + 1, np.int64)
    reaches = 0
    data = u1_at(records[terms[0], POSITION], records[terms[0], POSITION_BYTES])
    while readers[0, CURRENT] != END:
        reached[reaches] = readers[0, CURRENT]
        reaches += 1
        advance(data, readers[0])
    for slot in range(1, len(terms)):
        following = np.empty(readers[slot, LEFT] + 1, np.int64)
        data = u1_at(records[terms[slot], POSITION], records[terms[slot], POSITION_BYTES])
        last, follow = 0, 0
        while readers[slot, CURRENT] != END:
            current = readers[slot, CURRENT]
            while last < reaches and reached[last] < current - slop:
                last += 1
            if last < reaches and reached[last] < current:
                following[follow] = current
                follow += 1
            advance(data, readers[slot])
        reached, reaches = following, follow
    return min(reaches, max_tf)
