"""Which articles have most of what is sought, by the weight of the words that each has."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Float, Int, compiled, inlined, unowned

Array = npt.NDArray[Any]


@compiled
def cover(has: Array, weights: Array, share: Float, without: Array, out: Array) -> Int:
    """Fill `out` with the articles whose words weigh `share` of the most that any one's do.

    Args:
        has: u8[words, n] The articles that have each word, as bits.
        weights: i8[words] What each word weighs.
        share: Of the largest weight.
        without: u8[n] Articles that are left out.
        out: u8[n] Overwritten.

    Returns:
        How many articles there are.
    """
    has, weights = unowned(has), unowned(weights)
    without, out = unowned(without), unowned(out)
    largest = np.int64(0)
    for at in range(len(out)):
        left = any_in(has, at) & ~without[at]
        while left:
            bit = left & (~left + np.uint64(1))
            left ^= bit
            largest = max(largest, weight_in(has, weights, at, bit))
    least, articles = max(share * largest, 1.0), 0
    for at in range(len(out)):
        left = any_in(has, at) & ~without[at]
        out[at] = 0
        while left:
            bit = left & (~left + np.uint64(1))
            left ^= bit
            if weight_in(has, weights, at, bit) >= least:
                out[at] |= bit
                articles += 1
    return articles


@inlined
def any_in(has: Array, at: Int) -> Int:
    """The articles of a row of bits that have any word."""
    found = np.uint64(0)
    for word in range(len(has)):
        found |= has[word, at]
    return found


@inlined
def weight_in(has: Array, weights: Array, at: Int, bit: Int) -> Int:
    """What the words of one article weigh."""
    weight = np.int64(0)
    for word in range(len(weights)):
        if has[word, at] & bit:
            weight += weights[word]
    return weight
