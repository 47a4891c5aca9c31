"""Days, months and years in a query, as ranges of the date column's numbers.

A number is year, month and day in a row; unknown parts are 00, and 99 is above all of them:
20170600 is June 2017, which ends with 20170699.
"""

from __future__ import annotations

import re
from datetime import date

from index import date_of_number
from search.relative_date import relative_ends

__all__ = [
    "NEVER",
    "date_ends",
    "date_of_number",
    "date_range",
    "day_range",
    "range_ends",
    "reads_both_ways",
    "spelt_range",
]

NEVER = 9999_99_99
"""Later than every date."""

ALWAYS = (1, NEVER)
"""Every date; an article without one has the number 0."""

_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(?:(\d{1,2})([-/.]))?(\d{1,2})[-/.](\d{4})")
_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december"), start=1,
    )
    for length in (3, 4, len(name))
}  # fmt: skip
_BETWEEN = re.compile(r"[\s,./-]+(?:of[\s,./-]+)?")
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_ENDS = re.compile(r"(\S.*?)?\s*(?:\.{2,3}|…|–|—|\s-\s|\sto\s)\s*(.*\S)?", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})-(\d{4})")


def day_range(text: str) -> tuple[int, int] | None:
    """The (first, last) numbers of a day, month or year, e.g. `2017-06` → (20170600, 20170699).

    Read are 2017, 2017-06, 2017-06-09 (with `-`, `/` or `.`), 20170609, 06/2017, 9.6.2017,
    June 2017, 9 June 2017 and June 9, 2017; and from today `yesterday`, `last month` or
    `last 30 days`. 9/6/2017 is the 9th of June, as the pages write it, and not America's 6th of
    September. `*` is every date. None when the text is no date.
    """
    text = text.strip()
    if text == "*":
        return ALWAYS
    if ends := relative_ends(text, date.today()):  # the calendar of whoever asks
        return date_range(*ends)
    parts = _in_figures(text) or _in_words(text)
    if parts is None:
        return None
    year, month, day = parts
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    first = year * 10_000 + (month or 0) * 100 + (day or 0)
    return first, first if day else first + (99 if month else 9_999)


def reads_both_ways(text: str) -> bool:
    """Whether a date in figures is another day in America, where the month comes first."""
    form = _YEAR_LAST.fullmatch(text.strip())
    if form is None or not form[1] or form[2] == ".":
        return False
    return int(form[1]) != int(form[3]) and max(int(form[1]), int(form[3])) <= 12


def date_ends(text: str) -> tuple[str, str] | None:
    """The ISO dates with which a day, month, year or other time begins and ends.

    `June 2017` is 2017-06 and 2017-06; `last week` has its Monday and its Sunday. None when the
    text is no date, or is every date.
    """
    found = day_range(text)
    if found is None or found == ALWAYS:
        return None
    return date_of_number(found[0]), _last_named(found[1])


def range_ends(text: str) -> tuple[str, str] | None:
    """The two ends of what is typed as a range; an open end is `*`. None when it is no range.

    Read are 2017..2018, 2017.., ..2018, 2017-2018 (years), 2017–2018 and June 2017 to May 2018.
    """
    form = _YEARS.fullmatch(text.strip()) or _ENDS.fullmatch(text.strip())
    if form is None or not any(form.groups()):
        return None
    return form[1] or "*", form[2] or "*"


def date_range(start: str, end: str) -> tuple[int, int] | None:
    """From the beginning of one date to the end of another; the earlier may come second."""
    one, other = day_range(start), day_range(end)
    if one is None or other is None:
        return None
    return (one[0], other[1]) if one[0] <= other[1] else (other[0], one[1])


def spelt_range(first: int, last: int) -> str:
    """A range of dates in the query language, in the shortest form that says it."""
    if last == NEVER:
        return f"after:{date_of_number(first)}" if first > 1 else "date:[* TO *]"
    if first == 1 and (day_range(date_of_number(last + 1)) or ALWAYS)[0] == last + 1:
        return f"before:{date_of_number(last + 1)}"
    start = date_of_number(first) if first > 1 else "*"
    if day_range(start) == (first, last):
        return f"date:{start}"
    return f"date:[{start} TO {_last_named(last)}]"


_Parts = tuple[int, int | None, int | None]


def _in_figures(text: str) -> _Parts | None:
    """(year, month, day) of a date in figures; what is not said is None."""
    if form := _YEAR_FIRST.fullmatch(text):
        return int(form[1]), _number(form[3]), _number(form[4])
    if form := _COMPACT.fullmatch(text):
        return int(form[1]), int(form[2]), int(form[3])
    if form := _YEAR_LAST.fullmatch(text):
        day, month = _number(form[1]), int(form[3])
        if day and day <= 12 < month:  # 6/13/2017, as in America: there is no 13th month
            day, month = month, day
        return int(form[4]), month, day
    return None


def _in_words(text: str) -> _Parts | None:
    """(year, month, day) of a date with the month's English name, in whatever order."""
    year = month = day = None
    for part in filter(None, _BETWEEN.split(text.lower())):
        if part in _MONTHS and month is None:
            month = _MONTHS[part]
        elif _YEAR.fullmatch(part) and year is None:
            year = int(part)
        elif (form := _DAY.fullmatch(part)) and day is None:
            day = int(form[1])
        else:
            return None
    return (year, month, day) if year and month else None


def _number(figures: str | None) -> int | None:
    return int(figures) if figures else None


def _last_named(last: int) -> str:
    """The least precise date that ends with a number: 20170699 → `2017-06`."""
    number = last - 9_999 if last % 10_000 == 9_999 else last - 99 if last % 100 == 99 else last
    return date_of_number(number)
