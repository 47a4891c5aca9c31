"""The company a word keeps: the words that stand around it, and how alike two companies are.

Two spellings of one name stand beside the same words, two names that sound alike do not. A company
is a vector over words: how often each stands within ten words (next door counts more), on a
logarithmic scale, times its idf squared, of length 1. Likeness is the cosine of two.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

WINDOW = 10
"""Words before and behind that are company."""
RARE = 3
"""Articles of a word below which its company says nothing."""
KNOWN = 8
"""Articles of a word from which its company is known."""
SHARED = 2
"""Words that both must stand beside: one may be chance."""

_ALIKE = ((30, 0.12), (10, 0.08), (3, 0.05), (0, 0.04))
"""The likeness that is needed when the rarer has so many articles or more: of other names 1 in 100
has it."""
_NEXT_DOOR = 3.0  # times as much as one further away
_LEAST_ARTICLES, _MOST_SHARE = 2, 0.1  # words of fewer articles, or of a larger share, tell nothing
_FEW_ARTICLES = 8  # words of fewer tell something, whatever their share
_AROUND = np.array([place for place in range(-WINDOW, WINDOW + 1) if place])
_WEIGHT = np.where(abs(_AROUND) == 1, _NEXT_DOOR, 1.0)


class Company(NamedTuple):
    """Words, ascending by number, and how much each counts; of length 1, or empty."""

    word: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]


NO_COMPANY = Company(np.zeros(0, np.int64), np.zeros(0))


def company_around(
    words: Array, at: Array, starts: Array, stops: Array, weigh: Callable[[Array], Array]
) -> Company:
    """The company of the word that stands at some places.

    Args:
        words: The words of some articles, as numbers.
        at: Where the word stands in `words`.
        starts: Where the article begins in which each occurrence is.
        stops: Where it ends.
        weigh: What each of some words weighs (`weight_of_word`), by ascending numbers.
    """
    around = at[:, None] + _AROUND
    inside = (around >= starts[:, None]) & (around < stops[:, None])
    counted = np.bincount(words[around[inside]], np.broadcast_to(_WEIGHT, inside.shape)[inside])
    beside = np.flatnonzero(counted)
    if not len(beside):
        return NO_COMPANY
    weight = np.log1p(counted[beside]) * weigh(beside)
    kept = weight > 0
    length = math.sqrt(float(weight @ weight))
    return Company(beside[kept].astype(np.int64), weight[kept] / (length or 1.0))


def weight_of_word(df: int, articles: int) -> float:
    """What a word of `df` articles tells as company; 0 for nothing."""
    if df < _LEAST_ARTICLES or df >= max(articles * _MOST_SHARE, _FEW_ARTICLES):
        return 0.0
    return math.log((articles + 1) / (df + 0.5)) ** 2


def enough_likeness(articles: int) -> float:
    """The likeness that is needed of two companies, the rarer of so many articles."""
    return next(needed for least, needed in _ALIKE if articles >= least)


def likeness(one: Company, other: Company) -> float:
    """How alike two companies are, from 0 to 1."""
    _, mine, theirs = np.intersect1d(one.word, other.word, assume_unique=True, return_indices=True)
    return float(one.weight[mine] @ other.weight[theirs])


def shared(one: Company, other: Company, count: int) -> list[int]:
    """The words that make two companies alike, the most telling first."""
    words, mine, theirs = np.intersect1d(
        one.word, other.word, assume_unique=True, return_indices=True
    )
    product = one.weight[mine] * other.weight[theirs]
    best: list[int] = words[np.argsort(-product, kind="stable")[:count]].tolist()
    return best
