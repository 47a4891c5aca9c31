"""The length of a field in one byte, as Whoosh keeps it: exact up to 10 words, then within 3 %.

Ranking divides by length, and needs no more; 256 possible lengths make a table of 256 divisors.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

NORM_LENGTH: npt.NDArray[np.int32] = np.rint((1.033 ** np.arange(256) - 1) * 27).astype(np.int32)
"""[256] The length in words that a code stands for; ascending. The last stands for all longer."""


def codes_of(lengths: npt.NDArray[np.integer]) -> npt.NDArray[np.uint8]:
    """The code of each length: the smallest that stands for no less."""
    return np.minimum(np.searchsorted(NORM_LENGTH, lengths), 255).astype(np.uint8)
