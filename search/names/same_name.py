"""Which names that articles have are spellings of one.

Their words are compared one by one: a name of several words is another spelling when each of its
words is one of the other's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index import as_letters, costs_of, sizes_of
from search.names.register import Register

_A_SOUND = 0.12  # what a sound of a word may cost
_LEAST_SOUNDS, _LEAST_ALONE = 3, 4  # of a word that is spelt otherwise: beside others, and alone
_A_SOUND_JOINED, _LEAST_JOINED = 0.05, 5  # the same of words that are joined: Bel Hazra, Belhazra
_MOST_COST = 3.0  # of a whole name

AreSpellings = Callable[[str, str], bool]
"""Whether two words that sound alike are spellings of one name."""


def alike(
    one: str, others: Sequence[str], register: Register, are_spellings: AreSpellings
) -> list[int]:
    """Which of some names are spellings of one: their places.

    Args:
        one: The form of a name.
        others: Forms of names with the same consonants.
        register: What the user knows of names.
        are_spellings: What the archive says of words.
    """
    if not others:
        return []  # as most names have no consonants in common with any other
    word, rest = as_letters([_joined(one)]), as_letters([*map(_joined, others)])
    sizes = np.minimum(sizes_of(word)[0], sizes_of(rest))
    near = costs_of(word, rest, _MOST_COST) <= _A_SOUND * sizes
    listed = register.listed.get(one, {})
    near |= np.fromiter((other in listed for other in others), np.bool_, len(others))
    return [
        place
        for place in np.flatnonzero(near).tolist()
        if others[place] != one and are_one(one, others[place], register, are_spellings)
    ]


def _joined(form: str) -> str:
    return form.replace(" ", "")


def are_one(one: str, other: str, register: Register, are_spellings: AreSpellings) -> bool:
    """Whether two names, given by their forms, are one."""
    said = register.are_one(one, other)
    if said is not None:
        return said
    mine, theirs = one.split(), other.split()
    if len(mine) != len(theirs):
        return _sound_alike("".join(mine), "".join(theirs), _LEAST_JOINED, _A_SOUND_JOINED)
    least = _LEAST_ALONE if len(mine) == 1 else _LEAST_SOUNDS
    differing = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    return all(_sound_alike(*pair, least, _A_SOUND) for pair in differing) and all(
        are_spellings(*pair) for pair in differing
    )


def _sound_alike(one: str, other: str, least: int, a_sound: float) -> bool:
    letters, rest = as_letters([one]), as_letters([other])
    size = int(min(sizes_of(letters)[0], sizes_of(rest)[0]))
    return size >= least and float(costs_of(letters, rest, 1.5)[0]) <= a_sound * size
