"""Names of several words: which rows of words may be spellings of one.

Beside one another words may be less alike than alone, since the rest of the name speaks for them;
and a row counts only where an archive has it, so that loose candidates do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.names.sounds import costs_of, sizes_of
from index.names.word import letters_of

_LEAST, _A_SOUND = 0.36, 0.12  # what a word of a name may cost: the more of the two
_A_SOUND_JOINED, _LEAST_JOINED = 0.07, 5  # a sound of words that are joined, and how many they need
_LEAST_LETTERS = 6  # of a word from which a particle is taken that was run into it
_PARTICLE = re.compile(
    r"^(?:[ae](?=zz|ss|dd|nn|rr|tt|shsh)(?:z|s|d|n|r|t|sh)|[ae]l(?=[a-z]{3}))"
)


def are_one_phrase(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows of forms, without particles, may be one name."""
    if len(one) == len(other) > 1 and all(map(fits, one, other)):
        return True
    return any(_sound_joined(a, b) for a in _joined(one) for b in _joined(other))


def fits(one: str, other: str) -> bool:
    """Whether two words may stand for one another in a name of several."""
    pairs = ((one, other), (without_particle(one), without_particle(other)))
    return any(_cost(*pair) <= max(_LEAST, _A_SOUND * _size(*pair)) for pair in pairs)


def without_particle(word: str) -> str:
    """A word without a particle that was run into it: Azzour, Alsadr."""
    return _PARTICLE.sub("", word) if len(word) >= _LEAST_LETTERS else word


def _joined(words: Sequence[str]) -> set[str]:
    """The words run into one: Ramallah for Ram Allah."""
    return {"".join(words), "".join(map(without_particle, words))}


def _sound_joined(one: str, other: str) -> bool:
    size = _size(one, other)
    return size >= _LEAST_JOINED and _cost(one, other) <= _A_SOUND_JOINED * size


def _cost(one: str, other: str) -> float:
    return float(costs_of(letters_of([one]), letters_of([other]), 3.0)[0])


def _size(one: str, other: str) -> int:
    return int(sizes_of(letters_of([one, other])).min())
