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
    MAX_DOCUMENTS,
    Int,
    compiled,
    i4_at,
    inlined,
    lowest_bit,
    popcount,
    u2_at,
    unowned,
)
from search.rank.term_record import BITSET_WORDS

Array = npt.NDArray[Any]

ARTICLES, GROUP, VALUES, TOTALS, GROUPS, FACET_COLUMNS = range(6)
"""Columns of the table of segments, with pointers to their arrays: how many articles there are;
u2[N] their groups; i4[GROUPS, facets] the codes of each group's values; i4[GROUPS] how many
articles are in each; how many groups. A code is the index of a value in the counts."""

_CODE_BITS = 30  # of a code; the bits above hold the counts of 2**33 articles


@compiled
def count_values(
    table: Array, ranges: Array, bits: Array, groups: Array, counts: Array, codes: Array
) -> None:
    """Count how often each value occurs among the articles in `bits`.

    Args:
        table: i8[segments, FACET_COLUMNS]
        ranges: i8[facets, 4] The codes of facet f that are wanted are [ranges[f, 0],
            ranges[f, 1]). Written: ranges[f, 2]. By ranges[f, 3] its values are sorted by count
            (1) or stay in the order of their codes (0).
        bits: u8[segments, BITSET_WORDS]
        groups: i4[MAX_DOCUMENTS] Scratch, zeros before and after.
        counts: i8[codes] Zeros before; written: how many articles have each value.
        codes: i8[codes] Written: codes[ranges[f, 0] : ranges[f, 2]] are those that occur.
    """
    table, bits, groups, counts = (
        unowned(table), unowned(bits), unowned(groups), unowned(counts),
    )  # fmt: skip
    facets = len(ranges)
    for number in range(len(table)):
        add_segment(table[number], ranges, bits[number], groups, counts)
    for facet in range(facets):
        first = end = ranges[facet, 0]
        for code in range(first, ranges[facet, 1]):
            if counts[code]:
                codes[end] = code
                end += 1
        ranges[facet, 2] = end
        if ranges[facet, 3]:
            sort_by_count(codes[first:end], counts)


@inlined
def sort_by_count(codes: Array, counts: Array) -> None:
    """Sort codes by their counts, the largest first; of equal counts the smaller code."""
    for at in range(len(codes)):
        codes[at] -= counts[codes[at]] << _CODE_BITS  # single numbers sort fastest
    codes.sort()
    for at in range(len(codes)):
        codes[at] &= (1 << _CODE_BITS) - 1


@inlined
def add_segment(row: Array, ranges: Array, bits: Array, groups: Array, counts: Array) -> None:
    """Add the articles of a segment to `counts`.

    A few are added one by one; more, group by group; and where more than half match, the others
    are subtracted from the totals. `groups` is scratch, zeros before and after.
    """
    group_of, facets = u2_at(row[GROUP], MAX_DOCUMENTS), len(ranges)
    value = i4_at(row[VALUES], row[GROUPS] * facets)
    articles = np.int64(0)
    for word in range(BITSET_WORDS):
        articles += popcount(bits[word])
    if articles <= row[GROUPS]:
        for word in range(BITSET_WORDS):
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
    group_of: Array, articles: Int, bits: Array, inverted: Int, one: Int, groups: Array
) -> None:
    """Add `one` to the group of each article whose bit is set in `bits` ^ `inverted`."""
    for word in range((articles + 63) // 64):
        left: Int = bits[word] ^ inverted
        if articles < (word + 1) * 64:
            left &= (np.uint64(1) << np.uint64(articles - word * 64)) - np.uint64(1)
        while left:
            groups[group_of[word * 64 + lowest_bit(left)]] += one
            left &= left - np.uint64(1)


@inlined
def add_facet(value: Array, facets: Int, facet: Int, groups: Array, counts: Array) -> None:
    """Add the articles of all groups to `counts` of one facet's values.

    Neighbouring groups mostly have the same value, so that their sum is added once.
    """
    last, articles = np.int64(value[facet]), np.int64(0)
    for group in range(len(groups)):
        code = np.int64(value[group * facets + facet])
        if code != last:
            counts[last] += articles
            last, articles = code, np.int64(0)
        articles += groups[group]
    counts[last] += articles
