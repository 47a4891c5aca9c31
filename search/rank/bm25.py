"""What a term weighs in an article: BM25, with lengths smoothed and headlines heeded.

    weight = tf / (tf + K) * (1.25 if the title has the term)
    K      = k1 * (1 - b + b * (length + S) / (mean + S))
    score  = the sum over the terms of idf * weight
    idf    = log(1 + (N - df + 0.5) / (df + 0.5))

BM25 is Robertson and Zaragoza's (2009), the idf Lucene's. Lengths count from -S words: where
articles are short, one of twice the words says hardly more, and should be marked down less.
The four numbers were chosen on six collections with judged queries, where they stand amid others as
good; tests/quality has the figures, and what else was tried.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import IN_TITLE, MOST, NORM_LENGTH

Array = npt.NDArray[Any]

K1, B, S = 1.35, 0.9, 40

HEADLINE = np.float32(1.25)
"""What a term's weight is multiplied by when the title has it."""

FREQUENCY: npt.NDArray[np.float32] = (np.arange(256) & MOST).astype(np.float32)
"""[256] How often a term occurs, by its byte (index.segment.term_frequency), unless large."""

EMPHASIS: npt.NDArray[np.float32] = np.where(np.arange(256) >= IN_TITLE, HEADLINE, 1).astype(
    np.float32
)
"""[256] What its weight is multiplied by."""


def divisors(mean: float) -> npt.NDArray[np.float32]:
    """[256] K for each length code (index.segment.field_norms), with so many words in the mean."""
    return (K1 * (1 - B + B * (NORM_LENGTH + S) / (mean + S))).astype(np.float32)


def idf_of(df: int, articles: int) -> float:
    """How much a term says that `df` of so many articles have."""
    return math.log1p((articles - df + 0.5) / (df + 0.5))
