"""Dates as people, pages and programs write them, to ISO 8601 with the precision that is known."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from index.cleaning.metadata.calendars import (
    common_year,
    from_jalali,
    from_japanese_era,
    is_jalali_year,
)
from index.cleaning.rules.months import jalali_month_number, month_number

# No article was saved as a file before 1900: an older year is a mistake.
OLDEST_YEAR = 1900
# A page of today may be dated later where its clock is ahead of ours.
CLOCK_SLACK = timedelta(days=2)
# Days before this need not be compared with today, which takes longer than all else here.
_PAST = date(2026, 1, 1)
# A line that is about its date says so early; what is behind this is prose.
_LONGEST_LINE = 400
_LONGEST_SHORT_LINE = 60


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date found in a line: `iso` (`2017-06-09` or `2017-06`), written from `start` to `end`."""

    iso: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Convention:
    """How the dates of a page are to be read.

    `month_first` decides 09/06/2017, where the numbers do not; `today` is what counts as now.
    """

    month_first: bool = False
    today: date | None = None


DAY_FIRST = Convention()


def iso_date(value: object, convention: Convention = DAY_FIRST) -> str:
    """The date that `value` states, or "" if it states none that is plausible.

    `value` is what metadata holds: a string in any form that people or programs write, a date,
    or seconds or milliseconds since 1970. No time zone is applied: the local date counts.
    """
    if isinstance(value, bool):
        return ""
    if isinstance(value, date):
        return _plausible(value.year, value.month, value.day, convention)
    if isinstance(value, (int, float)):
        return _of_number(value, convention)
    return _of_string(value, convention) if isinstance(value, str) else ""


def dates_in(line: str, convention: Convention = DAY_FIRST) -> list[WrittenDate]:
    """The dates to the day or month that are written in a line, from left to right.

    A bare year is not taken for a date: too many numbers look like one. Only the first 400
    characters are read.
    """
    if not _HAS_YEAR.search(line):
        return []
    line = _plain(line)
    found: list[WrittenDate] = []
    for pattern, read in _FORMS:
        start = 0
        while match := pattern.search(line, start):
            start = match.start() + 1
            if all(match.end() <= other.start or other.end <= match.start() for other in found):
                iso = read(match, convention)
                if iso:
                    found.append(WrittenDate(iso, *match.span()))
                    start = match.end()
    return sorted(found, key=lambda written: written.start)


def short_dates_in(line: str, convention: Convention = DAY_FIRST) -> list[str]:
    """ISO 8601 of the dates with two-digit years in a short line: 31.10.23, 10/31/23.

    In a longer line, or as a part of more figures, they can be anything.
    """
    line = _plain(line)
    if len(line) > _LONGEST_SHORT_LINE:
        return []
    dates = (_of_figures(match, convention) for match in _SHORT_YEAR.finditer(line))
    return [iso for iso in dates if iso]


def month_is_first(lang: str, host: str, text: str) -> bool:
    """Whether 09/06/2017 on a page is a day in September.

    So write the United States and the Philippines: a page in the English of either; or one in
    plain English, on a domain without a country, whose text tells the time with am and pm.
    """
    language, _, region = lang.replace("_", "-").lower().partition("-")
    if region:
        return language == "en" and region[:2] in {"us", "ph"}
    american = host.endswith((".com", ".org", ".us", ".gov", ".edu", ".net"))
    return language in {"", "en"} and american and bool(_AM_OR_PM.search(text))


def _of_number(value: float, convention: Convention) -> str:
    if not abs(value) < 1e14:  # nor is what is no number
        return ""
    seconds = value / 1000 if value >= 1e11 else value
    if 1e9 <= seconds < 1e10:  # since 2001; smaller ones may be anything, a year or 20170609 too
        moment = datetime.fromtimestamp(seconds, UTC)
        return _plausible(moment.year, moment.month, moment.day, convention)
    return _of_string(str(value), convention) if isinstance(value, int) and value < 1e9 else ""


