"""Dates and numbers in words; a date with the precision that is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=1024)  # a page says some thirty, the next one mostly the same
def date_in_words(iso: str) -> str:
    """`2017-06-09` as "9 June 2017", `2017-06` as "June 2017"; anything else as it stands."""
    parts = iso.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        return iso
    words = [parts[0]]
    if len(parts) > 1:
        month = int(parts[1])
        if not 1 <= month <= 12:
            return iso
        words.insert(0, MONTHS[month - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


def time_in_words(time: str) -> str:
    """`14:05+02:00` as "14:05 UTC+2", `14:05Z` as "14:05 UTC"; without a zone as it stands."""
    clock, zone = time[:5], time[5:]
    if not zone:
        return clock
    hours, _, minutes = zone.removeprefix("Z").partition(":")
    offset = f"{int(hours):+}" if hours else ""
    return f"{clock} UTC{offset}" + (f":{minutes}" if minutes not in {"", "00"} else "")


def stamp_of(date: str, time: str) -> str:
    """A date and the time of day as HTML and programs read them: `2017-06-09T14:05+02:00`."""
    return f"{date}T{time}" if time else date


def when_in_words(date: str, time: str) -> str:
    """As in "9 June 2017, 14:05 UTC+2"."""
    return ", ".join(filter(None, (date_in_words(date), time_in_words(time))))


def short_month(iso: str) -> str:
    """`2017-06` as "Jun 2017": for labels with little room."""
    return f"{MONTHS[int(iso[5:7]) - 1][:3]} {iso[:4]}"


def span_in_words(since: str, until: str) -> str:
    """What a filter by date lets through: "June 2017", "since 2015", "2015 to June 2017"."""
    if since == until:
        return date_in_words(since)
    if not until:
        return f"since {date_in_words(since)}"
    if not since:
        return f"until {date_in_words(until)}"
    return f"{date_in_words(since)} to {date_in_words(until)}"


def ago(moment: datetime, now: datetime) -> str:
    """How long ago `moment` was, as one says it; both carry a zone."""
    elapsed = now - moment
    for unit, length in (
        ("day", timedelta(days=1)),
        ("hour", timedelta(hours=1)),
        ("minute", timedelta(minutes=1)),
    ):
        count = elapsed // length
        if count >= 1:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def since_in_words(moment: datetime, now: datetime) -> str:
    """Since when, as one says it: "since 10:20", "since yesterday", "since Tuesday".

    Both carry a zone; days are those of the machine that serves the page.
    """
    here, today = moment.astimezone(), now.astimezone().date()
    days = (today - here.date()).days
    if days <= 0:
        return f"since {here:%H:%M}"
    if days == 1:
        return "since yesterday"
    if days < 7:
        return f"since {WEEKDAYS[here.weekday()]}"
    year = f" {here.year}" if here.year != today.year else ""
    return f"since {here.day} {MONTHS[here.month - 1]}{year}"


def seconds_in_words(seconds: float) -> str:
    """How long something takes, about: "20 seconds", "3 minutes", "2 hours"."""
    if seconds < 55:
        return f"{max(10, round(seconds, -1)):.0f} seconds"
    minutes = round(seconds / 60)
    return counted(minutes, "minute") if minutes < 90 else counted(round(minutes / 60), "hour")


def moment_in_words(moment: datetime) -> str:
    """As in 21 November 2026, 10:20 UTC: in the zone of the machine that serves the page."""
    here = moment.astimezone()
    return f"{here.day} {MONTHS[here.month - 1]} {here.year}, {here:%H:%M} {here.tzname()}"


def listed(names: Iterable[str]) -> str:
    """As in "A", "A and B", "A, B and C"."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def counted(number: int, noun: str) -> str:
    """As in "1 article" and "1,234 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
