"""The terms of one query where not all have a row in the cache, and the program made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any as Anything

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import pointer_of
from search.local.article_bits import Bits
from search.local.blending import TermPostings, most_frequent
from search.local.prepared_query import PROGRAM, PreparedQuery, masks_of, scale_of
from search.local.term_cache import ABSENT, TermCache
from search.plan import (
    All,
    Any,
    Counted,
    Everything,
    Not,
    Phrase,
    Plan,
    Ways,
    is_condition,
    is_optional,
)
from search.rank.boolean import AND, EMPTY, NOT, OR, SET, TERM
from search.rank.term_record import MAX_WEIGHT_COLUMNS, RECORD_COLUMNS

Array = npt.NDArray[Anything]


@dataclass(slots=True)
class QueryTerms:
    """The terms of a query in tables of its own: phrases and ways have records for it only."""

    cache: TermCache
    bits_of: Callable[[Plan], Bits]
    """The articles of any plan."""
    phrase: Callable[[Phrase], Sequence[TermPostings | None]]
    """The postings of a phrase, by segment."""
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
        cache = self.cache
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
        cache = self.cache
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

    def _postings(self, part: Counted) -> Sequence[TermPostings | None]:
        """The postings of a part by segment."""
        if isinstance(part, Phrase):
            return self.phrase(part)
        if isinstance(part, Ways):
            ways = [self._postings(member) for member in part.members]
            return [most_frequent(found) for found in zip(*ways, strict=True)]
        return self.cache.postings_of_part(part)

    def _append(self, records: Array, max_weights: Array, weight: float) -> int:
        self.records.append(records)
        self.max_weights.append(max_weights)
        self.weights.append(weight)
        self.total_weight += weight
        return len(self.weights) - 1

    def write(self, plan: Plan) -> None:
        """Append the steps that leave a plan's articles on top of the stack."""
        if is_condition(plan) and not isinstance(plan, Not):
            bits = self.bits_of(plan)
            self.retained.append(bits)
            self.steps.append((SET, pointer_of(bits)))
        elif isinstance(plan, Not):
            self.write(plan.part)
            self.steps.append((NOT, 0))
        elif isinstance(plan, All) and any(map(is_optional, plan.parts)):
            demanded, weak = apart(plan.parts)
            bits = self.bits_of(All(demanded))
            self.retained.append(bits)
            self.write(any_with_weak(demanded, weak))
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
        cache, count = self.cache, len(self.records)
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


def apart(parts: Sequence[Plan]) -> tuple[tuple[Plan, ...], tuple[Plan, ...]]:
    """(what an All of some parts demands, its weak words)."""
    demanded = tuple(part for part in parts if not is_optional(part))
    return demanded or (Everything(),), tuple(filter(is_optional, parts))


def any_with_weak(demanded: tuple[Plan, ...], weak: tuple[Plan, ...]) -> Any:
    """What scores as an All of these does, where all that it demands matches."""
    if all(isinstance(part, Counted) for part in demanded):
        return Any((*demanded, *weak))
    return Any((All(demanded), *weak))
