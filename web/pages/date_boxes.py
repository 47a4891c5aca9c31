"""The two boxes for a range of dates: what stands in them, what may, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search import FacetValue
from web.in_words import date_in_words
from web.search_params import SearchParams, is_partial_date


@dataclass(frozen=True, slots=True)
class DateBox:
    """What stands in a box, an example for when it is empty, and why it could not be read."""

    value: str
    example: str
    error: str


@dataclass(frozen=True, slots=True)
class DateBoxes:
    """Both boxes, and what may be typed in them."""

    since: DateBox
    until: DateBox
    hint: str


def date_boxes(params: SearchParams, months: Iterable[FacetValue]) -> DateBoxes:
    """The boxes of the search `params`; the examples are from `months`, newest first."""
    years = [month[:4] for month, _ in months if month]
    first, last = (years[-1], years[0]) if years else ("", "")
    month = f"June {last}, 9 June {last}" if last else "a month, a day"
    return DateBoxes(
        since=_box(params.since, first),
        until=_box(params.until, last),
        hint=f"{f'{last}, ' if last else 'A year, '}{month} or last month",
    )


def _box(given: str, example: str) -> DateBox:
    is_wrong = bool(given) and not is_partial_date(given)
    return DateBox(
        value=given if is_wrong else date_in_words(given),
        example=example,
        error=f"“{given}” is not a date." if is_wrong else "",
    )
