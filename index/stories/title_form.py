"""What the titles of a series have in common, and where the entries of a live blog begin."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

from index.analysis import WORD, fold
from index.cleaning.rules.months import month_number

_WEEKDAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_TIME = re.compile(r"\W{0,3}(?:[01]?\d|2[0-3])\s?[.:h]\s?[0-5]\d(?!\d)")
_SHORTEST = 3  # characters before the first digit of an entry's time, at the most
_FEWEST_ENTRIES = 4


def title_form_of(title: str, outlet: str) -> int:
    """What is alike in the titles of an outlet's series, as a number; 0 when there is no title.

    Numbers, months and weekdays are left out: "Rates of 13 March" and "Rates of 2 April" are one.
    """
    kept = " ".join(filter(None, map(_kept, WORD.findall(title))))
    return zlib.crc32(f"{outlet}\n{kept}".encode("utf-8", "surrogatepass")) | 1 if kept else 0


@lru_cache(2**15)
def _kept(word: str) -> str:
    """A word folded; empty for one that says when."""
    folded = fold(word)
    when = folded[:1].isdigit() or folded in _WEEKDAYS or month_number(folded)
    return "" if when else folded


def first_entry_end(text: str) -> int | None:
    """Where the first entry of a live blog ends, in characters; None when the text is none.

    Its entries begin with the time of day, each on a line of its own.
    """
    begins, at = [], 0
    for line in text.split("\n"):
        if any(map(str.isdigit, line[: _SHORTEST + 1])) and _TIME.match(line):
            begins.append(at)
        at += len(line) + 1
    return begins[1] if len(begins) >= _FEWEST_ENTRIES else None
