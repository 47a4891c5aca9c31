"""What a plan comes to in one generation: which loop answers, and the tables it is given."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any as Anything

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import pointer_of
from search.local.term_cache import ABSENT, Postings, TermCache, TermTables
from search.plan import (
    All,
    Any,
    Not,
    Pattern,
    Phrase,
    Plan,
    Term,
    is_condition,
)
from search.rank.boolean import AND, MASK, NOT, OR, TERM
from search.rank.boolean import NOTHING as NO_ARTICLES
from search.rank.term_record import COLUMNS, MAX_SCORES, WORDS
from search.rank.workspace import MOST_TERMS

Array = npt.NDArray[Anything]
Bits = npt.NDArray[np.uint64]
"""[segments, WORDS] A bit for each article."""

NONE, EVERY, ANY, ALL, PHRASE, PROGRAM = range(6)
"""Shapes: no article; all that are asked for; any of the terms, or all; a phrase; a program."""

_ROOM = 2.0**29
"""What all scores stay below, so that they fit 32 bits."""


@dataclass(slots=True)
class PreparedQuery:
    """A plan, ready to be answered from the tables of a generation."""

    shape: int
    table: TermCache
    """What the addresses in the records are of; it must live as long."""
    tables: TermTables
    wanted: Bits | None = None
    """The articles that may be in the answer; None for all."""
    terms: Sequence[int] = ()
    """Rows of the tables."""
    factors: Sequence[float] = ()
    """What their weights are multiplied by: idf and boost."""
    scale: float = 1.0
    """What a score is divided by that the loops give."""
    slop: int = 0
    steps: Sequence[tuple[int, int]] = ()
    """Of a program: operations and their operands."""
    sets: Sequence[Bits] = ()
    kept: Sequence[Array] = ()


def scale_of(total: float) -> float:
    """What scores are multiplied by that add up to `total` at the most: a power of two."""
    return math.ldexp(1.0, 29 - math.frexp(total)[1]) if total > 0 else _ROOM


class Compiler:
    """Makes plans ready. `bits_of` gives the articles of a condition or of any other plan."""

    def __init__(
        self,
        table: TermCache,
        bits_of: Callable[[Plan], Bits],
        phrase: Callable[[Phrase], Sequence[Postings | None]],
    ) -> None:
        self.table = table
        self._bits_of = bits_of
        self._phrase = phrase

    def ask(self, plan: Plan, wanted: Bits | None) -> PreparedQuery:
        """A plan, ready to be answered; quick for words only."""
        kind = type(plan)
        if kind is Term:
            return self._words(ANY, (plan,), wanted) or self._nothing()
        if (kind is All or kind is Any) and len(plan.parts) <= MOST_TERMS:  # type: ignore[union-attr]
            parts = plan.parts  # type: ignore[union-attr]
            asked = self._words(ALL if kind is All else ANY, parts, wanted)
            if asked is not None:
                return asked
        if kind is Phrase:
            return self._one_phrase(plan, wanted)  # type: ignore[arg-type]  # the kind says so
        return self._general(plan, wanted)

    def _words(
        self, shape: int, parts: Sequence[Plan], wanted: Bits | None
    ) -> PreparedQuery | None:
        """Terms and nothing else; None when there is something else."""
        table, rows, weights, total = self.table, [], [], 0.0
        known, idf = table.rows, table.idf
        for part in parts:
            if type(part) is not Term:
                return None
            row = known.get((part.field, part.text))
            if row is None:
                row = table.find(part.field, part.text)
            if row >= 0:
                weight = idf[row] * part.boost
                rows.append(row)
                weights.append(weight)
                total += weight
            elif shape == ALL:
                return self._nothing()
        if not rows:
            return self._nothing()
        scale = scale_of(total)
        return PreparedQuery(
            shape,
            table,
            table.tables if wanted is None else _confined(table.tables, wanted),
            wanted,
            rows,
            weights,
            scale,
        )

    def _nothing(self) -> PreparedQuery:
        return PreparedQuery(NONE, self.table, self.table.tables)

    def _general(self, plan: Plan, wanted: Bits | None) -> PreparedQuery:
        parts = plan.parts if isinstance(plan, All) else (plan,)
        for condition in filter(is_condition, parts):
            bits = self._bits_of(condition)
            wanted = bits if wanted is None else wanted & bits
        scored = [part for part in parts if not is_condition(part)]
        if not scored:
            shape = EVERY if parts else NONE
            return PreparedQuery(shape, self.table, self.table.tables, wanted)
        if len(scored) == 1 and isinstance(scored[0], Phrase):
            return self._one_phrase(scored[0], wanted)
        gathered = _Gathered(self)
        shape = ALL if len(scored) > 1 else ANY
        if len(scored) == 1 and isinstance(scored[0], Any):
            scored = list(scored[0].parts)
        if len(scored) <= MOST_TERMS and all(
            isinstance(part, Term | Phrase | Pattern) for part in scored
        ):
            for part in scored:
                gathered.add(part)  # type: ignore[arg-type]
            if shape == ALL and gathered.lacks:
                return self._nothing()
        else:
            shape = PROGRAM
            rest = All(tuple(part for part in parts if not is_condition(part)))
            gathered.write(rest if len(rest.parts) > 1 else rest.parts[0])
        return gathered.asked(shape, wanted) or self._nothing()

    def _one_phrase(self, phrase: Phrase, wanted: Bits | None) -> PreparedQuery:
        table, name = self.table, phrase.field
        known = table.rows
        rows = [
            known[name, term] if (name, term) in known else table.find(name, term)
            for term in phrase.terms
        ]
        if ABSENT in rows:
            return self._nothing()
        table.place(rows)
        total = sum(table.idf[row] for row in rows) * phrase.boost
        scale = scale_of(total)
        return PreparedQuery(
            PHRASE,
            table,
            table.tables if wanted is None else _confined(table.tables, wanted),
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


def _confined(tables: TermTables, wanted: Bits) -> TermTables:
    """The tables, with the articles that may be in the answer."""
    return tables._replace(masks=addresses(wanted))


def addresses(bits: Bits) -> Array:
    """i8[segments] Where the bits of each segment are."""
    return pointer_of(bits) + np.arange(len(bits)) * (WORDS * 8)


@dataclass(slots=True)
class _Gathered:
    """The terms of a plan in tables of their own, since some are made for this query only."""

    asker: Compiler
    records: list[Array] = field(default_factory=list)
    limits: list[Array] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    kept: list[Array] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)
    sets: list[Bits] = field(default_factory=list)
    phrases: dict[Phrase, tuple[Array, Array, float] | None] = field(default_factory=dict)
    """Those looked for, which a query may repeat."""
    most: float = 0.0
    lacks: bool = False
    """Whether a term is in no article."""

    def add(self, part: Term | Phrase | Pattern) -> int | None:
        """Take in a term or what counts as one; gives its place, None when no article has it."""
        table = self.asker.table
        if isinstance(part, Phrase):
            return self._add_phrase(part)
        row = table.find(part.field, part.text) if isinstance(part, Term) else table.blend(part)
        if row == ABSENT:
            self.lacks = True
            return None
        tables = table.tables
        return self._append(tables.records[row], tables.limits[row], table.idf[row] * part.boost)

    def _add_phrase(self, phrase: Phrase) -> int | None:
        if phrase not in self.phrases:
            self.phrases[phrase] = self._find_phrase(phrase)
        found = self.phrases[phrase]
        if found is None:
            self.lacks = True
            return None
        return self._append(*found)

    def _find_phrase(self, phrase: Phrase) -> tuple[Array, Array, float] | None:
        """(records, limits, weight) of a phrase; None when no article has it."""
        table = self.asker.table
        found = self.asker.phrase(phrase)
        if not any(postings is not None for postings in found):
            return None
        records, limits, kept = table.own(phrase.field, found)
        self.kept += kept
        idf = sum(table.idf[table.find(phrase.field, term)] for term in phrase.terms)
        return records, limits, idf * phrase.boost

    def _append(self, records: Array, limits: Array, weight: float) -> int:
        self.records.append(records)
        self.limits.append(limits)
        self.weights.append(weight)
        self.most += weight
        return len(self.weights) - 1

    def write(self, plan: Plan) -> None:
        """Write the steps of a program whose top is a plan's articles."""
        if is_condition(plan) and not isinstance(plan, Not):
            self.sets.append(self.asker.bits_of(plan))
            self.steps.append((MASK, len(self.sets) - 1))
        elif isinstance(plan, Not):
            self.write(plan.part)
            self.steps.append((NOT, 0))
        elif isinstance(plan, All):
            for number, part in enumerate(plan.parts):
                self.write(part)
                if number:
                    self.steps.append((AND, 0))
        else:
            self.steps.append((NO_ARTICLES, 0))
            self._write_any(plan.parts if isinstance(plan, Any) else (plan,))

    def _write_any(self, parts: Sequence[Plan]) -> None:
        for part in parts:
            if isinstance(part, Term | Phrase | Pattern):
                place = self.add(part)
                if place is not None:
                    self.steps.append((TERM, place))
            else:
                self.write(part)
                self.steps.append((OR, 0))

    def asked(self, shape: int, wanted: Bits | None) -> PreparedQuery | None:
        """All of it, ready; None when it can match nothing."""
        if shape != PROGRAM and not self.weights:
            return None
        segments, count = len(self.asker.table.segments), len(self.records)
        scale = scale_of(self.most)
        tables = self.asker.table.tables._replace(
            records=np.array(self.records, np.int64).reshape(count, segments, COLUMNS),
            limits=np.array(self.limits, np.float32).reshape(count, segments, MAX_SCORES),
        )
        if wanted is not None:
            tables = _confined(tables, wanted)
        return PreparedQuery(
            shape, self.asker.table, tables, wanted, range(len(self.weights)), self.weights, scale,
            steps=self.steps, sets=self.sets, kept=self.kept,
        )  # fmt: skip
