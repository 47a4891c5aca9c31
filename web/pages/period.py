"""Articles by the years or months that they are from."""

from __future__ import annotations

from collections.abc import Mapping


def by_period(counts: Mapping[str, int], precision: int) -> dict[str, int]:
    """The counts of partial dates by so many of their first characters."""
    periods: dict[str, int] = {}
    for day, count in counts.items():
        if len(day) >= precision:  # an article that only knows its year is in no month
            period = day[:precision]
            periods[period] = periods.get(period, 0) + count
    return periods
