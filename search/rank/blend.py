"""Several terms blended into one, whose frequency in an article is the sum of theirs."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import IN_TITLE, TF_SATURATED, Int, compiled
from search.rank.term_record import lower_bound

Array = npt.NDArray[Any]

_TITLE = 2**40
"""A bit above all sums: one of the occurrences is in the title."""


@compiled
def add_terms(
    numbers: Array, posting: Array, doc: Array, tf: Array, big_posting: Array, big_tf: Array,
    sums: Array,
) -> Int:  # fmt: skip
    """Add to `sums` how often some terms occur in each article of a segment.

    Args:
        numbers: i8[n] The terms; the next five are the segment's arrays (`index.segment`).
        posting: u4[T + 1]
        doc: u2[P]
        tf: u1[P]
        big_posting: u4[]
        big_tf: u4[]
        sums: i8[MAX_DOCUMENTS] Written.

    Returns:
        How many articles had no sum before: the document frequency of the blended term.
    """
    articles = 0
    for row in range(len(numbers)):
        number = numbers[row]
        for entry in range(np.int64(posting[number]), np.int64(posting[number + 1])):
            code = np.int64(tf[entry])
            count = code & TF_SATURATED
            if count == TF_SATURATED:
                count = np.int64(big_tf[lower_bound(big_posting, 0, len(big_posting), entry)])
            articles += sums[doc[entry]] == 0
            sums[doc[entry]] += count
            if code & IN_TITLE:
                sums[doc[entry]] |= _TITLE
    return articles


@compiled
def list_sums(sums: Array, doc: Array, tf: Array, big_posting: Array, big_tf: Array) -> Int:
    """Write the articles with sums as postings, and clear the sums.

    Args:
        sums: i8[MAX_DOCUMENTS] As `add_terms` fills it; zeros afterwards.
        doc: u2[df] Written.
        tf: u1[df] Written.
        big_posting: u4[df] Written as far as there are frequencies that are too large for a byte.
        big_tf: u4[df] As above.

    Returns:
        How many large frequencies there are.
    """
    posting, big = 0, 0
    for article in range(len(sums)):
        if sums[article]:
            count = sums[article] & (_TITLE - 1)
            doc[posting] = article
            tf[posting] = min(count, TF_SATURATED) + (IN_TITLE if sums[article] & _TITLE else 0)
            if count >= TF_SATURATED:
                big_posting[big], big_tf[big] = posting, count
                big += 1
            posting += 1
            sums[article] = 0
    return big
