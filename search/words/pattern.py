"""Words that a query does not name but describes: by their beginning, by a pattern, by likeness.

A word fits when it does so folded as it stands, or with its term: the index knows terms, and an
article that was found by one has to show where.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable
from dataclasses import dataclass

from index import fold, term_of, tokens


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a query describes, as typed; `beginnings` of the terms and words that may fit."""

    typed: str
    beginnings: tuple[str, ...]
    fits: Callable[[str, str], bool]
    """Whether a folded word or its term fits."""


def beginning_pattern(typed: str) -> Pattern:
    """`attacking*`: besides what begins so, what the analysis makes of it (`attack`)."""
    folded = fold(typed)
    terms = [token.term for token in tokens(typed)]
    stem = terms[0] if len(terms) == 1 else folded

    def fits(word: str, term: str) -> bool:
        return word.startswith(folded) or term.startswith(folded) or term == stem

    return Pattern(f"{typed}*", (folded, stem), fits)


def wildcard_pattern(typed: str) -> Pattern:
    """`w*ll` and `w?ll`: any letters, and one."""
    folded = fold(typed.replace("؟", "?"))
    matches = re.compile(fnmatch.translate(folded.replace("[", "[[]"))).match

    def fits(word: str, term: str) -> bool:
        return bool(matches(word) or (term != word and matches(term)))

    return Pattern(typed, (re.split(r"[*?]", folded, maxsplit=1)[0],), fits)


def likeness_pattern(typed: str, most: int, fixed: int) -> Pattern:
    """`korvad~1`: at most so many letters changed, and none of the first `fixed`."""
    meant = [
        (word, word[:fixed], frozenset(word)) for word in {fold(typed), term_of(typed)} if word
    ]

    def is_meant(found: str) -> bool:
        return any(
            found.startswith(beginning)
            # A change does away with one letter at most, which rules out nearly all words.
            and len(letters.difference(found)) <= most
            and are_near(found, word, most)
            for word, beginning, letters in meant
        )

    def fits(word: str, term: str) -> bool:
        return is_meant(word) or (term != word and is_meant(term))

    return Pattern(f"{typed}~{most}", tuple(beginning for _, beginning, _ in meant), fits)


def are_near(one: str, other: str, most: int) -> bool:
    """Whether `most` edits make one word of the other, by optimal string alignment.

    An edit is a letter more, less or other, or two neighbours exchanged; no part is edited twice.
    """
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        earlier, before, row = before, row, [place]
        for column, sign in enumerate(other, 1):
            best = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != sign))
            if (
                place > 1 and column > 1
                and letter == other[column - 2] and sign == one[place - 2]
            ):  # fmt: skip
                best = min(best, earlier[column - 2] + 1)
            row.append(best)
        if min(row) > most and min(before) > most:
            return False
    return row[-1] <= most
