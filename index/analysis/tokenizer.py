"""Finds the words of texts, and gives each distinct form of a word a number.

The compiled equivalent of the regular expression WORD in `index.analysis` (tests compare them over
all of Unicode). By Zipf's law nearly every word of an article has been met before; numbered, each
distinct form goes through the analyzer once, and all else is arithmetic on numbers.
"""

from __future__ import annotations

import secrets
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis.characters import (
    APOSTROPHE,
    DIGIT,
    IDEOGRAPH,
    IN_WORD,
    LETTER,
    LOW_LINE,
    MARK,
    SEPARATOR,
    classes,
)
from index.jit.compile import compiled, inlined

Array = npt.NDArray[Any]

_INITIAL_FORMS, _INITIAL_CHARACTERS = 2**16, 2**20  # allocated at first; both double when full
_PRIME = np.uint64(1099511628211)  # of the FNV-1a hash, here over code points
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio: spreads numbers (Knuth)
_SHORT = 8  # characters of a form that is looked up as one number
_NOT_ASCII = 128
_STOP, _PLUS, _NUMBER_SIGN = ord("."), ord("+"), ord("#")

SAME_PLACE = 2**31
"""The bit of a form that stands in the place of the word before it (`vocabulary`)."""

FORM_NUMBER = SAME_PLACE - 1
"""The other bits: the number of the form."""

AT, FORMS, WORDS, SEED = range(4)
"""The state of a scan, i8[4]: the next character of the text; how many forms are known; how many
words of the text were found; the number that hashing begins with."""


@compiled
def word_end(text: Array, start: int, classes_of: Array) -> int:
    """Where the word ends that starts at `start`; `start` when none does.

    `text` [n] code points, `classes_of` [0x110000] their classes (`index.analysis.characters`).
    """
    n = len(text)
    kind = classes_of[text[start]]
    if kind & IDEOGRAPH:
        end = start + 1
        while end < n and classes_of[text[end]] & MARK:
            end += 1
        return end
    end = _signed_end(text, start, classes_of)
    if end > start:
        return end
    end = _initials_end(text, start, classes_of)
    if end > start:
        return end
    if kind & DIGIT:
        end = _figure_end(text, start, classes_of)
        if end > start:
            return end
    end = start
    while True:
        while end < n and classes_of[text[end]] & IN_WORD:
            end += 1
        if end + 1 >= n or not classes_of[text[end]] & APOSTROPHE:
            return end
        if not classes_of[text[end + 1]] & IN_WORD or classes_of[text[end + 1]] & MARK:
            return end
        end += 1
        initials = _initials_end(text, end, classes_of)  # l'O.N.U.
        if initials > end:
            return initials


@inlined
def _initials_end(text: Array, start: int, classes_of: Array) -> int:
    """Where the initials end that start at `start`; `start` when none do."""
    n, end = len(text), start
    if not classes_of[text[start]] & LETTER:
        return start
    while end + 2 < n and text[end + 1] == _STOP and _lone_letter(text, end + 2, classes_of):
        end += 2
    return start if end == start else end + 1 + (end + 1 < n and text[end + 1] == _STOP)


@inlined
def _signed_end(text: Array, start: int, classes_of: Array) -> int:
    """Where C++ or C# ends that starts at `start`; `start` when none does."""
    n = len(text)
    if start + 1 >= n or text[start] >= _NOT_ASCII or not classes_of[text[start]] & LETTER:
        return start
    if text[start + 1] == _NUMBER_SIGN:
        goes_on = start + 2 < n and classes_of[text[start + 2]] & (IN_WORD | LETTER | LOW_LINE)
        return start if goes_on else start + 2
    is_doubled = start + 2 < n and text[start + 1] == _PLUS and text[start + 2] == _PLUS
    return start + 3 if is_doubled else start


@compiled
def _lone_letter(text: Array, at: int, classes_of: Array) -> bool:
    """Whether a single letter stands at `at`: one of initials."""
    n = len(text)
    if at >= n or not classes_of[text[at]] & LETTER:
        return False
    return at + 1 == n or not classes_of[text[at + 1]] & (IN_WORD | LETTER)


