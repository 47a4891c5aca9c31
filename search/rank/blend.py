"""Several terms blended into one, whose frequency in an article is the sum of theirs."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import IN_TITLE, TF_SATURATED, Int, compiled, put
from search.rank.position_reader import read_number
from search.rank.term_record import lower_bound

Array = npt.NDArray[Any]

_TITLE = 2**40
"""A bit above all sums: one of the occurrences is in the title."""

LONGEST_NUMBER = 5
"""Bytes that an encoded position takes at the most."""


class SegmentPostings(NamedTuple):
    """The postings of all terms of a segment (`index.segment` has the arrays)."""

    posting: Array
    """u4[T + 1]"""
    doc: Array
    """u2[P]"""
    tf: Array
    """u1[P]"""
    big_posting: Array
    """u4[]"""
    big_tf: Array
    """u4[]"""


@compiled
def exact_tf(postings: SegmentPostings, entry: Int) -> Int:
    """How often the term of a posting occurs in its article."""
    count = np.int64(postings.tf[entry]) & TF_SATURATED
    if count < TF_SATURATED:
        return count
    big = postings.big_posting
    return np.int64(postings.big_tf[lower_bound(big, 0, len(big), entry)])


@compiled
def add_terms(numbers: Array, postings: SegmentPostings, sums: Array) -> Int:
    """Add to `sums` how often some terms occur in each article of a segment.

    Args:
        numbers: i8[n] The terms.
        postings: The segment's.
        sums: i8[MAX_DOCUMENTS] Written.

    Returns:
        How many articles had no sum before: the document frequency of the blended term.
    """
    posting, doc, tf = postings.posting, postings.doc, postings.tf
    articles = 0
    for row in range(len(numbers)):
        number = numbers[row]
        for entry in range(np.int64(posting[number]), np.int64(posting[number + 1])):
            articles += sums[doc[entry]] == 0
            sums[doc[entry]] += exact_tf(postings, entry)
            if tf[entry] & IN_TITLE:
                sums[doc[entry]] |= _TITLE
    return articles


@compiled
def list_sums(sums: Array, doc: Array, tf: Array, big_posting: Array, big_tf: Array) -> Int:
    """Write the articles with sums as postings, and clear the sums.

    Args:
        sums: i8[MAX_DOCUMENTS] As `add_terms` fills it; zeros afterwards.
        doc: u2[df] Written.
        tf: u1[df] Written.
        big_posting: u4[df] Written as far as there are frequencies that are too large for a byte.
        big_tf: u4[df] As above.

    Returns:
        How many large frequencies there are.
    """
    posting, big = 0, 0
    for article in range(len(sums)):
        if sums[article]:
            count = sums[article] & (_TITLE - 1)
            doc[posting] = article
            tf[posting] = min(count, TF_SATURATED) + (IN_TITLE if sums[article] & _TITLE else 0)
            if count >= TF_SATURATED:
                big_posting[big], big_tf[big] = posting, count
                big += 1
            posting += 1
            sums[article] = 0
    return big


@compiled
def add_positions(
    numbers: Array, postings: SegmentPostings, position: Array, data: Array, next_of: Array,
    positions: Array,
) -> None:  # fmt: skip
    """Write where some terms stand, article by article, those of one term behind another's.

    Args:
        numbers: i8[n] The terms.
        postings: The segment's.
        position: u4[T + 1] Where the positions of each term begin.
        data: u1[] The encoded positions.
        next_of: i8[MAX_DOCUMENTS] Where the next position of each article is written; advanced.
        positions: u4[sum of tf] Written.
    """
    for row in range(len(numbers)):
        number = numbers[row]
        at = np.int64(position[number])
        for entry in range(
            np.int64(postings.posting[number]), np.int64(postings.posting[number + 1])
        ):
            article, current = postings.doc[entry], np.int64(0)
            for _ in range(exact_tf(postings, entry)):
                distance, at = read_number(data, at)
                current += distance
                positions[next_of[article]] = current
                next_of[article] += 1


@compiled
def encode_positions(starts: Array, positions: Array, data: Array) -> Int:
    """Sort the positions of each posting, and write them as `index.segment.positions` has them.

    Args:
        starts: i8[df + 1] Posting p has positions[starts[p] : starts[p + 1]].
        positions: u4[] Sorted.
        data: u1[] Written; LONGEST_NUMBER bytes a position are room enough.

    Returns:
        How many bytes they take.
    """
    at = 0
    for posting in range(len(starts) - 1):
        own = positions[starts[posting] : starts[posting + 1]]
        for index in range(1, len(own)):
            if own[index] < own[index - 1]:  # one term's behind another's
                own.sort()
                break
        before: Int = 0
        for index in range(len(own)):
            current: Int = np.int64(own[index])
            at = put(data, at, current - before)
            before = current
    return at
