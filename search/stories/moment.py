"""When a report came out, as its source states it: a day, at times with a time and its zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from search.stories.story import Report

_DAY = 10  # characters of a date with a day
_MINUTE = timedelta(minutes=1)
_LAST = float("inf")  # of its day


def moment_of(report: Report) -> datetime | None:
    """The day and time of a report, with a zone if one is stated; None when there is no time."""
    if not report.time or len(report.date) != _DAY:
        return None
    try:
        return datetime.fromisoformat(f"{report.date}T{report.time}")
    except ValueError:
        return None


def is_before(one: Report, other: Report) -> bool:
    """Whether it is certain that one report came out before another.

    By the minute when both state a time with its zone, else by the day: clocks without a zone
    cannot be compared.
    """
    mine, theirs = moment_of(one), moment_of(other)
    if mine and theirs and mine.tzinfo and theirs.tzinfo:
        return theirs - mine >= _MINUTE
    if len(one.date) < _DAY:
        return False
    return len(other.date) < _DAY or one.date < other.date


def in_time_order(reports: list[Report]) -> list[Report]:
    """Reports by their days, those of a day by their times where they are known, else as they are.

    Undated ones are last.
    """

    def key(report: Report) -> tuple[str, float]:
        moment = moment_of(report)
        if moment is None:
            return report.date or "~", _LAST
        start = datetime.fromisoformat(report.date).replace(tzinfo=moment.tzinfo and UTC)
        return report.date, (moment - start).total_seconds()

    return sorted(reports, key=key)
