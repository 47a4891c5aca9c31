"""The cache of term records: each term of a query is looked up once in a generation.

A record is made when its term is first looked up, which reads all its postings once; their pages
are verified on the way. Later queries find its row in a dictionary. Very frequent terms get a
bitset, so that a kernel can tell without a search whether an article has one, and count articles
64 at a time.

A cache only grows; the executor begins a new one when it has grown too large.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index import FIELDS, Generation, Segment
from index.jit.kernel_api import EVERY, FREQUENT, pointer_of
from search.local.blending import Blend, TermPostings, blend_of, postings_of
from search.plan import Form, Pattern, Synonyms, Term
from search.rank.block_max_or import TENTH
from search.rank.bm25 import divisors, idf_of
from search.rank.index_tables import IndexTables, pointers_to
from search.rank.position_signature import fill_signatures
from search.rank.segment_view import DATE, DOCUMENTS, ID_ORDER, ID_RANK, NEWEST, SEGMENT_COLUMNS
from search.rank.term_record import (
    BIG,
    BIG_BASE,
    BIG_POSTING,
    BIG_TF,
    BITS,
    BITSET_WORDS,
    BLOCK_START,
    BLOCK_WEIGHT,
    BLOCKS,
    CODE,
    DF,
    DOC,
    ENTRY,
    ENTRY_EVERY,
    FIELD,
    MAX_WEIGHT,
    MAX_WEIGHT_COLUMNS,
    POSITION,
    POSITION_BYTES,
    RECORD_COLUMNS,
    SIGNATURE,
    TENTH_WEIGHT,
    TF,
    WEIGHT,
    WINDOW,
    WINDOWS,
    fill_bits,
    measure_weights,
)

Array = npt.NDArray[Any]

ABSENT = -1
"""The row of a term that no article has."""

_ROWS = 256  # at first; doubled when full
_ENTRY_BYTES = 400  # of memory for a term, or for one that no article has, beside its arrays
_HAS_BITS = 1_024  # postings from which a term has a bitset: it takes 8 KB
_WEIGHTS_IN_MEMORY = 2**24  # of four bytes; those of further terms are computed each time
_SIGNATURES_IN_MEMORY = 2**24  # of four bytes; further terms have none
_ENTRY_EVERY = 4  # postings from one entry point into the positions to the next


class TermTables(NamedTuple):
    """The tables that kernels are given, and the pointers to them."""

    arrays: IndexTables
    """Kept alive as long as the pointers."""
    pointers: Array
    """i8[] What kernels are given."""

    @classmethod
    def of(cls, arrays: IndexTables) -> TermTables:
        """The tables with their pointers."""
        return cls(arrays, pointers_to(arrays))


class TermCache:
    """The records of one generation's terms; any number of threads may share it."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        segments = generation.segments
        self._retained: list[Array] = []  # the arrays that records point to
        self.bytes = 0
        """How much memory they take."""
        self.segments = np.zeros((len(segments), SEGMENT_COLUMNS), np.int64)
        for row, segment, base in zip(self.segments, segments, generation.bases, strict=True):
            row[DOCUMENTS] = segment.documents
            row[ID_RANK] = pointer_of(generation.rank[base:])
            row[ID_ORDER] = pointer_of(generation.order)
            row[DATE] = pointer_of(segment.date)
            row[NEWEST] = self._retain(_newest_by_window(segment))
        self.divisors = np.stack([divisors(generation.mean_length(field)) for field in FIELDS])
        self.tables = self.tables_of(
            np.zeros((_ROWS, len(segments), RECORD_COLUMNS), np.int64),
            np.zeros((_ROWS, len(segments), MAX_WEIGHT_COLUMNS), np.float32),
        )
        self.no_filter = np.zeros(len(segments), np.int64)
        """i8[segments] The masks that kernels are given when all articles may match."""
        self.idf: list[float] = []
        self.rows: dict[tuple[int, str | Form | Synonyms], int] = {}
        """The row of each term of FIELDS[field], and of what counts as one."""
        self._sources: list[Sequence[int | Blend | None]] = []
        """By row and segment: the number of a term, or what is blended."""
        self._has_positions: list[bool] = []
        self._weights = 0
        self._signatures = 0
        self._lock = threading.Lock()

    def tables_of(self, records: Array, max_weights: Array) -> TermTables:
        """The tables of the generation with these records and their largest weights."""
        arrays = IndexTables(self.segments, records, max_weights, self.divisors)
        return TermTables.of(arrays)

    def row_of(self, field: int, term: str | Form | Synonyms) -> int:
        """The row of a term of FIELDS[field], or of what counts as one; ABSENT for none."""
        row = self.rows.get((field, term))
        if row is not None:
            return row
        return self._add(field, term) if isinstance(term, str) else self._blend(term)

    def row_of_part(self, part: Term | Form | Pattern | Synonyms) -> int:
        """As `row_of`, for what a plan holds."""
        if isinstance(part, Term):
            return self.row_of(part.field, part.text)
        if isinstance(part, Pattern):
            part = Synonyms((replace(part, boost=1.0),))
        return self.row_of(part.field, part)

    def postings_of_part(
        self, part: Term | Form | Pattern | Synonyms
    ) -> Sequence[TermPostings | None]:
        """The postings of what `row_of_part` finds, by segment."""
        row, segments = self.row_of_part(part), self.generation.segments
        if row == ABSENT:
            return [None] * len(segments)
        return [
            source.postings
            if isinstance(source, Blend)
            else None
            if source is None
            else postings_of(segment, source)
            for segment, source in zip(segments, self._sources[row], strict=True)
        ]

    def idf_among_living(self, found: Sequence[TermPostings | None]) -> float:
        """The idf of postings by segment; deleted articles do not count."""
        return idf_of(self._living(found), self.generation.live)

    def load_positions(self, rows: Sequence[int]) -> None:
        """Complete the records of some terms with what reading positions needs."""
        for row in rows:
            if not self._has_positions[row]:
                with self._lock:
                    self._load_positions(row)

    def make_records(
        self, field: int, found: Sequence[TermPostings | None]
    ) -> tuple[Array, Array, list[Array]]:
        """Records of postings by segment.

        Returns:
            (i8[segments, RECORD_COLUMNS], f4[segments, MAX_WEIGHT_COLUMNS], the arrays that the
            records point to, which the caller keeps alive).
        """
        records = np.zeros((len(found), RECORD_COLUMNS), np.int64)
        max_weights = np.zeros((len(found), MAX_WEIGHT_COLUMNS), np.float32)
        kept: list[Array] = []
        for number, postings in enumerate(found):
            if postings is not None:
                row = records[number], max_weights[number]
                kept += self._fill_record(*row, number, field, postings)
        return records, max_weights, kept

    def _retain(self, array: Array) -> int:
        self._retained.append(array)
        self.bytes += array.nbytes
        return pointer_of(array)

    def _add(self, field: int, term: str) -> int:
        """Look a term up in all segments. One that only deleted articles have is ABSENT."""
        encoded = term.encode("utf-8", "surrogatepass")
        segments = self.generation.segments
        numbers = tuple(segment.terms.find(field, encoded) for segment in segments)
        found = [
            None if number is None else postings_of(segment, number)
            for segment, number in zip(segments, numbers, strict=True)
        ]
        return self._keep((field, term), found, numbers)

    def _blend(self, part: Form | Synonyms) -> int:
        """Blend terms in all segments; with another boost it is the same row."""
        if part.boost != 1 or part.is_weak:
            return self.row_of(part.field, replace(part, boost=1.0, is_weak=False))
        members = part.members if isinstance(part, Synonyms) else (part,)
        segments, field = self.generation.segments, part.field
        blends = [blend_of(segment, field, members) for segment in segments]
        term = _only_term(segments, field, blends)
        if term is not None:  # it needs no postings of its own
            row = self.rows[field, part] = self.row_of(field, term)
            return row
        found = [None if blend is None else blend.postings for blend in blends]
        row = self._keep((field, part), found, blends)
        if row == ABSENT and (looser := _loosened(members)) != members:
            row = self.rows[field, part] = self.row_of(field, Synonyms(looser))
        return row

    def _keep(
        self,
        key: tuple[int, str | Form | Synonyms],
        found: Sequence[TermPostings | None],
        sources: Sequence[int | Blend | None],
    ) -> int:
        """Add a row, unless another thread was here first."""
        with self._lock:
            if key not in self.rows:
                self.rows[key] = self._append(key[0], found, sources)
                self.bytes += _ENTRY_BYTES
            return self.rows[key]

    def _append(
        self,
        field: int,
        found: Sequence[TermPostings | None],
        sources: Sequence[int | Blend | None],
    ) -> int:
        df = self._living(found)
        if df == 0:
            return ABSENT
        row = len(self.idf)
        tables = self.tables.arrays
        if row == len(tables.records):
            self.tables = self.tables_of(_doubled(tables.records), _doubled(tables.max_weights))
            tables = self.tables.arrays
        records, max_weights, kept = self.make_records(field, found)
        tables.records[row], tables.max_weights[row] = records, max_weights
        self.bytes += records.nbytes + max_weights.nbytes
        for array in kept:
            self._retain(array)
        self._sources.append(sources)
        self._has_positions.append(False)
        self.idf.append(idf_of(df, self.generation.live))
        return row

    def _living(self, found: Sequence[TermPostings | None]) -> int:
        """The document frequency of a term among articles that are not deleted."""
        return sum(
            segment.count_live(postings.doc)
            for segment, postings in zip(self.generation.segments, found, strict=True)
            if postings is not None
        )

    def _fill_record(
        self, record: Array, max_weights: Array, number: int, field: int, postings: TermPostings
    ) -> list[Array]:
        """Fill the record of a term in segment `number`; returns the arrays to keep alive."""
        segment = self.generation.segments[number]
        record[DF], record[FIELD] = len(postings.doc), field
        record[DOC], record[TF] = pointer_of(postings.doc), pointer_of(postings.tf)
        record[CODE] = pointer_of(segment.code(FIELDS[field]))
        record[BIG], record[BIG_BASE] = len(postings.big_posting), postings.base
        record[BIG_POSTING] = pointer_of(postings.big_posting)
        record[BIG_TF] = pointer_of(postings.big_tf)
        owned = [] if postings.base or not postings.doc.flags.writeable else [*postings[:4]]
        return [*owned, *self._measure(record, max_weights), *_bits(record, postings.doc)]

    def _measure(self, record: Array, max_weights: Array) -> list[Array]:
        """Fill in a term's weights and their bounds; returns the arrays to keep alive."""
        weights, maxima = np.empty(record[DF], np.float32), np.empty(BLOCKS, np.float32)
        starts, largest = np.empty(BLOCKS, np.uint16), np.zeros(TENTH, np.float32)
        measure_weights(record, self.divisors[record[FIELD]], weights, maxima, starts, largest)
        max_weights[MAX_WEIGHT], max_weights[TENTH_WEIGHT] = largest[-1], largest[0]
        kept = []
        if self._weights < _WEIGHTS_IN_MEMORY:
            self._weights += len(weights)
            record[WEIGHT] = pointer_of(weights)
            kept.append(weights)
        if record[DF] >= FREQUENT:
            record[BLOCK_WEIGHT], record[BLOCK_START] = pointer_of(maxima), pointer_of(starts)
            kept += [maxima, starts]
        return kept

    def _load_positions(self, row: int) -> None:
        records, segments = self.tables.arrays.records[row], self.generation.segments
        for record, source, segment in zip(records, self._sources[row], segments, strict=True):
            if source is None:
                continue
            if isinstance(source, Blend):
                data = source.positions()
                self._retain(data)
            else:
                data = segment.position_bytes(source)
                if record[DF] >= FREQUENT:
                    _enter(record, segment, source)
            record[POSITION_BYTES], record[POSITION] = len(data), pointer_of(data)
            if self._signatures < _SIGNATURES_IN_MEMORY:
                self._sign(record)
        self._has_positions[row] = True

    def _sign(self, record: Array) -> None:
        """Fill in the signatures and entry points of a record that has positions."""
        signatures = np.empty(record[DF], np.uint32)
        entry_points = np.empty((record[DF] - 1) // _ENTRY_EVERY, np.uint32)
        fill_signatures(record, _ENTRY_EVERY, signatures, entry_points)
        record[SIGNATURE] = self._retain(signatures)
        record[ENTRY] = self._retain(entry_points)
        record[ENTRY_EVERY] = _ENTRY_EVERY
        self._signatures += len(signatures)


def _only_term(
    segments: Sequence[Segment], field: int, blends: Sequence[Blend | None]
) -> str | None:
    """The term that blends are in all segments, wherever it stands; None when there is none."""
    terms = {blend.whole_term for blend in blends if blend is not None}
    term = terms.pop() if len(terms) == 1 else None
    if term is None:
        return None
    is_left_out = any(
        blend is None and segment.terms.find(field, term) is not None
        for segment, blend in zip(segments, blends, strict=True)
    )
    return None if is_left_out else term.decode("utf-8", "surrogatepass")


def _loosened(
    members: tuple[Term | Form | Pattern, ...],
) -> tuple[Term | Form | Pattern, ...]:
    """Members none of which was found: similar words in small letters, too; or with any first one.

    Strict ones stay as they are.
    """

    def loosened(member: Term | Form | Pattern) -> Term | Form | Pattern:
        if not isinstance(member, Pattern) or member.strict:
            return member
        return replace(member, capital=False) if member.capital else replace(member, prefix=0)

    return tuple(map(loosened, members))


def _enter(record: Array, segment: Segment, number: int) -> None:
    """Fill in the entry points that a segment has for a frequent term."""
    entries = segment.files["entries"]
    at = int(np.searchsorted(entries.whole("term"), number))
    start, stop = entries.whole("start")[at : at + 2].tolist()
    entries.touch("point", start, stop)
    record[ENTRY_EVERY], record[ENTRY] = EVERY, pointer_of(entries["point"][start:stop])


def _bits(record: Array, doc: Array) -> list[Array]:
    """Fill in the bitset of a very frequent term; returns the arrays to keep alive."""
    if record[DF] < _HAS_BITS:
        return []
    bits = np.zeros(BITSET_WORDS, np.uint64)
    fill_bits(doc, bits)
    record[BITS] = pointer_of(bits)
    return [bits]


def _doubled(table: Array) -> Array:
    """A table with twice as many rows, the new ones zero."""
    return np.concatenate([table, np.zeros_like(table)])


def _newest_by_window(segment: Segment) -> Array:
    """i4[WINDOWS] The newest date in each window of a segment."""
    newest = np.zeros(WINDOWS, np.int32)
    starts = np.arange(0, segment.documents, WINDOW)
    if len(starts):
        newest[: len(starts)] = np.maximum.reduceat(segment.date, starts)
    return newest