def _of_string(value: str, convention: Convention) -> str:
    text = _plain(value.strip())
    if stamp := _STAMP.match(text):
        year, month, day = map(int, stamp.groups())
        if iso := _plausible(year, month, day, convention):
            return iso
    if text.isascii() and text.isdigit() and len(text) in {10, 13}:
        return _of_number(int(text), convention)
    if compact := _COMPACT.match(text):
        return _of_numbers(compact, convention)
    written = dates_in(text, convention)
    if written:
        return written[0].iso
    coarse = _YEAR_AND_MONTH.fullmatch(text)
    if coarse:
        return _plausible(int(coarse["year"]), int(coarse["month"] or 0), 0, convention)
    return ""


def _plausible(year: int, month: int, day: int, convention: Convention) -> str:
    """ISO 8601 of a date to the day, month (`day` 0) or year (`month` 0), or "" if impossible."""
    try:
        earliest = date(year, month or 1, day or 1)
    except ValueError:
        return ""
    if year < OLDEST_YEAR or (
        (earliest >= _PAST or convention.today) and earliest > _today(convention) + CLOCK_SLACK
    ):
        return ""
    return earliest.isoformat()[: 10 if day else 7 if month else 4]


def _today(convention: Convention) -> date:
    return convention.today or datetime.now().astimezone().date()


def _plain(line: str) -> str:
    line = line[:_LONGEST_LINE]
    return line if line.isascii() else line.translate(_PLAIN)


# Digits of other scripts; marks of direction and width, which stand inside Arabic, Hebrew and
# Persian dates; spaces that are not " ".
_PLAIN: dict[int, str] = {
    **{
        zero + digit: str(digit)
        for zero in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10)
        for digit in range(10)
    },
    **dict.fromkeys((0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), ""),
    **dict.fromkeys((0x00A0, 0x2009, 0x202F, 0x3000), " "),
    ord("،"): ",",
    ord("／"): "/",
}
# All dates to the day or month have the one or the other.
_HAS_YEAR = re.compile(r"\d{4}|年")
_AM_OR_PM = re.compile(r"\d ?[ap]\.?m\b", re.IGNORECASE)

_YEAR = r"(?P<year>\d{4})(?!\d)"
_DAY = r"(?<![\d.,/:-])(?P<day>\d{1,2})"
_ORDINAL = r"(?:st|nd|rd|th|er|ste|de|:e|[.ºªe])?"
# Text that was copied out of columns has no space there: "Stef KeeganAugust 5, 2024".
_WORD_START = r"(?:(?<![^\W\d_])|(?-i:(?<=[a-z])(?=[A-Z])))"
# Arabic papers write two names of a month ("9 حزيران/يونيو"), some of which are two words.
_MONTH = r"(?P<word>(?:(?:تشرين|كانون) )?[^\s\d,/()|:;–·•-]{2,14})(?: ?/ ?[^\s\d/]{2,14})?"
_GAP = r"(?:[ ,./-]{0,3})"
_OF = r"(?:(?:de|of|del|din|van) |d')?"

# What most programs write needs no search; other calendars have other years.
_STAMP = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?\d{4,6}Z?)?$", re.ASCII)
_YEAR_AND_MONTH = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2}))?", re.ASCII)


def _of_numbers(match: re.Match[str], convention: Convention) -> str:
    """Year, month and perhaps day in figures, in an order that leaves no doubt."""
    year, month = int(match["year"]), int(match["month"])
    day = int(match["day"] or 0)
    if is_jalali_year(year):
        gregorian = from_jalali(year, month, day)
        return iso_date(gregorian, convention) if gregorian else ""
    return _plausible(common_year(year), month, day, convention)


def _of_era(match: re.Match[str], convention: Convention) -> str:
    year = 1 if match["year"] == "元" else int(match["year"])
    year = from_japanese_era(match["era"], year)
    return _plausible(year, int(match["month"]), int(match["day"] or 0), convention)


