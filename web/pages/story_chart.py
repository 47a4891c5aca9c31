"""A story's reports over its days and hours, a row for each outlet: where dots and labels stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from search import Report, Story
from search.stories import moment_of
from web.in_words import MONTHS, time_in_words, when_in_words
from web.search_params import article_url

_ROW, _TOP = 40, 8  # pixels
_LEFT, _RIGHT = 4.0, 96.0  # percent of the width that days take
_APART = 2.4  # percent between reports of an outlet
_NEAR = _APART - 0.01  # nearer ones hide one another
_MOST_TICKS = 6
_DAY = 10  # characters of a date with a day
_NOON, _ONE_DAY = timedelta(hours=12), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dot:
    """A report: x in percent, y in pixels; a copy is drawn as a ring."""

    label: str
    url: str
    x: float
    y: int
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An outlet's row: its name stands above its line."""

    name: str
    text_y: int
    line_y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A day below the rows."""

    label: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart; `height` in pixels, `undated` reports are not in it.

    `zone` is that of its times of day, none when no report states one; `untimed` reports stand in
    the middle of their days then.
    """

    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    height: int
    bottom: int
    undated: int
    zone: str = ""
    untimed: int = 0


class _Placed(NamedTuple):
    """A report, and its moment by the clock of the chart."""

    report: Report
    moment: datetime


def story_chart(story: Story) -> Chart | None:
    """The chart of a story; None when fewer than two of its reports have a day."""
    dated = [(report, day) for report in story.reports if (day := _day_of(report)) is not None]
    if len(dated) < 2:  # one is no line
        return None
    zone = _zone_of(story.reports)
    timed = [moment_of(report) for report, _ in dated]
    placed = [
        _Placed(report, _by_clock(moment, zone) if moment else day + _NOON)
        for (report, day), moment in zip(dated, timed, strict=True)
    ]
    first, last = (f(each.moment for each in placed) for f in (min, max))
    span = _Span(_midnight(first), _midnight(last) + (_ONE_DAY if any(timed) else timedelta(0)))
    if not any(timed):  # of days alone the first and the last are at the ends
        placed = [each._replace(moment=each.moment - _NOON) for each in placed]
    outlets = list(dict.fromkeys(report.outlet for report, _ in dated))
    bottom = _TOP + _ROW * len(outlets)
    return Chart(
        rows=tuple(
            Row(name or "Outlet not known", _TOP + _ROW * n + 13, _TOP + _ROW * n + 26)
            for n, name in enumerate(outlets)
        ),
        dots=tuple(_dots(placed, outlets, span)),
        ticks=tuple(_ticks(span, hours=any(timed))),
        height=bottom + 26,
        bottom=bottom,
        undated=len(story.reports) - len(dated),
        zone=_zone_in_words(zone) if any(timed) else "",
        untimed=timed.count(None) if any(timed) else 0,
    )


class _Span(NamedTuple):
    """From when to when the chart goes."""

    first: datetime
    last: datetime

    def place(self, moment: datetime) -> float:
        """Where a moment stands, in percent of the width."""
        if self.first == self.last:
            return 50.0
        share = (moment - self.first) / (self.last - self.first)
        return round(_LEFT + (_RIGHT - _LEFT) * share, 2)


def _dots(placed: Sequence[_Placed], outlets: Sequence[str], span: _Span) -> list[Dot]:
    taken: list[tuple[str, float]] = []
    dots = []
    for report, moment in placed:
        x = span.place(moment)
        step = _APART if x < (_LEFT + _RIGHT) / 2 else -_APART
        while any(name == report.outlet and abs(x - at) < _NEAR for name, at in taken):
            x = round(x + step, 2)
        taken.append((report.outlet, x))
        when = when_in_words(report.date, report.time)
        label = f"{report.title or report.id}, {report.outlet}, {when}"
        y = _TOP + _ROW * outlets.index(report.outlet) + 26
        dots.append(
            Dot(label, article_url(report.id), min(max(x, 0.0), 100.0), y, bool(report.copy_of))
        )
    return dots


def _ticks(span: _Span, *, hours: bool) -> list[Tick]:
    """Days, or hours where the chart is of one day."""
    days = (span.last - span.first).days
    is_of_hours = hours and days == 1
    if is_of_hours:
        moments = [span.first + timedelta(hours=hour) for hour in (0, 6, 12, 18, 24)]
        labels = [f"{hour}:00" for hour in (0, 6, 12, 18, 24)]
    else:
        days -= hours  # the end of the last day is no day
        count = min(days + 1, _MOST_TICKS)
        steps = [timedelta(round(days * n / max(count - 1, 1))) for n in range(count)]
        moments = [span.first + step for step in steps]
        labels = [f"{moment.day} {MONTHS[moment.month - 1][:3]}" for moment in moments]
    begins = hours and not is_of_hours  # a tick stands where its day begins, its name in the day
    return [
        Tick(label, span.place(moment), "start" if begins else _anchor(n, len(labels)))
        for n, (label, moment) in enumerate(zip(labels, moments, strict=True))
    ]


def _anchor(number: int, count: int) -> str:
    if count == 1:
        return "middle"
    return "start" if number == 0 else "end" if number == count - 1 else "middle"


def _zone_of(reports: Sequence[Report]) -> timezone | None:
    """The zone that most reports state a time in."""
    offsets = Counter(
        offset
        for report in reports
        if (moment := moment_of(report)) and (offset := moment.utcoffset()) is not None
    )
    return timezone(offsets.most_common(1)[0][0]) if offsets else None


def _by_clock(moment: datetime, zone: timezone | None) -> datetime:
    """A moment by the clock of a zone; by its own where it has none."""
    return (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None)


def _zone_in_words(zone: timezone | None) -> str:
    if zone is None:
        return "the clock of each outlet"
    stamp = datetime(2000, 1, 1, tzinfo=zone).isoformat()
    return time_in_words(stamp[11:16] + stamp[19:].replace("+00:00", "Z"))[6:]


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0)


def _day_of(report: Report) -> datetime | None:
    try:
        return datetime.fromisoformat(report.date) if len(report.date) == _DAY else None
    except ValueError:
        return None
