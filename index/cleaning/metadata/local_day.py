"""On which day it was at the outlet when a stamp in UTC says that an article came out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$")
# Zones differ by quarters of an hour, from 12 hours behind UTC to 14 ahead of it.
_QUARTER = timedelta(minutes=15)
_FARTHEST = timedelta(hours=14)
_FARTHEST_BEHIND = timedelta(hours=12)
_DAY = timedelta(days=1)
_EVENING = 15  # midnight in Tokyo


def local_day(stamp: str, others: Iterable[str], day_in_address: str) -> str:
    """The day (ISO 8601) that a stamp in UTC was at the outlet, or "" where nothing says so.

    `others` are further stamps of the same page: one that means the same moment in another zone
    has the outlet's day, and so has one without a zone that differs from it as zones do. Else
    `day_in_address` ("" if there is none) has it, if that is the evening before. (An outlet that
    is ahead of UTC has the next day in its address; there the declared day was the known one.)
    """
    moment = _moment(stamp)
    if moment is None or moment.tzinfo is None or moment.utcoffset():
        return ""
    for other in filter(None, map(_moment, others)):
        if _is_same_moment(moment, other):
            return other.date().isoformat()
    if _is_evening_of(moment, day_in_address):
        return day_in_address
    return ""


def day_begun_by(stamp: str) -> str:
    """The next day (ISO 8601), if a stamp in UTC is its midnight in Europe or Asia, else "".

    Systems that keep days and no times write 22:00 or 23:00 of the day before, without seconds.
    """
    moment = _moment(stamp)
    if moment is None or moment.tzinfo is None or moment.utcoffset():
        return ""
    is_midnight = stamp.endswith(":00Z") and stamp.count(":") == 1 and moment.hour >= _EVENING
    return (moment + _DAY).date().isoformat() if is_midnight else ""


def _moment(stamp: str) -> datetime | None:
    match = _STAMP.match(stamp.strip()[:40])
    try:
        return (
            datetime.fromisoformat("".join((match[1], "T", match[2], match[3] or "")))
            if match
            else None
        )
    except ValueError:
        return None


def _is_same_moment(moment: datetime, other: datetime) -> bool:
    if other.tzinfo is not None:
        return bool(other.utcoffset()) and abs(moment - other) < timedelta(minutes=1)
    apart = abs(moment.replace(tzinfo=None) - other)
    has_seconds = bool(moment.second)
    return has_seconds and timedelta(0) < apart <= _FARTHEST and not apart % _QUARTER


def _is_evening_of(moment: datetime, day: str) -> bool:
    """Whether it can still be this day somewhere when it is early on the next one by UTC."""
    try:
        midnight = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) + _DAY
    except ValueError:
        return False
    return midnight <= moment < midnight + _FARTHEST_BEHIND
