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
LEAST_SHARED = 671_089  # .04 of what a signature shares with itself, which is ONE squared
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
    head = np.zeros(_TERMS + 1, np.int64)
    for doc in range(n):
        for k in range(SIZE):
            if signature[doc, k] >= 0:
                head[(lead[signature[doc, k]] >> 8) + 1] += 1
    for term in range(_TERMS):
        head[term + 1] += head[term]
    tail = head[:-1].copy()
    posting, of = np.empty(head[-1], np.int32), np.empty(head[-1], np.uint16)
    shared, touched = np.zeros(n, np.int64), np.empty(n, np.int64)
    out, score, count = np.empty((1024, 2), np.int64), np.empty(1024, np.int64), 0
    for doc in range(n):
        met = 0
        for k in range(SIZE):
            at = signature[doc, k]
            if at < 0:
                break
            term, own = lead[at] >> 8, np.int64(weight[at])
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
            term = lead[at] >> 8
            posting[tail[term]], of[tail[term]] = doc, weight[at]
            tail[term] += 1
        for k in range(met):
            other = touched[k]
            enough, shared[other] = shared[other] >= LEAST_SHARED, 0
            if not enough:
                continue
            gap = max(first[doc] - last[other], first[other] - last[doc], 0)
            if gap > WINDOW or (gap > 0 and (series[doc] or series[other])):
                continue
            if other < vague or doc < vague:
                gap = max(gap, 1)
            found = likelihood(product(start, lead, weight, doc, other), gap)
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
def product(start: Array, lead: Array, weight: Array, one: Int, other: Int) -> Int:
    """The cosine of two articles' weights times ONE squared."""
    a, b, total = start[one], start[other], np.int64(0)
    while a < start[one + 1] and b < start[other + 1]:
        x, y = lead[a] >> 8, lead[b] >> 8
        if x == y:
            total += np.int64(weight[a]) * np.int64(weight[b])
            a += 1
            b += 1
        elif x < y:
            a += 1
        else:
            b += 1
    return total


@compiled
def likelihood(cosine: Int, days: Int) -> Int:
    """How likely two articles tell of one event, in parts of SURE."""
    logit = 13.5 * np.sqrt(cosine / 16_777_216.0) - 0.9 * days - 5.7
    return np.int64(10_000.0 / (1.0 + np.exp(-logit)) + 0.5)
