"""Words of scripts without blanks, as a query has them: phrases of characters.

The index has every character (`characters.IDEOGRAPHS`), so that any stretch of a text can be found.
A short run is looked up as it stands; a long one is several words, and nobody says where one ends:
its overlapping pairs are looked up (threes in Thai and its like, whose letters say less).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.analysis.characters import IDEOGRAPHS, marks

_RUN = re.compile(rf"(?:[{IDEOGRAPHS}][{marks()}]*)+|[^{IDEOGRAPHS}]+")
_CHARACTER = re.compile(rf"[{IDEOGRAPHS}][{marks()}]*")
_IS_SPELT = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]").match
_LONGEST_WORD = 4  # characters
_LONGEST_SPELT_WORD = 8
_PARTICLE = re.compile(r"(?<=..)(?:에서는|에게서|으로는|에서|에게|까지|부터|으로|은|는|을|를|의)\Z")


def is_unit(word: str) -> bool:
    """Whether a word is one character of such a script."""
    return _CHARACTER.match(word) is not None


def stretches_of(word: str) -> list[str]:
    """What a word of a query is looked up as: stretches, each of which is to be found as a phrase.

    A Korean word is without its particle, if it has one that is hardly part of a word.
    """
    if word.isascii() or not _CHARACTER.search(word):
        return [word]
    return list(_cut(_PARTICLE.sub("", word)))


def _cut(word: str) -> Iterator[str]:
    for run in _RUN.findall(word):
        characters = _CHARACTER.findall(run)
        if not characters:
            yield run
            continue
        is_spelt = _IS_SPELT(run) is not None
        size = 3 if is_spelt else 2
        if len(characters) <= (_LONGEST_SPELT_WORD if is_spelt else _LONGEST_WORD):
            size = len(characters)
        for at in range(len(characters) - size + 1):
            yield "".join(characters[at : at + size])
