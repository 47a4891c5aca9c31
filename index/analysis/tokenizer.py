"""Finds the words of texts, and gives each distinct form of a word a number.

The compiled twin of the regular expression WORD in `index.analysis` (tests hold them equal on all
of Unicode). By Zipf's law nearly every word of an article has been seen before; numbered, each
distinct form goes through the analyzer once, and all else is arithmetic on numbers.
"""

from __future__ import annotations

import secrets
from itertools import pairwise
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
from index.jit.compile import compiled

Array = npt.NDArray[Any]

_FORMS, _CHARACTERS = 2**16, 2**20  # what there is room for at first; both double when full
_PRIME = np.uint64(1099511628211)  # of the FNV-1a hash, here over code points
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio: spreads numbers (Knuth)
_SHORT = 8  # signs of a form that is looked up as one number
_NOT_ASCII = 128
_STOP = ord(".")


@compiled
def word_end(text: Array, start: int, table: Array) -> int:
    """Where the word ends that begins at `start`, or `start` when none does.

    `text` [n] code points, `table` [0x110000] their classes (`index.analysis.characters`).
    """
    n = len(text)
    kind = table[text[start]]
    if kind & IDEOGRAPH:
        end = start + 1
        while end < n and table[text[end]] & MARK:
            end += 1
        return end
    if kind & LETTER and start + 3 < n and text[start + 1] == _STOP and text[start + 3] == _STOP:
        end = start
        while end + 1 < n and table[text[end]] & LETTER and text[end + 1] == _STOP:
            end += 2
        if end - start >= 4:
            return end + _lone_letter(text, end, table)
    if kind & DIGIT:
        end = _figure_end(text, start, table)
        if end > start:
            return end
    end = start
    while True:
        while end < n and table[text[end]] & IN_WORD:
            end += 1
        if end + 1 >= n or not table[text[end]] & APOSTROPHE:
            return end
        if not table[text[end + 1]] & IN_WORD or table[text[end + 1]] & MARK:
            return end
        end += 1


@compiled
def _lone_letter(text: Array, at: int, table: Array) -> bool:
    """Whether a letter stands at `at` that no other follows: the last of initials."""
    n = len(text)
    if at >= n or not table[text[at]] & LETTER:
        return False
    return at + 1 == n or not table[text[at + 1]] & (IN_WORD | LETTER)


@compiled
def _figure_end(text: Array, start: int, table: Array) -> int:
    """Where the number with separators ends that begins at `start`, or `start` when none does."""
    n = len(text)
    whole, end, separators = start, start, 0
    while True:
        while end < n and table[text[end]] & DIGIT:
            end += 1
        goes_on = end + 1 < n and table[text[end]] & SEPARATOR and table[text[end + 1]] & DIGIT
        may_end = goes_on or end == n or not table[text[end]] & (IN_WORD | LETTER | LOW_LINE)
        if separators and may_end:
            whole = end
        if not goes_on:
            return whole
        end += 1
        separators += 1


@compiled
def scan(
    text: Array, table: Array, short: Array, slots: Array, begins: Array, letters: Array,
    state: Array, found: Array, starts: Array,
) -> None:  # fmt: skip
    """Find words from `state[0]` on, until the text ends or there is no room for another form.

    `text` u1[n] or u4[n] code points; `table` their classes. The forms known: `state[1]` of them,
    form f at `letters` u4[][begins[f] : begins[f + 1]]. Filled: `found` u4[n] the form of each
    word, `starts` u4[n] where it stands; `state[2]` counts the words.

    Two hash tables find a form, both with linear probing. `short` i8[2**k, 2] has those of up to
    eight ASCII signs, nearly all words, under these signs as one number; beside it the form's
    number + 1. `slots` i8[2**k] has the others: 32 bits of the hash above the form's number + 1,
    so that most other forms are told apart without being looked at. `state[3]` is where hashing
    begins.
    """
    n, at, words = len(text), state[0], state[2]
    while at < n:
        if not table[text[at]] & (LETTER | DIGIT):
            at += 1
            continue
        end, signs, highest = at, np.uint64(0), 0
        while end < n and table[text[end]] & IN_WORD:
            signs = signs << np.uint64(8) | np.uint64(text[end])
            highest |= text[end]
            end += 1
        # Nearly all words are such a run and what follows a blank; the others are looked at again.
        if end == at or (end < n and table[text[end]] & (APOSTROPHE | SEPARATOR)):
            run, end = end, word_end(text, at, table)
            if end != run:
                highest = _NOT_ASCII
        size = end - at
        if size <= _SHORT and highest < _NOT_ASCII:
            slot = short_slot(short, signs, state[3])
            form = short[slot, 1] - 1
        else:
            slot, tag = long_slot(text[at:end], slots, begins, letters, state[3])
            form = (slots[slot] & 0xFFFFFFFF) - 1
        if form < 0:
            form = state[1]
            if form + 1 >= len(begins) or begins[form] + size > len(letters):
                break
            for place in range(size):
                letters[begins[form] + place] = text[at + place]
            begins[form + 1] = begins[form] + size
            state[1] += 1
            if size <= _SHORT and highest < _NOT_ASCII:
                short[slot, 0], short[slot, 1] = np.int64(signs), form + 1
            else:
                slots[slot] = tag | (form + 1)
        found[words] = form
        starts[words] = at
        words += 1
        at = end
    state[0], state[2] = at, words


