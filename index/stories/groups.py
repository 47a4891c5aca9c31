"""The groups of all articles: which are the same text, which tell of the same event.

A function of the articles alone, whatever the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.stories.candidates import candidates
from index.stories.comparison import (
    CONTAINED_WITH_LEAD,
    NEAR_DAYS,
    Comparison,
    PreparedText,
    compare,
    is_same_text,
    prepared,
)
from index.stories.days import days_of
from index.stories.features import Opener, chosen_columns, chosen_rows
from index.stories.linkage import components, linked, parts_of
from index.stories.pairs import SURE, WINDOW, Days, pairs_of_parts, unknown_days
from index.stories.words import WordTable
from index.stories.years import EventPairs, YearPairs, event_pairs

Array = npt.NDArray[Any]

SERIES_DAYS = 5
"""Days on which an outlet's titles have one form, from which they are a series."""

_READ = 256  # texts that are read at once
_PREPARED = 4_000  # texts that are kept ready, since a text is compared with several


NO_OUTLET = -1
"""The number of an outlet that is not known."""


class Articles(NamedTuple):
    """What groups are made of, for n articles in any order.

    `features` of all articles there are, part by part; `chosen` i8[n] which of them count; `date`
    i4[n] as numbers, `outlet` i8[n] and `rank` i8[n] of those chosen: what tells outlets apart, and
    the order of ids. `text` gives (title, text) of the k-th that is chosen, `table` reads it.
    """

    features: Sequence[Opener]
    chosen: Array
    date: Array
    outlet: Array
    rank: Array
    text: Callable[[int], tuple[str, str]]
    table: WordTable


@dataclass(frozen=True, slots=True)
class Compared:
    """Comparisons by pair: the keys u8[] ascending, and what was found u4[]."""

    keys: Array = field(default_factory=lambda: np.zeros(0, np.uint64))
    found: Array = field(default_factory=lambda: np.zeros(0, np.uint32))

    def places(self, keys: Array) -> tuple[Array, Array]:
        """(place of each key, whether it is there)."""
        at = np.minimum(np.searchsorted(self.keys, keys), max(len(self.keys) - 1, 0))
        return at, (self.keys[at] == keys) if len(self.keys) else np.zeros(len(keys), np.bool_)


class Known(NamedTuple):
    """What was found of pairs of articles, so that it need not be found again."""

    compared: Compared = Compared()
    pairs: YearPairs = MappingProxyType({})


class Groups(NamedTuple):
    """The groups of n articles: i8[n] each, the first member of each one's group, itself if alone.

    The first of the day, then of the ids. `known` is what it took.
    """

    copies: Array
    story: Array
    known: Known


NOTHING = Known()
"""What is known of the first articles of an index."""


def group(articles: Articles, known: Known = NOTHING) -> Groups:
    """Group articles; what is `known` of pairs is not found again."""
    first, last = days_of(articles.date)
    vague = first != last
    order = np.lexsort((articles.rank, articles.date, ~vague))
    chosen = articles.chosen[order]
    own = Columns(**chosen_columns(articles.features, chosen, Columns._fields))
    first, last, date = first[order], last[order], articles.date[order]
    kept = chosen_rows(articles.features, chosen, "kept")
    pairs = candidates(*kept, first, last)
    del kept  # as large as all else together
    compared = _compared(own.key, pairs, _Texts(articles, order), known.compared)
    gap = np.maximum(first[pairs[:, 1]] - last[pairs[:, 0]], first[pairs[:, 0]] - last[pairs[:, 1]])
    outlet = articles.outlet[order]
    one_outlet = np.equal(*outlet[pairs].T)
    found = compared.found[compared.places(_pair_keys(own.key, pairs))[0]]
    copies = pairs[_are_same_text(own, pairs, found, gap, one_outlet)]
    forms = pairs[_are_forms(found, one_outlet & (outlet[pairs[:, 0]] != NO_OUTLET))]
    days = Days(first, last, int(vague.sum()), _series(own.form, date), unknown_days(len(date)))
    lead = partial(chosen_rows, articles.features, chosen, "lead")
    events = event_pairs(own.key, lead, date, days, known.pairs)
    part, linking, score = _parts(days, copies, forms, events)
    by_year = events.by_year
    del events  # the weighed articles are as large as what linking takes
    story = linked(part, linking, score, days)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    same = components(len(order), copies)
    return Groups(order[same[place]], order[story[place]], Known(compared, by_year))


class Columns(NamedTuple):
    """What is known of each article in a number (`index.stories.features`)."""

    key: Array
    form: Array
    composite: Array


def _are_same_text(
    own: Columns, pairs: Array, found: Array, gap: Array, one_outlet: Array
) -> Array:
    """bool[pairs] Whether articles `gap` days apart are the same text, by how they compare."""
    one, other = pairs[:, 0], pairs[:, 1]
    same = [
        is_same_text(_unpacked(packed), near=near, one_outlet=of_one, composite=composite)
        for packed, near, of_one, composite in zip(
            found.tolist(),
            (gap <= NEAR_DAYS).tolist(),
            one_outlet.tolist(),
            (own.composite[one] | own.composite[other]).tolist(),
            strict=True,
        )
    ]
    return np.array(same, np.bool_)


