"""Which articles match, as bits, and how many: 64 at a time where terms are frequent."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, compiled, i8_at, inlined, lowest_bit, u2_at, unowned
from search.rank.bitset import apply_filter, intersect, unite
from search.rank.block_max_and import CONJUNCTION, order_by_df, rank_and
from search.rank.block_max_or import rank_or
from search.rank.index_tables import tables_at, view_of
from search.rank.match_collector import TARGET_COUNTS
from search.rank.position_reader import POSTING
from search.rank.segment_view import SegmentView, date_in, id_rank_in, order_in
from search.rank.term_record import BITS, BITSET_WORDS, DF, DOC, NOT_FOUND, posting_of
from search.rank.top_k import beats, clear, key_of, replace_worst, sort_best
from search.rank.workspace import ORDER, PackedQuery, Scratch, query_at, scratch_at

Array = npt.NDArray[Any]

NEVER = 9999_99_99
"""Later than every date."""


@compiled
def collect_bits(
    first: Int, last: Int, tables: Array, masks: Array, workspace: Array, needs_all: bool,
    out: Array,
) -> Int:  # fmt: skip
    """Fill `out` u8[segments, BITSET_WORDS] with the articles that have any of the terms, or all.

    The first five are `rank_or`'s.

    Returns:
        How many articles match.
    """
    index, scratch, out = tables_at(tables), scratch_at(workspace), unowned(out)
    query = query_at(workspace, index.divisors)
    matched = np.int64(0)
    for number in range(first, last):
        view = view_of(index, masks, number)
        if not needs_all:
            unite(view, query, out[number])
        elif not order_by_df(view, query, scratch.lists):
            out[number] = 0
        elif view.records[query.terms[scratch.lists[0, ORDER]], BITS]:
            intersect(view, query, out[number])
        else:
            intersect_rarest(view, query, scratch, out[number])
        matched += apply_filter(view.mask, out[number])
    return matched


@inlined
def intersect_rarest(view: SegmentView, query: PackedQuery, scratch: Scratch, out: Array) -> None:
    """Fill `out` with the articles that have all of the terms, by the rarest term's postings.

    The column ORDER is filled before; writes the column POSTING of scratch.readers.
    """
    out[:] = 0
    record = view.records[query.terms[scratch.lists[0, ORDER]]]
    doc_of = u2_at(record[DOC], record[DF])
    for at in range(len(query.terms)):
        scratch.readers[at, POSTING] = 0
    for posting in range(len(doc_of)):
        doc, has_all = np.int64(doc_of[posting]), True
        for at in range(1, len(query.terms)):
            other = view.records[query.terms[scratch.lists[at, ORDER]]]
            found = posting_of(other, scratch.readers[at, POSTING], doc)
            if found == NOT_FOUND:
                has_all = False
                break
            scratch.readers[at, POSTING] = found
        if has_all:
            out[doc >> 6] |= np.uint64(1) << np.uint64(doc & 63)


@compiled
def count_and_rank(
    first: Int, last: Int, tables: Array, masks: Array, workspace: Array, best: Array,
    needs_all: bool, targets: Array, out: Array,
) -> tuple[Int, Int]:  # fmt: skip
    """Count and rank in one call.

    The first six are `rank_or`'s. All matches are written to `out` u8[segments, BITSET_WORDS],
    to which, and to counts, `targets` points as `rank_and`'s.

    Returns:
        (how many articles match, how many are in `best`).
    """
    if needs_all:
        ranked = rank_and(first, last, tables, masks, workspace, best, CONJUNCTION, targets)
        matched = np.int64(0)
        for number in range(first, last):
            matched += i8_at(targets[TARGET_COUNTS], last)[number]
        return matched, ranked
    matched = collect_bits(first, last, tables, masks, workspace, needs_all, out)
    ranked = 0
    if matched:
        ranked = rank_or(first, last, tables, masks, workspace, best)
    return matched, ranked


@compiled
def rank_dates(segments: Array, bits: Array, oldest_first: bool, best: Array) -> Int:
    """Fill the heap `best` with the newest or the oldest of the articles in `bits`.

    Those of one day stand in the order of their ids, those without a date last. Their scores are 0.

    Args:
        segments: i8[segments, SEGMENT_COLUMNS]
        bits: u8[segments, BITSET_WORDS]
        oldest_first: Whether the oldest are wanted.
        best: i8[k, HEAP_COLUMNS] The heap (top_k), overwritten and sorted.

    Returns:
        How many articles are in `best`.
    """
    segments, bits, best = unowned(segments), unowned(bits), unowned(best)
    clear(best, -NEVER)
    for number in range(len(segments)):
        segment = segments[number]
        for word in range(BITSET_WORDS):
            left = bits[number, word]
            while left:
                doc = word * 64 + lowest_bit(left)
                left &= left - np.uint64(1)
                date = date_in(segment, doc)
                rank = -(date if date else NEVER) if oldest_first else date
                if rank >= best[0, 0]:
                    key = key_of(0, id_rank_in(segment, doc))
                    if beats(best, rank, key):
                        replace_worst(best, rank, key)
    return sort_best(best, 0.0, order_in(segments))
