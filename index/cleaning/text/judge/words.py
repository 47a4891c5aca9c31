"""The words of lines as hashes, and the log odds of each to stand in an article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis.characters import DIGIT, IDEOGRAPH, IN_WORD, LETTER, SEPARATOR, classes
from index.cleaning.text.hash_table import enter, room_for, slot_of
from index.jit.compile import Float, compiled

Array = npt.NDArray[Any]

LONGEST = 30
"""Words of a line that are looked up; longer lines are told by their shape."""
PLANE = 0x10000
"""Code points that are told apart; those beyond are letters."""
UPPER, LOWER, BAR, STOP, COMMA, QUOTE, BRACKET = (1 << i for i in range(7))

_NUMBER = np.uint64(0x9E3779B97F4A7C15)
_PRIME = np.uint64(1099511628211)
_PAIR = np.uint64(0xC2B2AE3D27D4EB4F)
_LINE = np.uint64(0x165667B19E3779F9)
_APOSTROPHE, _RIGHT_QUOTE, _HYPHEN = 0x27, 0x2019, 0x2D


@cache
def letters() -> tuple[Array, Array, Array]:
    """Classes, signs and lower case of the code points of the basic plane: u1, u1, u4 [65536]."""
    signs = np.zeros(PLANE, np.uint8)
    lower = np.arange(PLANE, dtype=np.uint32)
    for point in range(PLANE):
        character = chr(point)
        small = character.lower()
        if len(small) == 1 and small != character:
            lower[point] = ord(small)
            signs[point] = UPPER
        elif character.islower():
            signs[point] = LOWER
    for bit, characters in (
        (BAR, "|·•»›/→"),
        (STOP, ".!?…。！？؟।"),
        (COMMA, ",،、，"),
        (QUOTE, "“”\"„«‘'"),
        (BRACKET, "()[]"),
    ):
        signs[[ord(character) for character in characters]] |= bit
    return classes()[:PLANE].copy(), signs, lower


def points_of(lines: Sequence[str]) -> tuple[Array, Array]:
    """The code points u4[m] of all lines, and where each begins i8[n + 1]."""
    text = "".join(lines).encode("utf-32-le", "surrogatepass")
    starts = np.zeros(len(lines) + 1, np.int64)
    np.cumsum([len(line) for line in lines], out=starts[1:])
    return np.frombuffer(text, np.uint32), starts


@compiled
def words_of(
    points: Array, start: int, end: int, kinds: Array, lower: Array, hashes: Array, spans: Array
) -> int:
    """How many words a line has, at most as many as there is room for in `hashes` u8[]: those.

    `spans` i8[, 2] are filled with where they stand.

    A word is letters and digits in a row, in lower case, apostrophes and hyphens left out; all
    numbers are one word. Ideographs are a word each.
    """
    count, at = 0, start
    while at < end and count < len(hashes):
        point = points[at]
        kind = kinds[point] if point < PLANE else IN_WORD
        if not kind & (IN_WORD | LETTER):
            at += 1
            continue
        spans[count, 0] = at
        if kind & DIGIT:
            while at < end and points[at] < PLANE and kinds[points[at]] & (IN_WORD | SEPARATOR):
                at += 1
            hashes[count] = _NUMBER
            spans[count, 1] = at
            count += 1
            continue
        mixed = np.uint64(0)
        first = True
        while at < end:
            point = points[at]
            if point in (_APOSTROPHE, _RIGHT_QUOTE, _HYPHEN):
                at += 1
                continue
            kind = kinds[point] if point < PLANE else IN_WORD
            if not kind & (IN_WORD | LETTER) or (kind & IDEOGRAPH and not first):
                break
            low = lower[point] if point < PLANE else point
            mixed = (mixed ^ np.uint64(low)) * _PRIME
            at += 1
            first = False
            if kind & IDEOGRAPH:
                break
        hashes[count] = mixed ^ (mixed >> np.uint64(29))
        spans[count, 1] = at
        count += 1
    return count


@compiled
def pair(one: np.uint64, two: np.uint64) -> np.uint64:
    """The hash of two words in a row."""
    return (one * _PAIR) ^ (two + (one >> np.uint64(31)))


@compiled
def whole(words: Array, count: int) -> np.uint64:
    """The hash of a line that has only these words."""
    mixed = _LINE
    for i in range(count):
        mixed = (mixed ^ words[i]) * _PRIME
        mixed ^= mixed >> np.uint64(32)
    return mixed


@compiled
def odds_of(key: np.uint64, keys: Array, odds: Array) -> Float:
    """The log odds of a word, pair or line, NaN if it has none: `keys` u8[2**k], 0 where free."""
    slot = slot_of(key, keys)
    return odds[slot] if slot >= 0 else np.float32(np.nan)


def table_of(odds: Mapping[str, float]) -> tuple[Array, Array]:
    """The hash table of `odds_of` for entries as `entries_of` names them: keys and values."""
    kinds, _, lower = letters()
    points, starts = points_of(list(odds))
    hashes = np.empty(LONGEST + 1, np.uint64)
    spans = np.empty((LONGEST + 1, 2), np.int64)
    new = np.zeros(len(odds), np.uint64)
    for i, entry in enumerate(odds):
        start, end = int(starts[i]), int(starts[i + 1])
        count = words_of(points, start, end, kinds, lower, hashes, spans)
        if entry.startswith("="):
            new[i] = whole(hashes, count)
        elif count:
            new[i] = hashes[0] if count == 1 else pair(hashes[0], hashes[1])
    keys, values = room_for(len(odds), np.float32)
    enter(new, np.array(list(odds.values()), np.float32), keys, values)
    return keys, values


def hashes_of(line: str) -> Array:
    """The hashes of a line's first words, u8[LONGEST] at most."""
    points, starts = points_of([line])
    hashes, spans = np.empty(LONGEST, np.uint64), np.empty((LONGEST, 2), np.int64)
    kinds, _, lower = letters()
    return hashes[: words_of(points, 0, int(starts[1]), kinds, lower, hashes, spans)]


def entries_of(points: Array, starts: Array) -> list[set[str]]:
    """For each line of `points_of` the words, pairs and whole line that a table is asked for."""
    kinds, _, lower = letters()
    hashes = np.empty(LONGEST + 1, np.uint64)
    spans = np.empty((LONGEST + 1, 2), np.int64)
    found = []
    for start, end in pairwise(starts.tolist()):
        count = words_of(points, start, end, kinds, lower, hashes, spans)
        words = [_word(points[a:b]) for a, b in spans[:count].tolist()]
        entries = {*words, *map(" ".join, pairwise(words)), "=" + " ".join(words)}
        found.append(entries if 0 < count <= LONGEST else set())
    return found


def _word(points: Array) -> str:
    word = points.tobytes().decode("utf-32-le", "surrogatepass").lower()
    return "0" if word[0].isdecimal() else re.sub("['’-]", "", word)
