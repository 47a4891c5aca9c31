"""Executes plans over one generation: from a plan to the articles that match it.

Plans of terms only, any of them or all, and single phrases have kernels that skip most articles;
conditions beside them (dates, languages, negations) become a filter. Everything else is a program.
All give the same scores, to the last bit.
"""

from __future__ import annotations

import os
import struct
import threading
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any as Anything
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index import Generation, Segment, Values
from index.jit.kernel_api import NORM_LENGTH, pack_frequencies, pointer_of
from search.local.blending import Postings
from search.local.compile import (
    ALL,
    ANY,
    NONE,
    PHRASE,
    PROGRAM,
    Bits,
    Compiler,
    PreparedQuery,
)
from search.local.term_cache import TermCache
from search.plan import (
    All,
    Any,
    Articles,
    Dates,
    GroupedWith,
    Not,
    Phrase,
    Plan,
    Value,
    ValuePattern,
    Word,
    is_condition,
    strong_words,
)
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
from search.rank.second_look import DEPTH, look_again, near_divisors
from search.rank.term_record import BITSET_WORDS, DF
from search.rank.top_k import HEAP_COLUMNS
from search.rank.workspace import MAX_TERMS, Workspace
from search.words.expansion import fitting_values

Array = npt.NDArray[Anything]
_Inputs = tuple[int, int, Array, Array, Array]
_TERMS_ONLY = frozenset({ANY, ALL})
_MAX_BYTES = 384 * 2**20  # of memory for records; then a new cache is begun
_MOST_SETS = 256  # selections of readers that are remembered as bits, 8 KB a segment
_SHARED = 4  # segments from which a query may be shared out over threads
_WORTH_THREADS = 1_000_000  # postings of its terms from which it is shared out: that costs 50 µs

Best = list[tuple[int, float]]
"""(number, score) of articles, the best first."""

_rows: Callable[[Anything], Iterable[Anything]] = struct.Struct("=16xqd").iter_unpack


class Matches(NamedTuple):
    """The articles that match: the best of them, and all as bits."""

    best: Best
    total: int
    bits: Bits


class _Found(NamedTuple):
    """As Matches, the best as the first `ranked` rows of a sorted heap."""

    best: Array
    ranked: int
    total: int
    bits: Bits

    def matches(self, count: int) -> Matches:
        """With the first `count` of the best as they are given back."""
        return Matches(_results_in(self.best, min(self.ranked, count)), self.total, self.bits)


