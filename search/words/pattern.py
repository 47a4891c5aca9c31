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
    matches = wildcard_match(folded)

    def fits(word: str, term: str) -> bool:
        return bool(matches(word) or (term != word and matches(term)))

    return Pattern(typed, (re.split(r"[*?]", folded, maxsplit=1)[0],), fits)


def wildcard_match(text: str) -> Callable[[str], object]:
    """Says of a word whether it fits a text in which nothing but * and ? is special."""
    return re.compile(fnmatch.translate(text.replace("[", "[[]"))).match


def likeness_pattern(typed: str, most: int, fixed: int) -> Pattern:
    """`korvad~1`: at most so many letters changed, and none of the first `fixed`."""
    from search.words.fuzzy import distances  # noqa: PLC0415  # compiled code: loaded when needed

    meant = [
        (word, word[:fixed], frozenset(word)) for word in {fold(typed), term_of(typed)} if word
    ]

    def is_meant(found: str) -> bool:
        return any(
            found.startswith(beginning)
            # A change does away with one letter at most, which rules out nearly all words.
            and len(letters.difference(found)) <= most
            and found in distances((found,), word, most)
            for word, beginning, letters in meant
        )

    def fits(word: str, term: str) -> bool:
        return is_meant(word) or (term != word and is_meant(term))

    return Pattern(f"{typed}~{most}", tuple(beginning for _, beginning, _ in meant), fits)
