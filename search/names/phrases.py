"""Names of several words: which rows of words of an archive may be spellings of one.

For each word those are tried that sound somewhat like it, for two side by side one; and the names
that articles have which sound like all of it run into one. What is no row of words of some article
falls away, and company decides of the rest (search.names.same_name).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np

from index import (
    PARTICLES,
    as_letters,
    costs_of,
    is_abjad,
    is_uncased,
    sizes_of,
    word_as_letters,
)
from search.names.chinese import SYLLABLE
from search.names.people import written_alike
from search.names.same_name import (
    Price,
    Row,
    price,
    with_article,
    without_particle,
    without_particles,
)

_CANDIDATES = 32  # for each word, the likest; at most 63 (side_by_side)
_A_SOUND_OF_WORD, _LEAST_OF_WORD = 0.2, 0.45  # what one of several words may cost: the more of both
_MOST_WORDS = 4  # of a name of which loose spellings are tried
_A_SOUND_OF_ROW = 0.2  # what a sound of a row may cost, roughly
_MOST_PRICED = 64  # rows that are priced exactly
_MOST_ROWS = 24  # that are looked for in articles, the likest
_LEAST_LETTERS = 2  # of a part of a word: Da Nang
_MOST_PARTS = 3  # of a word: Ho Chi Minh
_ALLAH = re.compile(r"(?P<first>[a-z]{2,})(?P<last>[aou]ll?ah?)$")  # Nasrallah, Abdullah
_FAITH = re.compile(r"(?P<first>[a-z]{3,}?)[aeou](?:[dl]-?)?(?P<last>d[iy]n)e?$")  # Nureddine
_SERVANT = re.compile(r"(?P<first>abd)(?:[aeiou]{1,2}l)?(?P<last>[a-z]{3,})$")  # Abdulaziz
_SYLLABLE = re.compile(f"(?:ts|hs)?{SYLLABLE}")  # Enlai is En-lai, Tsai Yingwen Tsai Ying-wen
_COMPOUNDS = (_ALLAH, _FAITH, _SERVANT)


class PhraseNames(Protocol):
    """What can be asked about the names of an archive."""

    def df(self, form: str) -> int:
        """How many articles have a form."""

    def sharing_keys(self, form: str) -> list[str]:
        """The names that share a key with a form."""

    def known_rows(self, rows: Sequence[Row]) -> set[Row]:
        """Those of some rows of words that are names of articles."""

    def like_in_one(self, row: Row) -> list[Row]:
        """The names of articles that sound like a name, all words run into one."""

    def is_name(self, form: str) -> bool:
        """Whether a form is mostly written with a capital."""

    def parted_in_other_scripts(self, word: str) -> list[Row]:
        """The rows of two words, in scripts without capitals, that may be a name of one word."""

    def side_by_side(
        self, words: Sequence[Mapping[str, float]], most: float
    ) -> list[tuple[float, Row]]:
        """The rows of one of each of some words that some article has, in whatever places."""


def rows_like(names: PhraseNames, typed: Row) -> list[tuple[Price, Row]]:
    """The rows of words, without particles, that may be spellings of a name, the likest first.

    Some article has the words of each, but not always side by side.
    """
    core = without_particles(typed)
    if len(core) > _MOST_WORDS:
        return []
    known = {*names.like_in_one(core), *(names.like_in_one(typed) if typed != core else ())}
    rough = dict.fromkeys(known, 0.0)
    if len(core) == 1:
        rough |= dict.fromkeys(names.parted_in_other_scripts(core[0]), 0.0)
        rough |= dict.fromkeys(_parted(names, core[0], _MOST_PARTS), 0.0)
    alike = _Alike(names)
    for words in _divisions(core):
        most = _A_SOUND_OF_ROW * sum(map(alike.size, words))
        for cost, row in names.side_by_side(list(map(alike.of, words)), most):
            rough[row] = min(cost, rough.get(row, cost))
    known |= names.known_rows([*rough])
    known.update(row for row in rough if all(map(is_uncased, row)))  # not found by capitals
    likely = sorted(rough, key=lambda row: (row not in known, rough[row], row))[:_MOST_PRICED]
    priced = [(price(typed, row), row) for row in likely]
    low = [(one, row) for one, row in priced if one.is_low]
    low.sort(key=lambda each: (each[1] not in known, each[0].cost, each[1]))
    return low[:_MOST_ROWS]


def _divisions(core: Row) -> Iterator[Row]:
    """The ways to divide a name of several words: as typed, two as one, a compound as two."""
    if len(core) > 1:
        yield core
        for at in range(len(core) - 1):
            yield (*core[:at], core[at] + core[at + 1], *core[at + 2 :])
        for at, word in enumerate(core):
            for parts in _compound(word):
                yield (*core[:at], *parts, *core[at + 1 :])
        yield from _syllables(core)


def _compound(word: str) -> Iterator[Row]:
    """The parts of an Arabic name that Arabic writes apart."""
    for pattern in _COMPOUNDS:
        if found := pattern.match(word):
            yield found["first"], found["last"]


def _parted(names: PhraseNames, word: str, most: int) -> Iterator[Row]:
    """The rows of names, at most so many, that are a word when they are run together."""
    for end in range(_LEAST_LETTERS, len(word) - _LEAST_LETTERS + 1):
        first, rest = word[:end], word[end:]
        if names.is_name(first):
            if names.is_name(rest):
                yield first, rest
            if rest[:2] in PARTICLES and names.is_name(rest[2:]):
                yield first, rest[2:]  # Babelmandeb
            if most > 2:
                yield from ((first, *parts) for parts in _parted(names, rest, most - 1))


def _syllables(core: Row) -> Iterator[Row]:
    """A Chinese name whose given name is written as one, with its two syllables apart."""
    if len(core) == 2 and _SYLLABLE.fullmatch(core[0]):
        for end in range(_LEAST_LETTERS, len(core[1]) - 1):
            first, last = core[1][:end], core[1][end:]
            if _SYLLABLE.fullmatch(first) and _SYLLABLE.fullmatch(last):
                yield core[0], first, last


class _Alike:
    """What may stand for the words of a name; each is looked up once."""

    def __init__(self, names: PhraseNames) -> None:
        self._names = names
        self._found: dict[str, dict[str, float]] = {}
        self._size: dict[str, int] = {}

    def size(self, word: str) -> int:
        """How many sounds a word has."""
        if word not in self._size:
            self._size[word] = int(sizes_of(word_as_letters(word))[0])
        return self._size[word]

    def of(self, word: str) -> dict[str, float]:
        """The word itself and what sounds somewhat like it, with what it costs."""
        if word not in self._found:
            self._found[word] = self._look_up(word)
        return self._found[word]

    def _look_up(self, word: str) -> dict[str, float]:
        names, bare = self._names, without_particle(word)
        ways = {word, bare}
        if bare.startswith(("abd", "عبد")):
            ways.add(f"abdul{bare[3:]}")
        same = (*written_alike(word), *with_article(word))
        own = {other: 0.0 for other in same if names.df(other)}
        others = sorted({o for way in ways for o in names.sharing_keys(way)} - own.keys() - {word})
        if not others:
            return own
        rest = as_letters(list(map(without_particle, others)))
        most = max(_LEAST_OF_WORD, _A_SOUND_OF_WORD * self.size(word))
        costs, _ = costs_of(word_as_letters(bare), rest, most)
        if bare != word:  # or it is no particle: Machfus
            whole, _ = costs_of(word_as_letters(word), as_letters(others), most)
            costs = np.minimum(costs, whole)
        near = sorted(
            (cost, other)
            for cost, other in zip(costs.tolist(), others, strict=True)
            if cost <= most
        )
        if is_abjad(word):  # as many sound alike without their vowels, the most frequent count
            near.sort(key=lambda each: (round(each[0], 1), -names.df(each[1])))
        return own | {other: cost for cost, other in near[:_CANDIDATES]}