def _are_forms(found: Array, one_outlet: Array) -> Array:
    """bool[pairs] Whether texts are one form, filled in for two events, by how they compare.

    In two outlets nearly all of it must be filled in otherwise: a report that goes round is brought
    up to date.
    """
    refilled = (found & _IS_REFILLED > 0) | (one_outlet & (found & _IS_FORM > 0))
    same: Array = (found >> 20 >= CONTAINED_WITH_LEAD) & refilled
    return same


class _Texts:
    """The texts of articles in their order, read some at a time; those read last are kept ready."""

    def __init__(self, articles: Articles, order: Array) -> None:
        self._articles, self._order = articles, order
        self._ready: dict[int, PreparedText] = {}

    def read(self, places: Iterable[int]) -> Mapping[int, PreparedText]:
        """Those at some places, ready to be compared, and maybe others."""
        wanted = dict.fromkeys(places)
        new = [place for place in wanted if place not in self._ready]
        if len(self._ready) + len(new) > _PREPARED:
            self._ready.clear()
            new = [*wanted]
        of = self._order[new].tolist()
        ready = prepared(self._articles.table, [self._articles.text(number) for number in of])
        self._ready.update(zip(new, ready, strict=True))
        return self._ready


def _compared(key: Array, pairs: Array, texts: _Texts, known: Compared) -> Compared:
    """The comparisons of the pairs, those that are known and those that are made now."""
    wanted, index = np.unique(_pair_keys(key, pairs), return_index=True)
    at, there = known.places(wanted)
    found = np.zeros(len(wanted), np.uint32)
    found[there] = known.found[at[there]]
    fresh = np.flatnonzero(~there)
    fresh = fresh[np.argsort(index[fresh])]  # a text has its pairs side by side
    for batch in np.split(fresh, range(_READ, len(fresh), _READ)):
        rows = pairs[index[batch]].tolist()
        ready = texts.read(place for row in rows for place in row)
        found[batch] = [_packed(compare(ready[one], ready[other])) for one, other in rows]
    return Compared(wanted, found)


def _parts(
    days: Days, copies: Array, forms: Array, events: EventPairs
) -> tuple[Array, Array, Array]:
    """(the part of each article, the pairs on one event, copies among them, and their scores).

    `forms` are pairs that have their words in common, but tell of two events with them.
    """
    near = np.maximum(days.first[copies[:, 1]] - days.last[copies[:, 0]], 0) <= WINDOW
    apart = np.isin(_row_keys(events.found.pairs), _row_keys(forms))
    pairs = np.concatenate([copies[near].astype(np.uint32), events.found.pairs[~apart]])
    score = np.concatenate([np.full(int(near.sum()), SURE, np.uint16), events.found.score[~apart]])
    part = parts_of(len(days.first), pairs, score)
    if events.terms:
        inner = pairs_of_parts(events.terms, days, *_vague_parts(part, days.vague))
        together = ~np.isin(_row_keys(inner[0]), _row_keys(forms))
        pairs = np.concatenate([pairs, inner[0][together]])
        score = np.concatenate([score, inner[1][together]])
    return part, pairs, score


def _row_keys(pairs: Array) -> Array:
    """i8[m] A number for each pair."""
    return pairs[:, 0].astype(np.int64) << 32 | pairs[:, 1]


def _vague_parts(part: Array, vague: int) -> tuple[Array, Array]:
    """The parts with two articles or more and one of an unknown day.

    (i8[] their members, part by part; i8[parts + 1] where those of each begin).
    """
    sizes = np.bincount(part, minlength=len(part))
    wanted = np.zeros(len(part), np.bool_)
    wanted[part[:vague]] = True
    wanted &= sizes > 1
    members = np.argsort(part, kind="stable")
    return members[wanted[part[members]]], np.cumsum([0, *sizes[wanted].tolist()])


def _series(form: Array, date: Array) -> Array:
    """bool[n] Whether an article is one of a series, by the form of its title."""
    each = np.unique(form.astype(np.int64) << 32 | date)
    forms, days = np.unique(each >> 32, return_counts=True)
    many = forms[(days >= SERIES_DAYS) & (forms > 0)]
    found: Array = np.isin(form, many)
    return found


def _pair_keys(key: Array, pairs: Array) -> Array:
    """u8[pairs] A hash of what two articles are, the same for both orders."""
    one, other = key[pairs[:, 0]], key[pairs[:, 1]]
    low, high = np.minimum(one, other), np.maximum(one, other)
    mixed = (low * np.uint64(0x9E3779B97F4A7C15)) ^ high
    keys: Array = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return keys


_IS_FORM, _IS_REFILLED = 1 << 2, 1 << 3


def _packed(found: Comparison) -> int:
    bits = found.is_refilled << 3 | found.is_form << 2 | found.is_notice << 1 | found.similar_length
    return found.contained << 20 | found.lead << 8 | bits


def _unpacked(found: int) -> Comparison:
    return Comparison(
        found >> 20, found >> 8 & 0xFFF, *(bool(found >> place & 1) for place in range(4))
    )
