"""The weight of a term in an article: BM25, with lengths smoothed and titles weighted.

    weight = tf / (tf + K) + (0.25 if the title has the term)
    K      = k1 * (1 - b + b * (length + S) / (mean + S))
    score  = the sum over the terms of idf * weight
    idf    = log(1 + (N - df + 0.5) / (df + 0.5))

BM25 is Robertson and Zaragoza's (2009), the idf Lucene's. S words are added to each length: where
articles are short, one of twice the length is hardly less about a term, and is penalised less.
The four numbers were chosen on fifteen collections with judged queries, where others close to them
do as well (K1 1.2 to 1.8, B 0.75 to 0.9, S 0 to 40); tests/quality has the figures.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import IN_TITLE, NORM_LENGTH, TF_SATURATED

Array = npt.NDArray[Any]

K1, B, S = 1.3, 0.8, 10

HEADLINE = np.float32(0.25)
"""What is added to a term's weight when the title has it."""

FREQUENCY: npt.NDArray[np.float32] = (np.arange(256) & TF_SATURATED).astype(np.float32)
"""[256] How often a term occurs, by its byte (index.segment.term_frequency), unless large."""

EMPHASIS: npt.NDArray[np.float32] = np.where(np.arange(256) >= IN_TITLE, HEADLINE, 0).astype(
    np.float32
)
"""[256] What is added to the weight, by the same byte."""


def divisors(mean: float) -> npt.NDArray[np.float32]:
    """[256] K for each length code (index.segment.field_norms), given the mean length."""
    return (K1 * (1 - B + B * (NORM_LENGTH + S) / (mean + S))).astype(np.float32)


def idf_of(df: int, articles: int) -> float:
    """The inverse document frequency of a term that `df` of `articles` articles have."""
    return math.log1p((articles - df + 0.5) / (df + 0.5))
