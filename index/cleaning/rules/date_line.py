"""A date line: when the article appeared or changed, and often who wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.cleaning.rules.months import month_number
from index.cleaning.rules.phrases import phrase_book
from index.cleaning.text.line import Line

_NUMERIC = re.compile(
    r"\d{1,4}([./\-])\d{1,2}\1\d{2,4}(?!\d)|\d{4} ?[年년] ?\d\d? ?[月월](?: ?\d\d? ?[日일号])?"
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
# A date line says little more than the date; and beside it stand a name or an outlet.
_LONGEST = 24
_NAME_WORDS = 6


def is_date_line(line: Line, tokens: Sequence[str]) -> bool:
    """Whether the line is a date, with or without a name, and nothing else."""
    if len(tokens) > _LONGEST or "0" not in tokens:
        return False
    text = line.text
    words = phrase_book().words
    known, glue = words["date"], words["date glue"]
    others = [t for t in tokens if t not in known and t not in glue]
    months = [t for t in others if _is_month(t)]
    if not months and not _NUMERIC.search(text) and known.isdisjoint(tokens):
        return False
    others = [t for t in others if t not in months]
    if not others:
        return True
    has_year = bool(_NUMERIC.search(text) or _YEAR.search(text))
    return has_year and len(others) <= _NAME_WORDS and _are_names(text, others)


@lru_cache(maxsize=4_096)
def _is_month(word: str) -> bool:
    return month_number(word) > 0


def _are_names(text: str, words: Sequence[str]) -> bool:
    """Whether these words of the text are written as names are, and the text is no sentence."""
    # "21:04 – First result" heads a paragraph of a live blog.
    if text.endswith((".", "!", "?")) or (text[0].isdigit() and "–" in text[:9]):
        return False
    capitals = {
        w.lower() for w in re.findall(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*", text) if w[0].isupper()
    }
    return all(word in capitals or not word[0].isalpha() for word in words)
