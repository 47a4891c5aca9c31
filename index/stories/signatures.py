"""The weights of an article's terms, and the heaviest of them, by which others are found.

A weight is (1 + log tf) times the idf of the term in the article's period, twice as much for names:
what is rare in one year is not in another. All weights are whole numbers, so that no sum depends on
the order of adding.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import compiled
from index.stories.lead import MOST
from index.stories.words import TERM_BITS

Array = npt.NDArray[Any]

ENOUGH = 20_000
"""Articles that tell how rare a term is: those of the year, and of years around it."""

SIZE = 24
"""Terms of a signature."""

ONE = 4_096
"""The length of an article's weights as a vector."""

_IDF_STEPS, _TF_STEPS = 64, 16
_TF = np.rint(_TF_STEPS * (1 + np.log(np.maximum(np.arange(MOST + 1), 1)))).astype(np.int64)


def periods(years: Array) -> dict[int, tuple[int, int]]:
    """The first and last year that each year's idf is counted over; year 0, unknown, has all."""
    found, counts = np.unique(years, return_counts=True)
    count = dict(zip(found.tolist(), counts.tolist(), strict=True))
    dated = [year for year in count if year]
    out = {0: (0, 9999)}
    for year in dated:
        first = last = year
        total = count[year]
        while total < ENOUGH and (first > dated[0] or last < dated[-1]):
            first, last = max(first - 1, dated[0]), min(last + 1, dated[-1])
            total = sum(count.get(each, 0) for each in range(first, last + 1))
        out[year] = (first, last)
    return out


def weights(start: Array, lead: Array, years: Array) -> Array:
    """u2[terms] The weight of each term of each article; an article's have the length ONE."""
    out = np.zeros(len(lead), np.uint16)
    by_period: dict[tuple[int, int], list[int]] = {}
    for year, period in periods(years).items():
        by_period.setdefault(period, []).append(year)
    df = np.zeros(2**TERM_BITS, np.int32)
    for (first, last), own in by_period.items():
        inside = (years >= first) & (years <= last)
        df[:] = 0
        count_terms(start, lead, inside, df)
        n = int(inside.sum())
        seen = np.arange(n + 1)
        idf = np.rint(_IDF_STEPS * np.log1p((n - seen + 0.5) / (seen + 0.5))).astype(np.int64)
        weigh(start, lead, np.isin(years, own), df, idf, _TF, out)
    return out


@compiled
def count_terms(start: Array, lead: Array, inside: Array, df: Array) -> None:
    """Add to `df` i4[2**24] how many of the articles that are `inside` have each term."""
    for doc in range(len(inside)):
        if inside[doc]:
            for p in range(start[doc], start[doc + 1]):
                df[lead[p] >> 8] += 1


@compiled
def weigh(
    start: Array, lead: Array, own: Array, df: Array, idf: Array, tf: Array, out: Array
) -> None:
    """Fill `out` for the articles that are of the period, `own` bool[n]."""
    for doc in range(len(own)):
        if not own[doc]:
            continue
        total = 0.0  # a sum of whole numbers below 2**53: exact
        for p in range(start[doc], start[doc + 1]):
            weight = tf[lead[p] >> 3 & 31] * idf[df[lead[p] >> 8]] << (lead[p] >> 1 & 1)
            total += float(weight) * float(weight)
        length = np.sqrt(total) if total > 0 else 1.0
        for p in range(start[doc], start[doc + 1]):
            weight = tf[lead[p] >> 3 & 31] * idf[df[lead[p] >> 8]] << (lead[p] >> 1 & 1)
            out[p] = np.uint16(float(weight) * 4096.0 / length + 0.5)


@compiled
def signatures(start: Array, lead: Array, weight: Array) -> Array:
    """i8[n, SIZE] Where each article's heaviest terms stand in `lead`; -1 for none.

    What weighs nothing, since all articles have it, is no part of a signature.
    """
    n = len(start) - 1
    out = np.full((n, SIZE), -1, np.int64)
    for doc in range(n):
        count = 0
        for p in range(start[doc], start[doc + 1]):
            if weight[p] == 0:
                continue
            if count == SIZE and weight[p] <= weight[out[doc, SIZE - 1]]:
                continue
            at = count if count < SIZE else SIZE - 1
            while at > 0 and weight[out[doc, at - 1]] < weight[p]:
                out[doc, at] = out[doc, at - 1]
                at -= 1
            out[doc, at] = p
            count = min(count + 1, SIZE)
    return out
