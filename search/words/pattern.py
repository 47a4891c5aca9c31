"""Words that a query does not name but describes: by their beginning, by a pattern, by likeness.

A word fits when its form does: folded, without a possessive ending, and not stemmed.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from index import CAPITAL, fold, form_of, letters_of
from search.query.weak_words import SMALL_WORDS
from search.words.keyboard import neighbours_of

PLURALS = ("", "s", "es")
"""What may stand behind a pattern that ends with a letter: `w?ll` is to find walls."""


@dataclass(frozen=True, slots=True)
class FormPattern:
    """What a query describes, as typed; `beginnings` of the forms that may fit."""

    typed: str
    beginnings: tuple[str, ...]
    fits: Callable[[str], object]
    """Whether a form fits."""
    capital: bool = False
    """Whether only what is written with a capital fits."""


def beginning_pattern(typed: str) -> FormPattern:
    """`attack*`: what begins so."""
    folded = fold(typed)
    return FormPattern(f"{typed}*", (folded,), lambda form: form.startswith(folded))


def wildcard_pattern(typed: str) -> FormPattern:
    """`w*ll` and `w?ll`: any letters, and one."""
    folded = fold(typed.replace("؟", "?"))
    beginning = re.split(r"[*?]", folded, maxsplit=1)[0]
    return FormPattern(typed, (beginning,), form_match(folded))


def wildcard_match(text: str) -> Callable[[str], object]:
    """Says of a word whether it fits a text in which nothing but * and ? is special."""
    return re.compile(fnmatch.translate(text.replace("[", "[[]"))).match


def form_match(text: str) -> Callable[[str], object]:
    """As `wildcard_match`, of a form: what ends with a letter stands for its plural too."""
    if text.endswith("*"):
        return wildcard_match(text)
    singular, *plurals = (wildcard_match(f"{text}{ending}") for ending in PLURALS)
    return lambda form: (
        singular(form) or (form.endswith("s") and any(plural(form) for plural in plurals))
    )


def likeness_patterns(typed: str, most: int, fixed: int) -> list[FormPattern]:
    """`korvad~1`: at most so many letters changed; of `Korvad~`, two only of a name.

    Of the first `fixed` none is, but that the very first may be a neighbour of it on the keyboard.
    """
    if most < 2 or letters_of(typed) != CAPITAL:
        return [_likeness(typed, most, fixed)]
    widest = replace(_likeness(typed, most, fixed), capital=True)
    return [widest, replace(_likeness(typed, 1, fixed), typed=widest.typed)]


def _likeness(typed: str, most: int, fixed: int) -> FormPattern:
    from search.words.fuzzy import distances  # noqa: PLC0415  # compiled code: loaded when needed

    word = form_of(typed)
    meant = [(word, most)]
    if fixed:
        meant += [(f"{other}{word[1:]}", most - 1) for other in neighbours_of(word[0])]

    def fits(form: str) -> bool:
        return form not in SMALL_WORDS and any(
            form.startswith(other[:fixed])
            # A change does away with one letter at most, which rules out nearly all words.
            and len(set(other).difference(form)) <= edits
            and form in distances((form,), other, edits)
            for other, edits in meant
        )

    return FormPattern(f"{typed}~{most}", tuple(other[:fixed] for other, _ in meant), fits)
