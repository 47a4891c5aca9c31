"""Who wrote the article: the byline at its head and the note about the author at its end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.cleaning.rules.phrases import phrase_book
from index.cleaning.text.line import Line

_LONGEST = 24
_SIGNS = ",|/&–—-•·:"


def is_byline(line: Line, tokens: Sequence[str]) -> bool:
    """Whether the line is "By" and names (with a role, a place or a date), and no sentence."""
    if line.words > _LONGEST or not tokens:
        return False
    words = phrase_book().words
    if tokens[0] not in words["byline"] or not line.text[0].isalpha():
        return False
    if len(tokens) == 1:
        return tokens[0] not in words["byline glue"]
    last = line.text.rsplit(None, 1)[-1]
    if line.text.endswith(("!", "?")) or (line.text.endswith(".") and len(last) > 4):
        return False
    return _are_names(line.text.split()[1:])


def is_name(line: Line) -> bool:
    """Whether the line is two to four capitalised words, as a name is."""
    return 2 <= line.words <= 4 and not line.ends and _are_names(line.text.split())


def names_of(line: Line) -> list[str]:
    """The first two words of each name in a byline: enough to know the author again."""
    openers = phrase_book().words["byline"]
    words = [word.strip(_SIGNS) for word in line.text.replace(",", " , ").split()]
    return [
        f"{first} {second}"
        for first, second in pairwise(words)
        if first[:1].isupper() and second[:1].isupper() and first.lower() not in openers
    ]


def _are_names(words: Sequence[str]) -> bool:
    joiners = phrase_book().words["byline glue"]
    names = 0
    for word in words:
        bare = word.strip(_SIGNS + ".()")
        if not bare or bare[0].isdigit() or bare.lower() in joiners:
            continue
        if not (bare[0].isupper() or bare.startswith(("al-", "el-", "@")) or "|" in bare):
            return False
        names += 1
    return 0 < names <= 12
