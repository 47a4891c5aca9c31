"""Years and dates of other calendars that news pages print, in the Gregorian calendar."""

from __future__ import annotations

from datetime import date, timedelta

# The eras that newspapers alive today have printed; year 1 is the given year + 1.
_JAPANESE_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018}
# Thailand counts from the death of the Buddha.
_BUDDHIST_OFFSET = 543
# 1 Farvardin 1 of the arithmetic calendar is day 226,895 of Python's proleptic Gregorian one.
_JALALI_EPOCH = 226_895
_JALALI_YEARS = range(1279, 1479)  # 1900 to 2099


def from_japanese_era(era: str, year: int) -> int:
    """The Gregorian year of a year of a Japanese era."""
    return _JAPANESE_ERAS[era] + year


def common_year(year: int) -> int:
    """A year as printed, with Buddhist years (2400 to 2699) brought down to Gregorian ones."""
    return year - _BUDDHIST_OFFSET if 2400 <= year <= 2699 else year


def is_jalali_year(year: int) -> bool:
    """Whether a year can only be one of the Iranian calendar (no article is from 1402 AD)."""
    return year in _JALALI_YEARS


def from_jalali(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a day of the Iranian (Jalali) calendar, or None if there is none.

    Uses the 33-year rule, equal to the astronomical calendar from 1178 to 1633 (1799 to 2254).
    """
    if year not in _JALALI_YEARS or not 1 <= month <= 12:
        return None
    days_in_month = 31 if month <= 6 else 30 if month <= 11 or _is_jalali_leap(year) else 29
    if not 1 <= day <= days_in_month:
        return None
    before = 365 * (year - 1) + (8 * year + 21) // 33
    month_start = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return date.fromordinal(_JALALI_EPOCH) + timedelta(days=before + month_start + day - 1)


def _is_jalali_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8
