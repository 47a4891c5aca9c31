"""The pairs of articles that may tell of one event, and how likely each is to.

Articles a few days apart whose signatures share enough weight are compared in full:
p = 1 / (1 + exp(-(13.5 √cosine - 0.9 days - 5.7))), fitted on labelled pairs of news. Both ends of
a pair decide alike, so that it is found whichever of them came first.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.compile import Int, compiled, inlined
from index.stories.signatures import SIZE
from index.stories.words import TERM_BITS

Array = npt.NDArray[Any]

WINDOW = 4
"""Days between two articles on one event, at the most."""

SURE = 10_000
"""The score of a pair that certainly is one event."""

LEAST = 1_000  # a lower score is none
LEAST_SHARED = np.array([671_089, 1_073_742, 1_560_281, 2_181_038, 2_852_126])
"""What two signatures must share, by the days between: .04 and more of ONE squared. Articles that
share less are never so alike that their score counts."""

_SLOTS = 1_024  # of a table with the terms of one article: some 90, at most 310
_TERMS = 2**TERM_BITS


class Weighed(NamedTuple):
    """The weighed terms of n articles, in their order.

    `start` i8[n + 1], where each article's terms begin in `lead` u4[] (`index.stories.lead`) and
    `weight` u2[]; `signature` i8[n, SIZE] the places of the heaviest.
    """

    start: Array
    lead: Array
    weight: Array
    signature: Array


class Days(NamedTuple):
    """When n articles, in the order of their days, are of.

    `first` i8[n] and `last` i8[n], the first and the last day that each may be of; of `vague` ones,
    which come before all others, the day is not known. `series` bool[n] are reports that come out
    day after day: one event with those of their day only.
    """

    first: Array
    last: Array
    vague: int
    series: Array


@compiled
def event_pairs(terms: Weighed, days: Days) -> tuple[Array, Array]:
    """(i8[pairs, 2] the pairs, the earlier article first; i8[pairs] their scores)."""
    n = len(days.first)
    number, head = numbered(terms.lead, terms.signature)
    postings = Postings(number, head, head[:-1].copy(), np.empty((head[-1], 2), np.int32))
    shared, touched = np.zeros(n, np.int64), np.empty(n, np.int64)
    table = np.zeros((_SLOTS, 2), np.int64)
    out, count = np.empty((1024, 3), np.int64), 0
    for doc in range(n):
        met = meet(doc, terms, days, postings, shared, touched)
        filled = False
        for k in range(met):
            other = touched[k]
            enough, shared[other] = shared[other], 0
            gap = max(days.first[doc] - days.last[other], days.first[other] - days.last[doc], 0)
            if gap > WINDOW or (gap > 0 and (days.series[doc] or days.series[other])):
                continue
            if enough < LEAST_SHARED[gap]:
                continue
            if not filled:
                fill(table, terms.lead, terms.weight, terms.start[doc], terms.start[doc + 1])
                filled = True
            found = likelihood(
                product(table, terms, other), max(gap, 1) if other < days.vague else gap
            )
            if found >= LEAST:
                if count == len(out):
                    out = np.concatenate((out, np.empty_like(out)))
                out[count, 0], out[count, 1], out[count, 2] = other, doc, found
                count += 1
    return out[:count, :2].copy(), out[:count, 2].copy()


class Postings(NamedTuple):
    """The signatures of the articles met so far.

    `number` i4[n, SIZE] has each signature's terms as numbers; of term t the postings, rows
    (article, weight) of `rows` i4[], are head[t] to tail[t], oldest first.
    """

    number: Array
    head: Array
    tail: Array
    rows: Array


@compiled
def meet(
    doc: Int, terms: Weighed, days: Days, postings: Postings, shared: Array, touched: Array
) -> Int:
    """Add up what an article's signature shares with those of earlier ones, then add it to them.

    The walk over a term's postings begins at the end, and stops at the first that is too old.
    `shared` i8[n] is written, and `touched` i8[n] the articles that have any; gives how many.
    """
    number, head, tail, rows = postings
    met = 0
    for k in range(SIZE):
        at = terms.signature[doc, k]
        if at < 0:
            break
        term, own = number[doc, k], np.int64(terms.weight[at])
        p = tail[term] - 1
        while p >= head[term] and rows[p, 0] >= days.vague:
            other = rows[p, 0]
            if days.first[other] < days.first[doc] - WINDOW:
                break
            met = share(other, own * rows[p, 1], shared, touched, met)
            p -= 1
        p = min(p, tail[term] - 1)
        q = head[term]
        while q <= p and rows[q, 0] < days.vague:
            met = share(rows[q, 0], own * rows[q, 1], shared, touched, met)
            q += 1
        rows[tail[term], 0], rows[tail[term], 1] = doc, own
        tail[term] += 1
    return met


@inlined
def share(other: Int, amount: Int, shared: Array, touched: Array, met: Int) -> Int:
    """Add what is shared with an article; gives how many articles share anything.

    A term that nearly all articles have weighs nothing, and what is nothing is not shared.
    """
    if amount == 0:
        return met
    if shared[other] == 0:
        touched[met] = other
        met += 1
    shared[other] += amount
    return met


@compiled
def numbered(lead: Array, signature: Array) -> tuple[Array, Array]:
    """(i4[n, SIZE] the terms of signatures as numbers, i8[] where each one's postings begin)."""
    number, count = np.zeros(_TERMS, np.int32), 0
    terms = np.zeros(signature.shape, np.int32)
    df = np.zeros(signature.size + 1, np.int64)
    for doc in range(len(signature)):
        for k in range(SIZE):
            if signature[doc, k] < 0:
                break
            term = lead[signature[doc, k]] >> 8
            if number[term] == 0:
                count += 1
                number[term] = count
            terms[doc, k] = number[term] - 1
            df[number[term]] += 1
    return terms, np.cumsum(df[: count + 1])


@compiled
def fill(table: Array, lead: Array, weight: Array, first: Int, stop: Int) -> None:
    """Put an article's terms and weights into a hash table i8[_SLOTS, 2] with linear probing."""
    table[:] = 0
    for p in range(first, stop):
        term = np.int64(lead[p] >> 8)
        slot = term & (_SLOTS - 1)
        while table[slot, 0]:
            slot = (slot + 1) & (_SLOTS - 1)
        table[slot, 0], table[slot, 1] = term, weight[p]


@compiled
def product(table: Array, terms: Weighed, other: Int) -> Int:
    """The cosine of two articles' weights times ONE squared; one of them is in the table."""
    total = np.int64(0)
    for p in range(terms.start[other], terms.start[other + 1]):
        term = np.int64(terms.lead[p] >> 8)
        slot = term & (_SLOTS - 1)
        while table[slot, 0] and table[slot, 0] != term:
            slot = (slot + 1) & (_SLOTS - 1)
        total += table[slot, 1] * np.int64(terms.weight[p])  # 0 where the term is not
    return total


@compiled
def likelihood(cosine: Int, days: Int) -> Int:
    """How likely two articles tell of one event, in parts of SURE."""
    logit = 13.5 * np.sqrt(cosine / 16_777_216.0) - 0.9 * days - 5.7
    return np.int64(10_000.0 / (1.0 + np.exp(-logit)) + 0.5)
