"""Times that are told from today: `yesterday`, `last month`, `last 30 days`."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAYS = {"today": 0, "yesterday": 1}
_PERIOD = re.compile(r"(this|last)\s+(week|month|year)")
_COUNTED = re.compile(r"(?:the\s+)?(?:last|past)\s+(\d{1,4})\s+(day|week|month|year)s?")
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}
_NAMED = {"month": len("2017-06"), "year": len("2017")}


def relative_ends(text: str, today: date) -> tuple[str, str] | None:
    """The ISO dates with which such a time begins and ends; None when it is none.

    A week begins on Monday. `last month` is the one before this, and is named as a month, since
    an article may know no more of its date. `last 2 weeks` end today.
    """
    words = " ".join(text.lower().split())
    if (ago := _DAYS.get(words)) is not None:
        day = (today - timedelta(ago)).isoformat()
        return day, day
    if form := _PERIOD.fullmatch(words):
        return _period(form[2], today, is_before=form[1] == "last")
    if form := _COUNTED.fullmatch(words):
        days = int(form[1]) * _LENGTHS[form[2]] - 1
        if 0 <= days < today.toordinal():
            return (today - timedelta(days)).isoformat(), today.isoformat()
    return None


def _period(unit: str, today: date, *, is_before: bool) -> tuple[str, str]:
    """The week, month or year that today is in, or the one before."""
    first = _first_day(unit, today)
    if is_before:
        first = _first_day(unit, first - timedelta(1))
    if unit == "week":
        return first.isoformat(), (first + timedelta(6)).isoformat()
    name = first.isoformat()[: _NAMED[unit]]
    return name, name


def _first_day(unit: str, day: date) -> date:
    if unit == "week":
        return day - timedelta(day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)
