"""The pairs of articles that may tell of one event, and how likely each is to.

Articles a few days apart whose signatures share enough weight are compared in full:
p = 1 / (1 + exp(-(13.5 √cosine - 0.9 days - 5.7))), fitted on labelled pairs of news. Both ends of a
pair decide alike, so that it is found whichever of them came first.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import Int, compiled
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


@compiled
def event_pairs(
    start: Array, lead: Array, weight: Array, signature: Array, first: Array, last: Array,
    vague: int, series: Array,
) -> tuple[Array, Array]:  # fmt: skip
    """(i8[pairs, 2] the pairs, the earlier article first; i8[pairs] their scores).

    Args:
        start: i8[n + 1] Where each article's terms begin.
        lead: u4[] The terms (`index.stories.lead`).
        weight: u2[] Their weights.
        signature: i8[n, SIZE] Places of the heaviest terms.
        first: i8[n] The first day that an article may be of; `last` i8[n] the last.
        vague: How many articles, the first ones, have no day that is known; the others are in the
            order of their days.
        series: bool[n] Reports that come out day after day: one event with those of their day only.
    """
    n = len(first)
    terms, head = numbered(lead, signature)
    tail = head[:-1].copy()
    posting, of = np.empty(head[-1], np.int32), np.empty(head[-1], np.uint16)
    shared, touched = np.zeros(n, np.int64), np.empty(n, np.int64)
    table = np.zeros((_SLOTS, 2), np.int64)
    out, score, count = np.empty((1024, 2), np.int64), np.empty(1024, np.int64), 0
    for doc in range(n):
        met = 0
        for k in range(SIZE):
            at = signature[doc, k]
            if at < 0:
                break
            term, own = terms[doc, k], np.int64(weight[at])
            p = tail[term] - 1
            while p >= head[term] and posting[p] >= vague and doc >= vague:
                other = posting[p]
                if first[other] < first[doc] - WINDOW:
                    break
                if shared[other] == 0:
                    touched[met] = other
                    met += 1
                shared[other] += own * of[p]
                p -= 1
            stop = tail[term] if doc < vague else p + 1
            p = head[term]
            while p < stop and posting[p] < vague:
                other = posting[p]
                if shared[other] == 0:
                    touched[met] = other
                    met += 1
                shared[other] += own * of[p]
                p += 1
        for k in range(SIZE):
            at = signature[doc, k]
            if at < 0:
                break
            term = terms[doc, k]
            posting[tail[term]], of[tail[term]] = doc, weight[at]
            tail[term] += 1
        filled = False
        for k in range(met):
            other = touched[k]
            enough, shared[other] = shared[other], 0
            gap = max(first[doc] - last[other], first[other] - last[doc], 0)
            if gap > WINDOW or (gap > 0 and (series[doc] or series[other])):
                continue
            if enough < LEAST_SHARED[gap]:
                continue
            if other < vague or doc < vague:
                gap = max(gap, 1)
            if not filled:
                fill(table, lead, weight, start[doc], start[doc + 1])
                filled = True
            found = likelihood(product(table, lead, weight, start[other], start[other + 1]), gap)
            if found < LEAST:
                continue
            if count == len(out):
                more, scores = np.empty((2 * count, 2), np.int64), np.empty(2 * count, np.int64)
                more[:count], scores[:count] = out, score
                out, score = more, scores
            out[count, 0], out[count, 1], score[count] = other, doc, found
            count += 1
    return out[:count].copy(), score[:count].copy()


@compiled
def numbered(lead: Array, signature: Array) -> tuple[Array, Array]:
    """(i4[n, SIZE] the terms of signatures as numbers from 0, i8[] where each one's postings begin)."""
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
def product(table: Array, lead: Array, weight: Array, first: Int, stop: Int) -> Int:
    """The cosine of two articles' weights times ONE squared; one of them is in the table."""
    total = np.int64(0)
    for p in range(first, stop):
        term = np.int64(lead[p] >> 8)
        slot = term & (_SLOTS - 1)
        while table[slot, 0] and table[slot, 0] != term:
            slot = (slot + 1) & (_SLOTS - 1)
        total += table[slot, 1] * np.int64(weight[p])  # 0 where the term is not
    return total


@compiled
def likelihood(cosine: Int, days: Int) -> Int:
    """How likely two articles tell of one event, in parts of SURE."""
    logit = 13.5 * np.sqrt(cosine / 16_777_216.0) - 0.9 * days - 5.7
    return np.int64(10_000.0 / (1.0 + np.exp(-logit)) + 0.5)
