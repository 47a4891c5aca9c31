"""What mistakes in spelling cost: the logarithm of the odds against them.

A noisy channel (Kernighan, Church and Gale 1990) whose mistakes are not all alike: a letter is
doubled or not, two are exchanged, a key beside the right one is hit, a vowel stands for another,
far more often than one letter stands for any other. In the first letter people make few mistakes
(Yannakoudakis and Fawthrop 1983). The odds come from no count: what matters is their order, and
that two mistakes cost more than one.
"""

from __future__ import annotations

import math
from functools import cache

DOUBLED = math.log(36)
"""A letter written twice or once: Hilary, Hillary."""
_SWAPPED = math.log(49)  # two neighbours exchanged
_BESIDE = math.log(100)  # a key beside the right one, or one that was hit as well
_ALIKE = math.log(100)  # a vowel for another, or a consonant for one that sounds so
_MORE_OR_LESS = math.log(200)  # a letter left out, or one too many
_OTHER = math.log(400)  # any letter for any other
FIRST = math.log(20)
"""As well, where the first letter is another."""
FOREIGN = math.log(10)
"""A word written in other letters than the one that was meant."""

_KEYBOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
)
_VOWELS = frozenset("aeiouyаеёиоуыэюя")
_SOUNDS = frozenset(map(frozenset, ("ck", "cs", "sz", "kq", "vw", "gj", "dt", "bp", "fv")))


def cost_of(typed: str, meant: str) -> float:
    """What it costs to take a folded word for another, with the least costly mistakes."""
    earlier: list[float] = []
    row = [0.0]
    for place in range(len(meant)):
        row.append(row[-1] + _left_out(meant, place))
    for at in range(len(typed)):
        last, row = row, [row[0] + _too_many(typed, at)]
        for place in range(len(meant)):
            best = min(
                last[place] + _instead(typed[at], meant[place]),
                last[place + 1] + _too_many(typed, at),
                row[place] + _left_out(meant, place),
            )
            if at and place and typed[at - 1 : at + 1] == meant[place] + meant[place - 1]:
                best = min(best, earlier[place - 1] + _SWAPPED)
            row.append(best)
        earlier = last
    return row[-1] + (FIRST if typed[:1] != meant[:1] else 0.0)


def _instead(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if other in _beside().get(one, ""):
        return _BESIDE
    is_alike = frozenset((one, other)) in _SOUNDS or (one in _VOWELS and other in _VOWELS)
    return _ALIKE if is_alike else _OTHER


def _left_out(word: str, place: int) -> float:
    return DOUBLED if place and word[place - 1] == word[place] else _MORE_OR_LESS


def _too_many(word: str, place: int) -> float:
    before, letter = word[place - 1 : place], word[place]
    if before == letter:
        return DOUBLED
    return _BESIDE if before and letter in _beside().get(before, "") else _MORE_OR_LESS


@cache
def _beside() -> dict[str, str]:
    """The letters beside each on a keyboard; each row is shifted half a key against the next."""
    beside: dict[str, str] = {}
    for rows in _KEYBOARDS:
        for row, keys in enumerate(rows):
            lower = rows[row + 1] if row + 1 < len(rows) else ""
            upper = rows[row - 1] if row else ""
            for place, key in enumerate(keys):
                left = max(place - 1, 0)
                beside[key] = (
                    keys[left:place] + keys[place + 1 : place + 2]
                    + lower[left : place + 1] + upper[place : place + 2]
                )  # fmt: skip
    return beside


def once_or_twice(word: str) -> list[str]:
    """The words that differ from one only in a letter that stands twice or once, not the first."""
    found: dict[str, None] = {}
    for place in range(1, len(word)):
        found[word[:place] + word[place] + word[place:]] = None
        if word[place - 1] == word[place]:
            found[word[:place] + word[place + 1 :]] = None
    return [other for other in found if other != word]
