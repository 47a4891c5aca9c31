"""Blends terms of a segment into one: its postings, and where it stands.

What counts as one term (search.plan.Synonyms, Pattern) becomes arrays in memory of the same layout
as a term's own, so that every kernel runs over them unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index import Segment
from index.jit.kernel_api import EXACT, MAX_DOCUMENTS, unpack_frequencies
from search.plan import Pattern, Term
from search.rank.blend import (
    LONGEST_NUMBER,
    SegmentPostings,
    add_positions,
    add_terms,
    encode_positions,
    list_sums,
)
from search.words.expansion import expand

Array = npt.NDArray[Any]


class Postings(NamedTuple):
    """The postings of a term in a segment, mapped or in memory (index.segment.term_frequency)."""

    doc: Array
    tf: Array
    big_posting: Array
    """Counted from `base`."""
    big_tf: Array
    base: int = 0


def postings_of(segment: Segment, number: int) -> Postings:
    """The postings of a term, mapped; their pages are verified."""
    start, stop = segment.range_of(number)
    file = segment.files["postings"]
    first, last = np.searchsorted(segment.big_posting, (start, stop)).tolist()
    return Postings(
        file["doc"][start:stop],
        file["tf"][start:stop],
        segment.big_posting[first:last],
        file["big_tf"][first:last],
        start,
    )


class Blend(NamedTuple):
    """Terms of a segment that count as one."""

    segment: Segment
    numbers: Array
    """i8[n] Ascending."""
    postings: Postings

    def positions(self) -> npt.NDArray[np.uint8]:
        """Where they stand, encoded, in the order of their postings."""
        segment, numbers, postings = self
        terms, file = segment.files["terms"], segment.files["positions"]
        for first, last in _runs(numbers):
            terms.touch("position", first, last + 2)
            file.touch("data", int(terms["position"][first]), int(terms["position"][last + 1]))
        tf = unpack_frequencies(postings.tf, postings.big_posting, postings.big_tf) & EXACT
        starts = np.zeros(len(tf) + 1, np.int64)
        np.cumsum(tf, out=starts[1:])
        next_of = np.zeros(MAX_DOCUMENTS, np.int64)
        next_of[postings.doc] = starts[:-1]
        positions = np.empty(starts[-1], np.uint32)
        encoded = terms["position"], file["data"]
        add_positions(numbers, _all_postings(segment), *encoded, next_of, positions)
        data = np.empty(LONGEST_NUMBER * len(positions), np.uint8)
        return data[: encode_positions(starts, positions, data)].copy()


def blend_of(segment: Segment, members: Iterable[Term | Pattern]) -> Blend | None:
    """The terms of a segment that are any of the members, as one; None when there is none."""
    numbers = _selected(segment, members)
    return Blend(segment, numbers, _summed(segment, numbers)) if len(numbers) else None


def _selected(segment: Segment, members: Iterable[Term | Pattern]) -> npt.NDArray[np.int64]:
    """The numbers of the terms that are any of the members, ascending."""
    found: list[Array] = []
    for member in members:
        if isinstance(member, Pattern):
            found.append(expand(segment, member))
        else:
            encoded = member.text.encode("utf-8", "surrogatepass")
            number = segment.terms.find(member.field, encoded)
            found.append(np.array([] if number is None else [number], np.int64))
    return np.unique(np.concatenate(found))


def _summed(segment: Segment, numbers: Array) -> Postings:
    """The postings of some terms together."""
    terms, file = segment.files["terms"], segment.files["postings"]
    for first, last in _runs(numbers):
        terms.touch("posting", first, last + 2)
        start, stop = int(terms["posting"][first]), int(terms["posting"][last + 1])
        file.touch("doc", start, stop)
        file.touch("tf", start, stop)
    sums = np.zeros(MAX_DOCUMENTS, np.int64)
    df = add_terms(numbers, _all_postings(segment), sums)
    doc, tf = np.empty(df, np.uint16), np.empty(df, np.uint8)
    big_posting, big_tf = np.empty(df, np.uint32), np.empty(df, np.uint32)
    count = list_sums(sums, doc, tf, big_posting, big_tf)
    return Postings(doc, tf, big_posting[:count].copy(), big_tf[:count].copy())


def _all_postings(segment: Segment) -> SegmentPostings:
    file = segment.files["postings"]
    return SegmentPostings(
        segment.files["terms"]["posting"],
        file["doc"],
        file["tf"],
        segment.big_posting,
        file["big_tf"],
    )


def _runs(numbers: Array) -> list[tuple[int, int]]:
    """The (first, last) of each run of numbers without a gap."""
    edges = np.flatnonzero(np.diff(numbers) != 1)
    firsts = numbers[np.concatenate([[0], edges + 1])]
    lasts = numbers[np.concatenate([edges, [len(numbers) - 1]])]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
