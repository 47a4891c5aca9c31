"""Words of scripts without blanks, as a query has them: phrases of characters.

The index has every character (`characters.IDEOGRAPHS`), so that any stretch of a text can be found.
A short run is looked up as it stands; a long one is several words, and nobody says where one ends:
its overlapping pairs are looked up (threes in Thai and its like, whose letters say less).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_IS_HANGUL = re.compile("[\uac00-\ud7af]+").fullmatch
_IS_SPELT = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]").match
_LONGEST_WORD = 4  # characters
_LONGEST_SPELT_WORD = 8
_PARTICLE = re.compile(r"(?<=..)(?:에서는|에게서|으로는|에서|에게|까지|부터|으로|은|는|을|를|의)\Z")


def without_particle(word: str) -> str:
    """A Korean word without its particle, if it has one that is hardly part of a word."""
    return _PARTICLE.sub("", word) if _IS_HANGUL(word) else word


def phrases_of(characters: Sequence[str]) -> list[tuple[str, ...]]:
    """The phrases for which a run of characters is looked up; one, if it may be one word."""
    is_spelt = _IS_SPELT(characters[0]) is not None
    if len(characters) <= (_LONGEST_SPELT_WORD if is_spelt else _LONGEST_WORD):
        return [tuple(characters)]
    size = 3 if is_spelt else 2
    return [tuple(characters[at : at + size]) for at in range(len(characters) - size + 1)]
