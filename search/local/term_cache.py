"""The table of records: each term that was asked for, looked up once in a generation.

A record is made when its term is first asked for, which reads all its postings once; their
pages are checked on the way. Later queries find its row by a dictionary. Very frequent terms get
bits (which articles have them), so that a loop can tell without a search whether an article has
one, and count articles 64 at a time.

A table only grows; the ranking begins a new one when it has grown too large.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index import FIELDS, Generation, Segment
from index.jit.kernel_api import EVERY, FREQUENT, LARGEST, pointer_of
from search.plan import Pattern
from search.rank.blend import add_terms, list_sums
from search.rank.block_max_or import TENTH
from search.rank.bm25 import divisors, idf_of
from search.rank.position_signature import fill_signatures
from search.rank.segment_view import DATE, DOCUMENTS, NEWEST, ORDER_OF_IDS, RANK, SEGMENT_COLUMNS
from search.rank.term_record import (
    BIG,
    BIG_BASE,
    BIG_POSTING,
    BIG_TF,
    BITS,
    BLOCK_START,
    BLOCK_WEIGHT,
    BLOCKS,
    CODE,
    COLUMNS,
    DF,
    DOC,
    ENTRY,
    ENTRY_EVERY,
    FIELD,
    LARGEST_WEIGHT,
    MAX_SCORES,
    POSITION,
    POSITION_BYTES,
    SIGNATURE,
    TENTH_WEIGHT,
    TF,
    WEIGHT,
    WINDOW,
    WINDOWS,
    WORDS,
    fill_bits,
    measure,
)
from search.words.expansion import expand

Array = npt.NDArray[Any]

ABSENT = -1
"""The row of a term that no article has."""

_ROWS = 256  # at first; doubled when full
_KNOWN = 400  # bytes of memory of knowing a term, or that no article has it, beside its arrays
_HAS_BITS = 1_024  # postings from which a term has bits: they take 8 KB
_MOST_WEIGHTS = 2**24  # in memory, of four bytes; of terms beyond they are worked out each time
_MOST_SIGNS = 2**24  # in memory, as above; terms beyond do without, and with the index's entries
_ENTRY_EVERY = 4  # postings for which there is a place where to begin reading positions


class Postings(NamedTuple):
    """The postings of a term in a segment, wherever they are (index.segment.term_frequency)."""

    doc: Array
    tf: Array
    big_posting: Array
    """Counted from `base`."""
    big_tf: Array
    base: int = 0


class TermTables(NamedTuple):
    """What every loop is given first."""

    first: int
    last: int
    """The segments [first, last) are looked through."""
    segments: Array
    """i8[segments, SEGMENT_COLUMNS]"""
    records: Array
    """i8[terms, segments, COLUMNS]"""
    limits: Array
    """f4[terms, segments, LIMITS]"""
    masks: Array
    """i8[segments] Where the bits of the articles asked for are; 0 for all."""
    divisors: Array
    """f4[F, 256] BM25's, by field and length code."""


