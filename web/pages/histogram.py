"""A result over time: how many of its articles are from each month, year or decade.

A chart of bars, each of which is a link to the search in that time alone. Months are shown while
they are few, then years, then decades: so a bar is never too thin to be clicked, and following
one leads to finer ones. A finger needs more room than a pointer: where bars are many, neighbours
are one link as well, and the stylesheet decides by the width of the chart which links there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from search import FacetValue
from web.in_words import counted, date_in_words, short_month, span_in_words
from web.pages.facets import by_period
from web.search_params import SearchParams, dated_urls

HEIGHT = 48
"""Of the longest bar, in pixels; widths are in percent, so that any page is filled."""

LEAST = 3  # pixels of the shortest bar, so that one article among thousands is still seen
MOST_BARS = 36
MOST_GROUPS = 12
"""On a telephone of 320 pixels they are 24 pixels wide then, as WCAG 2.2 asks (2.5.8)."""
MOST_LABELS = 9  # years, each 34 pixels wide there
_EDGE = 6  # percent of the chart: half a year's name, where it is 290 pixels wide
YEAR = 12


class Bar(NamedTuple):
    """A time that has articles: its name, search and count, and where it stands (% and pixels).

    The name says the count as well.
    """

    name: str
    url: str
    articles: int
    x: float
    width: float
    y: float
    height: float


class Group(NamedTuple):
    """Neighbouring bars as one link: name with count, search, and where they stand (%)."""

    name: str
    url: str
    articles: int
    x: float
    width: float


class Tick(NamedTuple):
    """A name under the chart; `anchor` is SVG's text-anchor."""

    label: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """The chart; `unit` is what one bar stands for, `left_out` counts the articles in none.

    There are no `groups` where each bar is wide enough for a finger.
    """

    unit: str
    bars: tuple[Bar, ...]
    groups: tuple[Group, ...]
    ticks: tuple[Tick, ...]
    left_out: int

    @property
    def most(self) -> int:
        """The articles of the longest bar: what the chart's height stands for."""
        return max(bar.articles for bar in self.bars)


def histogram(params: SearchParams, months: Iterable[FacetValue], total: int) -> Histogram | None:
    """The chart of a result of `total` articles; None where there are no two times to compare."""
    counts = {month: count for month, count in months if month}
    for unit in (_Months(), _Years(), _Decades()):
        periods = by_period(counts, unit.precision)
        if len(periods) < 2:
            continue
        frame = unit.frame(unit.number(min(periods)), unit.number(max(periods)))
        if len(frame) <= MOST_BARS:
            buckets = _buckets(unit, periods)
            return Histogram(
                unit=unit.name,
                bars=tuple(_bars(params, unit, buckets, frame)),
                groups=tuple(_groups(params, unit, buckets, frame)),
                ticks=tuple(unit.ticks(frame)),
                left_out=max(0, total - sum(periods.values())),
            )
    return None


class _Months:
    """Months, counted from the year 0, in whole years."""

    name = "month"
    precision = len("2017-06")

    def number(self, iso: str) -> int:
        return int(iso[:4]) * YEAR + int(iso[5:7]) - 1

    def frame(self, first: int, last: int) -> range:
        return range(first // YEAR * YEAR, (last // YEAR + 1) * YEAR)

    def span(self, number: int) -> tuple[str, str]:
        month = f"{number // YEAR:04}-{number % YEAR + 1:02}"
        return month, month

    def label(self, number: int) -> str:
        return date_in_words(self.span(number)[0])

    def ticks(self, frame: range) -> Iterator[Tick]:
        """The years; of a single one, its quarters."""
        one_year = len(frame) == YEAR
        for number in frame[:: 3 if one_year else YEAR]:
            month, year = short_month(self.span(number)[0]).split()
            first = number == frame[0]
            label = (f"{month} {year}" if first else month) if one_year else year
            yield Tick(label, _percent(number - frame[0], frame), "start")


class _Years:
    """Years, or times of as many `years`."""

    name = "year"
    precision = len("2017")
    years = 1

    def number(self, iso: str) -> int:
        return int(iso[:4]) // self.years

    def frame(self, first: int, last: int) -> range:
        return range(first, last + 1)

    def span(self, number: int) -> tuple[str, str]:
        year = number * self.years
        return f"{year:04}", f"{year + self.years - 1:04}"

    def label(self, number: int) -> str:
        return str(number * self.years)

    def ticks(self, frame: range) -> Iterator[Tick]:
        """Every year, or every second, fifth or tenth."""
        step = next(step for step in (1, 2, 5, 10) if len(frame) / step <= MOST_LABELS)
        for number in frame:
            if number % step == 0:
                yield _tick(self.label(number), number - frame[0], frame)


class _Decades(_Years):
    """Ten years each."""

    name = "decade"
    years = 10

    def label(self, number: int) -> str:
        return f"{number * self.years}s"


def _buckets(unit: _Months | _Years, periods: Mapping[str, int]) -> dict[int, int]:
    """The articles of each bar by its number, ascending."""
    buckets: dict[int, int] = {}
    for period in sorted(periods):
        number = unit.number(period)
        buckets[number] = buckets.get(number, 0) + periods[period]
    return buckets


def _bars(
    params: SearchParams, unit: _Months | _Years, buckets: Mapping[int, int], frame: range
) -> Iterator[Bar]:
    most, width, url = max(buckets.values()), _percent(1, frame), dated_urls(params)
    for number, count in buckets.items():
        height = max(LEAST, round(HEIGHT * count / most, 1))
        yield Bar(
            name=f"{unit.label(number)}: {counted(count, 'article')}",
            url=url(*unit.span(number)),
            articles=count,
            x=_percent(number - frame[0], frame),
            width=width,
            y=round(HEIGHT - height, 1),
            height=height,
        )


def _groups(
    params: SearchParams, unit: _Months | _Years, buckets: Mapping[int, int], frame: range
) -> Iterator[Group]:
    """As many bars to a group as must be; the last takes in what is left over."""
    size, url = -(-len(frame) // MOST_GROUPS), dated_urls(params)
    if size == 1:
        return
    starts = frame[: len(frame) - size + 1 : size]
    for start, stop in pairwise([*starts, frame.stop]):
        count = sum(buckets.get(number, 0) for number in range(start, stop))
        since, until = unit.span(start)[0], unit.span(stop - 1)[1]
        if count:
            yield Group(
                name=f"{span_in_words(since, until)}: {counted(count, 'article')}",
                url=url(since, until),
                articles=count,
                x=_percent(start - frame[0], frame),
                width=_percent(stop - start, frame),
            )


def _tick(label: str, bar: int, frame: range) -> Tick:
    """A name in the middle under a bar, unless it would reach over an edge of the chart there."""
    middle = _percent(bar + 0.5, frame)
    if middle < _EDGE:
        return Tick(label, _percent(bar, frame), "start")
    if middle > 100 - _EDGE:
        return Tick(label, _percent(bar + 1, frame), "end")
    return Tick(label, middle, "middle")


def _percent(bars: float, frame: range) -> float:
    """The width of a number of bars, in percent of the chart's."""
    return round(100 * bars / len(frame), 3)
