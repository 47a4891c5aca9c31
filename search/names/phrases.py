"""Names of several words: which rows of words may be spellings of one.

Beside one another words may be less alike than alone, since the rest of the name speaks for them;
and a row counts only where an archive has it, so that loose candidates do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from index import PARTICLES, as_letters, costs_of, sizes_of
from search.names.variants import Names

Row = tuple[str, ...]
"""The forms of a name of several words."""

_LEAST, _A_SOUND = 0.36, 0.12  # what a word of a name may cost: the more of the two
_A_SOUND_JOINED, _LEAST_JOINED = 0.07, 5  # a sound of words that are joined, and how many they need
_LEAST_LETTERS = 6  # of a word from which a particle is taken that was run into it
_LEAST_PART = 3  # letters of the parts of a word that is written as two
_CANDIDATES = 6  # for each word, the most frequent
_MOST_WORDS = 3  # of a name of which loose spellings are tried
_PARTICLE = re.compile(r"^(?:[ae](?=zz|ss|dd|nn|rr|tt|shsh)(?:z|s|d|n|r|t|sh)|[ae]l(?=[a-z]{3}))")


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


def without_particles(words: Sequence[str]) -> Row:
    """A row without particles, unless it is nothing else."""
    return tuple(word for word in words if word not in PARTICLES) or tuple(words)


def rows_like(
    names: Names, typed: Sequence[str], is_near: Callable[[Row], bool], has: Callable[[Row], bool]
) -> Iterator[Row]:
    """The rows of words that may be spellings of a typed name and that the archive has.

    Args:
        names: The names of the archive.
        typed: The forms of the name as typed, particles among them.
        is_near: Whether some article has the words of a row in order, a word between two at most.
        has: Whether some article has a row as it is.
    """
    core = without_particles(typed)
    for joined in sorted(_joined(core)):
        if len(core) > 1 and has((joined,)):
            yield (joined,)
    if not 1 < len(core) <= _MOST_WORDS:
        return
    alike = [_alike(names, word) for word in core]
    for row in product(*alike):
        if is_near(row):
            yield from (one for one in _with_particles(row) if one != tuple(typed) and has(one))


def parts_of(form: str) -> Iterator[Row]:
    """The ways to write a word as two: Ram Allah."""
    for at in range(_LEAST_PART, len(form) - _LEAST_PART + 1):
        yield form[:at], form[at:]


def _alike(names: Names, word: str) -> list[str]:
    """The word, and the most frequent names that may stand for it."""
    candidates = [other for other in names.sharing_keys(word) if other != word]
    likely = sorted(candidates, key=names.df, reverse=True)
    found = [other for other in likely[: 10 * _CANDIDATES] if fits(word, other)]
    return [word, *found[:_CANDIDATES]]


def _with_particles(row: Row) -> Iterator[Row]:
    """A row, and the same with a particle before its last word."""
    yield row
    yield from ((*row[:-1], particle, row[-1]) for particle in sorted(PARTICLES))


def _joined(words: Sequence[str]) -> set[str]:
    """The words run into one: Ramallah for Ram Allah."""
    return {"".join(words), "".join(map(without_particle, words))}


def _sound_joined(one: str, other: str) -> bool:
    size = _size(one, other)
    return size >= _LEAST_JOINED and _cost(one, other) <= _A_SOUND_JOINED * size


def _cost(one: str, other: str) -> float:
    return float(costs_of(as_letters([one]), as_letters([other]), 3.0)[0])


def _size(one: str, other: str) -> int:
    return int(sizes_of(as_letters([one, other])).min())
