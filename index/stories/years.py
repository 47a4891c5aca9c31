"""The pairs that may tell of one event, year by year: what has not changed is not made again.

A pair is of the year of its later article, and follows from the articles of the years over which
rarity is counted for the two, and from nothing else. So the pairs of a year are kept under a hash
of all that, and taken from there by the next run when the hash is the same. Pairs with an article
whose day is not known are made each time: its rarity, counted over all years, always changes.

The file `event-pairs`, in the folder for what runs remember, has for B years:

    inputs u1[16 B]     the hash of what the pairs of each year follow from
    begin i8[B + 1]     where the pairs of each year begin in
    pairs u4[2 P]       two articles, counted from the first that the year's articles may pair with
    score u2[P]         how likely they are one event

Lost or damaged, it is made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.errors import IndexFailure
from index.segment.array_file import ArrayFile, write_arrays
from index.stories.feature_file import VERSION
from index.stories.pairs import WINDOW, Days, Weighed, dated_pairs, vague_pairs, vague_postings
from index.stories.signatures import by_year, number_terms, periods, weights

Array = npt.NDArray[Any]

NAME = "event-pairs"
KIND = f"event pairs {VERSION}.1"
"""The last number is raised by one whenever the same features give other pairs or scores."""

_HASH = 16  # bytes
_CHUNK = 8_192  # articles whose pairs with undated ones are looked for at once


class Pairs(NamedTuple):
    """u4[n, 2] pairs, the earlier article first, and u2[n] their scores."""

    pairs: Array
    score: Array


YearPairs = Mapping[bytes, Pairs]
"""The pairs of years, by the hash of what they follow from."""


class Year(NamedTuple):
    """The articles [begin, stop) of a year, and `low`, the first of those that are near enough."""

    year: int
    low: int
    begin: int
    stop: int


class EventPairs(NamedTuple):
    """All pairs that may join parts, those of each year, and the articles as they were weighed.

    These are there only when the day of some is not known.
    """

    found: Pairs
    by_year: dict[bytes, Pairs]
    terms: Weighed | None


def event_pairs(
    key: Array, lead: Callable[[], tuple[Array, Array]], date: Array, days: Days, known: YearPairs
) -> EventPairs:
    """The pairs that may tell of one event; what is `known` of a year is not made again.

    Of the articles in the order of their days are `key` u8[n] and `date` i4[n], their dates as
    numbers; `lead` gives their terms (`index.stories.features`): where each one's begin, and the
    terms, which are written over.
    """
    of_year = date // 10_000
    years = list(_years(of_year, days))
    inputs = _inputs(key, date, days, years)
    fresh = [year for year in years if inputs[year] not in known]
    kept = {inputs[year]: known[inputs[year]] for year in years if inputs[year] in known}
    found = [Pairs(np.zeros((0, 2), np.uint32), np.zeros(0, np.uint16))]
    terms = None
    if fresh or days.vague:
        wanted = set(of_year.tolist()) if days.vague else _years_of(fresh)
        start, term = lead()
        distinct = number_terms(term)
        terms = Weighed(start, term, distinct, weights(start, term, distinct, of_year, wanted))
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # kernels let one another work
            vague = _vague_pairs(terms, days, pool) if days.vague else ()
            made = pool.map(lambda year: dated_pairs(terms, days, *year[1:]), fresh)
            for year, (pairs, score) in zip(fresh, made, strict=True):
                kept[inputs[year]] = Pairs(pairs - np.uint32(year.low), score)
            found += [Pairs(*each) for each in vague]
    for year in years:
        pairs, score = kept[inputs[year]]
        found.append(Pairs(pairs + np.uint32(year.low), score))
    whole = Pairs(*map(np.concatenate, zip(*found, strict=True)))
    return EventPairs(whole, kept, terms if days.vague else None)


def _vague_pairs(
    terms: Weighed, days: Days, pool: ThreadPoolExecutor
) -> Iterator[tuple[Array, Array]]:
    postings = vague_postings(terms, days.vague)
    n = len(days.first)
    begins = range(0, n, _CHUNK)
    return pool.map(
        lambda begin: vague_pairs(terms, days, postings, begin, min(begin + _CHUNK, n)), begins
    )


def _years(of_year: Array, days: Days) -> Iterator[Year]:
    """The years of the articles whose days are known."""
    found, begins = np.unique(of_year[days.vague :], return_index=True)
    ends = [*(begins + days.vague).tolist(), len(of_year)]
    for year, begin, stop in zip(found.tolist(), ends, ends[1:], strict=False):
        near = days.first[begin] - WINDOW
        low = days.vague + int(np.searchsorted(days.first[days.vague : begin], near))
        yield Year(year, low, begin, stop)


def _years_of(years: Iterable[Year]) -> set[int]:
    """The years of all articles that are in pairs of some years."""
    return {each for y in years for each in (y.year, y.year - (y.low < y.begin))}


def _inputs(key: Array, date: Array, days: Days, years: Iterable[Year]) -> dict[Year, bytes]:
    """A hash of all that the pairs of each year follow from."""
    of_year = date // 10_000
    articles = {
        year: _digest(key[docs].tobytes(), date[docs].tobytes())
        for year, docs in by_year(of_year).items()
    }
    over = periods(of_year)

    def counted(year: int) -> bytes:
        first, last = over[year]
        return b"".join(articles[each] for each in sorted(articles) if first <= each <= last)

    return {
        year: _digest(
            *(counted(each) for each in sorted(_years_of([year]))),
            articles[year.year],
            days.series[year.low : year.stop].tobytes(),
            f"{year.begin - year.low}".encode(),
        )
        for year in years
    }


def _digest(*parts: bytes) -> bytes:
    """A hash of some parts, and of where each ends."""
    digest = hashlib.blake2b(digest_size=_HASH)
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.digest()


def read_year_pairs(folder: Path) -> YearPairs:
    """What the last run has kept, every byte of it checked; nothing when it must be made."""
    try:
        file = ArrayFile(folder, NAME, KIND)
        file.touch_all()
        begin, inputs = file["begin"].tolist(), file["inputs"].tobytes()
        pairs, score = file["pairs"].reshape(-1, 2), file["score"]
        return {
            inputs[_HASH * k : _HASH * (k + 1)]: Pairs(pairs[first:stop], score[first:stop])
            for k, (first, stop) in enumerate(pairwise(begin))
        }
    except (IndexFailure, OSError, KeyError, ValueError):
        return {}


def write_year_pairs(folder: Path, found: YearPairs) -> None:
    """Keep the pairs for the next run. Raises OSError."""
    fresh = folder / f"{NAME}.new"
    fresh.unlink(missing_ok=True)
    none = Pairs(np.zeros((0, 2), np.uint32), np.zeros(0, np.uint16))
    pairs, score = map(np.concatenate, zip(none, *found.values(), strict=True))
    arrays: dict[str, Array] = {
        "inputs": np.frombuffer(b"".join(found), np.uint8),
        "begin": np.cumsum([0, *(len(each.score) for each in found.values())], dtype=np.int64),
        "pairs": pairs.reshape(-1),
        "score": score,
    }
    write_arrays(fresh, KIND, "", arrays)
    fresh.replace(folder / NAME)
