"""Compiles a plan for one generation: which kernel answers it, and with which arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from search.local.article_bits import Bits
from search.local.blending import TermPostings
from search.local.prepared_query import (
    ALL,
    ANY,
    EVERY,
    NONE,
    PHRASE,
    PROGRAM,
    PreparedQuery,
    masks_of,
    scale_of,
)
from search.local.query_terms import QueryTerms, any_with_weak, apart
from search.local.term_cache import ABSENT, TermCache
from search.plan import (
    All,
    Any,
    Counted,
    Form,
    Phrase,
    Plan,
    Synonyms,
    Term,
    is_condition,
    is_optional,
)
from search.rank.workspace import MAX_TERMS


class Compiler:
    """Compiles plans.

    `bits_of` returns the articles that match a plan, `phrase` the postings of a phrase by segment.
    """

    def __init__(
        self,
        cache: TermCache,
        bits_of: Callable[[Plan], Bits],
        phrase: Callable[[Phrase], Sequence[TermPostings | None]],
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
        query = QueryTerms(self.cache, self._bits_of, self._phrase)
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
        demanded, weak = apart(scored)
        bits = self._bits_of(All(demanded))
        wanted = bits if wanted is None else wanted & bits
        return self.compile(any_with_weak(demanded, weak), wanted)

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
