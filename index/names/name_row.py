"""Kernel: where a row of words with capitals ends that may be a name, and what in it is none.

Rows end behind a name in the genitive (CNN's Jake Tapper are two), go on over small words (Bank of
England), and are told from parties (, R-Texas). A rank parts them, unless it is a surname.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy.typing as npt

from index.jit.compile import Int, inlined
from index.names.word_kind import (
    ABBREVIATED,
    AFTER_RANK,
    ALONE,
    AND,
    BEFORE_RANK,
    CAPITAL,
    CAPITALS,
    FUNCTION,
    INSTITUTION,
    LINK,
    OF,
    PARTICLE,
    PEOPLE,
    RANK,
    SMALL,
    SURNAME,
    THE,
)

Array = npt.NDArray[Any]

LARGE = CAPITAL | CAPITALS
BLANK, HYPHEN, STOP, APART, BEGINS = range(5)
"""What stands before a word: a blank, a hyphen, a full stop and a blank, something else, or what
begins a sentence."""
HYPHEN_SIGNS, APOSTROPHES = (ord("-"), 0x2010, 0x2011), (ord("'"), 0x2018, 0x2019)

_FIELD = BEFORE_RANK | ALONE
_NO_GIVEN_NAME = PEOPLE | INSTITUTION | BEFORE_RANK | RANK | FUNCTION
_MOST_BEHIND_HYPHEN = 5  # of what ends a given name in small letters
_LEAST_GENITIVE = 3  # letters of a word in the genitive: J's
_GENITIVE = ord("s")
_PARTIES = tuple(map(ord, "DRI"))  # (D-Texas), of members of the Congress of the United States


class Articles(NamedTuple):
    """The words of some articles."""

    text: Array
    """u1[] or u4[] Code points."""
    start: Array
    """i8[words] Where each word begins in the text,"""
    stop: Array
    """i8[words] and where it ends."""
    kind: Array
    """u4[words] What it is (index.names.word_kind)."""
    fold: Array
    """i4[words] The number of what it is, folded: the same for Bush, bush and Bush's."""
    edges: Array
    """i8[articles, 2] The first word of each article, and behind its last."""


@inlined
def end_of_row(
    articles: Articles, gap: Array, word: Int, last: Int, placed: Array, stamp: Int
) -> Int:
    """Where the row of words with capitals ends that begins with a word."""
    start, stop, kind = articles.start, articles.stop, articles.kind
    end, has_of = word + 1, False
    while end < last and is_joined(kind, gap, end):
        if _is_owner(articles, gap, end - 1, last, placed, stamp):
            break
        is_short = stop[end] - start[end] <= _MOST_BEHIND_HYPHEN
        if end > word + 1 and is_short and is_behind_hyphen(kind, gap, end):
            end += 1
            continue
        if kind[end] & LARGE:
            is_initial = kind[end] & ABBREVIATED > 0 and end + 1 < last and gap[end + 1] == STOP
            if kind[end] & FUNCTION and not is_initial:
                break
            end += 1
            continue
        behind = end
        is_of = kind[end] & OF > 0 and kind[end - 1] & INSTITUTION > 0
        is_article = kind[end] & PARTICLE > 0 and (
            not kind[end] & FUNCTION or (end + 1 < last and gap[end + 1] == HYPHEN)
        )
        has_of |= is_of
        is_and = has_of and _joins_fields(kind, end, last)
        if is_of or is_article or is_and or kind[end] & LINK:
            behind = end + 1
            if not is_and and behind < last and is_joined(kind, gap, behind):
                behind += kind[behind] & THE > 0 or kind[end] & kind[behind] & LINK > 0
        if behind == end or behind >= last or not is_joined(kind, gap, behind):
            break
        if not kind[behind] & LARGE or kind[behind] & FUNCTION:
            break
        end = behind + 1
    return end


