"""Two texts compared: how much they share, and whether they are one form filled in twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy.typing as npt

from index.stories.shingles import ascending, shared, shingles_of
from index.stories.slots import (
    NAMES_DIFFER,
    NAMES_EQUAL,
    NUMBERS_DIFFER,
    NUMBERS_EQUAL,
    compare_slots,
    slots_of,
)
from index.stories.words import NAME, NUMBER, WordTable

Array = npt.NDArray[Any]

ALL = 1_000
"""Shares are in thousandths."""

CONTAINED = 700  # of the shorter text: so much is the same text
CONTAINED_WITH_LEAD, LEAD = 400, 400  # part of it, and of its beginning: background is further down
REPEATED = 800  # of texts more than some days apart, since what comes out weekly shares its form
NEAR_DAYS = 3

_LEAD_WORDS = 100
_SAME_LENGTH = 500  # of a live blog or round-up the other must be so much: they hold other texts


class PreparedText(NamedTuple):
    """A text, ready to be compared; the arrays of words are ascending and distinct.

    `shingles` u8[], `lead` those of the first words; `named` u4[] the names and numbers of the
    first words, `all` u4[] every word; `slots` i8[n, 4] with `words` u4[n].
    """

    shingles: Array
    lead: Array
    named: Array
    all: Array
    slots: Array
    words: Array


class Comparison(NamedTuple):
    """What two texts share, in thousandths, and whether they are one form."""

    contained: int
    """Of the shorter text's runs."""
    lead: int
    """Of the runs of the first words, in the direction in which it is more."""
    similar_length: bool
    """Whether the shorter is at least half of the longer."""
    is_notice: bool
    """The same words around other numbers, or mostly other names: whoever prints them."""
    is_form: bool
    """The same words around other names, or other names at the beginning: for one outlet."""
    is_refilled: bool
    """The same words around mostly other names and numbers: it tells of something else."""


def prepared(table: WordTable, articles: Sequence[tuple[str, str]]) -> list[PreparedText]:
    """The texts of articles, each given as (title, text), ready to be compared."""
    words = table.read(articles)
    named = words.kind & (NAME | NUMBER) > 0
    return [
        _prepared(words.hash[first:stop], named[first:stop], words.kind[first:stop], body - first)
        for first, stop, body in zip(words.first, words.first[1:], words.body, strict=False)
    ]


def _prepared(words: Array, named: Array, kind: Array, titled: int) -> PreparedText:
    body, lead = words[titled:], slice(titled, titled + _LEAD_WORDS)
    return PreparedText(
        shingles_of(body),
        shingles_of(words[lead]),
        ascending(words[lead][named[lead]]),
        ascending(words),
        slots_of(words, kind),
        words,
    )


def compare(one: PreparedText, other: PreparedText) -> Comparison:
    """Compare two texts; the order makes no difference."""
    least = min(len(one.shingles), len(other.shingles))
    most = max(len(one.shingles), len(other.shingles))
    both = shared(one.shingles, other.shingles)
    lead = max(
        shared(one.lead, other.shingles) * ALL // max(len(one.lead), 1),
        shared(other.lead, one.shingles) * ALL // max(len(other.lead), 1),
    )
    slots = compare_slots(one.slots, one.words, other.slots, other.words).tolist()
    own = (
        len(one.named) - shared(one.named, other.all),
        len(other.named) - shared(other.named, one.all),
    )
    return Comparison(
        both * ALL // max(least, 1),
        lead,
        least * ALL >= most * _SAME_LENGTH,
        _is_notice(slots),
        _is_notice(slots) or _is_form(slots, own),
        _is_refilled(slots),
    )


def _is_notice(slots: list[int]) -> bool:
    """Whether numbers differ where a copy would have the same, or most of names and numbers."""
    differ, equal = slots[NUMBERS_DIFFER], slots[NUMBERS_EQUAL]
    some_differ = (differ >= 3 and 2 * differ >= equal) or (differ >= 2 and differ >= equal)
    return some_differ or _is_refilled(slots)


def _is_refilled(slots: list[int]) -> bool:
    differ = slots[NUMBERS_DIFFER] + slots[NAMES_DIFFER]
    return differ >= 3 and differ >= slots[NUMBERS_EQUAL] + slots[NAMES_EQUAL]


def _is_form(slots: list[int], own: tuple[int, int]) -> bool:
    """Whether a text has names and numbers where the other, being a copy, would have the same.

    A cut or rewritten copy lacks some of the other's, but has few of its own.
    """
    differ = slots[NUMBERS_DIFFER] + slots[NAMES_DIFFER]
    equal = slots[NUMBERS_EQUAL] + slots[NAMES_EQUAL]
    return (differ >= 2 and 2 * differ >= equal) or (min(own) >= 2 and sum(own) >= 4)


def is_same_text(
    found: Comparison, *, near: bool, one_outlet: bool, composite: bool = False
) -> bool:
    """Whether two texts are versions of one.

    `near`: not more than NEAR_DAYS apart; `one_outlet`: both are of one; `composite`: one of them
    is a live blog, which holds texts on other events.
    """
    if found.is_notice or (one_outlet and found.is_form):
        return False
    if composite and not found.similar_length:
        return False
    if not near:
        return found.contained >= REPEATED
    return found.contained >= CONTAINED or (
        found.contained >= CONTAINED_WITH_LEAD and found.lead >= LEAD
    )
