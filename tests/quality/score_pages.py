"""How well the articles of HTML pages are found.

Four-word shingles of the text that was kept against those of the article, by the rules of
scrapinghub's article-extraction-benchmark: each page counts alike, precision and recall are means
over the pages, F1 is made of the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean

from tests.quality.page import Page

_WORD = re.compile(r"\w+")
_SHINGLE = 4
# A page whose article is hardly in what was kept; articles of a few words are a matter of taste.
_LOST, _ARTICLE_WORDS = 0.2, 100


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the pages as shares of one, and the pages whose article was not found."""

    precision: float
    recall: float
    lost: tuple[str, ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of the two means."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


def score(found: Iterable[tuple[Page, str]]) -> Score:
    """How much of the articles is in the texts that were found for them, and how much else.

    A page for which nothing was found has no precision, and does not count for it.
    """
    precisions, recalls, lost = [], [], []
    for page, text in found:
        truth, kept = _shingles(page.text), _shingles(text)
        right = (truth & kept).total()
        if kept:
            precisions.append(right / kept.total())
        recalls.append(right / truth.total() if truth else 1.0)
        if truth.total() >= _ARTICLE_WORDS and recalls[-1] < _LOST:
            lost.append(page.id)
    return Score(mean(precisions or [0.0]), mean(recalls), tuple(lost))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if len(words) < _SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))
