"""Abbreviations that an article itself explains: Islamic Revolutionary Guard Corps (IRGC)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_FEWEST, _MOST = 2, 8  # letters of an abbreviation, and words of the name that it is short for
_SMALL = frozenset(("of", "the", "for", "and", "in", "on", "de", "du", "la", "des", "et", "al"))
_BRACKETED = re.compile(r"\(([A-Z]{2,8})\)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST_NAME = 120  # characters before the bracket that are looked at


def is_abbreviation(word: str) -> bool:
    """Whether a word may be an abbreviation: two capitals or more."""
    return _FEWEST <= len(word) <= _MOST and word.isascii() and word.isupper() and word.isalpha()


def long_names(abbreviation: str, texts: Sequence[str]) -> Counter[str]:
    """The names that an abbreviation stands behind in brackets, and in how many texts."""
    found: Counter[str] = Counter()
    for text in texts:
        spelled = {
            name
            for match in _BRACKETED.finditer(text)
            if match[1] == abbreviation and (name := _name_before(text, match.start(), match[1]))
        }
        found.update(spelled)
    return found


def abbreviations(name: str, texts: Sequence[str]) -> Counter[str]:
    """The abbreviations that stand in brackets behind a name, and in how many texts."""
    words = name.lower().split()
    found: Counter[str] = Counter()
    for text in texts:
        behind = {
            match[1]
            for match in _BRACKETED.finditer(text)
            if _stands_for(match[1], name.split())
            and _ends_with(text[max(0, match.start() - _LONGEST_NAME) : match.start()], words)
        }
        found.update(behind)
    return found


def _ends_with(text: str, words: Sequence[str]) -> bool:
    """Whether some words, in small letters, are the last of a text."""
    return _WORD.findall(text.lower())[-len(words) :] == list(words)


def _name_before(text: str, end: int, abbreviation: str) -> str:
    """The words before a place whose initials are the abbreviation; empty for none."""
    words = list(_WORD.finditer(text, max(0, end - _LONGEST_NAME), end))[-2 * _MOST :]
    for first in range(len(words) - 1, -1, -1):
        if words[first][0][0].isupper() and _stands_for(
            abbreviation, [word[0] for word in words[first:]]
        ):
            return text[words[first].start() : words[-1].end()]
    return ""


def _stands_for(abbreviation: str, words: Sequence[str]) -> bool:
    """Whether it is the initials of the words, with or without those of small words."""
    initials = "".join(word[0] for word in words).upper()
    large = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    return abbreviation in (initials, large)