@compiled
def _figure_end(text: Array, start: int, classes_of: Array) -> int:
    """Where the number with separators ends that starts at `start`; `start` when none does."""
    n = len(text)
    whole, end, separators = start, start, 0
    while True:
        while end < n and classes_of[text[end]] & DIGIT:
            end += 1
        goes_on = (
            end + 1 < n and classes_of[text[end]] & SEPARATOR and classes_of[text[end + 1]] & DIGIT
        )
        may_end = goes_on or end == n or not classes_of[text[end]] & (IN_WORD | LETTER | LOW_LINE)
        if separators and may_end:
            whole = end
        if not goes_on:
            return whole
        end += 1
        separators += 1


@compiled
def scan(
    text: Array, classes_of: Array, short: Array, slots: Array, offsets: Array, letters: Array,
    state: Array, forms: Array, starts: Array,
) -> None:  # fmt: skip
    """Find words from state[AT] on, until the text ends or there is no room for another form.

    Two hash tables find a form, both with linear probing. `short` has those of up to eight ASCII
    characters, nearly all words, under these packed into one number. `slots` has the others; 32
    bits of the hash tell most other forms apart without comparing characters.

    Args:
        text: u1[n] or u4[n] Code points.
        classes_of: u1[0x110000] Their classes.
        short: i8[2**k, 2] Rows (packed characters, the form's number + 1). New forms are added.
        slots: i8[2**k] 32 bits of the hash above the form's number + 1. As above.
        offsets: i8[] Form f is letters[offsets[f] : offsets[f + 1]]. As above.
        letters: u4[] The code points of all forms. As above.
        state: i8[4] Read and written: AT and WORDS, FORMS; SEED is read.
        forms: u4[n] Written: the form of each word.
        starts: u4[n] Written: where each word starts.
    """
    n, at, words = len(text), state[AT], state[WORDS]
    while at < n:
        if not classes_of[text[at]] & (LETTER | DIGIT | IDEOGRAPH):
            at += 1
            continue
        end, packed, highest = at, np.uint64(0), 0
        while end < n and classes_of[text[end]] & IN_WORD:
            packed = packed << np.uint64(8) | np.uint64(text[end])
            highest |= text[end]
            end += 1
        # Nearly all words are such a run before a blank; the others are read again.
        if (
            end == at
            or (end < n and classes_of[text[end]] & (APOSTROPHE | SEPARATOR))
            or (end == at + 1 and end < n and (text[end] == _PLUS or text[end] == _NUMBER_SIGN))
        ):
            run, end = end, word_end(text, at, classes_of)
            if end != run:
                highest = _NOT_ASCII
        size = end - at
        if size <= _SHORT and highest < _NOT_ASCII:
            slot = short_slot(short, packed, state[SEED])
            form = short[slot, 1] - 1
        else:
            slot, tag = long_slot(text[at:end], slots, offsets, letters, state[SEED])
            form = (slots[slot] & 0xFFFFFFFF) - 1
        if form < 0:
            form = state[FORMS]
            if form + 1 >= len(offsets) or offsets[form] + size > len(letters):
                break
            for index in range(size):
                letters[offsets[form] + index] = text[at + index]
            offsets[form + 1] = offsets[form] + size
            state[FORMS] += 1
            if size <= _SHORT and highest < _NOT_ASCII:
                short[slot, 0], short[slot, 1] = np.int64(packed), form + 1
            else:
                slots[slot] = tag | (form + 1)
        forms[words] = form
        starts[words] = at
        words += 1
        at = end
    state[AT], state[WORDS] = at, words


@compiled
def short_slot(short: Array, packed: np.uint64, seed: int) -> np.int64:
    """The slot of a form of up to eight ASCII characters, or the free one where it belongs."""
    mask = len(short) - 1
    mixed = (np.uint64(packed) ^ np.uint64(seed)) * _MIX
    slot = np.int64(mixed >> np.uint64(32)) & mask
    while short[slot, 1] and np.uint64(short[slot, 0]) != packed:
        slot = (slot + 1) & mask
    return slot


@compiled
def long_slot(
    word: Array, slots: Array, offsets: Array, letters: Array, seed: int
) -> tuple[np.int64, np.int64]:
    """(the slot of any other form, or the free one where it belongs; its entry's upper 32 bits)."""
    mixed, mask = np.uint64(seed), len(slots) - 1
    for index in range(len(word)):
        mixed = (mixed ^ np.uint64(word[index])) * _PRIME
    mixed ^= mixed >> np.uint64(32)
    tag = np.int64(mixed & np.uint64(0x7FFFFFFF)) << 32
    slot = np.int64(mixed >> np.uint64(20)) & mask
    while slots[slot]:
        form = (slots[slot] & 0xFFFFFFFF) - 1
        if slots[slot] >> 32 == tag >> 32 and offsets[form + 1] - offsets[form] == len(word):
            index = 0
            while index < len(word) and letters[offsets[form] + index] == word[index]:
                index += 1
            if index == len(word):
                break
        slot = (slot + 1) & mask
    return slot, tag


