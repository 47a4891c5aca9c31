"""Finds the words of a text that may have one of a few terms, without analysing the others.

A query has three words and an article five hundred. The folded prefix of a word rules nearly all
of them out; only the few candidates that are left are analysed, which decides. So a text is read in
the time that it takes to find where its words end. The filter has false positives, never false
negatives (tests compare it with the analysis).
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
    FULL_KEY,
    GOES_ON,
    KEY,
    KEY_LENGTH,
    LETTERS,
    OUTSIDE,
    STANDS_ALONE,
    letters,
)
from index.analysis.tokenizer import word_end
from index.jit.compile import compiled, inlined

Array = npt.NDArray[Any]

START, END, FORM, GAP = range(4)
"""The columns of `Candidates.words`."""

_BETWEEN = MARK | APOSTROPHE | SEPARATOR  # after these a word may go on, or another start
_JOINS = IN_WORD | LETTER | APOSTROPHE | SEPARATOR  # a word has no other characters
_LETTER = LETTERS - 1
_COMMA = ord(",")  # is part of numbers, and ends all other words
_BLOCK = np.uint64(64)  # characters that are tested together
_GROUPS = 5
_IDEOGRAPH, _FIRST_ODD, _SECOND_ODD = np.uint32(1 << 5), np.uint32(1 << 6), np.uint32(1 << 7)
_FIRST, _SECOND, _THIRD = np.uint32(8), np.uint32(16), np.uint32(24)
_PROBES = 8  # slots tried for a form; after them it counts as new, which bounds the time


class Candidates(NamedTuple):
    """The words of a text that may have one of the terms."""

    words: Array
    """i8[n, 4] Where each starts and ends, in characters; the number of its form; how many words
    stand between it and the candidate before."""
    forms: Array
    """i8[m, 2] Where one word of each form starts and ends."""


def find_candidates(points: Array, keys: Array, max_gap: int = 0) -> Candidates:
    """Find the words of a text that may have one of some terms.

    Args:
        points: u4[n + 2] The text (`points_of`).
        keys: u2[m, KEY_LENGTH] The prefix keys of the terms (`prefix_keys.sought`).
        max_gap: Up to how many words between two candidates are counted.
    """
    if not len(keys):
        nothing = np.zeros((0, 4), np.int64)
        return Candidates(nothing, nothing[:, :2])
    slots = np.zeros(1 << max(len(points) >> 3, 255).bit_length(), np.int32)
    size = (len(points) >> 4) + 64
    while True:
        words, forms = np.empty((size, 4), np.int64), np.empty((size, 2), np.int64)
        count, distinct = scan_candidates(
            points, classes(), letters(), keys, max_gap, slots, words, forms
        )
        if count <= size:
            return Candidates(words[:count], forms[:distinct])
        size = count
        slots[:] = 0


def points_of(text: str) -> Array:
    """u4[n + 2] The code points of a text and two blanks."""
    return np.frombuffer(f"{text}  ".encode("utf-32-le", "surrogatepass"), np.uint32)


@compiled
def scan_candidates(
    text: Array, classes_of: Array, letters: Array, keys: Array, max_gap: int,
    slots: Array, words: Array, forms: Array,
) -> tuple[int, int]:  # fmt: skip
    """Write the candidates of a text.

    Nearly all of a text is skipped with four look-ups a character, which show that no word starts
    there with the first three characters of any key (`next_flagged`); the rest is compared.

    Args:
        text: u4[n] Code points.
        classes_of: u1[0x110000] Their classes.
        letters: u2[0x110000] Their keys (`prefix_keys.letters`).
        keys: As `find_candidates`'.
        max_gap: As `find_candidates`'.
        slots: i4[2**k] Scratch, zeros before: a hash table of a form's number + 1.
        words: i8[size, 4] Written, as far as there is room.
        forms: i8[size, 2] As above.

    Returns:
        (how many candidates there are, whether or not they fit; how many forms were written).
    """
    count, distinct, known, last = 0, 0, 0, 0
    signals = signals_of(keys)
    first = np.zeros(KEY + 1, np.int64)  # for each first key the first of `keys` with it, + 1
    for number in range(len(keys), 0, -1):
        first[keys[number - 1, 0] & KEY] = number
    start = next_flagged(text, known, signals, letters)
    while start >= 0:
        if (
            start >= known
            and may_start(text, start, classes_of)
            and has_key(text, start, letters, keys, first)
        ):
            word = before_apostrophe(text, known, start, classes_of)
            known = word_start(text, known, word, classes_of)
            if known == word:
                known = word_end(text, word, classes_of)
                if count < len(words):
                    form = _form_number(text, word, known, slots, forms, distinct)
                    if form == distinct:
                        forms[form, 0], forms[form, 1] = word, known
                        distinct += 1
                    words[count, START], words[count, END] = word, known
                    words[count, FORM] = form
                    words[count, GAP] = words_between(text, last, word, max_gap, classes_of)
                count += 1
                last = known
        start = next_flagged(text, start + 1, signals, letters)
    return count, distinct


@compiled
def next_flagged(text: Array, start: int, signals: Array, letters: Array) -> int:
    """The first index from `start` on where `signals` allow that a sought word starts, or -1.

    Bit-parallel matching, as in Shift-And: a word may start at i only if the characters at i - 1,
    i, i + 1 and i + 2 can have the roles before, first, second and third for the same group of
    keys. Each character's signal has a byte for each role with a bit for each group, so that
    three shifts and ANDs test all keys at once; the four signals move along with the text.

    Example:
        Sought is "wall". In the second's byte the signal of a is set, that of i is not: at " wine"
        the AND is 0 and nothing is flagged. At " wall" the index of w is returned, and at " walk"
        too: the fourth character is left to `has_key`.

    The last two characters of the text are never returned.
    """
    # Unsigned: a signed index would be tested for being negative at each access.
    at, length, one = np.uint64(start), np.uint64(len(text)), np.uint64(1)
    if at + one + one >= length:
        return -1
    before = signals[letters[text[at - one]] & _LETTER] if start else signals[OUTSIDE]
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
    """Skip whole blocks in which nothing is flagged.

    One branch a block instead of one a character halves the time.

    Returns:
        (the index from which to go on, the signals of the three characters before it).
    """
    one = np.uint64(1)
    while at + _BLOCK <= np.uint64(len(text)):
        kept = before, here, second
        flags, stop = np.uint32(0), at + _BLOCK
        while at < stop:
            third = signals[letters[text[at]] & _LETTER]
            flags |= before & here >> _FIRST & second >> _SECOND & third >> _THIRD
            before, here, second = here, second, third
            at += one
        if flags:
            return at - _BLOCK, *kept
    return at, before, here, second


@compiled
def signals_of(keys: Array) -> Array:
    """u4[LETTERS] The signal of each character, by its letter (`prefix_keys.letters`).

    Four bytes, from the lowest: may the character stand before a sought word, be its first, its
    second, its third? In each the lower five bits stand for one fifth of `keys` each, so that the
    characters of different keys mostly do not combine. A character that is dropped or folds to
    several may have any role. That it is found as the first or second whatever its neighbours
    are, the bits _FIRST_ODD and _SECOND_ODD are set for every ordinary character that may stand
    beside it. _IDEOGRAPH is set for ideographs, before which any word ends.

    Example:
        Keys "dock" and "wall" are groups 0 and 2. The letter d has bit 0 in the byte of first, o
        in that of second, c in that of third; w, a and l have bit 2 there. In the byte of before a
        blank has every bit and a letter has none of the groups: no word starts within another.
    """
    of_key = np.zeros(KEY + 1, np.uint32)
    of_all = (_FIRST_ODD | _SECOND_ODD | _IDEOGRAPH) << _THIRD | (
        _FIRST_ODD | _IDEOGRAPH
    ) << _SECOND
    for number in range(len(keys)):
        group = np.uint32(1 << number * _GROUPS // len(keys))
        of_key[keys[number, 0] & KEY] |= (group | _SECOND_ODD) << _FIRST
        second, third = keys[number, 1] & KEY, keys[number, 2] & KEY
        if second:
            of_key[second] |= group << _SECOND
        else:
            of_all |= group << _SECOND
        if second and third:
            of_key[third] |= group << _THIRD
        else:
            of_all |= group << _THIRD
    signals = np.full(LETTERS, 0xFFFFFFFF, np.uint32)
    if keys[0, 0] == 0:
        return signals
    signals[STANDS_ALONE] &= ~(np.uint32(0xFF) << _FIRST)
    for key in range(1, KEY + 1):
        signals[key] = of_key[key] | of_all | np.uint32(0xFF)
        signals[key | STANDS_ALONE] = signals[key]
        if of_key[key] >> _FIRST & np.uint32(0xFF):
            signals[key | STANDS_ALONE] |= _IDEOGRAPH << _FIRST
        if key not in (OUTSIDE, _COMMA):
            signals[key] &= ~np.uint32(0xFF) | _FIRST_ODD | _IDEOGRAPH
    return signals


@inlined
def may_start(text: Array, at: int, classes_of: Array) -> bool:
    """Whether a word can start at `at`, judging by the character before it."""
    kind = classes_of[text[at]]
    if not kind & (LETTER | DIGIT | IDEOGRAPH):
        return False
    before = classes_of[text[at - 1]] if at else 0
    return bool(kind & IDEOGRAPH or before & MARK or not before & IN_WORD)


@inlined
def before_apostrophe(text: Array, known: int, at: int, classes_of: Array) -> int:
    """Where the letters begin that stand before an apostrophe before `at`; else `at`.

    The Brien of O'Brien and the école of l'école are sought, too. `known` is as `word_start`'s.
    """
    begin = at
    if at > known and classes_of[text[at - 1]] & APOSTROPHE:
        while begin > known and classes_of[text[begin - 1]] & (IN_WORD | APOSTROPHE):
            begin -= 1
        while not classes_of[text[begin]] & (LETTER | DIGIT):
            begin += 1
        if word_end(text, begin, classes_of) <= at:
            begin = at
    return begin


@compiled
def word_start(text: Array, known: int, at: int, classes_of: Array) -> int:
    """`at`, if a word starts there; else the end of the word that it stands in.

    `known` is an index up to `at` that is not within a word. Characters that are in no word end
    every word, so that nothing before such a one is read.
    """
    start = at
    if at > known and classes_of[text[at - 1]] & _BETWEEN:
        while start > known and classes_of[text[start - 1]] & _JOINS:
            start -= 1
    while start < at:
        end = start
        if classes_of[text[start]] & (LETTER | DIGIT | IDEOGRAPH):
            end = word_end(text, start, classes_of)
        start = end if end > start else start + 1
    return start


@inlined
def words_between(text: Array, start: int, stop: int, max_gap: int, classes_of: Array) -> int:
    """How many words, `max_gap` at the most, stand in text[start:stop], which cuts no word."""
    count = 0
    while start < stop and count < max_gap:
        end = start
        if classes_of[text[start]] & (LETTER | DIGIT | IDEOGRAPH):
            end = word_end(text, start, classes_of)
            count += 1
        start = end if end > start else start + 1
    return count


@inlined
def has_key(text: Array, start: int, letters: Array, keys: Array, first: Array) -> bool:
    """Whether the word at `start` may have one of `keys`.

    `first` i8[KEY + 1] has for each first key the number + 1 of the first row with it, 0 for none.
    """
    n = len(text)
    if keys[0, 0] == 0:
        return True
    while start < n and letters[text[start]] & KEY == 0:
        start += 1
    if start == n:
        return False
    key = letters[text[start]] & KEY
    number = first[key] - 1
    while 0 <= number < len(keys) and keys[number, 0] & KEY == key:
        at, at_key = start, 0
        while at < n:
            letter = letters[text[at]]
            at += 1
            if letter & KEY == 0:
                continue
            if letter & FULL_KEY != keys[number, at_key]:
                break
            at_key += 1
            if letter & GOES_ON or at_key == KEY_LENGTH or keys[number, at_key] == 0:
                return True
        number += 1
    return False


@inlined
def _form_number(
    text: Array, start: int, end: int, slots: Array, forms: Array, distinct: int
) -> int:
    """The number of the form text[start:end]; `distinct`, the next one, for a new form.

    Writes `slots`.
    """
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
