"""A second look at the best articles of a first score: where in them the words stand.

    score += 0.3 · Σ min(1, idf_t) · a_t / (a_t + K')  +  0.1 · Σ idf_t · 50 / (50 + f_t)
    K'     = 1.4 · (0.25 + 0.75 · length / mean)

a_t sums, over every two neighbouring occurrences of different words of the query that are at most
WINDOW places apart, the idf of the other word divided by the distance (Büttcher, Clarke and Lushman
2006). f_t is how many words of the body stand before the term's first one there: news says first
what it is about. Both are only ever added, so that the DEPTH best stay ahead of all others, and
nothing below them need be looked at.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import (
    MAX_DOCUMENTS,
    NORM_LENGTH,
    Float,
    Int,
    compiled,
    inlined,
    u1_at,
    unowned,
)
from search.rank.index_tables import tables_at
from search.rank.position_reader import (
    CURRENT,
    END,
    LAST_POSTING,
    OCCURRENCES,
    POSTING,
    advance,
    open_reader,
)
from search.rank.segment_view import DOCUMENTS
from search.rank.term_record import (
    CODE,
    DF,
    NOT_FOUND,
    POSITION,
    POSITION_BYTES,
    TF,
    exact_tf,
    posting_of,
)
from search.rank.workspace import query_at, scratch_at

Array = npt.NDArray[Any]

DEPTH = 20
"""Articles that are looked at; fifty are no better ordered, ten less well."""

WINDOW = 5
"""Places from one word to the next that count as near."""

PROXIMITY, EARLINESS = 0.3, 0.1
"""What the two parts count for beside the first score."""

MOST_OCCURRENCES = 512
"""Of all words in one article; what stands behind these no longer counts."""

_HALF = 50.0
"""Words of the body before a term that halve what its place adds."""


def near_divisors(mean: float) -> npt.NDArray[np.float64]:
    """[256] K' for each length code, given the mean length."""
    return np.asarray(1.4 * (0.25 + 0.75 * NORM_LENGTH / max(mean, 1.0)), np.float64)


@compiled
def look_again(
    tables: Array, workspace: Array, title_codes: Array, divisors: Array, lengths: Array,
    best: Array,
) -> None:  # fmt: skip
    """Add what places are worth to the scores of the best articles, and sort them anew.

    Args:
        tables: As `rank_or`'s; the records of the query's terms have their positions loaded.
        workspace: As `rank_or`'s; the query's terms are the words, its factors their idf.
        title_codes: i8[segments] Pointers to u1[N], the length codes of the titles.
        divisors: f8[256] `near_divisors`.
        lengths: i4[256] The lengths that codes stand for.
        best: i8[n, HEAP_COLUMNS] Rows of a sorted heap (top_k). The points change, and the order.
    """
    index, scratch, best = tables_at(tables), scratch_at(workspace), unowned(best)
    query, points = query_at(workspace, index.divisors), best.view(np.float64)
    nearness = np.empty(len(query.terms), np.float64)
    for row in range(len(best)):
        number, doc = 0, best[row, 2]
        while doc >= index.segments[number, DOCUMENTS]:
            doc -= index.segments[number, DOCUMENTS]
            number += 1
        records = index.records[:, number]
        title = lengths[u1_at(title_codes[number], MAX_DOCUMENTS)[doc]]
        present, code = open_readers(records, query.terms, scratch.readers, doc)
        if present:
            points[row, 3] += value_of_places(
                records, query.terms, query.factors, scratch.readers, divisors[code],
                np.int64(title), nearness,
            )  # fmt: skip
    sort_by_points(best, points)


@inlined
def open_readers(records: Array, terms: Array, readers: Array, doc: Int) -> tuple[Int, Int]:
    """Go to the first place of each word in an article.

    Returns:
        (how many of the words it has, the article's length code).
    """
    present, code = 0, np.int64(0)
    for slot in range(len(terms)):
        record, reader = records[terms[slot]], readers[slot]
        reader[CURRENT] = END
        posting = posting_of(record, 0, doc) if record[DF] else NOT_FOUND
        if posting == NOT_FOUND or not record[POSITION]:
            continue
        byte = np.int64(u1_at(record[TF], record[DF])[posting])
        reader[POSTING], reader[OCCURRENCES] = posting, exact_tf(record, posting, byte)
        reader[LAST_POSTING] = -1
        open_reader(record, reader)
        code = np.int64(u1_at(record[CODE], MAX_DOCUMENTS)[doc])
        present += 1
    return present, code


@inlined
def value_of_places(
    records: Array, terms: Array, idf: Array, readers: Array, divisor: Float, title: Int,
    nearness: Array,
) -> Float:  # fmt: skip
    """What the places of some words in an article add to its score.

    Goes through the occurrences of all words in the order of the text, the first
    MOST_OCCURRENCES of them. Of words at one place the first of the query comes first.
    """
    early, last, before = 0.0, -1, np.int64(0)
    nearness[:] = 0.0
    for slot in range(len(terms)):
        readers[slot, POSTING] = 0  # from here on: whether its first place in the body was seen
    for _ in range(MOST_OCCURRENCES):
        first, place = -1, np.int64(END)
        for slot in range(len(terms)):
            if readers[slot, CURRENT] < place:
                first, place = slot, readers[slot, CURRENT]
        if first < 0:
            break
        if place >= title and not readers[first, POSTING]:
            readers[first, POSTING] = 1
            early += idf[first] * _HALF / (_HALF + (place - title))
        if last >= 0 and last != first and 0 < place - before <= WINDOW:
            distance = np.float64(place - before)
            nearness[first] += idf[last] / distance
            nearness[last] += idf[first] / distance
        last, before = first, place
        record = records[terms[first]]
        advance(u1_at(record[POSITION], record[POSITION_BYTES]), readers[first])
    near = 0.0
    for slot in range(len(terms)):
        near += min(1.0, idf[slot]) * nearness[slot] / (nearness[slot] + divisor)
    return PROXIMITY * near + EARLINESS * early


@inlined
def sort_by_points(best: Array, points: Array) -> None:
    """Sort rows of a heap by their points, those of equal points by their keys; some twenty."""
    for row in range(1, len(best)):
        at = row
        while at and (
            points[at, 3] > points[at - 1, 3]
            or (points[at, 3] == points[at - 1, 3] and best[at, 1] > best[at - 1, 1])
        ):
            for column in range(best.shape[1]):
                best[at, column], best[at - 1, column] = best[at - 1, column], best[at, column]
            at -= 1