class TermCache:
    """The terms of one generation, as records; any number of threads may share it."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        segments = generation.segments
        self._kept: list[Array] = []  # the arrays that records point to
        self.bytes = 0
        """How much memory they take."""
        self.segments = np.zeros((len(segments), SEGMENT_COLUMNS), np.int64)
        for row, segment, base in zip(self.segments, segments, generation.bases, strict=True):
            row[DOCUMENTS] = segment.documents
            row[RANK] = pointer_of(generation.rank[base:])
            row[ORDER_OF_IDS] = pointer_of(generation.order)
            row[DATE] = pointer_of(segment.date)
            row[NEWEST] = self._keep(_newest(segment))
        self.divisors = np.stack([divisors(generation.mean_length(field)) for field in FIELDS])
        self.tables = TermTables(
            0,
            len(segments),
            self.segments,
            np.zeros((_ROWS, len(segments), COLUMNS), np.int64),
            np.zeros((_ROWS, len(segments), MAX_SCORES), np.float32),
            np.zeros(len(segments), np.int64),
            self.divisors,
        )
        self.idf: list[float] = []
        self.rows: dict[tuple[int, str] | Pattern, int] = {}
        self._numbers: list[tuple[int | None, ...]] = []
        self._placed: list[bool] = []
        self._weights = 0
        self._signs = 0
        self._lock = threading.Lock()

    def find(self, field: int, term: str) -> int:
        """The row of a term of FIELDS[field], or ABSENT when no article has it."""
        row = self.rows.get((field, term))
        return self._add(field, term) if row is None else row

    def blend(self, pattern: Pattern) -> int:
        """The row of all terms that fit a pattern as one, or ABSENT when none does."""
        row = self.rows.get(pattern)
        if row is not None:
            return row
        found = [self.blended(segment, pattern) for segment in self.generation.segments]
        with self._lock:
            if pattern in self.rows:
                return self.rows[pattern]
            row = self._append(pattern.field, found)
            self.rows[pattern] = row
            self.bytes += _KNOWN + len(pattern.text)
            return row

    def place(self, rows: Sequence[int]) -> None:
        """See that the positions of some terms can be read."""
        for row in rows:
            if not self._placed[row]:
                with self._lock:
                    self._place(row)

    def own(self, field: int, found: Sequence[Postings | None]) -> tuple[Array, Array, list[Array]]:
        """(records i8[segments, COLUMNS], limits, what to keep alive) of postings of one query."""
        records = np.zeros((len(found), COLUMNS), np.int64)
        limits = np.zeros((len(found), MAX_SCORES), np.float32)
        kept: list[Array] = []
        for place, postings in enumerate(found):
            if postings is not None:
                kept += self._fill(records[place], limits[place], place, field, postings)
        return records, limits, kept

    def blended(self, segment: Segment, pattern: Pattern) -> Postings | None:
        """The postings in a segment of all terms that fit a pattern together; None for none."""
        numbers = expand(segment, pattern)
        if not len(numbers):
            return None
        terms, file = segment.files["terms"], segment.files["postings"]
        for first, last in _runs(numbers):
            terms.touch("posting", first, last + 2)
            start, stop = int(terms["posting"][first]), int(terms["posting"][last + 1])
            file.touch("doc", start, stop)
            file.touch("tf", start, stop)
        sums = np.zeros(LARGEST, np.int64)
        big = segment.big_posting, file["big_tf"]
        df = add_terms(numbers, terms["posting"], file["doc"], file["tf"], *big, sums)
        doc, tf = np.empty(df, np.uint16), np.empty(df, np.uint8)
        big_posting, big_tf = np.empty(df, np.uint32), np.empty(df, np.uint32)
        count = list_sums(sums, doc, tf, big_posting, big_tf)
        return Postings(doc, tf, big_posting[:count].copy(), big_tf[:count].copy())

    def _keep(self, array: Array) -> int:
        self._kept.append(array)
        self.bytes += array.nbytes
        return pointer_of(array)

    def _add(self, field: int, term: str) -> int:
        """Look a term up in all segments. One that only deleted articles have is ABSENT."""
        encoded = term.encode("utf-8", "surrogatepass")
        segments = self.generation.segments
        numbers = tuple(segment.terms.find(field, encoded) for segment in segments)
        found = [
            None if number is None else _postings(segment, number)
            for segment, number in zip(segments, numbers, strict=True)
        ]
        with self._lock:
            if (field, term) in self.rows:  # another thread was here first
                return self.rows[field, term]
            row = self._append(field, found, numbers)
            self.rows[field, term] = row
            self.bytes += _KNOWN + len(encoded)
            return row

    def _append(
        self,
        field: int,
        found: Sequence[Postings | None],
        numbers: tuple[int | None, ...] = (),
    ) -> int:
        df = self._living(found)
        if df == 0:
            return ABSENT
        row = len(self.idf)
        if row == len(self.tables.records):
            records, limits = self.tables.records, self.tables.limits
            self.tables = self.tables._replace(
                records=np.concatenate([records, np.zeros_like(records)]),
                limits=np.concatenate([limits, np.zeros_like(limits)]),
            )
        records, limits, kept = self.own(field, found)
        self.tables.records[row], self.tables.limits[row] = records, limits
        self.bytes += records.nbytes + limits.nbytes
        for array in kept:
            self._keep(array)
        self._numbers.append(numbers)
        self._placed.append(not numbers)
        self.idf.append(idf_of(df, self.generation.live))
        return row

    def _living(self, found: Sequence[Postings | None]) -> int:
        """In how many articles a term is that are not deleted."""
        return sum(
            segment.count_live(postings.doc)
            for segment, postings in zip(self.generation.segments, found, strict=True)
            if postings is not None
        )

    def _fill(
        self, record: Array, limits: Array, place: int, field: int, postings: Postings
    ) -> list[Array]:
        """Make the record of a term of one segment; gives what must be kept for it."""
        segment = self.generation.segments[place]
        record[DF], record[FIELD] = len(postings.doc), field
        record[DOC], record[TF] = pointer_of(postings.doc), pointer_of(postings.tf)
        record[CODE] = pointer_of(segment.code(FIELDS[field]))
        record[BIG], record[BIG_BASE] = len(postings.big_posting), postings.base
        record[BIG_POSTING] = pointer_of(postings.big_posting)
        record[BIG_TF] = pointer_of(postings.big_tf)
        owned = [] if postings.base or not postings.doc.flags.writeable else [*postings[:4]]
        return [*owned, *self._measure(record, limits), *_bits(record, postings.doc)]

    def _measure(self, record: Array, limits: Array) -> list[Array]:
        """Note what bounds a term's weights; gives what must be kept for it."""
        weights, most = np.empty(record[DF], np.float32), np.empty(BLOCKS, np.float32)
        starts, best = np.empty(BLOCKS, np.uint16), np.zeros(TENTH, np.float32)
        measure(record, self.divisors[record[FIELD]], weights, most, starts, best)
        limits[LARGEST_WEIGHT], limits[TENTH_WEIGHT] = best[-1], best[0]
        kept = []
        if self._weights < _MOST_WEIGHTS:
            self._weights += len(weights)
            record[WEIGHT] = pointer_of(weights)
            kept.append(weights)
        if record[DF] >= FREQUENT:
            record[BLOCK_WEIGHT], record[BLOCK_START] = pointer_of(most), pointer_of(starts)
            kept += [most, starts]
        return kept

    def _place(self, row: int) -> None:
        for record, number, segment in zip(
            self.tables.records[row], self._numbers[row], self.generation.segments, strict=True
        ):
            if number is None:
                continue
            data, entries = segment.position_bytes(number), segment.files["entries"]
            record[POSITION_BYTES], record[POSITION] = len(data), pointer_of(data)
            if self._signs < _MOST_SIGNS:
                signs = np.empty(record[DF], np.uint32)
                points = np.empty((record[DF] - 1) // _ENTRY_EVERY, np.uint32)
                fill_signatures(record, _ENTRY_EVERY, signs, points)
                record[SIGNATURE], record[ENTRY] = self._keep(signs), self._keep(points)
                record[ENTRY_EVERY] = _ENTRY_EVERY
                self._signs += len(signs)
            elif record[DF] >= FREQUENT:
                at = int(np.searchsorted(entries.whole("term"), number))
                start, stop = entries.whole("start")[at : at + 2].tolist()
                entries.touch("point", start, stop)
                points = entries["point"][start:stop]
                record[ENTRY_EVERY], record[ENTRY] = EVERY, pointer_of(points)
        self._placed[row] = True


def _postings(segment: Segment, number: int) -> Postings:
    """The postings of a term as they lie in the index; checked."""
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


def _bits(record: Array, doc: Array) -> list[Array]:
    """Give a very frequent term its bits; gives what must be kept for it."""
    if record[DF] < _HAS_BITS:
        return []
    bits = np.zeros(WORDS, np.uint64)
    fill_bits(doc, bits)
    record[BITS] = pointer_of(bits)
    return [bits]


def _runs(numbers: Array) -> list[tuple[int, int]]:
    """The (first, last) of each run of numbers without a gap."""
    edges = np.flatnonzero(np.diff(numbers) != 1)
    firsts = numbers[np.concatenate([[0], edges + 1])]
    lasts = numbers[np.concatenate([edges, [len(numbers) - 1]])]
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _newest(segment: Segment) -> Array:
    """i4[WINDOWS] The newest date in each window of a segment."""
    newest = np.zeros(WINDOWS, np.int32)
    starts = np.arange(0, segment.documents, WINDOW)
    if len(starts):
        newest[: len(starts)] = np.maximum.reduceat(segment.date, starts)
    return newest
