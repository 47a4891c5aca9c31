"""Several terms blended into one, whose frequency in an article is the sum of theirs."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import (
    IN_TITLE,
    TF_SATURATED,
    Int,
    compiled,
    inlined,
    put,
    read_code,
)
from search.rank.position_reader import read_number
from search.rank.term_record import lower_bound

Array = npt.NDArray[Any]

_TITLE = 2**40
"""A bit above all sums: one of the occurrences is in the title."""

LONGEST_NUMBER = 5
"""Bytes that an encoded position takes at the most."""


class Selection(NamedTuple):
    """Terms of a segment, and which of their occurrences count.

    Titles are the beginning of the text, and only its occurrences have codes that say how each is
    written: for a title they are read there, as many as the title has.
    """

    number: Array
    """i8[n] The terms, ascending; those of the text when it is titles that are asked."""
    title: Array
    """i8[n] The number of each among the terms of titles, -1 for none."""
    start: Array
    """i8[n] The first bit of its codes; -1 when all of its occurrences count."""
    ways: Array
    """i8[n] How many variants it has."""
    allowed_from: Array
    """i8[n] Where its part of `allowed` begins."""
    allowed: Array
    """u1[] For each of its variants, by number, whether it counts."""


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
    code: Array
    """u1[] The codes of the forms."""


@compiled
def exact_tf(postings: SegmentPostings, entry: Int) -> Int:
    """How often the term of a posting occurs in its article."""
    count = np.int64(postings.tf[entry]) & TF_SATURATED
    if count < TF_SATURATED:
        return count
    big = postings.big_posting
    return np.int64(postings.big_tf[lower_bound(big, 0, len(big), entry)])


@compiled
def add_terms(chosen: Selection, postings: SegmentPostings, of_titles: bool, sums: Array) -> Int:
    """Add to `sums` how often some terms occur in each article of a segment.

    Args:
        chosen: The terms.
        postings: The segment's.
        of_titles: Whether only what stands in titles counts.
        sums: i8[MAX_DOCUMENTS] Written.

    Returns:
        How many articles had no sum before: the document frequency of the blended term.
    """
    posting, doc, tf = postings.posting, postings.doc, postings.tf
    articles = 0
    for row in range(len(chosen.number)):
        if chosen.start[row] >= 0:
            articles += add_variants(chosen, row, postings, of_titles, sums)
            continue
        number = chosen.title[row] if of_titles else chosen.number[row]
        for entry in range(np.int64(posting[number]), np.int64(posting[number + 1])):
            articles += sums[doc[entry]] == 0
            sums[doc[entry]] += exact_tf(postings, entry)
            if tf[entry] & IN_TITLE:
                sums[doc[entry]] |= _TITLE
    return articles


@compiled
def add_variants(
    chosen: Selection, row: Int, postings: SegmentPostings, of_titles: bool, sums: Array
) -> Int:
    """As `add_terms`, for one term of which only some variants count."""
    number, title, bit = chosen.number[row], chosen.title[row], chosen.start[row]
    in_title, last = first_title(postings, title)
    articles = 0
    for entry in range(np.int64(postings.posting[number]), np.int64(postings.posting[number + 1])):
        article = postings.doc[entry]
        in_title = next_title(postings, in_title, last, article)
        titled = title_tf(postings, in_title, last, article)
        found, inner = np.int64(0), np.int64(0)
        for place in range(exact_tf(postings, entry)):
            way, bit = read_code(postings.code, bit, chosen.ways[row])
            if chosen.allowed[chosen.allowed_from[row] + way]:
                found += 1
                inner += place < titled
        if of_titles:
            found = inner
        if found:
            articles += sums[article] == 0
            sums[article] += found
            if inner and not of_titles:
                sums[article] |= _TITLE
    return articles


@inlined
def first_title(postings: SegmentPostings, title: Int) -> tuple[Int, Int]:
    """The postings [first, last) of a term of titles; none for -1."""
    if title < 0:
        return np.int64(0), np.int64(0)
    return np.int64(postings.posting[title]), np.int64(postings.posting[title + 1])


@inlined
def next_title(postings: SegmentPostings, entry: Int, last: Int, article: Int) -> Int:
    """The first posting from `entry` on that is not of an article before this one."""
    while entry < last and postings.doc[entry] < article:
        entry += 1
    return entry


@inlined
def title_tf(postings: SegmentPostings, entry: Int, last: Int, article: Int) -> Int:
    """How often a title has the term whose posting `next_title` has found."""
    if entry < last and postings.doc[entry] == article:
        return exact_tf(postings, entry)
    return np.int64(0)


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
    chosen: Selection, postings: SegmentPostings, of_titles: bool, position: Array, data: Array,
    next_of: Array, positions: Array,
) -> None:  # fmt: skip
    """Write where some terms stand, article by article, those of one term behind another's.

    Args:
        chosen: As `add_terms` has it; also the next two.
        postings: The segment's.
        of_titles: Whether only what stands in titles counts.
        position: u4[T + 1] Where the positions of each term begin.
        data: u1[] The encoded positions.
        next_of: i8[MAX_DOCUMENTS] Where the next position of each article is written; advanced.
        positions: u4[sum of tf] Written.
    """
    for row in range(len(chosen.number)):
        bit, is_whole = chosen.start[row], chosen.start[row] < 0
        number = chosen.title[row] if of_titles and is_whole else chosen.number[row]
        at = np.int64(position[number])
        in_title, last = first_title(postings, chosen.title[row])
        for entry in range(
            np.int64(postings.posting[number]), np.int64(postings.posting[number + 1])
        ):
            article, current = postings.doc[entry], np.int64(0)
            counted = exact_tf(postings, entry)
            if of_titles and not is_whole:
                in_title = next_title(postings, in_title, last, article)
                counted = title_tf(postings, in_title, last, article)
            for place in range(exact_tf(postings, entry)):
                distance, at = read_number(data, at)
                current += distance
                is_allowed = is_whole
                if not is_whole:
                    way, bit = read_code(postings.code, bit, chosen.ways[row])
                    is_allowed = chosen.allowed[chosen.allowed_from[row] + way] > 0
                if is_allowed and place < counted:
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
