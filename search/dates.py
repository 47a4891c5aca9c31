"""Days, months and years in a query, as ranges of the date column's numbers."""

from __future__ import annotations

import re
from datetime import date

from index import iso_date

__all__ = ["NEVER", "day_range", "iso_date"]

NEVER = 9999_99_99
"""Later than every date."""

_FORM = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)


def day_range(text: str) -> tuple[int, int] | None:
    """The (first, last) numbers that a date covers, e.g. `2017-06` → (20170600, 20170699).

    `*` covers every date. None when the text is not a date.
    """
    if text.strip() == "*":
        return 1, NEVER
    form = _FORM.fullmatch(text.strip()) or _COMPACT.fullmatch(text.strip())
    if form is None:
        return None
    year, month, day = (int(part) if part else 0 for part in form.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    first = year * 10_000 + month * 100 + day
    return first, first if day else first + (99 if month else 9_999)
