"""Articles with most of a query's words, for when hardly any has all of them.

What a word counts for is its idf: an article has most of the words when those that it has count
for SHARE of all that the archive has at all. They are ranked as articles with any of the words are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.demand import Demand
from search.local.executor import Executor, Matches
from search.plan import Plan
from search.rank.bm25 import idf_of
from search.rank.coverage import cover

FEW = 10
"""Articles with all words: with fewer, those with most of them are shown too. It is one number
whatever the size of a page, so that a table of a result has what its pages have."""

SHARE = 0.5
"""Of what all words count for together."""

_UNIT = 2**20  # of idf, so that sums of integers do not depend on the order of adding


@dataclass(frozen=True, slots=True)
class PartialMatches:
    """Articles with most of the words, and not all."""

    matches: Matches
    words: tuple[Plan, ...]
    has: npt.NDArray[np.uint64]
    """u8[words, segments, BITSET_WORDS] The articles that have each word."""

    def lacking(self, segment: int, document: int) -> list[Plan]:
        """The words that an article does not have."""
        word, bit = document >> 6, np.uint64(1 << (document & 63))
        bits = self.has[:, segment, word] & bit
        return [part for part, has in zip(self.words, bits.tolist(), strict=True) if not has]


def partial_matches(
    executor: Executor, plan: Plan, complete: Matches, count: int, sort: str
) -> PartialMatches | None:
    """The first `count` articles with most of the words of a plan, in an order.

    `complete` are those with all of them. None where these are enough, and where nothing can be
    missing.
    """
    demand = Demand.of(plan) if complete.total < FEW else None
    if demand is None:
        return None
    has = np.stack([executor.matching(word) for word in demand.words])
    allowed = executor.allowed(demand.fixed)
    weights = [_weight(executor, bits) for bits in has]
    found = np.empty_like(complete.bits)
    least = max(int(SHARE * sum(weights)), 1)
    total = cover(
        (has & allowed).reshape(len(has), -1), np.array(weights), least,
        complete.bits.reshape(-1), found.reshape(-1),
    )  # fmt: skip
    if not total:
        return None
    best = executor.search(demand.any_word, count, sort, found).best if count else []
    return PartialMatches(Matches(best, total, found), demand.words, has)


def _weight(executor: Executor, bits: npt.NDArray[np.uint64]) -> int:
    """What a word counts for: nothing, if no article has it, for it may be mistyped."""
    living = bits & executor.allowed(())
    df = int(np.bitwise_count(living).sum())
    return round(idf_of(df, executor.live_articles) * _UNIT) if df else 0