class Executor:
    """Executes plans over one generation; any number of threads may share it."""

    def __init__(
        self,
        generation: Generation,
        grouped: Callable[[GroupedWith], Sequence[int]] = lambda _: (),
    ) -> None:
        """`grouped` gives the numbers of the articles that are grouped with one."""
        self._generation, segments = generation, generation.segments
        self._grouped = grouped
        self._threads = threading.local()
        self._compiler = self._new_compiler()
        self._is_there = _bits([np.ones(part.documents, bool) for part in generation.segments])
        deleted = [segment.deleted for segment in generation.segments]
        self.live: Bits | None = None
        """The articles that are not deleted; None when none is."""
        if any(bitmap is not None for bitmap in deleted):
            self.live = self._is_there & ~_bits(
                [
                    np.zeros(segment.documents, bool) if bitmap is None else bitmap
                    for segment, bitmap in zip(generation.segments, deleted, strict=True)
                ]
            )
        self._workers = min(os.cpu_count() or 1, len(generation.segments))
        shares = len(generation.segments) >= _SHARED and self._workers > 1
        self._pool = ThreadPoolExecutor(self._workers, "segments") if shares else None
        self._segments = len(generation.segments)
        self._title_codes = np.array([pointer_of(part.code("title")) for part in segments])
        self._near_divisors = near_divisors(generation.mean_length("text"))
        self._sets: dict[frozenset[str], Bits] = {}

    def best(self, plan: Plan, count: int, wanted: Bits | None = None) -> Best:
        """The best `count` articles that match and that the filter `wanted` has.

        Articles that cannot be among the best are skipped.

        Returns:
            (number, score), the best first; of equal scores the newest, then the first by id.
        """
        count = min(count, max(self._generation.documents, 1))
        query = self._compile(plan, self.live if wanted is None else self._live_of(wanted))
        if query.shape in {ANY, ALL, PHRASE}:
            return _results_in(*self._best(query, count))
        return self._collect(query, count).matches(count).best

    def find(
        self, plan: Plan, count: int, sort: str = "relevance", wanted: Bits | None = None
    ) -> Matches:
        """The first `count` articles that match in an order, how many match, and which."""
        query = self._compile(plan, self.live if wanted is None else self._live_of(wanted))
        if sort == "relevance":
            return self._found(query, count).matches(count)
        found = self._collect(query, 0).matches(0)
        return found._replace(best=self._by_date(plan, query, found.bits, count, sort))

    def search(
        self, plan: Plan, count: int, sort: str = "relevance", wanted: Bits | None = None
    ) -> Matches:
        """As `find`; of the order of relevance, the first are given a second look.

        It is given to the DEPTH best whatever the `count`, so that the pages of a result fit.
        """
        words = strong_words(plan) if count and sort == "relevance" else []
        if not words:
            return self.find(plan, count, sort, wanted)
        query = self._compile(plan, self.live if wanted is None else self._live_of(wanted))
        found = self._found(query, max(count, DEPTH))
        if found.ranked:
            self._look_again(words, found.best[: min(found.ranked, DEPTH)])
        return found.matches(count)

    def _look_again(self, words: Sequence[Word], best: Array) -> None:
        """Let the places of some words count for the best articles, and sort them anew."""
        cache = self._compiler.cache
        rows = [row for word in words if (row := cache.row_of_part(word)) >= 0]
        rows = rows[:MAX_TERMS]
        cache.load_positions(rows)
        tables, workspace = cache.tables, self._workspace
        workspace.set_query(rows, [cache.idf[row] for row in rows], 1.0)
        look_again(
            tables.pointers, workspace.pointers, self._title_codes, self._near_divisors,
            NORM_LENGTH, best,
        )  # fmt: skip

    def matching(self, plan: Plan) -> Bits:
        """All articles that match; deleted ones may be among them."""
        return (
            self._condition(plan)
            if is_condition(plan)
            else self._collect(self._compile(plan, None), 0).bits
        )

    def allowed(self, conditions: Sequence[Plan]) -> Bits:
        """The articles that match some plans and are not deleted."""
        bits = self._is_there if self.live is None else self.live
        return np.bitwise_and.reduce([bits, *map(self.matching, conditions)])  # type: ignore[no-any-return]

    @property
    def live_articles(self) -> int:
        """How many articles there are."""
        return self._generation.live

    def _live_of(self, wanted: Bits) -> Bits:
        return wanted & (self._is_there if self.live is None else self.live)

    def _compile(self, plan: Plan, wanted: Bits | None) -> PreparedQuery:
        if self._compiler.cache.bytes > _MAX_BYTES:
            self._compiler = self._new_compiler()
        return self._compiler.compile(plan, wanted)

    def _new_compiler(self) -> Compiler:
        return Compiler(TermCache(self._generation), self.matching, self._phrase)

    def _condition(self, plan: Plan) -> Bits:
        """The articles that match a condition: by columns, or as those not in another plan."""
        segments = self._generation.segments
        match plan:
            case All(parts):
                return np.bitwise_and.reduce([self.matching(part) for part in parts])  # type: ignore[no-any-return]
            case Any(parts):
                return np.bitwise_or.reduce([self.matching(part) for part in parts])  # type: ignore[no-any-return]
            case Not(part):
                return self._is_there & ~self.matching(part)
            case Dates(first, last):
                dates = [segment.date for segment in segments]
                return _bits([(date >= max(first, 1)) & (date <= last) for date in dates])
            case Value(name, value):
                columns = [_column(segment, name) for segment in segments]
                codes = [column.find(value) for column in columns]
                return _bits(
                    [
                        column.code == (-1 if code is None else code)
                        for column, code in zip(columns, codes, strict=True)
                    ]
                )
            case GroupedWith():
                return self.bits(self._grouped(plan))
            case Articles(ids):
                return self.articles(ids)
            case ValuePattern(name):
                columns = [_column(segment, name) for segment in segments]
                return _bits(
                    [np.isin(column.code, fitting_values(column, plan)) for column in columns]
                )
            case _:
                return self._is_there

    def articles(self, ids: frozenset[str]) -> Bits:
        """Those of these articles that the generation has; remembered, as a set is asked often."""
        bits = self._sets.get(ids)
        if bits is None:
            found = map(self._generation.find, ids)
            bits = self.bits([number for number in found if number is not None])
            if len(self._sets) >= _MOST_SETS:
                self._sets.clear()
            self._sets[ids] = bits
        return bits

    def _phrase(self, phrase: Phrase) -> Sequence[Postings | None]:
        """The postings of a phrase by segment, without deleted articles."""
        query = self._compile(phrase, self.live)
        if query.shape == NONE:
            return [None] * len(self._generation.segments)
        rarest = int(query.tables.arrays.records[query.terms, :, DF].min(axis=0).sum())
        doc, tf = np.empty(rarest + 1, np.uint16), np.empty(rarest + 1, np.uint32)
        counts, best = np.empty(self._segments, np.int64), np.empty((1, HEAP_COLUMNS), np.int64)
        rank_and(*self._inputs(query), best, query.slop, _targets(doc, tf, counts, None))
        ends = np.cumsum(counts).tolist()
        return [
            _postings_of(doc[end - count : end], tf[end - count : end]) if count else None
            for end, count in zip(ends, counts.tolist(), strict=True)
        ]

    def _found(self, query: PreparedQuery, count: int) -> _Found:
        """The best articles by their first score, and all that match."""
        count = min(count, self._generation.documents)
        if count and query.shape in _TERMS_ONLY and self._is_worth_threads(query):
            best, ranked = self._best(query, count)
            return self._collect(query, 0)._replace(best=best, ranked=ranked)
        return self._collect(query, count)

    def _collect(self, query: PreparedQuery, count: int) -> _Found:
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
            total = _count(bits)
        else:
            if shape == NONE:
                bits[:] = 0
            else:
                bits = self._is_there if query.wanted is None else query.wanted
            ranked = rank_dates(query.cache.segments, bits, False, best) if count else 0
            total = _count(bits)
        return _Found(best, min(ranked, count), total, bits)

    def _rank_program(self, query: PreparedQuery, bits: Bits, best: Array) -> int:
        """Run a program: fill `bits` and `best`; returns how many articles are in `best`."""
        steps, factors = np.array(query.steps, np.int64), np.array(query.factors, np.float64)
        ranked: int = rank_boolean(
            query.tables.pointers, query.masks, self._workspace.pointers,
            steps, factors, query.scale, bits, best,
        )  # fmt: skip
        return ranked

    def _by_date(self, plan: Plan, query: PreparedQuery, bits: Bits, count: int, sort: str) -> Best:
        """The newest or the oldest of some articles, with their scores."""
        best = np.empty((max(count, 1), HEAP_COLUMNS), np.int64)
        ranked = rank_dates(query.cache.segments, bits, sort == "oldest", best) if count else 0
        numbers = [number for number, _ in _results_in(best, ranked)]
        scores = dict(self.best(plan, len(numbers), self.bits(numbers)) if numbers else [])
        return [(number, scores.get(number, 0.0)) for number in numbers]

    def bits(self, numbers: Sequence[int]) -> Bits:
        """Some articles as bits."""
        bits = np.zeros((len(self._generation.segments), BITSET_WORDS), np.uint64)
        for number in numbers:
            segment = bisect_right(self._generation.bases, number) - 1
            doc = number - self._generation.bases[segment]
            bits[segment, doc >> 6] |= np.uint64(1 << (doc & 63))
        return bits

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

    def _best(self, query: PreparedQuery, count: int) -> tuple[Array, int]:
        """`_rank` for terms or a phrase in all segments, by one thread or several."""
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


def _results_in(best: Array, ranked: int) -> Best:
    """The (number, score) of the first `ranked` rows of a sorted heap."""
    return list(_rows(best if ranked == len(best) else best[:ranked]))


def _bits(masks: Sequence[Array]) -> Bits:
    """The articles of each segment for which a mask bool[N] is true."""
    bits = np.zeros((len(masks), BITSET_WORDS), np.uint64)
    for row, mask in zip(bits, masks, strict=True):
        packed = np.packbits(mask, bitorder="little")
        row.view(np.uint8)[: len(packed)] = packed
    return bits


def _column(segment: Segment, name: str) -> Values:
    return segment.outlet if name == "outlet" else segment.lang


def _count(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum())


def _postings_of(doc: Array, tf: Array) -> Postings:
    """The matches of a phrase in a segment as the postings of a term; `tf` is marked."""
    return Postings(doc.copy(), *pack_frequencies(tf))
