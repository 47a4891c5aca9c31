"""The pairs of articles that may tell of one event, and how likely each is to.

Articles a few days apart whose signatures share enough weight are compared in full:
p = 1 / (1 + exp(-(13.5 √cosine - 0.9 days - 5.7))), fitted on labelled pairs of news; figures that
differ throughout count as days. Both ends of a pair decide alike, so that it is found whichever of
them came first.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.compile import Int, compiled, inlined
from index.stories.days import ANY_DAY
from index.stories.signatures import SIZE, sign, signatures

Array = npt.NDArray[Any]

WINDOW = 4
"""Days between two articles on one event, at the most."""

SURE = 10_000
"""The score of a pair that certainly is one event."""

LEAST = 1_000  # a lower score is none

EDGE = 5_000
"""The score from which a pair joins two parts (`index.stories.linkage`)."""

LEAST_SHARED = np.array([671_089, 1_073_742, 1_560_281, 2_181_038, 2_852_126, 0])
"""What two signatures must share, by the days between: .04 and more of ONE squared. Articles that
share less are never so alike that their score counts. The last is for an unknown day."""

NOTHING_SHARED = np.zeros_like(LEAST_SHARED)

_SHARED_OF_RARE = 0.4
"""Of the cosine, what two articles of which one has no day must share by rare terms."""

RARE = 256
"""Articles of unknown days that may have a term among their heaviest. What more have does not lead
from one to another: any two of them would have to be compared."""

_ANY_OF_MONTH = 1.0
_UNKNOWN, _UNKNOWN_LARGE = 1.0, 0.2  # days, and days for each doubling of an archive
_LARGE = 1_024  # articles


_APART_BY_FIGURE = 0.5  # days
_EXPLAINED = 5  # figures, by each that two articles have in common


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
    day after day: one event with those of their day only. `unknown` is how many days it counts that
    a day is not known.
    """

    first: Array
    last: Array
    vague: int
    series: Array
    unknown: float