@inlined
def _joins_fields(kind: Array, word: Int, last: Int) -> Int:
    """Whether a word joins what an institution is for: of Health and Human Services."""
    if not kind[word] & AND or word + 1 >= last:
        return False
    said = kind[word + 1]
    if said & (INSTITUTION | RANK | CAPITALS):
        return False
    if word + 2 < last and kind[word + 2] & CAPITAL:
        said |= kind[word + 2]
    return kind[word - 1] & _FIELD > 0 and said & _FIELD > 0


@inlined
def is_joined(kind: Array, gap: Array, word: Int) -> Int:
    """Whether a word stands right behind the one before it."""
    return gap[word] <= HYPHEN or (gap[word] == STOP and kind[word - 1] & ABBREVIATED > 0)


@inlined
def is_behind_hyphen(kind: Array, gap: Array, word: Int) -> Int:
    """Whether a small word may end a given name: Ki-moon, but not York-based."""
    return gap[word] == HYPHEN and kind[word] & SMALL > 0 and not kind[word] & (FUNCTION | LINK)


@inlined
def _is_owner(
    articles: Articles, gap: Array, word: Int, last: Int, placed: Array, stamp: Int
) -> bool:
    """Whether a name ends with a word in the genitive, and another begins: CNN's Jake Tapper.

    So behind a word in capitals, behind a place, and before two words; not in Destiny's Child or
    St. John's Wood Road.
    """
    text, start, stop, kind, fold, _ = articles
    if stop[word] - start[word] < _LEAST_GENITIVE or not _is_genitive(text, stop[word]):
        return False
    if kind[word] & INSTITUTION or word + 1 >= last:
        return False
    if kind[word] & CAPITALS or placed[fold[word]] == stamp:
        return True
    if word > 0 and kind[word - 1] & ABBREVIATED and is_joined(kind, gap, word):
        return False
    if word + 2 >= last or not kind[word + 1] & kind[word + 2] & CAPITAL:
        return False
    return gap[word + 2] == BLANK and not (kind[word + 1] | kind[word + 2]) & FUNCTION


@inlined
def is_of_institution(kind: Array, first: Int, word: Int) -> Int:
    """Whether a word says what an institution of a row is for: Department of Justice."""
    return word - 2 >= first and kind[word - 1] & OF > 0 and kind[word - 2] & INSTITUTION > 0


@inlined
def _is_genitive(text: Array, end: Int) -> bool:
    """Whether the word that ends there does so as `Jordan's`."""
    return end >= _LEAST_GENITIVE and text[end - 1] == _GENITIVE and text[end - 2] in APOSTROPHES


@inlined
def is_rank(text: Array, stop: Array, kind: Array, first: Int, word: Int, end: Int) -> bool:
    """Whether a word of the row [first, end) is a rank; the last of Peter T. King is none."""
    if kind[word] & AFTER_RANK and word > first and kind[word - 1] & (RANK | BEFORE_RANK):
        return not is_of_institution(kind, first, word - 1)  # Office of Inspector General
    if not kind[word] & RANK or is_of_institution(kind, first, word):
        return False
    is_last = word + 1 == end or (word + 2 == end and kind[end - 1] & ABBREVIATED > 0)  # Jr.
    if not kind[word] & SURNAME or not is_last or word == first:
        return True
    given = kind[word - 1]
    if not given & LARGE or given & _NO_GIVEN_NAME or (given & ALONE and not given & ABBREVIATED):
        return True
    return _is_genitive(text, stop[word - 1])


@inlined
def is_party(
    text: Array, start: Array, stop: Array, kind: Array, gap: Array, word: Int, last: Int
) -> bool:
    """Whether a row begins with a party and what it stands for, in apposition: , R-Texas."""
    if stop[word] - start[word] > 1 or gap[word] != APART or word + 1 >= last:
        return False
    is_letter = text[start[word]] in _PARTIES and text[stop[word]] in HYPHEN_SIGNS
    return is_letter and gap[word + 1] == HYPHEN and kind[word + 1] & LARGE > 0
