"""What the titles of a series have in common."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

from index.analysis import fold
from index.cleaning.rules.months import month_number

_WORD = re.compile(r"[^\W_]+")
_WEEKDAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)


def title_form_of(title: str, outlet: str) -> int:
    """What is alike in the titles of an outlet's series, as a number; 0 when there is no title.

    Numbers, months and weekdays are left out: "Rates of 13 March" and "Rates of 2 April" are one.
    """
    kept = " ".join(filter(None, map(_kept, _WORD.findall(title))))
    return zlib.crc32(f"{outlet}\n{kept}".encode("utf-8", "surrogatepass")) | 1 if kept else 0


@lru_cache(2**15)
def _kept(word: str) -> str:
    """A word folded; empty for one that says when."""
    folded = fold(word)
    when = folded[:1].isdigit() or folded in _WEEKDAYS or month_number(folded)
    return "" if when else folded
