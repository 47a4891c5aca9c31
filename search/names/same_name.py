"""Whether two names of several words are spellings of one: sound proposes, company decides.

The same rule where a name is asked for (search.names.phrases) and where the names that articles
have are taken together (search.local.name_columns). Words that both have tell nothing, and the rest
of a name speaks for a word of it: so words may be less alike than alone (search.names.same_word),
but what stands around the two names must be alike too, unless they sound the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import inf
from typing import NamedTuple

import numpy as np

from index import PARTICLES, as_letters, costs_of, word_as_letters
from search.names.company import RARE, enough_likeness
from search.names.people import EZAFE, written_alike
from search.names.same_word import are_two_words, is_inflected
from search.names.script import are_of_two_scripts

Row = tuple[str, ...]
"""The forms of a name's words."""

_A_SOUND, _A_SOUND_OF_LIKE = 0.12, 0.2  # what a sound may cost in like, in very like company
_SAME_SOUND, _A_SOUND_ALONE = 0.02, 0.05  # the same without company, and where it says little
_LEAST_SOUNDS = 4  # of words that differ, of which sound says enough
_SHORT = 5  # sounds up to which two names of one sound need company: Parris, Barack
_LONG, _A_SOUND_OF_LONG = 9, 0.065  # two names that are so long and so alike are seldom two
_A_SOUND_OF_JOINED = 0.1  # of several words in one, in the same script: not Biden Joe, Beiteinu
_SHARE_OF_LIKENESS = 0.6  # of what words alone need: the rest of a name speaks for them
_KNOWN, _UNLIKE = 8, 0.012  # articles from which company is known, and what spellings have
_VERY_LIKE = 2  # times the likeness that is needed
_IN_ITS_OWN_RIGHT = 24  # articles from which a name with other company is another name
_NUMBERS = frozenset(("ii", "iii", "iv", "vi", "vii", "viii", "jr", "sr"))
_MOST_COST = 3.0  # of a whole name
_LEAST_LETTERS = 6  # of a word from which a particle is taken that was run into it
_KIN = {"abou": "abu", "abo": "abu", "ibn": "bin"}
_ARABIC_ARTICLE = re.compile("^ال(?=...)")
_PARTICLE_BEHIND = re.compile(r"(?<=[a-z]{4})u[tlds]$")
_SERVANT = re.compile(r"^abd(?:[aeiou]{1,2}(?:l|([rnszdt])(?=\1|$)))")  # Abdel, Abdurrahman
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
    is_foreign: bool = False
    """They stand in texts of two languages, which have no words in common."""


def price(one: Row, other: Row) -> Price:
    """What a name costs for another, word for word or all run into one, whichever is less."""
    mine, theirs = _differing(*map(_plain, (one, other)))
    if not mine and not theirs:
        return Price(0, 0)
    if not mine or not theirs or _NUMBERS.intersection(mine) != _NUMBERS.intersection(theirs):
        return Price(inf, 0)  # another of the same name: John Paul, John Paul II
    are_words = len(mine) == len(theirs) == 1
    joined = _price(*map(run_together, (mine, theirs))) if are_words else _in_one(mine, theirs)
    if are_words and joined.cost > _SAME_SOUND * joined.sounds:
        if is_inflected(mine[0], theirs[0]):
            return Price(inf, 0)  # another of the family, or another: Ivanova, Roberta, Edwards
        return joined
    if len(mine) != len(theirs):
        whole = _in_one(one, other)  # Babelmandeb
        least = min(joined, whole, key=lambda price: price.cost)
        is_foreign = are_of_two_scripts(" ".join(one), " ".join(other))
        return least if is_foreign or least.a_sound <= _A_SOUND_OF_JOINED else Price(inf, 0)
    pairs = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    each = [_price(*pair) for pair in pairs]
    cost, sounds = sum(part.cost for part in each), sum(part.sounds for part in each)
    is_shifted = len(pairs) > 1 and joined.cost < cost  # Bel Hazra, Belh Azra
    return joined if is_shifted else Price(cost, sounds)


def _plain(row: Row) -> Row:
    """A row without particles, and a kunya or a patronymic written in one way."""
    return tuple(_KIN.get(word, word) for word in without_particles(row))