@compiled
def rehash(
    short: Array, slots: Array, offsets: Array, letters: Array, state: Array, classes_of: Array
) -> None:
    """Fill the empty hash tables `short` and `slots` (see `scan`) with the known forms."""
    for form in range(state[FORMS]):
        word = letters[offsets[form] : offsets[form + 1]]
        packed, is_run, highest = np.uint64(0), True, 0
        for index in range(len(word)):
            packed = packed << np.uint64(8) | np.uint64(word[index])
            is_run &= classes_of[word[index]] & IN_WORD > 0
            highest |= word[index]
        if len(word) <= _SHORT and is_run and highest < _NOT_ASCII:
            slot = short_slot(short, packed, state[SEED])
            short[slot, 0], short[slot, 1] = np.int64(packed), form + 1
        else:
            slot, tag = long_slot(word, slots, offsets, letters, state[SEED])
            slots[slot] = tag | (form + 1)


def code_points(text: str) -> Array:
    """The code points of a text: u1[n] when all are ASCII, else u4[n]."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


class Forms:
    """The distinct forms of words met so far, numbered from 0 in the order they were met."""

    def __init__(self) -> None:
        self._classes = classes()
        self._offsets = np.zeros(_INITIAL_FORMS, np.int64)
        self._letters = np.zeros(_INITIAL_CHARACTERS, np.uint32)
        self._short = np.zeros((2 * _INITIAL_FORMS, 2), np.int64)
        self._slots = np.zeros(4 * _INITIAL_FORMS, np.int64)
        # A random seed: an author who knew it could choose words that all collide.
        self._state = np.array([0, 0, 0, secrets.randbits(62)], np.int64)

    def __len__(self) -> int:
        return int(self._state[FORMS])

    @property
    def offsets(self) -> Array:
        """i8[] Form f has offsets[f + 1] - offsets[f] characters."""
        return self._offsets

    def __getitem__(self, number: int) -> str:
        """The form with a number."""
        letters = self._letters[self._offsets[number] : self._offsets[number + 1]]
        return letters.tobytes().decode("utf-32-le")

    def texts(self, numbers: Array) -> list[str]:
        """The forms with some numbers: much faster than one by one."""
        starts = self._offsets[numbers]
        sizes = self._offsets[numbers + np.int64(1)] - starts
        stops = np.cumsum(sizes)
        begins = stops - sizes
        chosen = np.arange(stops[-1] if len(stops) else 0) + np.repeat(starts - begins, sizes)
        text = self._letters[chosen].tobytes().decode("utf-32-le")
        return [text[a:b] for a, b in zip(begins.tolist(), stops.tolist(), strict=True)]

    def scan(self, text: str) -> tuple[Array, Array]:
        """The words of a text: (forms u4[words], where they start u4[words], in characters)."""
        points = code_points(text)
        forms, starts = np.empty((2, len(points)), np.uint32)
        self._state[AT] = self._state[WORDS] = 0
        while True:
            with np.errstate(over="ignore"):  # uncompiled, NumPy warns when hashing overflows
                scan(
                    points, self._classes, self._short, self._slots, self._offsets, self._letters,
                    self._state, forms, starts,
                )  # fmt: skip
            words = self._state[WORDS]
            if self._state[AT] == len(points):
                return forms[:words], starts[:words]
            self._grow(len(points))

    def _grow(self, length: int) -> None:
        """Double the memory; at least one form of `length` characters will fit."""
        self._offsets = np.append(self._offsets, np.zeros_like(self._offsets))
        more = np.zeros(max(len(self._letters), length), np.uint32)
        self._letters = np.append(self._letters, more)
        self._short = np.zeros((2 * len(self._offsets), 2), np.int64)
        self._slots = np.zeros(4 * len(self._offsets), np.int64)
        with np.errstate(over="ignore"):
            rehash(
                self._short, self._slots, self._offsets, self._letters, self._state, self._classes
            )
