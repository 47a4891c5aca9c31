"""In what letters a word is written: US is not us."""

from __future__ import annotations

import re

from index.analysis.folding import straight

SMALL, CAPITAL, CAPITALS = range(3)
"""In what letters a word is written: small ones only; with a capital; all of two or more."""

_APOSTROPHE_S = re.compile(r"'s?$")


def letters_of(word: str) -> int:
    """In what letters a word is written; a possessive ending says nothing of it."""
    if word == word.lower():
        return SMALL
    bare = _APOSTROPHE_S.sub("", straight(word))
    letters = sum(map(str.isalpha, bare))
    return CAPITALS if letters > 1 and bare == bare.upper() else CAPITAL
