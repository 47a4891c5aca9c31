"""Executes plans over one generation: from a plan to the articles that match it.

Conditions beside words (dates, languages, negations) become a filter; whichever kernel answers,
the scores are the same, to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from index import Generation
from search.local.article_bits import Bits, bits_of_numbers
from search.local.blending import TermPostings
from search.local.compile import Compiler
from search.local.conditions import Conditions
from search.local.prepared_query import ALL, ANY, PHRASE, PreparedQuery
from search.local.ranker import Array, Best, Ranked, Ranker, results_in
from search.local.term_cache import TermCache
from search.plan import GroupedWith, Naming, Phrase, Plan, Word, is_condition, strong_words
from search.rank.second_look import DEPTH
from search.rank.workspace import MAX_TERMS

_MAX_BYTES = 384 * 2**20  # of memory for records; then a new cache is begun


class Matches(NamedTuple):
    """The articles that match: the best of them, and all as bits."""

    best: Best
    total: int
    bits: Bits


class Executor:
    """Executes plans over one generation; any number of threads may share it."""

    def __init__(
        self,
        generation: Generation,
        grouped: Callable[[GroupedWith], Sequence[int]] = lambda _: (),
        naming: Callable[[Naming], Bits] | None = None,
    ) -> None:
        """Execute plans over a generation.

        `grouped` gives the numbers of the articles that are grouped with one, `naming` those that
        have a name; without it none has any.
        """
        self._generation = generation
        nowhere = bits_of_numbers(generation, ())
        self._conditions = Conditions(
            generation, self.matching, grouped, naming or (lambda _: nowhere)
        )
        self._ranker = Ranker(generation, self._conditions.written)
        self._compiler = self._new_compiler()

    def best(self, plan: Plan, count: int, wanted: Bits | None = None) -> Best:
        """The best `count` articles that match and that the filter `wanted` has.

        Articles that cannot be among the best are skipped.

        Returns:
            (number, score), the best first; of equal scores the newest, then the first by id.
        """
        count = min(count, max(self._generation.documents, 1))
        query = self._compile(plan, self._conditions.filter(wanted))
        if query.shape in {ANY, ALL, PHRASE}:
            return results_in(*self._ranker.best(query, count))
        return _matches(self._ranker.collect(query, count), count).best

    def first(
        self, plan: Plan, count: int, sort: str = "relevance", wanted: Bits | None = None
    ) -> Matches:
        """The first `count` articles that match in an order, how many match, and which."""
        query = self._compile(plan, self._conditions.filter(wanted))
        if sort == "relevance":
            return _matches(self._ranker.rank(query, count), count)
        found = _matches(self._ranker.collect(query, 0), 0)
        numbers = self._ranker.by_date(query, found.bits, count, oldest=sort == "oldest")
        return found._replace(best=self._scored(plan, numbers))

    def _scored(self, plan: Plan, numbers: Sequence[int]) -> Best:
        """Some articles with their scores, in their order."""
        there = bits_of_numbers(self._generation, numbers)
        scores = dict(self.best(plan, len(numbers), there) if numbers else [])
        return [(number, scores.get(number, 0.0)) for number in numbers]

    def search(
        self, plan: Plan, count: int, sort: str = "relevance", wanted: Bits | None = None
    ) -> Matches:
        """As `first`; of the order of relevance, the first are given a second look.

        It is given to the DEPTH best whatever the `count`, so that the pages of a result fit.
        """
        words = strong_words(plan) if count and sort == "relevance" else []
        if not words:
            return self.first(plan, count, sort, wanted)
        query = self._compile(plan, self._conditions.filter(wanted))
        found = self._ranker.rank(query, max(count, DEPTH))
        if found.ranked:
            self._look_again(words, found.best[: min(found.ranked, DEPTH)])
        return _matches(found, count)

    def matching(self, plan: Plan) -> Bits:
        """All articles that match; deleted ones may be among them."""
        if is_condition(plan):
            return self._conditions.matching(plan)
        return self._ranker.collect(self._compile(plan, None), 0).bits

    def articles(self, ids: frozenset[str]) -> Bits:
        """Those of these articles that the generation has."""
        return self._conditions.articles(ids)

    def allowed(self, conditions: Sequence[Plan]) -> Bits:
        """The articles that match some plans and are not deleted."""
        return np.bitwise_and.reduce([self._conditions.live, *map(self.matching, conditions)])  # type: ignore[no-any-return]

    @property
    def live_articles(self) -> int:
        """How many articles there are."""
        return self._generation.live

    def _look_again(self, words: Sequence[Word], best: Array) -> None:
        """Let the places of some words count for the best articles, and sort them anew."""
        cache = self._compiler.cache
        rows = [row for word in words if (row := cache.row_of_part(word)) >= 0]
        self._ranker.look_again(cache, rows[:MAX_TERMS], best)

    def _compile(self, plan: Plan, wanted: Bits | None) -> PreparedQuery:
        if self._compiler.cache.bytes > _MAX_BYTES:
            self._compiler = self._new_compiler()
        return self._compiler.compile(plan, wanted)

    def _new_compiler(self) -> Compiler:
        return Compiler(TermCache(self._generation), self.matching, self._phrase)

    def _phrase(self, phrase: Phrase) -> Sequence[TermPostings | None]:
        """The postings of a phrase by segment, without deleted articles."""
        return self._ranker.phrase(self._compile(phrase, self._conditions.filter(None)))


def _matches(found: Ranked, count: int) -> Matches:
    """What was found, with the first `count` of the best as they are given back."""
    best = results_in(found.best, min(found.ranked, count))
    return Matches(best, found.total, found.bits)
