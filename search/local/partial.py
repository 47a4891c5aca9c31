"""Articles with most of a query's words, for when hardly any has all of them.

They are ranked as articles with any of the words are. What a word counts for here is its idf: an
article is one of them when its words count for SHARE of what those of the best such article do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from search.demand import Demand
from search.local.article_bits import Bits, has_bit
from search.local.executor import Executor, Matches
from search.local.ranker import Best
from search.plan import Phrase, Plan, any_of
from search.rank.bm25 import idf_of
from search.rank.coverage import cover

FEW = 10
"""Articles with all words: with fewer, those with most of them are shown too. It is one number
whatever the size of a page, so that a table of a result has what its pages have."""

LONG = 4
"""Words from which a query is a sentence, of which some words are as good as others: its articles
come in one order, by their scores. Of headlines that are typed, nDCG is .895 so and .869 with all
words first; no judged collection is better off with 5. Of three words each is meant, whatever
the scores (tests/quality)."""

SHARE = 0.2
"""Of what the words of the best article count for. More cuts articles that are worth having off the
first ten (tests/quality), where the score orders them better than what their words count for."""

MOST_PHRASES = 16
"""With more phrases than these only articles with all are found: to say which of them an article
lacks, each is looked for once more, which takes up to 30 ms where its words are frequent."""

_UNIT = 2**20  # of idf, so that sums of integers do not depend on the order of adding


@dataclass(frozen=True, slots=True)
class PartialMatches:
    """Articles with most of the words, and not all; `words` are all of them."""

    best: Best
    """The first of the whole result: of those with all words and of these."""
    total: int
    bits: Bits
    words: tuple[Plan, ...]
    _executor: Executor

    def lacking(self, places: Iterable[tuple[int, int]]) -> list[list[Plan]]:
        """For each article (its segment, its document there) the words that it does not have."""
        has = [(part, self._executor.matching(part)) for part in self.words]
        return [
            [part for part, bits in has if not has_bit(bits, segment, document)]
            for segment, document in places
        ]


def partial_matches(
    executor: Executor, plan: Plan, complete: Matches, count: int, sort: str
) -> PartialMatches | None:
    """The articles with most of the words of a plan, and the first `count` of the whole result.

    `complete` are those with all words, the first `count` of them in their order. They come first,
    but among the scores of a LONG query. None where these are enough, and where nothing can be
    missing.
    """
    demand = Demand.of(plan) if complete.total < FEW else None
    if demand is None:
        return None
    if sum(isinstance(word, Phrase) for word in demand.words) > MOST_PHRASES:
        return None
    words = demand.single_words
    has = np.stack([executor.matching(word) for word in words]) & executor.allowed(demand.fixed)
    weights = np.array([_weight(executor, bits) for bits in has])
    found = np.empty_like(complete.bits)
    flat, complete_bits = has.reshape(len(has), -1), complete.bits.reshape(-1)
    total = cover(flat, weights, SHARE, complete_bits, found.reshape(-1))
    if not total:
        return None
    any_word = any_of([*words, *demand.weak])
    if len(demand.words) >= LONG and sort == "relevance":
        best = executor.search(any_word, count, sort, found | complete.bits).best if count else []
    else:
        room = max(count - len(complete.best), 0)
        rest = executor.search(any_word, room, sort, found).best if room else []
        best = [*complete.best, *rest]
    return PartialMatches(best, total, found, demand.words, executor)


def _weight(executor: Executor, bits: Bits) -> int:
    """What a word counts for: nothing, if no article has it, for it may be mistyped."""
    df = int(np.bitwise_count(bits).sum())
    return round(idf_of(df, executor.live_articles) * _UNIT) if df else 0
