"""The most that a term can add to a score, in each window of a segment's articles.

Top-k search passes over a window whose words cannot reach the tenth score so far (MaxScore:
Turtle and Flood 1995; block-max: Ding and Suel 2011).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.compiled import compiled
from index.segment.positions import skip

Array = npt.NDArray[Any]


@compiled
def bound_term(
    doc: Array, tf: Array, code: Array, divisor: Array, width: int, window: Array, weight: Array
) -> None:
    """Fill a term's row: where each window begins in its postings, and the largest weight in it.

    `doc` u2[df], `tf` u4[df] its postings; `code` u1[N] the articles' length codes, `divisor`
    f4[256] k1 * (1 - b + b * length / mean) by code; a window has `width` articles. Filled:
    `window` u2[W], `weight` f4[W], the weight being tf / (tf + divisor) (Robertson and Zaragoza
    2009).
    """
    posting = 0
    for place in range(len(window)):
        window[place] = posting
        largest = np.float32(0)
        while posting < len(doc) and doc[posting] < (place + 1) * width:
            frequency = np.float32(tf[posting])
            largest = max(largest, frequency / (frequency + divisor[code[doc[posting]]]))
            posting += 1
        weight[place] = largest


@compiled
def entry_points(data: Array, tf: Array, every: int, points: Array) -> None:
    """Where the positions of every so many-th posting of a term begin, in bytes.

    `data` u1[] the term's encoded positions, `tf` u4[df]; `points` u4[(df - 1) // every] filled.
    """
    at = 0
    for posting in range(len(points) * every):
        at = skip(data, at, tf[posting])
        if (posting + 1) % every == 0:
            points[posting // every] = at


@compiled
def bound_all(
    terms: Array, field_of: Array, posting: Array, position: Array,
    doc: Array, tf: Array, data: Array, code: Array, divisor: Array, width: int, every: int,
    skip_start: Array, window: Array, weight: Array, points: Array,
) -> None:  # fmt: skip
    """Fill the rows of all the frequent `terms` [R] of a segment.

    `field_of` [R] their fields, for which `code` u1[F, N] and `divisor` f4[F, 256]; `posting` and
    `position` [T + 1] where each term's postings and positions begin. Filled: `window` u2[R, W],
    `weight` f4[R, W], and `points` u4[] from `skip_start` [R + 1] on.
    """
    for row in range(len(terms)):
        term, field = terms[row], field_of[row]
        start, stop = posting[term], posting[term + 1]
        bound_term(
            doc[start:stop], tf[start:stop], code[field], divisor[field], width,
            window[row], weight[row],
        )  # fmt: skip
        entry_points(
            data[position[term] : position[term + 1]], tf[start:stop], every,
            points[skip_start[row] : skip_start[row + 1]],
        )  # fmt: skip
