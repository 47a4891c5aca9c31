"""Compiles a plan for one generation: which kernel answers it, and with which arguments."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any as Anything

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import pointer_of
from search.local.article_bits import Bits
from search.local.blending import Postings, most_frequent
from search.local.term_cache import ABSENT, TermCache, TermTables
from search.plan import (
    All,
    Any,
    Counted,
    Everything,
    Form,
    Not,
    Phrase,
    Plan,
    Synonyms,
    Term,
    Ways,
    is_condition,
    is_optional,
)
from search.rank.boolean import AND, EMPTY, NOT, OR, SET, TERM
from search.rank.term_record import BITSET_WORDS, MAX_WEIGHT_COLUMNS, RECORD_COLUMNS
from search.rank.workspace import MAX_TERMS

Array = npt.NDArray[Anything]
NONE, EVERY, ANY, ALL, PHRASE, PROGRAM = range(6)
"""Shapes of a query: no article; all articles of the filter; those with any of the terms, or with
all; those with a phrase; a program (search.rank.boolean)."""

_MAX_SCORE = 2.0**29
"""All scores stay below, so that a sum of two fits 32 bits."""


@dataclass(slots=True)
class PreparedQuery:
    """A plan, ready to be answered by a kernel."""

    shape: int
    cache: TermCache
    """Owns the arrays that the records point to."""
    tables: TermTables
    masks: Array
    """i8[segments] Pointers into `wanted`; zeros without."""
    wanted: Bits | None = None
    """The filter: the articles that may be in the answer; None for all."""
    terms: Sequence[int] = ()
    """Rows of the tables."""
    factors: Sequence[float] = ()
    """What their weights are multiplied by: idf and boost."""
    scale: float = 1.0
    """The integer that stands for a score of 1."""
    slop: int = 0
    steps: Sequence[tuple[int, int]] = ()
    """Of a program: operations and operands."""
    retained: Sequence[Array] = ()
    """Arrays that records or steps point to, beside those of the cache."""


def scale_of(total: float) -> float:
    """The power of two by which scores that sum to `total` at the most fit 30 bits."""
    return math.ldexp(1.0, 29 - math.frexp(total)[1]) if total > 0 else _MAX_SCORE


class Compiler:
    """Compiles plans.

    `bits_of` returns the articles that match a plan, `phrase` the postings of a phrase by segment.
    """

    def __init__(
        self,
        cache: TermCache,
        bits_of: Callable[[Plan], Bits],
        phrase: Callable[[Phrase], Sequence[Postings | None]],
    ) -> None:
        self.cache = cache
        self._bits_of = bits_of
        self._phrase = phrase

    def compile(self, plan: Plan, wanted: Bits | None) -> PreparedQuery:
        """Compile a plan under a filter; the shortest way is that of terms only."""
        kind = type(plan)
        if kind is Term or kind is Form or kind is Synonyms:
            return self._terms_only(ANY, (plan,), wanted) or self._nothing()
        if (kind is All or kind is Any) and len(plan.parts) <= MAX_TERMS:  # type: ignore[union-attr]
            parts = plan.parts  # type: ignore[union-attr]
            prepared = self._terms_only(ALL if kind is All else ANY, parts, wanted)
            if prepared is not None:
                return prepared
        if kind is Phrase:
            return self._one_phrase(plan, wanted)  # type: ignore[arg-type]  # the kind says so
        return self._general(plan, wanted)

    def _terms_only(
        self, shape: int, parts: Sequence[Plan], wanted: Bits | None
    ) -> PreparedQuery | None:
        """Terms and nothing else; None when there is something else."""
        cache, rows, weights, total = self.cache, [], [], 0.0
        known, idf = cache.rows, cache.idf
        demands_all = shape == ALL
        for part in parts:
            if type(part) is Term:
                row = known.get((part.field, part.text))
                if row is None:
                    row = cache.row_of(part.field, part.text)
            elif type(part) is Form or type(part) is Synonyms:
                row = cache.row_of(part.field, part)
            else:
                return None
            if demands_all and part.is_weak:
                return None
            if row >= 0:
                weight = idf[row] * part.boost
                rows.append(row)
                weights.append(weight)
                total += weight
            elif demands_all:
                return self._nothing()
        if not rows:
            return self._nothing()
        scale = scale_of(total)
        return PreparedQuery(
            shape,
            cache,
            cache.tables,
            cache.no_filter if wanted is None else masks_of(wanted),
            wanted,
            rows,
            weights,
            scale,
        )

    def _nothing(self) -> PreparedQuery:
        return PreparedQuery(NONE, self.cache, self.cache.tables, self.cache.no_filter)

    def _general(self, plan: Plan, wanted: Bits | None) -> PreparedQuery:
        """Compile a plan that is not terms only.

        Conditions at the top become part of the filter, since they score nothing. If what is left
        is one phrase, or only what counts as terms do, it has a kernel with bounds, to which a
        phrase or a pattern is a term like others. All else is a program.

        Example:
            `wall "dock strike" date:2022` becomes the filter of 2022 and ALL of two terms, the
            second with the phrase's postings. `wall (dock OR -strike)` becomes a PROGRAM, since
            a negation stands within.
        """
        parts = plan.parts if isinstance(plan, All) else (plan,)
        for condition in filter(is_condition, parts):
            bits = self._bits_of(condition)
            wanted = bits if wanted is None else wanted & bits
        scored = [part for part in parts if not is_condition(part)]
        if not scored:
            shape = EVERY if parts else NONE
            return PreparedQuery(shape, self.cache, self.cache.tables, self.cache.no_filter, wanted)
        if len(scored) == 1 and isinstance(scored[0], Phrase):
            return self._one_phrase(scored[0], wanted)
        if any(map(is_optional, scored)):
            return self._with_weak(scored, wanted)
        query = _QueryTerms(self)
        shape = ALL if len(scored) > 1 else ANY
        if len(scored) == 1 and isinstance(scored[0], Any):
            scored = list(scored[0].parts)
        if len(scored) <= MAX_TERMS and all(isinstance(part, Counted) for part in scored):
            for part in scored:
                query.add(part)  # type: ignore[arg-type]  # as has just been asked
            if shape == ALL and query.has_absent:
                return self._nothing()
        else:
            shape = PROGRAM
            rest = All(tuple(part for part in parts if not is_condition(part)))
            query.write(rest if len(rest.parts) > 1 else rest.parts[0])
        return query.prepared(shape, wanted) or self._nothing()

    def _with_weak(self, scored: Sequence[Plan], wanted: Bits | None) -> PreparedQuery:
        """Parts that must all match, and weak terms: any of them, of the articles that match."""
        demanded, weak = _apart(scored)
        bits = self._bits_of(All(demanded))
        wanted = bits if wanted is None else wanted & bits
        return self.compile(_any_with_weak(demanded, weak), wanted)

    def _one_phrase(self, phrase: Phrase, wanted: Bits | None) -> PreparedQuery:
        cache, name = self.cache, phrase.field
        known = cache.rows
        rows = [
            known[name, term] if (name, term) in known else cache.row_of(name, term)
            for term in phrase.terms
        ]
        if ABSENT in rows:
            return self._nothing()
        cache.load_positions(rows)
        total = sum(cache.idf[row] for row in rows) * phrase.boost
        scale = scale_of(total)
        return PreparedQuery(
            PHRASE,
            cache,
            cache.tables,
            cache.no_filter if wanted is None else masks_of(wanted),
            wanted,
            rows,
            [total] * len(rows),
            scale,
            phrase.slop,
        )

    def phrase(self, phrase: Phrase) -> Sequence[Postings | None]:
        """The postings of a phrase, by segment."""
        return self._phrase(phrase)

    def bits_of(self, plan: Plan) -> Bits:
        """The articles of any plan."""
        return self._bits_of(plan)


def _apart(parts: Sequence[Plan]) -> tuple[tuple[Plan, ...], tuple[Plan, ...]]:
    """(what an All of some parts demands, its weak words)."""
    demanded = tuple(part for part in parts if not is_optional(part))
    return demanded or (Everything(),), tuple(filter(is_optional, parts))


def _any_with_weak(demanded: tuple[Plan, ...], weak: tuple[Plan, ...]) -> Any:
    """What scores as an All of these does, where all that it demands matches."""
    if all(isinstance(part, Counted) for part in demanded):
        return Any((*demanded, *weak))
    return Any((All(demanded), *weak))


def masks_of(bits: Bits) -> Array:
    """i8[segments] Pointers to the bits of each segment."""
    return pointer_of(bits) + np.arange(len(bits)) * (BITSET_WORDS * 8)


@dataclass(slots=True)
class _QueryTerms:
    """The terms of a query in tables of its own: phrases and ways have records for it only."""

    compiler: Compiler
    records: list[Array] = field(default_factory=list)
    max_weights: list[Array] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    retained: list[Array] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)
    own: dict[Phrase | Ways, tuple[Array, Array, float] | None] = field(default_factory=dict)
    """(records, largest weights, weight) of what has no row in the cache, None for what no article
    has."""
    total_weight: float = 0.0
    has_absent: bool = False
    """Whether a term is in no article."""

    def add(self, part: Counted) -> int | None:
        """Add a term, or what counts as one.

        Returns:
            Its row in the query's tables; None when no article has it.
        """
        cache = self.compiler.cache
        if isinstance(part, Phrase | Ways):
            return self._add_own(part)
        row = cache.row_of_part(part)
        if row == ABSENT:
            self.has_absent = True
            return None
        tables, weight = cache.tables.arrays, cache.idf[row] * part.boost
        return self._append(tables.records[row], tables.max_weights[row], weight)

    def _add_own(self, part: Phrase | Ways) -> int | None:
        if part not in self.own:
            self.own[part] = self._find(part)
        found = self.own[part]
        if found is None:
            self.has_absent = True
            return None
        return self._append(*found)

    def _find(self, part: Phrase | Ways) -> tuple[Array, Array, float] | None:
        """(records, largest weights, weight) of a part; None when no article has it."""
        cache = self.compiler.cache
        found = self._postings(part)
        if not any(postings is not None for postings in found):
            return None
        records, max_weights, retained = cache.make_records(part.field, found)
        self.retained += retained
        if isinstance(part, Phrase):
            idf = sum(cache.idf[cache.row_of(part.field, term)] for term in part.terms)
        else:
            idf = cache.idf_among_living(found)
        return records, max_weights, idf * part.boost

    def _postings(self, part: Counted) -> Sequence[Postings | None]:
        """The postings of a part by segment."""
        if isinstance(part, Phrase):
            return self.compiler.phrase(part)
        if isinstance(part, Ways):
            ways = [self._postings(member) for member in part.members]
            return [most_frequent(found) for found in zip(*ways, strict=True)]
        return self.compiler.cache.postings_of_part(part)

    def _append(self, records: Array, max_weights: Array, weight: float) -> int:
        self.records.append(records)
        self.max_weights.append(max_weights)
        self.weights.append(weight)
        self.total_weight += weight
        return len(self.weights) - 1

    def write(self, plan: Plan) -> None:
        """Append the steps that leave a plan's articles on top of the stack."""
        if is_condition(plan) and not isinstance(plan, Not):
            bits = self.compiler.bits_of(plan)
            self.retained.append(bits)
            self.steps.append((SET, pointer_of(bits)))
        elif isinstance(plan, Not):
            self.write(plan.part)
            self.steps.append((NOT, 0))
        elif isinstance(plan, All) and any(map(is_optional, plan.parts)):
            demanded, weak = _apart(plan.parts)
            bits = self.compiler.bits_of(All(demanded))
            self.retained.append(bits)
            self.write(_any_with_weak(demanded, weak))
            self.steps += [(SET, pointer_of(bits)), (AND, 0)]
        elif isinstance(plan, All):
            for number, part in enumerate(plan.parts):
                self.write(part)
                if number:
                    self.steps.append((AND, 0))
        else:
            self.steps.append((EMPTY, 0))
            self._write_any(plan.parts if isinstance(plan, Any) else (plan,))

    def _write_any(self, parts: Sequence[Plan]) -> None:
        for part in parts:
            if isinstance(part, Counted):
                row = self.add(part)
                if row is not None:
                    self.steps.append((TERM, row))
            else:
                self.write(part)
                self.steps.append((OR, 0))

    def prepared(self, shape: int, wanted: Bits | None) -> PreparedQuery | None:
        """The query, ready to be answered; None when no article can match."""
        if shape != PROGRAM and not self.weights:
            return None
        cache, count = self.compiler.cache, len(self.records)
        shape_of_tables = count, len(cache.segments)
        tables = cache.tables_of(
            np.array(self.records, np.int64).reshape(*shape_of_tables, RECORD_COLUMNS),
            np.array(self.max_weights, np.float32).reshape(*shape_of_tables, MAX_WEIGHT_COLUMNS),
        )
        masks = cache.no_filter if wanted is None else masks_of(wanted)
        return PreparedQuery(
            shape, cache, tables, masks, wanted, range(count), self.weights,
            scale_of(self.total_weight), steps=self.steps, retained=self.retained,
        )  # fmt: skip
