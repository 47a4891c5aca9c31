"""From a plan to the articles that match it, over one generation.

A plan that is only words, all of them or any, or one phrase, has a loop that passes over most
articles; conditions beside it (dates, languages, what must not be there) are a mask of the articles
asked for. Everything else is a program. All give the same scores, to the last bit.
"""

from __future__ import annotations

import os
import threading
from bisect import bisect_right
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any as Anything
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index import Generation, Segment, Values
from index.jit.kernel_api import pack_frequencies, pointer_of
from search.local.compile import (
    ALL,
    ANY,
    NONE,
    PHRASE,
    PROGRAM,
    Bits,
    Compiler,
    PreparedQuery,
    addresses,
)
from search.local.term_cache import Postings, TermCache
from search.plan import All, Any, Dates, Not, Phrase, Plan, Value, ValuePattern, is_condition
from search.rank.block_max_and import WORDS_ANYWHERE, rank_and
from search.rank.block_max_or import rank_or
from search.rank.boolean import Stack, make_stack, rank_boolean
from search.rank.count import collect_bits, count_and_rank, rank_dates
from search.rank.match_collector import KEPT_BITS, KEPT_COLUMNS, KEPT_COUNTS, KEPT_DOC, KEPT_TF
from search.rank.term_record import DF, WORDS
from search.rank.top_k import COLUMNS, Best, listed
from search.rank.workspace import Workspace
from search.words.expansion import fitting_values

Array = npt.NDArray[Anything]
_Inputs = tuple[int, int, Array, Array, Array, Array, Array, Array]
_WORDS_ONLY = frozenset({ANY, ALL})
_MOST_BYTES = 384 * 2**20  # of memory for records; then the table is begun anew
_SHARED = 4  # segments from which a query may be worth more than one thread
_WORTH_THREADS = 1_000_000  # postings of its terms from which it is: handing over takes 50 µs


class Matches(NamedTuple):
    """The articles that match: the best of them, and all as bits."""

    best: Best
    total: int
    bits: Bits