def _of_words(match: re.Match[str], convention: Convention) -> str:
    """A month that is named, with a year and perhaps a day."""
    groups = match.groupdict()
    year, day = int(match["year"]), int(groups.get("day") or 0)
    if is_jalali_year(year):
        gregorian = from_jalali(year, jalali_month_number(match["word"]), day)
        return iso_date(gregorian, convention) if gregorian else ""
    month = month_number(match["word"])
    return _plausible(common_year(year), month, day, convention) if month else ""


def _of_figures(match: re.Match[str], convention: Convention) -> str:
    """Two figures and a year: the day and the month, or the month and the day."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    month_first = second > 12 or (
        first <= 12 and convention.month_first and match["separator"] != "."
    )
    month, day = (first, second) if month_first else (second, first)
    return _plausible(common_year(year) if year >= 100 else 2000 + year, month, day, convention)


_SHORT_YEAR = re.compile(
    r"(?<![\d.,/])(?P<first>\d\d?)(?P<separator>[./])(?P<second>\d\d?)(?P=separator)"
    r"(?P<year>\d\d)(?![\d.,/]*\d)"
)

# In the order in which they win where they overlap: what is least in doubt comes first.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Convention], str]], ...] = (
    # 2017-06-09T10:00, 2017/6/9, 2017. 06. 09.
    (
        re.compile(
            rf"(?<![\d.,/-]){_YEAR}(?P<s>[-/.]) ?(?P<month>\d\d?)(?P=s) ?(?P<day>\d\d?)(?!\d)"
        ),
        _of_numbers,
    ),
    # 2017年6月9日, 2017년 6월 9일, 令和5年3月15日
    (
        re.compile(rf"{_YEAR} ?[年년] ?(?P<month>\d\d?) ?[月월](?: ?(?P<day>\d\d?) ?[日일号])?"),
        _of_numbers,
    ),
    (
        re.compile(
            r"(?P<era>昭和|平成|令和)(?P<year>\d\d?|元)年(?P<month>\d\d?)月(?:(?P<day>\d\d?)日)?"
        ),
        _of_era,
    ),
    # 9 tháng 6 năm 2017
    (re.compile(rf"{_DAY} tháng (?P<month>\d\d?)(?:,| năm)? {_YEAR}"), _of_numbers),
    # 9 June 2017, 9. Juni 2017, 9 de junio de 2017, 09-Jun-2017, 9th of June, 2017
    (
        re.compile(rf"{_DAY}{_ORDINAL}{_GAP}{_OF}{_MONTH}{_GAP}{_OF}{_YEAR}", re.IGNORECASE),
        _of_words,
    ),
    # June 9, 2017, Jun 9th 2017, Fri Jun 09 10:00:00 +0000 2017
    (
        re.compile(
            rf"{_WORD_START}{_MONTH}{_GAP}(?P<day>\d\d?)(?:st|nd|rd|th)?"
            rf"(?: \d\d:\d\d:\d\d(?: [+\w]{{2,6}})?)?[ ,]{{1,3}}{_YEAR}",
            re.IGNORECASE,
        ),
        _of_words,
    ),
    # 2017. június 9., 2017 m. birželio 9 d., 2017 June 9
    (re.compile(rf"(?<!\d){_YEAR}\.? (?:m\. )?{_MONTH} (?P<day>\d\d?)(?!\d)"), _of_words),
    # 09/06/2017, 9.6.2017, 9. 6. 2017, 09-06-2017
    (
        re.compile(
            rf"(?<![\d.,/-])(?P<first>\d\d?)(?P<separator>[-/.]) ?(?P<second>\d\d?)(?P=separator) ?"
            rf"{_YEAR}(?!\.\d)"
        ),
        _of_figures,
    ),
    # June 2017, juin 2017, junio de 2017
    (
        re.compile(rf"(?<!\d[ .]){_WORD_START}{_MONTH}[ .,]{{1,2}}{_OF}{_YEAR}", re.IGNORECASE),
        _of_words,
    ),
)
