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
from index.stories.signatures import SIZE, sign, signatures

Array = npt.NDArray[Any]

WINDOW = 4
"""Days between two articles on one event, at the most."""

SURE = 10_000
"""The score of a pair that certainly is one event."""

LEAST = 1_000  # a lower score is none
LEAST_SHARED = np.array([671_089, 1_073_742, 1_560_281, 2_181_038, 2_852_126])
"""What two signatures must share, by the days between: .04 and more of ONE squared. Articles that
share less are never so alike that their score counts."""


class Weighed(NamedTuple):
    """The weighed terms of n articles, in their order.

    `start` i8[n + 1], where each article's terms begin in `lead` u4[] (`index.stories.lead`, its
    terms numbers below `distinct`) and in `weight` u2[].
    """

    start: Array
    lead: Array
    distinct: int
    weight: Array


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
def dated_pairs(terms: Weighed, days: Days, low: Int, begin: Int, stop: Int) -> tuple[Array, Array]:
    """The pairs of articles [begin, stop) with earlier ones of [low, stop), all of known days.

    (u4[pairs, 2], the earlier article first; u2[pairs] their scores).
    """
    signature = signatures(terms.start, terms.weight, low, stop)
    postings = empty_postings(terms, signature)
    found = Found(np.empty((1024, 3), np.uint32), np.zeros(1, np.int64))
    shared, touched = np.zeros(stop, np.int32), np.empty(stop, np.int32)
    own = np.zeros(terms.distinct, np.uint16)
    for doc in range(low, stop):
        met = 0
        for at in signature[doc - low]:
            if at < 0:
                break
            term, weight = terms.lead[at] >> 8, np.int32(terms.weight[at])
            p = postings.tail[term] - 1
            while doc >= begin and p >= postings.head[term]:
                other = postings.rows[p, 0]
                if days.first[other] < days.first[doc] - WINDOW:
                    break  # as are all before it
                met = share(other, weight * postings.rows[p, 1], shared, touched, met)
                p -= 1
            post(postings, term, doc, weight)
        if met:
            found = judge(doc, touched[:met], shared, terms, days, own, found)
    rows = found.rows[: found.size[0]]
    return rows[:, :2].copy(), rows[:, 2].astype(np.uint16)


@compiled
def vague_pairs(terms: Weighed, days: Days) -> tuple[Array, Array]:
    """The pairs of articles of unknown days with all others; as `dated_pairs`."""
    n = len(days.first)
    signature = signatures(terms.start, terms.weight, 0, days.vague)
    postings = empty_postings(terms, signature)
    found = Found(np.empty((1024, 3), np.uint32), np.zeros(1, np.int64))
    shared, touched = np.zeros(days.vague, np.int32), np.empty(days.vague, np.int32)
    own, places = np.zeros(terms.distinct, np.uint16), np.empty(SIZE, np.int64)
    for doc in range(n):
        met = 0
        for k in range(sign(terms.start, terms.weight, doc, places)):
            term, weight = terms.lead[places[k]] >> 8, np.int32(terms.weight[places[k]])
            for p in range(postings.head[term], postings.tail[term]):
                other = postings.rows[p, 0]
                met = share(other, weight * postings.rows[p, 1], shared, touched, met)
            if doc < days.vague:
                post(postings, term, doc, weight)
        if met:
            found = judge(doc, touched[:met], shared, terms, days, own, found)
    rows = found.rows[: found.size[0]]
    return rows[:, :2].copy(), rows[:, 2].astype(np.uint16)


class Postings(NamedTuple):
    """The signatures of the articles met so far.

    Of term t the postings, rows (article, weight) of `rows` i4[], are head[t] to tail[t], oldest
    first.
    """

    head: Array
    tail: Array
    rows: Array


class Found(NamedTuple):
    """Pairs that were found: `rows` u4[] (one, other, score), of which `size` i8[1] are used."""

    rows: Array
    size: Array


@compiled
def empty_postings(terms: Weighed, signature: Array) -> Postings:
    """Room for the postings of signatures."""
    df = np.zeros(terms.distinct + 1, np.int64)
    for row in signature:
        for at in row:
            if at < 0:
                break
            df[(terms.lead[at] >> 8) + 1] += 1
    head = np.cumsum(df)
    return Postings(head[:-1], head[:-1].copy(), np.empty((head[-1], 2), np.int32))


@inlined
def post(postings: Postings, term: Int, doc: Int, weight: Int) -> None:
    """Add an article to the postings of a term."""
    at = postings.tail[term]
    postings.rows[at, 0], postings.rows[at, 1] = doc, weight
    postings.tail[term] = at + 1


@inlined
def share(other: Int, amount: Int, shared: Array, touched: Array, met: Int) -> Int:
    """Add what is shared with an article; gives how many articles share anything."""
    if shared[other] == 0:
        touched[met] = other
        met += 1
    shared[other] += amount
    return met


@compiled
def judge(
    doc: Int, touched: Array, shared: Array, terms: Weighed, days: Days, own: Array, found: Found
) -> Found:
    """Compare an article with those that share enough with it, and note the pairs that score.

    `touched` i4[] are the articles that share anything, `shared` i4[] how much: it is zero again
    in the end, as is `own` u2[], the article's weights by term.
    """
    first, stop = terms.start[doc], terms.start[doc + 1]
    for p in range(first, stop):
        own[terms.lead[p] >> 8] = terms.weight[p]
    for other in touched:
        enough, shared[other] = shared[other], 0
        gap = max(days.first[doc] - days.last[other], days.first[other] - days.last[doc], 0)
        if gap > WINDOW or (gap > 0 and (days.series[doc] or days.series[other])):
            continue
        if enough < LEAST_SHARED[gap]:
            continue
        cosine = np.uint64(0)
        for p in range(terms.start[other], terms.start[other + 1]):
            cosine += np.uint64(own[terms.lead[p] >> 8]) * np.uint64(terms.weight[p])
        score = likelihood(np.int64(cosine), max(gap, 1) if other < days.vague else gap)
        if score >= LEAST:
            found = note(found, other, doc, score)
    for p in range(first, stop):
        own[terms.lead[p] >> 8] = 0
    return found


@compiled
def note(found: Found, one: Int, other: Int, score: Int) -> Found:
    """Add a pair; gives where pairs are now."""
    rows, count = found.rows, found.size[0]
    if count == len(rows):
        rows = np.concatenate((rows, np.empty_like(rows)))
    rows[count, 0], rows[count, 1], rows[count, 2] = one, other, score
    found.size[0] = count + 1
    return Found(rows, found.size)


@compiled
def likelihood(cosine: Int, days: Int) -> Int:
    """How likely two articles tell of one event, in parts of SURE."""
    logit = 13.5 * np.sqrt(cosine / 16_777_216.0) - 0.9 * days - 5.7
    return np.int64(10_000.0 / (1.0 + np.exp(-logit)) + 0.5)