def unknown_days(articles: int) -> float:
    """How many days between two articles an unknown day counts in an archive of some articles.

    The larger the archive is, and so the longer as a rule, the less likely is it that an article
    without a date is of the very days of another; each doubling counts alike.
    """
    return _UNKNOWN + _UNKNOWN_LARGE * (articles // _LARGE).bit_length()


@compiled
def dated_pairs(terms: Weighed, days: Days, low: Int, begin: Int, stop: Int) -> tuple[Array, Array]:
    """The pairs of articles [begin, stop) with earlier ones of [low, stop), all of known days.

    (u4[pairs, 2], the earlier article first; u2[pairs] their scores).
    """
    signature = signatures(terms.start, terms.weight, low, stop)
    postings = empty_postings(terms, signature)
    found = ScoredPairs(np.empty((1024, 3), np.uint32), np.zeros(1, np.int64))
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
            found = judge(doc, touched[:met], shared, LEAST_SHARED, LEAST, terms, days, own, found)
    return pairs_of(found)


@compiled
def vague_postings(terms: Weighed, vague: Int) -> SignaturePostings:
    """The signatures of the first `vague` articles, without terms that more than RARE of them have.

    An article's postings come in the order of the articles.
    """
    signature = signatures(terms.start, terms.weight, 0, vague)
    postings = empty_postings(terms, signature)
    room = postings.tail.copy()
    room[:-1], room[-1:] = postings.head[1:], len(postings.rows)
    for doc in range(vague):
        for at in signature[doc]:
            if at < 0:
                break
            term = terms.lead[at] >> 8
            if room[term] - postings.head[term] <= RARE:
                post(postings, term, doc, np.int32(terms.weight[at]))
    return postings


@compiled
def vague_pairs(
    terms: Weighed, days: Days, postings: SignaturePostings, begin: Int, stop: Int
) -> tuple[Array, Array]:
    """The pairs of articles [begin, stop) with earlier ones of unknown days that join parts.

    `postings` are `vague_postings`; as `dated_pairs`. Those of the same part that are less likely
    one event are for `pairs_of_parts` to find.
    """
    found = ScoredPairs(np.empty((1024, 3), np.uint32), np.zeros(1, np.int64))
    shared, touched = np.zeros(days.vague, np.int32), np.empty(days.vague, np.int32)
    own, places = np.zeros(terms.distinct, np.uint16), np.empty(SIZE, np.int64)
    enough = np.zeros_like(LEAST_SHARED)
    for gap in range(WINDOW + 1):
        enough[gap] = _SHARED_OF_RARE * cosine_of(EDGE, max(float(gap), _ANY_OF_MONTH))
    enough[WINDOW + 1] = _SHARED_OF_RARE * cosine_of(EDGE, days.unknown)
    for doc in range(begin, stop):
        met = 0
        for k in range(sign(terms.start, terms.weight, doc, places)):
            term, weight = terms.lead[places[k]] >> 8, np.int32(terms.weight[places[k]])
            for p in range(postings.head[term], postings.tail[term]):
                other = postings.rows[p, 0]
                if other >= doc:
                    break
                met = share(other, weight * postings.rows[p, 1], shared, touched, met)
        if met:
            found = judge(doc, touched[:met], shared, enough, EDGE, terms, days, own, found)
    return pairs_of(found)


@compiled
def pairs_of_parts(terms: Weighed, days: Days, members: Array, edges: Array) -> tuple[Array, Array]:
    """The pairs inside some parts in which an article of an unknown day is; as `dated_pairs`.

    Part i are the articles members[edges[i] : edges[i + 1]], ascending.
    """
    found = ScoredPairs(np.empty((1024, 3), np.uint32), np.zeros(1, np.int64))
    shared = np.zeros(len(days.first), np.int32)
    own = np.zeros(terms.distinct, np.uint16)
    for i in range(len(edges) - 1):
        first = edges[i]
        for at in range(first + 1, edges[i + 1]):
            others = members[first:at]
            if members[at] >= days.vague:
                others = others[: np.searchsorted(others, days.vague)]
            found = judge(
                members[at], others, shared, NOTHING_SHARED, LEAST, terms, days, own, found
            )
    return pairs_of(found)


@compiled
def pairs_of(found: ScoredPairs) -> tuple[Array, Array]:
    """(u4[pairs, 2], u2[pairs] their scores)."""
    rows = found.rows[: found.size[0]]
    return rows[:, :2].copy(), rows[:, 2].astype(np.uint16)


class SignaturePostings(NamedTuple):
    """The signatures of the articles met so far.

    Of term t the postings, rows (article, weight) of `rows` i4[], are head[t] to tail[t], oldest
    first.
    """

    head: Array
    tail: Array
    rows: Array


class ScoredPairs(NamedTuple):
    """Pairs that were found: `rows` u4[] (one, other, score), of which `size` i8[1] are used."""

    rows: Array
    size: Array


@compiled
def empty_postings(terms: Weighed, signature: Array) -> SignaturePostings:
    """Room for the postings of signatures."""
    df = np.zeros(terms.distinct + 1, np.int64)
    for row in signature:
        for at in row:
            if at < 0:
                break
            df[(terms.lead[at] >> 8) + 1] += 1
    head = np.cumsum(df)
    return SignaturePostings(head[:-1], head[:-1].copy(), np.empty((head[-1], 2), np.int32))


@inlined
def post(postings: SignaturePostings, term: Int, doc: Int, weight: Int) -> None:
    """Add an article to the postings of a term."""
    at = postings.tail[term]
    postings.rows[at, 0], postings.rows[at, 1] = doc, weight
    postings.tail[term] = at + 1


@inlined
def share(other: Int, amount: Int, shared: Array, touched: Array, met: Int) -> Int:
    """Add what is shared with an article; returns how many articles share anything."""
    if shared[other] == 0:
        touched[met] = other
        met += 1
    shared[other] += amount
    return met


@compiled
def judge(
    doc: Int, others: Array, shared: Array, enough: Array, least: Int, terms: Weighed, days: Days,
    own: Array, found: ScoredPairs,
) -> ScoredPairs:  # fmt: skip
    """Compare an article with others, and note the pairs that score `least` or more.

    `shared` i4[] is what each shares with it, which must be `enough` i8[] (as LEAST_SHARED):
    it is zero again in the end, as is `own` u2[], the article's weights by term.
    """
    first, stop = terms.start[doc], terms.start[doc + 1]
    figures = 0
    for p in range(first, stop):
        own[terms.lead[p] >> 8] = terms.weight[p]
        figures += terms.lead[p] >> 2 & 1
    for other in others:
        amount, shared[other] = shared[other], 0
        gap = max(days.first[doc] - days.last[other], days.first[other] - days.last[doc], 0)
        if gap > WINDOW or (gap > 0 and (days.series[doc] or days.series[other])):
            continue
        is_unknown = days.first[other] == -ANY_DAY
        if amount < enough[WINDOW + 1 if is_unknown else gap]:
            continue
        cosine, its_figures, both = np.uint64(0), 0, 0
        for p in range(terms.start[other], terms.start[other + 1]):
            weight, is_figure = own[terms.lead[p] >> 8], terms.lead[p] >> 2 & 1
            cosine += np.uint64(weight) * np.uint64(terms.weight[p])
            its_figures += is_figure
            both += is_figure & (weight > 0)
        apart = float(gap)
        if other < days.vague:  # as are all before it, and those of no day at all come first
            apart = max(apart, days.unknown if is_unknown else _ANY_OF_MONTH)
        apart += apart_by_figures(min(figures, its_figures), both)
        score = likelihood(np.int64(cosine), apart)
        if score >= least:
            found = note(found, other, doc, score)
    for p in range(first, stop):
        own[terms.lead[p] >> 8] = 0
    return found


@compiled
def note(found: ScoredPairs, one: Int, other: Int, score: Int) -> ScoredPairs:
    """Add a pair; returns where pairs are now."""
    rows, count = found.rows, found.size[0]
    if count == len(rows):
        rows = np.concatenate((rows, np.empty_like(rows)))
    rows[count, 0], rows[count, 1], rows[count, 2] = one, other, score
    found.size[0] = count + 1
    return ScoredPairs(rows, found.size)


@compiled
def apart_by_figures(fewer: Int, both: Int) -> float:
    """What it counts, in days, that two articles have few figures in common.

    Of the one that has fewer, `fewer`; in common `both`. Of labelled pairs on one event with five
    or six figures each, 9 % had none in common, with seven and more 2 %; of two reports of a series
    (markets, weather, polls) most have none: they say alike what they measure anew.
    """
    return _APART_BY_FIGURE * float(max(fewer - 1 - _EXPLAINED * both, 0))


@compiled
def likelihood(cosine: Int, days: float) -> Int:
    """How likely two articles tell of one event, in parts of SURE."""
    logit = 13.5 * np.sqrt(cosine / 16_777_216.0) - 0.9 * days - 5.7
    return np.int64(10_000.0 / (1.0 + np.exp(-logit)) + 0.5)


@compiled
def cosine_of(score: Int, days: float) -> float:
    """The cosine, as two weighed articles have it, from which on a pair has a score."""
    logit = np.log(score / (SURE - score))
    return float(((logit + 0.9 * days + 5.7) / 13.5) ** 2 * 16_777_216.0)
