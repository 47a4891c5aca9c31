"""Sights the words of a text that may have one of a few terms, without analysing the others.

A query has three words and an article five hundred. One look at how a word begins, folded, rules
out nearly all of them; only the few that are left go through the analysis, which decides. So the
whole of a text is read in the time that it takes to find where its words end. The filter may let
pass what the analysis turns down, and never does the opposite (tests hold it to that).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis.characters import (
    APOSTROPHE,
    DIGIT,
    IDEOGRAPH,
    IN_WORD,
    LETTER,
    MARK,
    SEPARATOR,
    classes,
)
from index.analysis.prefix_keys import (
    ALONE,
    FULL_KEY,
    GOES_ON,
    KEY,
    LETTERS,
    NO_WORD,
    SIGNS,
    letters,
)
from index.analysis.tokenizer import word_end
from index.jit.compile import Int, compiled, inlined

Array = npt.NDArray[Any]

START, END, FORM, GAP = range(4)
"""The columns of `Sightings.words`."""

_BETWEEN = MARK | APOSTROPHE | SEPARATOR  # a word may go on after these, or another start
_JOINS = IN_WORD | LETTER | APOSTROPHE | SEPARATOR  # a word has no other signs
_LETTER = LETTERS - 1
_COMMA = ord(",")  # is in numbers, and ends all other words
_BLOCK = np.uint64(64)  # signs that are looked at before it is asked if anything was flagged
_GROUPS = 5
_ALONE, _FIRST_ODD, _SECOND_ODD = np.uint32(1 << 5), np.uint32(1 << 6), np.uint32(1 << 7)
_FIRST, _SECOND, _THIRD = np.uint32(8), np.uint32(16), np.uint32(24)
_PROBES = 8  # slots looked into for a form; after that it counts as new, so that time is bounded


class Candidates(NamedTuple):
    """The words of a text that may be meant.

    `words` i8[n, 4]: where each starts and ends, in characters; the number of its form; how many
    words stand between it and the one before. `forms` i8[m, 2]: where one of each form stands.
    """

    words: Array
    forms: Array


def find_candidates(points: Array, begins: Array, reach: int = 0) -> Candidates:
    """The words of a text, given by `points_of`, that begin as is `sought`.

    The words between two of them are counted up to `reach`.
    """
    if not len(begins):
        nothing = np.zeros((0, 4), np.int64)
        return Candidates(nothing, nothing[:, :2])
    slots = np.zeros(1 << max(len(points) >> 3, 255).bit_length(), np.int32)
    room = (len(points) >> 4) + 64
    while True:
        words, forms = np.empty((room, 4), np.int64), np.empty((room, 2), np.int64)
        count, distinct = sight(points, classes(), letters(), begins, reach, slots, words, forms)
        if count <= room:
            return Candidates(words[:count], forms[:distinct])
        room = count
        slots[:] = 0


def points_of(text: str) -> Array:
    """The code points of a text and two blanks, u4[n + 2]."""
    return np.frombuffer(f"{text}  ".encode("utf-32-le", "surrogatepass"), np.uint32)


@compiled
def sight(  # noqa: PLR0913, PLR0917  # no objects exist where it runs: each array by itself
    text: Array, table: Array, letters: Array, begins: Array, reach: int,
    slots: Array, words: Array, forms: Array,
) -> tuple[int, int]:  # fmt: skip
    """Fill `words` and `forms` of `Sightings` as far as there is room; (how many, forms).

    `text` u4[n] code points, `table` their classes, `letters` their keys; `begins` and `reach` as
    in `sightings`; `slots` i4[2**k] zeros, where a form's number + 1 is kept under its hash. Words
    that do not fit are counted, no more.

    Nearly all of a text is passed with four looks at a small table for each sign, which tell that
    no word begins here with the first three signs of anything sought. The rest is looked at well.
    """
    # For a plain 0 the compiler would make versions of its own of all that it is given to.
    distinct: Int = np.int64(0)
    count, known, last = 0, distinct, distinct
    signals = signals_of(begins)
    first = np.zeros(KEY + 1, np.int64)  # for each first key the first of `begins` with it, + 1
    for number in range(len(begins), 0, -1):
        first[begins[number - 1, 0] & KEY] = number
    start = next_flagged(text, known, signals, letters)
    while start >= 0:
        if (
            start >= known
            and may_start(text, start, table)
            and begins_so(text, start, letters, begins, first)
        ):
            known = word_start(text, known, start, table)
            if known == start:
                known = word_end(text, start, table)
                if count < len(words):
                    form = _form(text, start, known, slots, forms, distinct)
                    if form == distinct:
                        forms[form, 0], forms[form, 1] = start, known
                        distinct += 1
                    words[count, START], words[count, END] = start, known
                    words[count, FORM] = form
                    words[count, GAP] = words_between(text, last, start, reach, table)
                count += 1
                last = known
        start = next_flagged(text, start + 1, signals, letters)
    return count, distinct


@compiled
def next_flagged(text: Array, start: int, signals: Array, letters: Array) -> int:
    """The first place from `start` on where `signals` allow that a sought word begins, or -1.

    The last two signs of the text are not such places.
    """
    # Signed numbers would be tested for being negative at each look into an array.
    at, length, one = np.uint64(start), np.uint64(len(text)), np.uint64(1)
    if at + one + one >= length:
        return -1
    before = signals[letters[text[at - one]] & _LETTER] if start else signals[NO_WORD]
    here, second = signals[letters[text[at]] & _LETTER], signals[letters[text[at + one]] & _LETTER]
    at += one + one
    while at < length:
        if at % _BLOCK == 0:
            at, before, here, second = skip_blocks(text, at, signals, letters, before, here, second)
            if at >= length:
                break
        third = signals[letters[text[at]] & _LETTER]
        if before & here >> _FIRST & second >> _SECOND & third >> _THIRD:
            return int(at) - 2
        before, here, second = here, second, third
        at += one
    return -1


@compiled
def skip_blocks(
    text: Array, at: np.uint64, signals: Array, letters: Array,
    before: np.uint32, here: np.uint32, second: np.uint32,
) -> tuple[np.uint64, np.uint32, np.uint32, np.uint32]:  # fmt: skip
    """From `at` on past all whole blocks in which nothing is flagged, with the signals before.

    To look at each sign of a block and only then ask takes half the time.
    """
    one = np.uint64(1)
    while at + _BLOCK <= np.uint64(len(text)):
        held = before, here, second
        flags, stop = np.uint32(0), at + _BLOCK
        while at < stop:
            third = signals[letters[text[at]] & _LETTER]
            flags |= before & here >> _FIRST & second >> _SECOND & third >> _THIRD
            before, here, second = here, second, third
            at += one
        if flags:
            return at - _BLOCK, *held
    return at, before, here, second


@compiled
def signals_of(begins: Array) -> Array:
    """u4[1024] What a sign can be to a word that is sought, by its letter (see `letters`).

    Four bytes, from the lowest: what stands before the word, its first, second and third sign. In
    each the lower five bits stand for a fifth of `begins`. A sign that is left out or folds to
    several can be anything; so that it may stand first or second, whatever is beside it,
    `_FIRST_ODD` and `_SECOND_ODD` are set for each ordinary sign that may stand there. `_ALONE` is
    for ideographs, before which any word ends.
    """
    of_key = np.zeros(KEY + 1, np.uint32)
    of_all = (_FIRST_ODD | _SECOND_ODD | _ALONE) << _THIRD | (_FIRST_ODD | _ALONE) << _SECOND
    for number in range(len(begins)):
        group = np.uint32(1 << number * _GROUPS // len(begins))
        of_key[begins[number, 0] & KEY] |= (group | _SECOND_ODD) << _FIRST
        second, third = begins[number, 1] & KEY, begins[number, 2] & KEY
        if second:
            of_key[second] |= group << _SECOND
        else:
            of_all |= group << _SECOND
        if second and third:
            of_key[third] |= group << _THIRD
        else:
            of_all |= group << _THIRD
    signals = np.full(LETTERS, 0xFFFFFFFF, np.uint32)
    if begins[0, 0] == 0:
        return signals
    signals[ALONE] &= ~(np.uint32(0xFF) << _FIRST)
    for key in range(1, KEY + 1):
        signals[key] = of_key[key] | of_all | np.uint32(0xFF)
        signals[key | ALONE] = signals[key]
        if of_key[key] >> _FIRST & np.uint32(0xFF):
            signals[key | ALONE] |= _ALONE << _FIRST
        if key not in (NO_WORD, _COMMA):
            signals[key] &= ~np.uint32(0xFF) | _FIRST_ODD | _ALONE
    return signals


@inlined
def may_start(text: Array, at: int, table: Array) -> bool:
    """Whether a word can start at `at`, as far as the sign before it tells."""
    kind = table[text[at]]
    if not kind & (LETTER | DIGIT):
        return False
    before = table[text[at - 1]] if at else 0
    return bool(kind & IDEOGRAPH or before & MARK or not before & IN_WORD)


@compiled
def word_start(text: Array, known: int, at: int, table: Array) -> int:
    """`at`, where a word may start, if one does; else where the word ends that it stands in.

    At `known`, not after `at`, no word is under way. Signs that are in no word end each, so what
    comes before such a one needs no look.
    """
    start = at
    if at > known and table[text[at - 1]] & _BETWEEN:
        while start > known and table[text[start - 1]] & _JOINS:
            start -= 1
    while start < at:
        end = start
        if table[text[start]] & (LETTER | DIGIT):
            end = word_end(text, start, table)
        start = end if end > start else start + 1
    return start


@inlined
def words_between(text: Array, start: int, stop: int, most: int, table: Array) -> int:
    """How many words, up to `most`, stand between two places where none is under way."""
    count = 0
    while start < stop and count < most:
        end = start
        if table[text[start]] & (LETTER | DIGIT):
            end = word_end(text, start, table)
            count += 1
        start = end if end > start else start + 1
    return count


@inlined
def begins_so(text: Array, start: int, letters: Array, begins: Array, first: Array) -> bool:
    """Whether the word at `start`, folded, may begin with one of `begins`."""
    n = len(text)
    if begins[0, 0] == 0:
        return True
    while start < n and letters[text[start]] & KEY == 0:
        start += 1
    if start == n:
        return False
    key = letters[text[start]] & KEY
    number = first[key] - 1
    while 0 <= number < len(begins) and begins[number, 0] & KEY == key:
        at, sign = start, 0
        while at < n:
            letter = letters[text[at]]
            at += 1
            if letter & KEY == 0:
                continue
            if letter & FULL_KEY != begins[number, sign]:
                break
            sign += 1
            if letter & GOES_ON or sign == SIGNS or begins[number, sign] == 0:
                return True
        number += 1
    return False


@inlined
def _form(text: Array, start: int, end: int, slots: Array, forms: Array, distinct: int) -> int:
    """The number of the form that stands at start:end; `distinct` when it has not been met."""
    mixed = 0
    for at in range(start, end):
        mixed = (mixed * 31 + int(text[at])) & 0xFFFFFFFF
    mixed ^= mixed >> 15
    for probe in range(_PROBES):
        slot = (mixed + probe) & (len(slots) - 1)
        form = slots[slot] - 1
        if form < 0:
            slots[slot] = distinct + 1
            return distinct
        if forms[form, 1] - forms[form, 0] == end - start:
            other, at = forms[form, 0], start
            while at < end and text[at] == text[other]:
                at += 1
                other += 1
            if at == end:
                return form  # type: ignore[no-any-return]  # an element of an array
    return distinct
