"""Has the kernels of search.rank answer a prepared query.

Queries of terms only, any of them or all, and single phrases have kernels that skip most articles.
Everything else is a program.
"""

from __future__ import annotations

import os
import struct
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any as Anything

import numpy as np
import numpy.typing as npt

from index import Generation
from index.jit.kernel_api import NORM_LENGTH, pack_frequencies, pointer_of
from search.local.article_bits import Bits, count_bits
from search.local.blending import TermPostings
from search.local.prepared_query import ALL, ANY, NONE, PHRASE, PROGRAM, PreparedQuery
from search.local.term_cache import TermCache
from search.rank.block_max_and import CONJUNCTION, rank_and
from search.rank.block_max_or import rank_or
from search.rank.boolean import rank_boolean
from search.rank.count import collect_bits, count_and_rank, rank_dates
from search.rank.match_collector import (
    TARGET_BITS,
    TARGET_COLUMNS,
    TARGET_COUNTS,
    TARGET_DOC,
    TARGET_TF,
)
from search.rank.second_look import look_again, near_divisors
from search.rank.term_record import BITSET_WORDS, DF
from search.rank.top_k import HEAP_COLUMNS
from search.rank.workspace import Workspace

Array = npt.NDArray[Anything]
_Inputs = tuple[int, int, Array, Array, Array]
_TERMS_ONLY = frozenset({ANY, ALL})
_SHARED = 4  # segments from which a query may be shared out over threads
_WORTH_THREADS = 1_000_000  # postings of its terms from which it is shared out: that costs 50 µs

Best = list[tuple[int, float]]
"""(number, score) of articles, the best first."""

