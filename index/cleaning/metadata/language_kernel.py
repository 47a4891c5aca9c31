"""The loop that counts the small words of languages in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from index.cleaning.text.hash_table import enter, room_for, slot_of
from index.jit.compile import Int, compiled, inlined

Array = npt.NDArray[Any]

_PLANE = 0x10000  # no small word has a letter beyond
_BETWEEN, _APOSTROPHE = 1, 2
_ASCII = 128
_PRIME = np.uint64(1099511628211)
_STOP = np.uint64(29)
_LETTER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class SmallWords:
    """Kinds of code points u1[65536]; the row of each word and letter in `weights` f8[rows, n]."""

    kinds: Array
    keys: Array
    rows: Array
    weights: Array


def small_words(
    weights: Mapping[str, Mapping[str, float]], languages: Sequence[str], between: str
) -> SmallWords:
    """The small words of languages; `between` are the characters that part words, but blanks.

    A letter after a star is one that few languages have: it counts once, wherever it stands.
    """
    kinds = np.zeros(_PLANE, np.uint8)
    kinds[[point for point in range(_PLANE) if chr(point).isspace()]] = _BETWEEN
    kinds[list(map(ord, between))] = _BETWEEN
    kinds[[ord("'"), ord("’")]] = _APOSTROPHE
    keys, rows = room_for(len(weights), np.int64)
    hashes = np.array([_hash(word) for word in weights], np.uint64)
    enter(hashes, np.arange(len(weights)), keys, rows)
    known = [[spoken.get(language, 0.0) for language in languages] for spoken in weights.values()]
    return SmallWords(kinds, keys, rows, np.array(known))


def _hash(word: str) -> int:
    if word[0] == "*" and len(word) == 2:
        return ord(word[1]) ^ int(_LETTER)
    mixed = 0
    for letter in word:
        mixed = (mixed ^ ord(letter)) * int(_PRIME) % 2**64
    return mixed ^ mixed >> int(_STOP)


@compiled
def hear(
    points: Array, kinds: Array, keys: Array, rows: Array, weights: Array, heard: Array
) -> None:
    """Count the words of `points` u4[], a text in lower case, and weigh them.

    A word that stands there several times speaks as often as the square root says: nine times the
    `los` of Los Angeles are three words, and four different words are more.

    Written to `heard` f8[6]: the number of words; the columns of the language that the small words
    speak for most and of the next; the weight of all small words of the first; what speaks for
    each of the two, of the words that only one of them has.
    """
    counts = np.zeros(len(weights), np.int64)
    known = np.empty(len(weights), np.int64)
    words, many = _count(points, kinds, keys, rows, counts, known)
    heard[0] = words
    scores = np.zeros(weights.shape[1])
    for row in known[:many]:
        for column in range(len(scores)):
            scores[column] += weights[row, column] * np.sqrt(counts[row])
    best = np.argmax(scores)
    heard[1], heard[3] = best, 0
    for row in known[:many]:
        heard[3] += weights[row, best] * counts[row]
    scores[best] = -1
    second = np.argmax(scores)
    heard[2] = second
    heard[4] = heard[5] = 0
    for row in known[:many]:
        one, two = weights[row, best], weights[row, second]
        if (one > 0) != (two > 0):
            heard[4] += one * np.sqrt(counts[row])
            heard[5] += two * np.sqrt(counts[row])


@inlined
def _count(
    points: Array, kinds: Array, keys: Array, rows: Array, counts: Array, known: Array
) -> tuple[Int, Int]:
    """Count each small word in `counts` i8[rows]; the rows of those that occur are `known` i8[].

    Returns how many words there are in all, and how many rows. A word ends behind an apostrophe:
    "l'homme" is two.
    """
    words, many, at = 0, 0, 0
    while at < len(points):
        mixed = np.uint64(0)
        start = at
        while at < len(points):
            point = points[at]
            kind = kinds[point] if point < _PLANE else 0
            if kind == _BETWEEN:
                break
            at += 1
            if kind == _APOSTROPHE:
                point = np.uint32(39)
            elif point >= _ASCII:
                place = slot_of(np.uint64(point) ^ _LETTER, keys)
                if place >= 0 and not counts[rows[place]]:
                    counts[rows[place]] = 1
                    known[many] = rows[place]
                    many += 1
            mixed = (mixed ^ np.uint64(point)) * _PRIME
            if kind == _APOSTROPHE:
                break
        if at > start:
            words += 1
            place = slot_of(mixed ^ (mixed >> _STOP), keys)
            if place >= 0:
                if not counts[rows[place]]:
                    known[many] = rows[place]
                    many += 1
                counts[rows[place]] += 1
        else:
            at += 1
    return words, many
