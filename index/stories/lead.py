"""The terms of an article's title and first words: news says first what happened."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import Int, compiled
from index.stories.words import Words

Array = npt.NDArray[Any]

FIRST_WORDS = 250
TITLE_WORDS = 60

MOST_TF = 31
"""Times a term is counted, at the most; what the title says counts twice."""


@compiled
def leads_of(words: Words) -> tuple[Array, Array]:
    """The terms of articles: (i8[n + 1] where each one's begin, u4[] the terms, ascending).

    Each is the term, 5 bits how often, 3 what it is: TITLE, NAME, and in the place of NUMBER 4 for
    a FIGURE. Of a text the first FIRST_WORDS words count.
    """
    term, kind, first, body = words.term, words.kind, words.first, words.body
    start = np.zeros(len(body) + 1, np.int64)
    stop = np.minimum(first[1:], body + FIRST_WORDS)
    out = np.empty(np.sum(stop - first[:-1]), np.uint32)
    for i in range(len(body)):
        begin, at = first[i], start[i]
        found = out[at : at + stop[i] - begin]
        own, bits = term[begin : stop[i]], kind[begin : stop[i]]
        start[i + 1] = at + packed_terms(own, bits, body[i] - begin, found)
    return start, out[: start[-1]].copy()


@compiled
def packed_terms(term: Array, kind: Array, titled: Int, out: Array) -> int:
    """Write an article's terms to `out` u4[], as `leads_of` gives them; how many they are.

    Signs that are words count in pairs of neighbours.
    """
    n, count = len(term), 0
    for i in range(n):
        if TITLE_WORDS <= i < titled:
            continue
        own: Int = np.int64(term[i])
        if own and kind[i] & 16:
            if i + 1 >= n or not kind[i + 1] & 16:
                continue
            mixed = (np.uint64(own) << np.uint64(24) | np.uint64(term[i + 1])) * np.uint64(
                0x9E3779B97F4A7C15
            )
            own = np.int64(mixed >> np.uint64(40)) | 1
        if own:
            out[count] = np.uint32(own << 8 | (kind[i] & 3) | (kind[i] >> 3 & 4))
            count += 1
    found = out[:count]
    found.sort()
    kept, i = 0, 0
    while i < count:
        own, times = found[i] >> 8, 0
        bits: Int = 0
        while i < count and found[i] >> 8 == own:
            bits |= np.int64(found[i]) & 7
            times += 2 if found[i] & 1 else 1
            i += 1
        found[kept] = np.uint32(np.int64(own) << 8 | min(times, 31) << 3 | bits)
        kept += 1
    return kept