_rows: Callable[[Anything], Iterable[Anything]] = struct.Struct("=16xqd").iter_unpack


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best articles as the first `ranked` rows of a sorted heap, and all that match."""

    best: Array
    ranked: int
    total: int
    bits: Bits


class Ranker:
    """Runs the kernels over one generation; any number of threads may share it."""

    def __init__(self, generation: Generation, written: Bits) -> None:
        """`written` are all its articles."""
        segments = generation.segments
        self._documents, self._segments = generation.documents, len(segments)
        self._written = written
        self._threads = threading.local()
        self._workers = min(os.cpu_count() or 1, len(segments))
        shares = len(segments) >= _SHARED and self._workers > 1
        self._pool = ThreadPoolExecutor(self._workers, "segments") if shares else None
        self._title_codes = np.array([pointer_of(part.code("title")) for part in segments])
        self._near_divisors = near_divisors(generation.mean_length("text"))

    def rank(self, query: PreparedQuery, count: int) -> Ranked:
        """The best articles by their first score, and all that match."""
        count = min(count, self._documents)
        if count and query.shape in _TERMS_ONLY and self._is_worth_threads(query):
            best, ranked = self.best(query, count)
            return replace(self.collect(query, 0), best=best, ranked=ranked)
        return self.collect(query, count)

    def collect(self, query: PreparedQuery, count: int) -> Ranked:
        """All articles that match, and the best of them."""
        shape = query.shape
        bits = np.empty((self._segments, BITSET_WORDS), np.uint64)
        best = np.empty((count or 1, HEAP_COLUMNS), np.int64)
        if shape in _TERMS_ONLY:
            inputs, needs_all = self._inputs(query), shape == ALL
            if count:
                counts = np.empty(self._segments, np.int64)
                targets = _targets(None, None, counts, bits)
                total, ranked = count_and_rank(*inputs, best, needs_all, targets, bits)
            else:
                total, ranked = collect_bits(*inputs, needs_all, bits), 0
        elif shape == PHRASE:
            counts = np.empty(self._segments, np.int64)
            inputs, targets = self._inputs(query), _targets(None, None, counts, bits)
            ranked = rank_and(*inputs, best, query.slop, targets)
            total = sum(counts.tolist())
        elif shape == PROGRAM:
            ranked = self._rank_program(query, bits, best)
            total = count_bits(bits)
        else:
            if shape == NONE:
                bits[:] = 0
            else:
                bits = self._written if query.wanted is None else query.wanted
            ranked = rank_dates(query.cache.segments, bits, False, best) if count else 0
            total = count_bits(bits)
        return Ranked(best, min(ranked, count), total, bits)

    def _rank_program(self, query: PreparedQuery, bits: Bits, best: Array) -> int:
        """Run a program: fill `bits` and `best`; returns how many articles are in `best`."""
        steps, factors = np.array(query.steps, np.int64), np.array(query.factors, np.float64)
        ranked: int = rank_boolean(
            query.tables.pointers, query.masks, self._workspace.pointers,
            steps, factors, query.scale, bits, best,
        )  # fmt: skip
        return ranked

    def best(self, query: PreparedQuery, count: int) -> tuple[Array, int]:
        """(the heap of the best articles, how many are in it), for terms or a phrase.

        Articles that cannot be among the best are skipped. One thread looks, or several.
        """
        if self._pool is None or not self._is_worth_threads(query):
            return self._rank(query, count)
        ends = np.linspace(0, self._segments, self._workers + 1).astype(int).tolist()
        spans = [(first, last) for first, last in pairwise(ends) if first < last]
        parts = self._pool.map(lambda span: self._rank(query, count, *span), spans)
        rows = np.concatenate([best[:ranked] for best, ranked in parts])
        order = np.lexsort((rows[:, 1], rows[:, 0]))[::-1][:count]
        return rows[order], len(order)

    def _is_worth_threads(self, query: PreparedQuery) -> bool:
        """Whether the segments are shared out over threads."""
        if self._pool is None:
            return False
        return bool(query.tables.arrays.records[query.terms, :, DF].sum() >= _WORTH_THREADS)

    def _rank(
        self, query: PreparedQuery, count: int, first: int = 0, last: int | None = None
    ) -> tuple[Array, int]:
        """(the heap of the best articles of the segments [first, last), how many are in it)."""
        best = np.empty((count, HEAP_COLUMNS), np.int64)
        inputs = self._inputs(query)
        if last is not None:
            inputs = first, last, *inputs[2:]
        if query.shape == ANY:
            return best, rank_or(*inputs, best)
        slop = query.slop if query.shape == PHRASE else CONJUNCTION
        return best, rank_and(*inputs, best, slop, _NO_TARGETS)

    def by_date(self, query: PreparedQuery, bits: Bits, count: int, *, oldest: bool) -> list[int]:
        """The numbers of the first `count` of some articles, the newest or the oldest first."""
        best = np.empty((max(count, 1), HEAP_COLUMNS), np.int64)
        ranked = rank_dates(query.cache.segments, bits, oldest, best) if count else 0
        return [number for number, _ in results_in(best, ranked)]

    def look_again(self, cache: TermCache, rows: Sequence[int], best: Array) -> None:
        """Let the places of some terms count for the best articles, and sort them anew."""
        cache.load_positions(rows)
        tables, workspace = cache.tables, self._workspace
        workspace.set_query(rows, [cache.idf[row] for row in rows], 1.0)
        look_again(
            tables.pointers, workspace.pointers, self._title_codes, self._near_divisors,
            NORM_LENGTH, best,
        )  # fmt: skip

    def phrase(self, query: PreparedQuery) -> Sequence[TermPostings | None]:
        """The postings of a phrase by segment."""
        if query.shape == NONE:
            return [None] * self._segments
        rarest = int(query.tables.arrays.records[query.terms, :, DF].min(axis=0).sum())
        doc, tf = np.empty(rarest + 1, np.uint16), np.empty(rarest + 1, np.uint32)
        counts, best = np.empty(self._segments, np.int64), np.empty((1, HEAP_COLUMNS), np.int64)
        rank_and(*self._inputs(query), best, query.slop, _targets(doc, tf, counts, None))
        ends = np.cumsum(counts).tolist()
        return [
            _postings_of(doc[end - count : end], tf[end - count : end]) if count else None
            for end, count in zip(ends, counts.tolist(), strict=True)
        ]

    def _inputs(self, query: PreparedQuery) -> _Inputs:
        """Write a query into the thread's workspace.

        Returns:
            The first five arguments of a kernel for terms (block_max_or.rank_or).
        """
        workspace = self._workspace
        workspace.set_query(query.terms, query.factors, query.scale)
        return 0, self._segments, query.tables.pointers, query.masks, workspace.pointers

    @property
    def _workspace(self) -> Workspace:
        """The memory that kernels work in; each thread has its own."""
        try:
            return self._threads.workspace  # type: ignore[no-any-return]
        except AttributeError:
            self._threads.workspace = Workspace()
            return self._threads.workspace  # type: ignore[no-any-return]


_NO_TARGETS = np.zeros(TARGET_COLUMNS, np.int64)


def _targets(doc: Array | None, tf: Array | None, counts: Array, bits: Bits | None) -> Array:
    """Where kernels write all matches (match_collector): pointers to these arrays."""
    targets = np.zeros(TARGET_COLUMNS, np.int64)
    targets[TARGET_COUNTS] = pointer_of(counts)
    if bits is not None:
        targets[TARGET_BITS] = pointer_of(bits)
    if doc is not None and tf is not None:
        targets[TARGET_DOC], targets[TARGET_TF] = pointer_of(doc), pointer_of(tf)
    return targets


def results_in(best: Array, ranked: int) -> Best:
    """The (number, score) of the first `ranked` rows of a sorted heap."""
    return list(_rows(best if ranked == len(best) else best[:ranked]))


def _postings_of(doc: Array, tf: Array) -> TermPostings:
    """The matches of a phrase in a segment as the postings of a term; `tf` is marked."""
    return TermPostings(doc.copy(), *pack_frequencies(tf))
