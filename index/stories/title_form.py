"""What the titles of a series have in common, and where the entries of a live blog begin."""

from __future__ import annotations

import re
import zlib

from index.analysis import WORD, fold
from index.cleaning.rules.months import month_number

_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_ENTRY = re.compile(
    r"^[\W_]{0,3}(?:[01]?\d|2[0-3])\s?[.:h]\s?[0-5]\d(?!\d)(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s?(?:[A-Z]{2,4}|Uhr)\b)?",
    re.MULTILINE,
)
_FEWEST_ENTRIES = 4


def title_form_of(title: str, outlet: str) -> int:
    """What is alike in the titles of an outlet's series, as a number; 0 for an article without a title.

    Numbers, months and weekdays are left out: "Rates of 13 March" and "Rates of 2 April" are one.
    """
    words = (fold(word) for word in WORD.findall(title))
    kept = [w for w in words if w and not _is_date_word(w)]
    form = f"{fold(outlet)}\n{' '.join(kept)}"
    return zlib.crc32(form.encode("utf-8", "surrogatepass")) | 1 if kept else 0


def _is_date_word(word: str) -> bool:
    return word[0].isdigit() or word in _WEEKDAYS or month_number(word) > 0


def first_entry_end(text: str) -> int | None:
    """Where the first entry of a live blog ends, in characters; None when the text is none.

    Its entries begin with the time of day, each on a line of its own.
    """
    begins = [match.start() for match in _ENTRY.finditer(text)]
    return begins[1] if len(begins) >= _FEWEST_ENTRIES else None
