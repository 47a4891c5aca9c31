"""How often each value of some columns occurs among articles.

Articles have few different combinations of values (an outlet has its language, and publishes in
some months), so that each segment numbers these groups: counting is one addition for an article,
and only the groups that were met are taken apart into their values.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import (
    LARGEST,
    Int,
    compiled,
    i4_at,
    inlined,
    lowest_bit,
    popcount,
    u2_at,
    unowned,
)
from search.rank.term_record import WORDS

Array = npt.NDArray[Any]

ARTICLES, GROUP, VALUES, TOTALS, GROUPS, FACET_COLUMNS = range(6)
"""Of each segment: how many articles it has; u2[N] their groups; i4[GROUPS, facets] the values of
each, as places in the counts; i4[GROUPS] how many articles are in each; how many groups."""

_PLACE_BITS = 30  # of the place of a value; above is room for the counts of 2**33 articles


@compiled
def count_values(
    table: Array, ranges: Array, bits: Array, groups: Array, counts: Array, codes: Array
) -> None:
    """Count how often each value occurs among the articles in `bits` u8[segments, WORDS].

    `table` i8[segments, FACET_COLUMNS]; `ranges` i8[facets, 4]: the values of facet f that are
    wanted have the places from ranges[f, 0] to ranges[f, 1]. Filled: `counts` i8[values], which has
    zeros before; and `codes` i8[values], from ranges[f, 0] to ranges[f, 2], the places of those
    that occur: the most frequent first, or ascending where ranges[f, 3] is 0. `groups`
    i4[LARGEST] is room to count in, with zeros in it between calls.
    """
    table, bits, groups, counts = (
        unowned(table), unowned(bits), unowned(groups), unowned(counts),
    )  # fmt: skip
    facets = len(ranges)
    for number in range(len(table)):
        add_segment(table[number], ranges, bits[number], groups, counts)
    for facet in range(facets):
        first = end = ranges[facet, 0]
        for place in range(first, ranges[facet, 1]):
            if counts[place]:
                codes[end] = place
                end += 1
        ranges[facet, 2] = end
        if ranges[facet, 3]:
            sort_by_count(codes[first:end], counts)


@inlined
def sort_by_count(codes: Array, counts: Array) -> None:
    """Sort some places by their counts, the largest first; of equals the first stays first."""
    for at in range(len(codes)):
        codes[at] -= counts[codes[at]] << _PLACE_BITS  # as one number, which sorts the quickest
    codes.sort()
    for at in range(len(codes)):
        codes[at] &= (1 << _PLACE_BITS) - 1


@inlined
def add_segment(row: Array, ranges: Array, bits: Array, groups: Array, counts: Array) -> None:
    """Add the articles of a segment to the counts of their values.

    A few are added one by one; more, group by group; and where most are there, those that are not
    are taken off the totals.
    """
    group_of, facets = u2_at(row[GROUP], LARGEST), len(ranges)
    value = i4_at(row[VALUES], row[GROUPS] * facets)
    articles = np.int64(0)
    for word in range(WORDS):
        articles += popcount(bits[word])
    if articles <= row[GROUPS]:
        for word in range(WORDS):
            left = bits[word]
            while left:
                group: Int = np.int64(group_of[word * 64 + lowest_bit(left)])
                left &= left - np.uint64(1)
                for facet in range(facets):
                    counts[value[group * facets + facet]] += 1
        return
    groups = groups[: row[GROUPS]]
    if articles > row[ARTICLES] // 2:
        total = i4_at(row[TOTALS], row[GROUPS])
        for group in range(len(groups)):
            groups[group] = total[group]
        count_groups(group_of, row[ARTICLES], bits, ~np.uint64(0), -1, groups)
    else:
        count_groups(group_of, row[ARTICLES], bits, np.uint64(0), 1, groups)
    for facet in range(facets):
        if ranges[facet, 0] < ranges[facet, 1]:
            add_facet(value, facets, facet, groups, counts)
    groups[:] = 0


@inlined
def count_groups(
    group_of: Array, articles: Int, bits: Array, turned: Int, one: Int, groups: Array
) -> None:
    """Add `one` to the group of each article whose bit, turned over or not, is set."""
    for word in range((articles + 63) // 64):
        left: Int = bits[word] ^ turned
        if articles < (word + 1) * 64:
            left &= (np.uint64(1) << np.uint64(articles - word * 64)) - np.uint64(1)
        while left:
            groups[group_of[word * 64 + lowest_bit(left)]] += one
            left &= left - np.uint64(1)


@inlined
def add_facet(value: Array, facets: Int, facet: Int, groups: Array, counts: Array) -> None:
    """Add the articles of all groups to the counts of one facet's values.

    Neighbouring groups mostly have the same value: they are added up first.
    """
    last, articles = np.int64(value[facet]), np.int64(0)
    for group in range(len(groups)):
        place = np.int64(value[group * facets + facet])
        if place != last:
            counts[last] += articles
            last, articles = place, np.int64(0)
        articles += groups[group]
    counts[last] += articles
