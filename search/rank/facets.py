"""How often each value of some columns occurs among articles.

Articles have few different combinations of values (an outlet has its language, and publishes in
some months), so that each segment numbers these groups: counting is one addition for an article,
and only the groups that were met are taken apart into their values.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.loops import LARGEST, Int, borrowed, compiled, i4_at, inlined, lowest_in, ones_in, u2_at
from search.rank.record import WORDS

Array = npt.NDArray[Any]

GROUP, VALUES, GROUPS, FACET_COLUMNS = range(4)
"""Of each segment: u2[N] the articles' groups; i4[GROUPS, facets] the values of each, as places
in the counts; how many groups there are."""


@compiled
def count_values(
    table: Array, ranges: Array, bits: Array, groups: Array, counts: Array, codes: Array
) -> None:
    """Count how often each value occurs among the articles in `bits` u8[segments, WORDS].

    `table` i8[segments, FACET_COLUMNS]; `ranges` i8[facets, 3]: the values of facet f that are
    wanted have the places from ranges[f, 0] to ranges[f, 1]. Filled: `counts` i8[values], which has
    zeros before; and `codes` i8[values], from ranges[f, 0] to ranges[f, 2], the places of those
    that occur, the most frequent first. `groups` i4[LARGEST] is room to count in, with zeros in it
    between calls.
    """
    table, bits, groups, counts = (
        borrowed(table), borrowed(bits), borrowed(groups), borrowed(counts),
    )  # fmt: skip
    facets = len(ranges)
    for number in range(len(table)):
        add_segment(table[number], facets, bits[number], groups, counts)
    for facet in range(facets):
        first = end = ranges[facet, 0]
        for place in range(first, ranges[facet, 1]):
            if counts[place]:
                codes[end] = place
                end += 1
        ranges[facet, 2] = end
        order = np.argsort(-counts[codes[first:end]], kind="mergesort")  # of equals the first stays
        codes[first:end] = codes[first:end][order]


@inlined
def add_segment(row: Array, facets: Int, bits: Array, groups: Array, counts: Array) -> None:
    """Add the articles of a segment to the counts of their values."""
    group_of = u2_at(row[GROUP], LARGEST)
    value = i4_at(row[VALUES], row[GROUPS] * facets)
    articles = np.int64(0)
    for word in range(WORDS):
        articles += ones_in(bits[word])
    if articles == 0:
        return
    by_group = articles > row[GROUPS]
    for word in range(WORDS):
        left = bits[word]
        while left:
            group: Int = np.int64(group_of[word * 64 + lowest_in(left)])
            left &= left - np.uint64(1)
            if by_group:
                groups[group] += 1
            else:
                add_group(value, facets, group, 1, counts)
    if by_group:
        for facet in range(facets):
            add_facet(value, facets, facet, groups[: row[GROUPS]], counts)
        groups[: row[GROUPS]] = 0


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


@inlined
def add_group(value: Array, facets: Int, group: Int, articles: Int, counts: Array) -> None:
    """Add so many articles of a group to the counts of its values."""
    for facet in range(facets):
        counts[value[group * facets + facet]] += articles
