"""Whoosh's own matchers, for the kinds of queries that no loop is made for.

They go over the same arrays (index.whoosh_view), and weigh terms as the loops do.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from whoosh.matching import Matcher
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from index import Generation, reader_of
from search.local.compile import Listed
from search.plan import Foreign
from search.rank.bm25 import HEADLINE, K1, B, S, idf_of


class Fallback:
    """Answers foreign queries over one generation; any number of threads may share it."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    @cached_property
    def searcher(self) -> Searcher:
        """Whoosh's searcher."""
        return Searcher(reader_of(self._generation), weighting=Weighting())

    def listed(self, foreign: Foreign) -> list[Listed]:
        """Every article that matches, with its score, segment by segment."""
        found = self.searcher.search(foreign.tree, limit=None).top_n
        number = np.array([number for _, number in found], np.int64)
        score = np.array([score for score, _ in found], np.float64) * foreign.boost
        order = np.argsort(number)
        number, score = number[order], score[order]
        ends = [*self._generation.bases[1:], self._generation.documents]
        edges = np.searchsorted(number, [0, *ends]).tolist()
        return [
            Listed((number[start:stop] - base).astype(np.uint16), score[start:stop])
            for base, start, stop in zip(self._generation.bases, edges[:-1], edges[1:], strict=True)
        ]


class Weighting(WeightingModel):  # type: ignore[misc]  # Whoosh carries no annotations
    """The weights of search.rank.bm25."""

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        """What scores the articles of one term in one segment; Whoosh asks for it."""
        whole = searcher.get_parent()
        idf = idf_of(whole.doc_frequency(fieldname, text), whole.doc_count_all())
        return Scorer(searcher, fieldname, idf * qf, whole.avg_field_length(fieldname))


class Scorer(BaseScorer):  # type: ignore[misc]  # as above
    """Scores the articles of one term."""

    def __init__(self, searcher: Searcher, fieldname: str, idf: float, mean: float) -> None:
        self._length = searcher.doc_field_length
        self._fieldname = fieldname
        self._idf = idf
        self._mean = mean

    def supports_block_quality(self) -> bool:
        """Whoosh's shortcuts lose articles; everything is scored."""
        return False

    def score(self, matcher: Matcher) -> float:
        """The score of the article that a matcher is at."""
        length, tf = self._length(matcher.id(), self._fieldname, 1), matcher.weight()
        divisor = K1 * (1 - B + B * (length + S) / (self._mean + S))
        emphasis = float(HEADLINE) if matcher.in_title() else 1.0
        return float(self._idf * tf / (tf + divisor) * emphasis)
