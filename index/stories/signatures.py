"""The weights of an article's terms, and the heaviest of them, by which others are found.

A weight is (1 + log tf) times the idf of the term in the article's period, twice as much for names:
what is rare in one year is not in another. All weights are whole numbers, so that no sum depends on
the order of adding.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import Int, compiled
from index.stories.lead import MOST_TF
from index.stories.words import TERM_BITS

Array = npt.NDArray[Any]

ENOUGH = 20_000
"""Articles that tell how rare a term is: those of the year, and of years around it."""

SIZE = 24
"""Terms of a signature."""

ONE = 4_096
"""The length of an article's weights as a vector."""

_IDF_STEPS, _TF_STEPS = 64, 16
_TF = np.rint(_TF_STEPS * (1 + np.log(np.maximum(np.arange(MOST_TF + 1), 1)))).astype(np.int64)


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


def by_year(years: Array) -> dict[int, Array]:
    """The articles of each year, in their order."""
    order = np.argsort(years, kind="stable")
    found, begins = np.unique(years[order], return_index=True)
    ends = [*begins.tolist(), len(order)]
    return {
        year: order[first:stop]
        for year, first, stop in zip(found.tolist(), ends, ends[1:], strict=False)
    }


def number_terms(lead: Array) -> int:
    """Write over the terms of `lead` u4[] by numbers, in the order in which they come.

    Tables by term are small then.

    Returns:
        How many distinct terms there are.
    """
    # NumPy's zeros are memory that is not there until it is touched. Those of a kernel are written:
    # 64 MB for a run of one article.
    return int(_number_terms(lead, np.zeros(2**TERM_BITS, np.uint32)))


@compiled
def _number_terms(lead: Array, number: Array) -> int:
    """`number` u4[2 ** TERM_BITS], of zeros, is given one more than the number of each term."""
    count = 0
    for p in range(len(lead)):
        term = lead[p] >> 8
        if number[term] == 0:
            count += 1
            number[term] = count
        lead[p] = (number[term] - 1) << 8 | (lead[p] & 0xFF)
    return count


def weights(start: Array, lead: Array, distinct: int, years: Array, wanted: Iterable[int]) -> Array:
    """u2[terms] The weight of each term of each article; an article's have the length ONE.

    `lead` is numbered; `years` i8[n] are those of the articles, and only those of the years that
    are `wanted` are weighed.
    """
    out = np.zeros(len(lead), np.uint16)
    docs = by_year(years)
    df, counted = np.zeros(distinct, np.int32), set[int]()
    of = periods(years)
    for year in sorted(wanted):
        first, last = of[year]
        inside = {each for each in docs if first <= each <= last}
        for each in sorted(inside ^ counted):  # neighbouring periods have most years in common
            count_terms(start, lead, docs[each], 1 if each in inside else -1, df)
        counted = inside
        n = sum(len(docs[each]) for each in inside)
        seen = np.arange(n + 1)
        idf = np.rint(_IDF_STEPS * np.log1p((n - seen + 0.5) / (seen + 0.5))).astype(np.int64)
        weigh(start, lead, docs[year], df, idf, _TF, out)
    return out


@compiled
def count_terms(start: Array, lead: Array, docs: Array, step: Int, df: Array) -> None:
    """Add `step` to `df` i4[distinct] for each term of the articles i8[] `docs`."""
    for doc in docs:
        for p in range(start[doc], start[doc + 1]):
            df[lead[p] >> 8] += step


@compiled
def weigh(
    start: Array, lead: Array, docs: Array, df: Array, idf: Array, tf: Array, out: Array
) -> None:
    """Fill `out` for the articles i8[] `docs`, which are of the period."""
    for doc in docs:
        total = 0.0  # a sum of whole numbers below 2**53: exact
        for p in range(start[doc], start[doc + 1]):
            weight = tf[lead[p] >> 3 & 31] * idf[df[lead[p] >> 8]] << (lead[p] >> 1 & 1)
            total += float(weight) * float(weight)
        length = np.sqrt(total) if total > 0 else 1.0
        for p in range(start[doc], start[doc + 1]):
            weight = tf[lead[p] >> 3 & 31] * idf[df[lead[p] >> 8]] << (lead[p] >> 1 & 1)
            out[p] = np.uint16(float(weight) * 4096.0 / length + 0.5)


@compiled
def signatures(start: Array, weight: Array, first: Int, stop: Int) -> Array:
    """i8[stop - first, SIZE] Where the heaviest terms of articles stand in `weight`; -1 for none.

    What weighs nothing, since all articles have it, is no part of a signature.
    """
    out = np.full((stop - first, SIZE), -1, np.int64)
    for doc in range(first, stop):
        sign(start, weight, doc, out[doc - first])
    return out


@compiled
def sign(start: Array, weight: Array, doc: Int, out: Array) -> int:
    """Write an article's signature to i8[SIZE]; returns how many terms it has."""
    count = 0
    for p in range(start[doc], start[doc + 1]):
        if weight[p] == 0 or (count == SIZE and weight[p] <= weight[out[SIZE - 1]]):
            continue
        at = min(count, SIZE - 1)
        while at > 0 and weight[out[at - 1]] < weight[p]:
            out[at] = out[at - 1]
            at -= 1
        out[at] = p
        count = min(count + 1, SIZE)
    return count