@compiled
def short_slot(short: Array, signs: np.uint64, seed: int) -> np.int64:
    """The slot of a form of up to eight ASCII signs, or the one that is free for it."""
    mask = len(short) - 1
    mixed = (np.uint64(signs) ^ np.uint64(seed)) * _MIX
    slot = np.int64(mixed >> np.uint64(32)) & mask
    while short[slot, 1] and np.uint64(short[slot, 0]) != signs:
        slot = (slot + 1) & mask
    return slot


@compiled
def long_slot(
    word: Array, slots: Array, begins: Array, letters: Array, seed: int
) -> tuple[np.int64, np.int64]:
    """(the slot of any other form, or the one that is free for it; what marks an entry as its)."""
    mixed, mask = np.uint64(seed), len(slots) - 1
    for place in range(len(word)):
        mixed = (mixed ^ np.uint64(word[place])) * _PRIME
    mixed ^= mixed >> np.uint64(32)
    tag = np.int64(mixed & np.uint64(0x7FFFFFFF)) << 32
    slot = np.int64(mixed >> np.uint64(20)) & mask
    while slots[slot]:
        form = (slots[slot] & 0xFFFFFFFF) - 1
        if slots[slot] >> 32 == tag >> 32 and begins[form + 1] - begins[form] == len(word):
            place = 0
            while place < len(word) and letters[begins[form] + place] == word[place]:
                place += 1
            if place == len(word):
                break
        slot = (slot + 1) & mask
    return slot, tag


@compiled
def rehash(
    short: Array, slots: Array, begins: Array, letters: Array, state: Array, table: Array
) -> None:
    """Fill empty hash tables (see `scan`) with the forms that are known."""
    for form in range(state[1]):
        word = letters[begins[form] : begins[form + 1]]
        signs, is_run, highest = np.uint64(0), True, 0
        for place in range(len(word)):
            signs = signs << np.uint64(8) | np.uint64(word[place])
            is_run &= table[word[place]] & IN_WORD > 0
            highest |= word[place]
        if len(word) <= _SHORT and is_run and highest < _NOT_ASCII:
            slot = short_slot(short, signs, state[3])
            short[slot, 0], short[slot, 1] = np.int64(signs), form + 1
        else:
            slot, tag = long_slot(word, slots, begins, letters, state[3])
            slots[slot] = tag | (form + 1)


def code_points(text: str) -> Array:
    """The code points of a text: u1[n] when all are ASCII, or else u4[n]."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


class Forms:
    """The distinct forms of words met so far, numbered from 0 in the order they were met."""

    def __init__(self) -> None:
        self._table = classes()
        self._begins = np.zeros(_FORMS, np.int64)
        self._letters = np.zeros(_CHARACTERS, np.uint32)
        self._short = np.zeros((2 * _FORMS, 2), np.int64)
        self._slots = np.zeros(4 * _FORMS, np.int64)
        # Hashing begins from a number that the author of an article cannot know, or he could
        # choose words that all fall into one slot.
        self._state = np.array([0, 0, 0, secrets.randbits(62)], np.int64)

    def __len__(self) -> int:
        return int(self._state[1])

    def __getitem__(self, number: int) -> str:
        """The form with a number."""
        letters = self._letters[self._begins[number] : self._begins[number + 1]]
        return letters.tobytes().decode("utf-32-le")

    def since(self, first: int) -> list[str]:
        """The forms from a number on."""
        begins = self._begins[first : len(self) + 1]
        letters = self._letters[begins[0] : begins[-1]].tobytes().decode("utf-32-le")
        edges = (begins - begins[0]).tolist()
        return [letters[start:stop] for start, stop in pairwise(edges)]

    def scan(self, text: str) -> tuple[Array, Array]:
        """The words of a text: (forms u4[words], where they start u4[words], in characters)."""
        points = code_points(text)
        found, starts = np.empty((2, len(points)), np.uint32)
        self._state[0] = self._state[2] = 0
        while True:
            with np.errstate(over="ignore"):  # not compiled, hashing would warn of what is meant
                scan(
                    points, self._table, self._short, self._slots, self._begins, self._letters,
                    self._state, found, starts,
                )  # fmt: skip
            words = self._state[2]
            if self._state[0] == len(points):
                return found[:words], starts[:words]
            self._make_room(len(points))

    def _make_room(self, length: int) -> None:
        """Double the room; at least one word of `length` characters will fit."""
        self._begins = np.append(self._begins, np.zeros_like(self._begins))
        more = np.zeros(max(len(self._letters), length), np.uint32)
        self._letters = np.append(self._letters, more)
        self._short = np.zeros((2 * len(self._begins), 2), np.int64)
        self._slots = np.zeros(4 * len(self._begins), np.int64)
        with np.errstate(over="ignore"):
            rehash(self._short, self._slots, self._begins, self._letters, self._state, self._table)
