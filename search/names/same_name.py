"""Which names that articles have are spellings of one.

Their words are compared one by one: a name of several words is another spelling when each of its
words is one of the other's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index import as_letters, costs_of, sizes_of
from search.names.people import given_names
from search.names.register import Register

_A_SOUND = 0.12  # what a sound of a word may cost
_LEAST_SOUNDS, _LEAST_ALONE = 3, 4  # of a word that is spelt otherwise: beside others, and alone
_A_SOUND_JOINED, _LEAST_JOINED = 0.05, 5  # the same of words that are joined: Bel Hazra, Belhazra
_MOST = 400  # names that are compared with one another, the most frequent

AreSpellings = Callable[[str, str], bool]
"""Whether two words that sound alike are spellings of one name."""


def leaders(forms: Sequence[str], register: Register, are_spellings: AreSpellings) -> list[int]:
    """For each name the place of the one that stands for its spellings.

    Args:
        forms: The names with the same consonants, the most frequent first.
        register: What the user knows of names.
        are_spellings: What the archive says of words.
    """
    found: list[int] = []
    for place, form in enumerate(forms):
        earlier = (at for at in range(min(place, _MOST)) if found[at] == at)
        alike = (at for at in earlier if are_one(forms[at], form, register, are_spellings))
        found.append(next(alike, place))
    return found


def are_one(one: str, other: str, register: Register, are_spellings: AreSpellings) -> bool:
    """Whether two names, given by their forms, are one."""
    if other in register.apart.get(one, ()):
        return False
    if other in register.listed.get(one, {}):
        return True
    mine, theirs = one.split(), other.split()
    if len(mine) != len(theirs):
        return _sound_alike("".join(mine), "".join(theirs), _LEAST_JOINED, _A_SOUND_JOINED)
    least = _LEAST_ALONE if len(mine) == 1 else _LEAST_SOUNDS
    differing = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    if len(mine) > 1 and mine[1:] == theirs[1:] and theirs[0] in given_names(mine[0]):
        return True
    return all(_sound_alike(*pair, least, _A_SOUND) for pair in differing) and all(
        are_spellings(*pair) for pair in differing
    )


def _sound_alike(one: str, other: str, least: int, a_sound: float) -> bool:
    letters, rest = as_letters([one]), as_letters([other])
    size = int(min(sizes_of(letters)[0], sizes_of(rest)[0]))
    return size >= least and float(costs_of(letters, rest, 1.5)[0]) <= a_sound * size
