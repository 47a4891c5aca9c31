"""Whether two names of several words are spellings of one: sound proposes, company decides.

The same rule where a name is asked for (search.names.phrases) and where the names that articles
have are taken together (search.local.name_columns). Words that both have tell nothing, and the rest
of a name speaks for a word of it: so words may be less alike than alone (search.names.variants),
but what stands around the two names must be alike too, unless they sound the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

import numpy as np

from index import PARTICLES, as_letters, costs_of, sizes_of
from search.names.company import RARE, enough_likeness

Row = tuple[str, ...]
"""The forms of a name's words."""

_A_SOUND, _A_SOUND_OF_LIKE = (
    0.12,
    0.2,
)  # what a sound may cost in like, in very like company
_SAME_SOUND, _A_SOUND_ALONE = 0.02, 0.05  # the same without company, and where it says little
_LEAST_SOUNDS = 4  # of words that differ, of which sound says enough
_SHARE_OF_LIKENESS = 0.6  # of what words alone need: the rest of a name speaks for them
_KNOWN, _UNLIKE = (
    8,
    0.012,
)  # articles from which company is known, and what spellings have
_VERY_LIKE = 2  # times the likeness that is needed
_IN_ITS_OWN_RIGHT = 24  # articles from which a name with other company is another name
_NUMBERS = frozenset(("ii", "iii", "iv", "vi", "vii", "viii", "jr", "sr"))
_MOST_COST = 3.0  # of a whole name
_LEAST_LETTERS = 6  # of a word from which a particle is taken that was run into it
_PARTICLE_BEHIND = re.compile(r"(?<=[a-z]{4})u[tlds]$")
_PARTICLE = re.compile(r"^(?:[ae](?=zz|ss|dd|nn|rr|tt|shsh)(?:z|s|d|n|r|t|sh)|[ae]l(?=[a-z]{3}))")


class Price(NamedTuple):
    """What one name costs for another: of the words that differ."""

    cost: float
    sounds: int
    """Of the shorter."""

    @property
    def a_sound(self) -> float:
        """What one sound costs."""
        return self.cost / max(self.sounds, 1)

    @property
    def is_low(self) -> bool:
        """Whether the two may be one name, in the best of companies."""
        a_sound = _A_SOUND_OF_LIKE if self.sounds >= _LEAST_SOUNDS else _A_SOUND
        return self.cost <= a_sound * self.sounds


class Evidence(NamedTuple):
    """What an archive says of two names."""

    fewer: int
    """Articles of the rarer."""
    likeness: float
    """Of what stands around them."""
    is_young: bool = False
    """It has few articles, so that company tells little."""


def price(one: Row, other: Row) -> Price:
    """What a name costs for another, word for word or all run into one, whichever is less."""
    mine, theirs = _differing(without_particles(one), without_particles(other))
    if not mine and not theirs:
        return Price(0, 0)
    if not mine or not theirs or _NUMBERS.intersection(mine) != _NUMBERS.intersection(theirs):
        return Price(inf, 0)  # another of the same name: John Paul, John Paul II
    joined = _price("".join(mine), "".join(theirs))
    if len(mine) != len(theirs):
        return joined
    pairs = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    each = [_price(*pair) for pair in pairs]
    cost, sounds = sum(part.cost for part in each), sum(part.sounds for part in each)
    is_shifted = len(pairs) > 1 and joined.cost < cost  # Bel Hazra, Belh Azra
    return joined if is_shifted else Price(cost, sounds)


def _differing(one: Row, other: Row) -> tuple[Row, Row]:
    """Two rows without the words with which both begin, or end."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    one, other = one[start:], other[start:]
    most -= start
    stop = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    return one[: len(one) - stop], other[: len(other) - stop]


def are_one(price: Price, said: Evidence) -> bool:
    """Whether two names are one."""
    enough = _SHARE_OF_LIKENESS * enough_likeness(said.fewer)
    if said.fewer >= _KNOWN and said.likeness < (
        enough / 2 if said.fewer >= _IN_ITS_OWN_RIGHT else _UNLIKE
    ):
        return False
    if price.sounds >= _LEAST_SOUNDS:
        says_little = said.is_young or said.fewer < RARE
        a_sound = _A_SOUND_ALONE if says_little else _SAME_SOUND
        if price.cost <= a_sound * price.sounds:
            return True
    if said.likeness >= _VERY_LIKE * enough and price.is_low:
        return True
    return said.likeness >= enough and price.cost <= _A_SOUND * price.sounds


def near(one: str, others: Sequence[str]) -> list[int]:
    """Which of some names sound like one, all words run into one: their places."""
    if not others:
        return []  # as most names have no consonants in common with any other
    word, rest = (
        as_letters([one.replace(" ", "")]),
        as_letters([other.replace(" ", "") for other in others]),
    )
    sizes = np.minimum(sizes_of(word)[0], sizes_of(rest))
    places: list[int] = np.flatnonzero(
        costs_of(word, rest, _MOST_COST) <= _A_SOUND * sizes
    ).tolist()
    return places


def without_particle(word: str) -> str:
    """A word without a particle that was run into it: Azzour, Alsadr, Hizbut (Tahrir)."""
    if len(word) < _LEAST_LETTERS:
        return word
    return _PARTICLE.sub("", word) if _PARTICLE.match(word) else _PARTICLE_BEHIND.sub("", word)


def without_particles(words: Sequence[str]) -> Row:
    """A row without particles, unless it is nothing else."""
    return tuple(word for word in words if word not in PARTICLES) or tuple(words)


def _price(one: str, other: str) -> Price:
    """The same of two words."""
    bare, rest = without_particle(one), without_particle(other)
    costs = costs_of(as_letters([one]), as_letters([other]), _MOST_COST)
    cost = float(costs[0])
    if (bare, rest) != (one, other):
        cost = min(cost, float(costs_of(as_letters([bare]), as_letters([rest]), _MOST_COST)[0]))
    return Price(cost, int(sizes_of(as_letters([one, other])).min()))
