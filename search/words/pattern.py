"""Words that a query does not name but describes: by their beginning, by a pattern, by likeness.

A word fits when its form does: folded, without a possessive ending, and not stemmed.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable, Iterator
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


def fitting_lines(text: str, lines: str, *, with_plurals: bool) -> list[int]:
    """The numbers of the lines that fit, ascending, as `wildcard_match` or `form_match` has it.

    One search of all is far quicker than one of each.
    """
    found: list[int] = []
    line = at = 0
    for fit in _line_search(text, with_plurals)(lines):
        line += lines.count("\n", at, fit.start())
        at = fit.start()
        if not found or found[-1] != line:
            found.append(line)
    return found


def _line_search(text: str, with_plurals: bool) -> Callable[[str], Iterator[re.Match[str]]]:
    """Finds in lines what fits a text: of each line that fits, a part that ends with it.

    What stands between two `*` is taken where it comes first and nowhere else: what fits does so
    then as well, and the time is that of the letters.
    """
    parts = [
        "".join("[^\n]" if sign == "?" else re.escape(sign) for sign in part)
        for part in re.split(r"\*+", text)
    ]
    if with_plurals and parts[-1]:
        parts[-1] += "(?:e?s)?"
    is_open = len(parts) > 1 and not parts[0]  # then a line may begin with anything
    first, *others = parts[is_open:]
    inner = "".join(f"(?>[^\n]*?{part})" for part in others[:-1])
    last = f"[^\n]*{others[-1]}" if others else ""
    return re.compile(f"{'' if is_open else '^'}{first}{inner}{last}$", re.MULTILINE).finditer


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

    by_beginning: dict[str, list[tuple[str, int]]] = {}
    for other, edits in meant:
        by_beginning.setdefault(other[:fixed], []).append((other, edits))

    def fits(form: str) -> bool:
        return form not in SMALL_WORDS and any(
            # A change does away with one letter at most, which rules out nearly all words.
            len(set(other).difference(form)) <= edits and form in distances((form,), other, edits)
            for other, edits in by_beginning.get(form[:fixed], ())
        )

    return FormPattern(f"{typed}~{most}", tuple(other[:fixed] for other, _ in meant), fits)
