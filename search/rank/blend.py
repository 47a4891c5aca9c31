"""Several terms as one, that is in an article as often as they are together."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import IN_TITLE, MOST, Int, compiled
from search.rank.term_record import seek

Array = npt.NDArray[Any]

_TITLE = 2**40
"""Marks a sum in which a word of a title is; above all sums."""


@compiled
def add_terms(
    numbers: Array, posting: Array, doc: Array, tf: Array, big_posting: Array, big_tf: Array,
    sums: Array,
) -> Int:  # fmt: skip
    """Add to `sums` i8[LARGEST] how often some terms occur in each article of a segment.

    `numbers` i8[n] are the terms; the others are the segment's arrays (`index.segment`). Gives in
    how many articles there were none before.
    """
    articles = 0
    for place in range(len(numbers)):
        number = numbers[place]
        for entry in range(np.int64(posting[number]), np.int64(posting[number + 1])):
            code = np.int64(tf[entry])
            count = code & MOST
            if count == MOST:
                count = np.int64(big_tf[seek(big_posting, 0, len(big_posting), entry)])
            articles += sums[doc[entry]] == 0
            sums[doc[entry]] += count
            if code & IN_TITLE:
                sums[doc[entry]] |= _TITLE
    return articles


@compiled
def list_sums(sums: Array, doc: Array, tf: Array, big_posting: Array, big_tf: Array) -> Int:
    """Write the articles with sums as postings, and clear the sums.

    Filled: `doc` u2[df], `tf` u1[df] and of the large ones `big_posting`, `big_tf` u4[df]; gives
    how many of these there are.
    """
    posting, big = 0, 0
    for article in range(len(sums)):
        if sums[article]:
            count = sums[article] & (_TITLE - 1)
            doc[posting] = article
            tf[posting] = min(count, MOST) + (IN_TITLE if sums[article] & _TITLE else 0)
            if count >= MOST:
                big_posting[big], big_tf[big] = posting, count
                big += 1
            posting += 1
            sums[article] = 0
    return big