def run_together(words: Sequence[str]) -> str:
    """Words as one; without the article that Arabic writes into each."""
    return "".join(_ARABIC_ARTICLE.sub("", word) for word in words)


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
    is_same_sound = price.cost <= _SAME_SOUND * price.sounds
    if not price.sounds or (is_same_sound and price.sounds >= _LONG):
        return price.cost < inf  # nobody else is called so
    if said.is_foreign and price.sounds > _SHORT and price.a_sound <= _A_SOUND_ALONE:
        return True
    enough = _SHARE_OF_LIKENESS * enough_likeness(said.fewer)
    if said.fewer >= _KNOWN and said.likeness < (
        enough / 2 if said.fewer >= _IN_ITS_OWN_RIGHT else _UNLIKE
    ):
        return False
    says_little = said.is_young or said.fewer < RARE
    if says_little and price.sounds >= _LEAST_SOUNDS and price.a_sound <= _A_SOUND_ALONE:
        return True
    if is_same_sound:
        return said.likeness >= enough or price.sounds > _SHORT
    if price.sounds >= _LONG and price.a_sound <= _A_SOUND_OF_LONG:
        return True
    if price.sounds < _SHORT:
        enough *= _VERY_LIKE  # short words are alike by chance
    if said.likeness >= _VERY_LIKE * enough and price.is_low:
        return True
    dear = max(0.0, price.a_sound - _A_SOUND_ALONE) / (_A_SOUND - _A_SOUND_ALONE)
    return said.likeness >= (1 + dear) * enough and price.cost <= _A_SOUND * price.sounds


def near(one: str, others: Sequence[str]) -> list[int]:
    """Which of some names sound like one, all words run into one: their places."""
    if not others:
        return []  # as most names have no consonants in common with any other
    word, rest = (
        word_as_letters(run_together(one.split())),
        as_letters([run_together(other.split()) for other in others]),
    )
    costs, sizes = costs_of(word, rest, _MOST_COST)
    places: list[int] = np.flatnonzero(costs <= _A_SOUND * sizes).tolist()
    return places


def without_particle(word: str) -> str:
    """A word without a particle that was run into it: Azzour, Alsadr, Hizbut (Tahrir), Abdel."""
    if (found := _SERVANT.match(word)) is not None:
        return f"abd{word[found.end() :]}"
    if len(word) < _LEAST_LETTERS:
        return word
    return _PARTICLE.sub("", word) if _PARTICLE.match(word) else _PARTICLE_BEHIND.sub("", word)


def with_article(word: str) -> tuple[str, ...]:
    """A word with the article of Arabic run into it, if none is: Jazeera, Aljazeera."""
    if len(word) < _LEAST_LETTERS - 1 or not word.isascii() or without_particle(word) != word:
        return ()
    return f"al{word}", f"el{word}"


def without_particles(words: Sequence[str]) -> Row:
    """A row without particles, unless it is nothing else."""
    last = len(words) - 1
    kept = (
        word
        for at, word in enumerate(words)
        if word not in PARTICLES and not (0 < at < last and word in EZAFE)
    )
    return tuple(kept) or tuple(words)


@lru_cache(maxsize=2**14)
def _price(one: str, other: str) -> Price:
    """The same of two words."""
    cost, sounds = _cost(one, other)
    if are_two_words(one, other, cost, sounds):
        return Price(inf, 0)
    if other in written_alike(one):
        return Price(0.0, sounds)
    bare, rest = without_particle(one), without_particle(other)
    if (bare, rest) != (one, other):
        cost = min(cost, _cost(bare, rest)[0])
    return Price(cost, sounds)


@lru_cache(maxsize=2**14)
def _in_one(one: Row, other: Row) -> Price:
    """The same of two rows, each run into one; a particle is what a word of them begins with."""
    mine, theirs = run_together(one), run_together(other)
    cost, sounds = _cost(mine, theirs)
    if are_two_words(mine, theirs, cost, sounds):
        return Price(inf, 0)
    bare, rest = (tuple(map(without_particle, row)) for row in (one, other))
    if (bare, rest) != (one, other):  # Ali Wazzan is no al-Iwazzan
        cost = min(cost, _cost(run_together(bare), run_together(rest))[0])
    return Price(cost, sounds)


def _cost(one: str, other: str) -> tuple[float, int]:
    """(what a word costs for another, the sounds of the shorter)."""
    costs, sizes = costs_of(word_as_letters(one), word_as_letters(other), _MOST_COST)
    return float(costs[0]), int(sizes[0])