class Executor:
    """Answers plans over one generation; any number of threads may share it."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._threads = threading.local()
        self._asker = self._new_asker()
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

    def best(self, plan: Plan, count: int, wanted: Bits | None = None) -> Best:
        """The best `count` articles that match, of those wanted: (number, score), best first.

        Of equal scores the newest is better, then the one whose id comes first. Articles that
        cannot be among the best are passed over.
        """
        count = min(count, max(self._generation.documents, 1))
        asked = self._ask(plan, self.live if wanted is None else self._live_of(wanted))
        if asked.shape in {ANY, ALL, PHRASE}:
            return self._spread(asked, count)
        return self._every(asked, count).best

    def find(
        self, plan: Plan, count: int, sort: str = "relevance", wanted: Bits | None = None
    ) -> Matches:
        """The first `count` articles that match in an order, how many match, and which."""
        count = min(count, self._generation.documents)
        asked = self._ask(plan, self.live if wanted is None else self._live_of(wanted))
        if sort != "relevance":
            found = self._every(asked, 0)
            return found._replace(best=self._by_date(plan, asked, found.bits, count, sort))
        if count and asked.shape in _WORDS_ONLY and self._is_worth_threads(asked):
            return self._every(asked, 0)._replace(best=self._spread(asked, count))
        return self._every(asked, count)

    def matching(self, plan: Plan) -> Bits:
        """All articles that match; deleted ones may be among them."""
        return (
            self._condition(plan)
            if is_condition(plan)
            else self._every(self._ask(plan, None), 0).bits
        )

    def _live_of(self, wanted: Bits) -> Bits:
        return wanted & (self._is_there if self.live is None else self.live)

    def _ask(self, plan: Plan, wanted: Bits | None) -> PreparedQuery:
        if self._asker.table.bytes > _MOST_BYTES:
            self._asker = self._new_asker()
        return self._asker.ask(plan, wanted)

    def _new_asker(self) -> Compiler:
        table = TermCache(self._generation)
        return Compiler(table, self.matching, self._phrase)

    def _condition(self, plan: Plan) -> Bits:
        """The articles that columns say, or that are not in another plan."""
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
            case ValuePattern(name):
                columns = [_column(segment, name) for segment in segments]
                return _bits(
                    [np.isin(column.code, fitting_values(column, plan)) for column in columns]
                )
            case _:
                return self._is_there

    def _phrase(self, phrase: Phrase) -> Sequence[Postings | None]:
        """Every article with a phrase that is not deleted, by segment."""
        asked = self._ask(phrase, self.live)
        if asked.shape == NONE:
            return [None] * len(self._generation.segments)
        rarest = int(asked.tables.records[asked.terms, :, DF].min(axis=0).sum())
        doc, tf = np.empty(rarest + 1, np.uint16), np.empty(rarest + 1, np.uint32)
        counts, best = np.empty(self._segments, np.int64), np.empty((1, COLUMNS), np.int64)
        rank_and(*self._inputs(asked), best, asked.slop, _kept(doc, tf, counts, None))
        ends = np.cumsum(counts).tolist()
        return [
            _as_postings(doc[end - count : end], tf[end - count : end]) if count else None
            for end, count in zip(ends, counts.tolist(), strict=True)
        ]

    def _every(self, asked: PreparedQuery, count: int) -> Matches:
        """All articles that match, and the best of them."""
        shape = asked.shape
        bits = np.empty((self._segments, WORDS), np.uint64)
        best = np.empty((count or 1, COLUMNS), np.int64)
        if shape in _WORDS_ONLY:
            inputs, needs_all = self._inputs(asked), shape == ALL
            if count:
                counts = np.empty(self._segments, np.int64)
                kept = _kept(None, None, counts, bits)
                total, held = count_and_rank(*inputs, best, needs_all, kept, bits)
            else:
                total, held = collect_bits(*inputs, needs_all, bits), 0
        elif shape == PHRASE:
            counts = np.empty(self._segments, np.int64)
            inputs, kept = self._inputs(asked), _kept(None, None, counts, bits)
            held = rank_and(*inputs, best, asked.slop, kept)
            total = sum(counts.tolist())
        elif shape == PROGRAM:
            held = self._run(asked, bits, best)
            total = _ones(bits)
        else:
            if shape == NONE:
                bits[:] = 0
            else:
                bits = self._is_there if asked.wanted is None else asked.wanted
            held = rank_dates(asked.table.segments, bits, False, best) if count else 0
            total = _ones(bits)
        return Matches(listed(best, held)[:count], total, bits)

    def _run(self, asked: PreparedQuery, bits: Bits, best: Array) -> int:
        """Run a program."""
        terms, factors = np.array(asked.terms, np.int64), np.array(asked.factors, np.float64)
        steps = np.array(asked.steps, np.int64)
        sets = np.zeros((len(asked.sets), self._segments), np.int64)
        for row, each in zip(sets, asked.sets, strict=True):
            row[:] = addresses(each)
        held: int = rank_boolean(
            *asked.tables, terms, factors, asked.scale, steps, sets, *self._stack, bits, best
        )
        return held

    def _by_date(self, plan: Plan, asked: PreparedQuery, bits: Bits, count: int, sort: str) -> Best:
        """The newest or the oldest of some articles, with their scores."""
        best = np.empty((max(count, 1), COLUMNS), np.int64)
        held = rank_dates(asked.table.segments, bits, sort == "oldest", best) if count else 0
        numbers = [number for number, _ in listed(best, held)]
        scores = dict(self.best(plan, len(numbers), self.bits(numbers)) if numbers else [])
        return [(number, scores.get(number, 0.0)) for number in numbers]

    def bits(self, numbers: Sequence[int]) -> Bits:
        """Some articles as bits."""
        bits = np.zeros((len(self._generation.segments), WORDS), np.uint64)
        for number in numbers:
            place = bisect_right(self._generation.bases, number) - 1
            doc = number - self._generation.bases[place]
            bits[place, doc >> 6] |= np.uint64(1 << (doc & 63))
        return bits

    def _inputs(self, asked: PreparedQuery) -> _Inputs:
        """What every loop for words is given first (any_of.rank_any)."""
        room = self._room
        room.ask(asked.terms, asked.factors, asked.scale)
        return *asked.tables, room.places

    @property
    def _room(self) -> Workspace:
        """What loops work in; each thread has its own."""
        try:
            return self._threads.room  # type: ignore[no-any-return]
        except AttributeError:
            self._threads.room = Workspace()
            return self._threads.room  # type: ignore[no-any-return]

    @property
    def _stack(self) -> Stack:
        """As above, for programs."""
        try:
            return self._threads.stack  # type: ignore[no-any-return]
        except AttributeError:
            self._threads.stack = make_stack()
            return self._threads.stack  # type: ignore[no-any-return]

    def _spread(self, asked: PreparedQuery, count: int) -> Best:
        """The best articles by the loop for words or for a phrase, over one thread or several."""
        if self._pool is None or not self._is_worth_threads(asked):
            return listed(*self._rank(asked, count))
        ends = np.linspace(0, self._segments, self._workers + 1).astype(int).tolist()
        spans = [(first, last) for first, last in pairwise(ends) if first < last]
        parts = self._pool.map(lambda span: self._rank(asked, count, *span), spans)
        rows = np.concatenate([best[:held] for best, held in parts])
        order = np.lexsort((rows[:, 1], rows[:, 0]))[::-1][:count]
        return listed(rows[order], len(order))

    def _is_worth_threads(self, asked: PreparedQuery) -> bool:
        """Whether the segments are shared out over threads."""
        if self._pool is None:
            return False
        return bool(asked.tables.records[asked.terms, :, DF].sum() >= _WORTH_THREADS)

    def _rank(
        self, asked: PreparedQuery, count: int, first: int = 0, last: int | None = None
    ) -> tuple[Array, int]:
        """(the heap of the best articles of some segments, how many are in it)."""
        best = np.empty((count, COLUMNS), np.int64)
        inputs = self._inputs(asked)
        if last is not None:
            inputs = first, last, *inputs[2:]
        if asked.shape == ANY:
            return best, rank_or(*inputs, best)
        slop = asked.slop if asked.shape == PHRASE else WORDS_ANYWHERE
        return best, rank_and(*inputs, best, slop, _NOTHING)


_NOTHING = np.zeros(KEPT_COLUMNS, np.int64)


def _kept(doc: Array | None, tf: Array | None, counts: Array, bits: Bits | None) -> Array:
    """Where rank_all writes all articles to."""
    kept = np.zeros(KEPT_COLUMNS, np.int64)
    kept[KEPT_COUNTS] = pointer_of(counts)
    if bits is not None:
        kept[KEPT_BITS] = pointer_of(bits)
    if doc is not None and tf is not None:
        kept[KEPT_DOC], kept[KEPT_TF] = pointer_of(doc), pointer_of(tf)
    return kept


def _bits(masks: Sequence[Array]) -> Bits:
    """The articles of each segment for which a mask bool[N] is true."""
    bits = np.zeros((len(masks), WORDS), np.uint64)
    for row, mask in zip(bits, masks, strict=True):
        packed = np.packbits(mask, bitorder="little")
        row.view(np.uint8)[: len(packed)] = packed
    return bits


def _column(segment: Segment, name: str) -> Values:
    return segment.outlet if name == "outlet" else segment.lang


def _ones(bits: Bits) -> int:
    return int(np.bitwise_count(bits).sum())


def _as_postings(doc: Array, tf: Array) -> Postings:
    """What was found of a phrase in a segment, as the postings of a term."""
    return Postings(doc.copy(), *pack_frequencies(tf))
