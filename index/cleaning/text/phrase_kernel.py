"""The loop that finds the words of lines, and which phrases of the lists they hold.

A line's words are hashed as `tokens_of` has them, in one pass over its code points. Each is looked
up once: what lists it is in, and how long the longest phrase is that begins with it. Only where one
may begin are runs of words looked up. Of most lines nothing is found, and nobody need make strings
of their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from index.cleaning.rules.phrases import LONGEST, PhraseBook, phrase_book
from index.cleaning.text.hash_table import Array, enter, room_for, slot_of
from index.cleaning.text.line import LOOK, NUMERALS, with_plain_signs
from index.cleaning.text.line_words import (
    EMPTY,
    FAMILIES,
    FIRST_WORDS,
    INSIDE,
    MATCH,
    NUMBER,
    SLASH,
    WORDS,
)
from index.jit.compile import Int, compiled, inlined

_PLANE = 0x10000  # no word of a list has a letter beyond: there they part words
_WORD, _DIGIT, _NUMERAL, _SIGN, _SKIPPED, _IN_NUMBER = (1 << i for i in range(6))
_LINE_END = 10
_NUMBER, _COLON, _BAR = (np.uint64(ord(sign)) for sign in "0:|")
_PRIME = np.uint64(1099511628211)
_RUN = np.uint64(0x165667B19E3779F9)
_STOP = np.uint64(29)

# What is known of a word: its lists, in the bits above, and from these bits on how long the longest
# phrase is that begins with it: any, one that begins a line, one that ends a line.
_ANYWHERE, _AT_HEAD, _AT_TAIL = 32, 37, 42
_LENGTH = 31
_WHOLE, _OPENING, _CLOSING = MATCH << 8, MATCH << 9, MATCH << 10


@dataclass(frozen=True, slots=True)
class Tables:
    """Kinds of code points u1[65536]; what is known of single words and of runs of words."""

    kinds: Array
    word_keys: Array
    word_values: Array
    run_keys: Array
    run_values: Array


@cache
def tables() -> Tables:
    """The tables of the phrase lists of all languages."""
    return tables_of(phrase_book())


def tables_of(book: PhraseBook) -> Tables:
    """The tables of a phrase book."""
    kinds = _kinds()
    runs: dict[str, int] = {}
    for phrases, bit in (
        (book.whole, _WHOLE),
        (book.openings, _OPENING),
        (book.closings, _CLOSING),
    ):
        for key in phrases:
            runs[key] = runs.get(key, 0) | bit
    for found in book.inside.values():
        for words, phrase in found:
            key = words.strip()
            bit = FAMILIES[phrase] if isinstance(phrase, str) else INSIDE
            runs[key] = runs.get(key, 0) | bit
    known: dict[str, int] = {}
    for lists in (WORDS, FIRST_WORDS):
        for name, bit in lists.items():
            for word in book.words.get(name, ()):
                known[word] = known.get(word, 0) | bit
    for key, value in runs.items():
        first, length = key.partition(" ")[0], key.count(" ") + 1
        at = [_ANYWHERE] * ((value & (INSIDE | sum(FAMILIES.values()))) > 0)
        at += [_AT_HEAD] * ((value & (_WHOLE | _OPENING)) > 0)
        at += [_AT_TAIL] * ((value & _CLOSING) > 0)
        for shift in at:
            longest = max(length, known.get(first, 0) >> shift & _LENGTH)
            known[first] = known.get(first, 0) & ~(_LENGTH << shift) | longest << shift
    return Tables(kinds, *_table(known, kinds), *_table(runs, kinds))


def _table(entries: Mapping[str, int], kinds: Array) -> tuple[Array, Array]:
    """A hash table of phrases: single words by their hash, if there is nothing but these."""
    keys, values = room_for(len(entries), np.uint64)
    hashes = np.zeros(len(entries), np.uint64)
    is_words = all(" " not in entry for entry in entries)
    _hash_lines(points_of_lines(entries), kinds, is_words, hashes)
    enter(hashes, np.array(list(entries.values()), np.uint64), keys, values)
    return keys, values


def points_of_lines(lines: Iterable[str]) -> Array:
    """The code points of lines in lower case, u4[]."""
    text = with_plain_signs("\n".join(lines).lower())
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _kinds() -> Array:
    """What each code point is in `tokens_of`, as bits, u1[65536]."""
    kinds = np.zeros(_PLANE, np.uint8)
    every = "".join(map(chr, range(_PLANE)))
    for bit, pattern in (
        (_WORD, r"\w+"),
        (_DIGIT, r"\d+"),
        (_NUMERAL, f"[{''.join(sorted(NUMERALS))}]"),
        (_SIGN, "[:|/©@]"),
        (_SKIPPED, "['’-]"),
        (_IN_NUMBER, "[.,:]"),
    ):
        for match in re.finditer(pattern, every):
            kinds[slice(*match.span())] |= bit
    return kinds


@compiled
def show(
    points: Array, kinds: Array, word_keys: Array, word_values: Array,
    run_keys: Array, run_values: Array, shown: Array,
) -> None:  # fmt: skip
    """Write to `shown` u8[n] what each of the n lines in `points` u4[], in lower case, shows."""
    hashes = np.empty(LOOK, np.uint64)
    start = 0
    for line in range(len(shown)):
        end = start
        while end < len(points) and points[end] != _LINE_END:
            end += 1
        count = _words(points, start, min(end, start + LOOK), kinds, hashes)
        shown[line] = _shown(hashes, count, word_keys, word_values, run_keys, run_values)
        start = end + 1


@inlined
def _words(points: Array, start: Int, end: Int, kinds: Array, hashes: Array) -> Int:
    """Fill `hashes` u8[] with those of the words from `start` to `end`; returns how many."""
    count, at = 0, start
    while at < end:
        kind = kinds[points[at]] if points[at] < _PLANE else 0
        if not kind & _WORD:
            if kind & _SIGN:
                hashes[count] = points[at]
                count += 1
            at += 1
            continue
        is_number, inside = kind & _NUMERAL, _WORD | _SKIPPED
        if kind & _DIGIT:
            inside |= _IN_NUMBER
        mixed = np.uint64(0)
        while kind & inside:
            if not kind & (_DIGIT | _IN_NUMBER | _SKIPPED):
                inside = _WORD | _SKIPPED  # "10.30am."
            if not kind & _SKIPPED:
                mixed = (mixed ^ np.uint64(points[at])) * _PRIME
            at += 1
            if at == end:
                break
            kind = kinds[points[at]] if points[at] < _PLANE else 0
        hashes[count] = _NUMBER if is_number else mixed ^ (mixed >> _STOP)
        count += 1
    return count


@inlined
def _shown(
    hashes: Array, count: Int, word_keys: Array, word_values: Array,
    run_keys: Array, run_values: Array,
) -> Int:  # fmt: skip
    """The bits of a line of these words."""
    shown: Int = np.uint64(0 if count else EMPTY)
    last = count
    while last and hashes[last - 1] in (_COLON, _BAR):
        last -= 1
    for i in range(count):
        if hashes[i] < np.uint64(128):
            shown |= np.uint64(NUMBER) if hashes[i] == _NUMBER else np.uint64(0)
            shown |= np.uint64(SLASH) if hashes[i] == np.uint64(47) else np.uint64(0)
        place = slot_of(hashes[i], word_keys)
        if place < 0:
            continue
        value = word_values[place]
        shown |= value & np.uint64(0xF0000 if i else 0xFF0000)
        anywhere: Int = np.int64(value >> np.uint64(_ANYWHERE)) & _LENGTH
        at_head: Int = np.int64(value >> np.uint64(_AT_HEAD)) & _LENGTH if i == 0 else 0
        at_tail: Int = np.int64(value >> np.uint64(_AT_TAIL)) & _LENGTH
        if last > LONGEST:
            at_head = at_tail = 0
        run = _RUN
        for size in range(1, min(max(anywhere, at_head, at_tail), count - i) + 1):
            run = _joined(run, hashes[i + size - 1])
            place = slot_of(run, run_keys)
            if place < 0:
                continue
            found = np.int64(run_values[place])
            if size <= anywhere:
                shown |= np.uint64(found & (INSIDE | 0xFFFF))
            is_whole = i + size == last
            at_end = is_whole and found & (_CLOSING | (_WHOLE if i == 0 else 0)) != 0
            opens = i == 0 and size <= last and found & _OPENING != 0
            if last <= LONGEST and (at_end or opens):
                shown |= np.uint64(MATCH)
    return shown


@inlined
def _joined(run: np.uint64, word: np.uint64) -> np.uint64:
    """The hash of a run of words with one more, from that of the run and that of the word."""
    mixed = (run ^ word) * _PRIME
    return mixed ^ (mixed >> np.uint64(32))


@compiled
def _hash_lines(points: Array, kinds: Array, is_words: Int, out: Array) -> None:
    """Write to `out` u8[n] the hash of each line's first word, else of the run of its words."""
    hashes = np.empty(LOOK, np.uint64)
    start = 0
    for line in range(len(out)):
        end = start
        while end < len(points) and points[end] != _LINE_END:
            end += 1
        count = _words(points, start, min(end, start + LOOK), kinds, hashes)
        run = _RUN
        for i in range(count):
            run = _joined(run, hashes[i])
        out[line] = hashes[0] if is_words else run
        start = end + 1
