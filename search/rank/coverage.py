"""Which articles have most of what is sought, by the weight of the parts that each has."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, compiled, unowned

Array = npt.NDArray[Any]


@compiled
def cover(has: Array, weights: Array, least: Int, without: Array, out: Array) -> Int:
    """Fill `out` with the articles whose parts weigh at least `least` together.

    Args:
        has: u8[parts, words] The articles that have each part, as bits.
        weights: i8[parts] What each part weighs.
        least: The weight that suffices.
        without: u8[words] Articles that are left out.
        out: u8[words] Overwritten.

    Returns:
        How many articles there are.
    """
    has, weights = unowned(has), unowned(weights)
    without, out = unowned(without), unowned(out)
    articles = 0
    for word in range(len(out)):
        left = np.uint64(0)
        for part in range(len(weights)):
            left |= has[part, word]
        left &= ~without[word]
        out[word] = 0
        while left:
            bit = left & (~left + np.uint64(1))
            left ^= bit
            weight = np.int64(0)
            for part in range(len(weights)):
                if has[part, word] & bit:
                    weight += weights[part]
            if weight >= least:
                out[word] |= bit
                articles += 1
    return articles
