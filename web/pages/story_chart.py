"""A story's reports over its days, a row for each outlet: where the dots and labels stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from search import Report, Story
from web.in_words import MONTHS, date_in_words
from web.search_params import article_url

_ROW, _TOP = 40, 8  # pixels
_LEFT, _RIGHT = 4.0, 96.0  # percent of the width that days take
_APART = 2.4  # percent between reports of an outlet on one day
_MOST_TICKS = 6
_DAY = 10  # characters of a date with a day


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
    """The chart; `height` in pixels, `undated` reports are not in it."""

    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    height: int
    bottom: int
    undated: int


def story_chart(story: Story) -> Chart | None:
    """The chart of a story; None when fewer than two of its reports have a day."""
    dated = [(report, day) for report in story.reports if (day := _day_of(report)) is not None]
    if len(dated) < 2:  # one is no line
        return None
    outlets = list(dict.fromkeys(report.outlet for report, _ in dated))
    first, last = min(day for _, day in dated), max(day for _, day in dated)
    bottom = _TOP + _ROW * len(outlets)
    return Chart(
        rows=tuple(
            Row(name or "Outlet not known", _TOP + _ROW * n + 13, _TOP + _ROW * n + 26)
            for n, name in enumerate(outlets)
        ),
        dots=tuple(_dots(dated, outlets, first, last)),
        ticks=tuple(_ticks(first, last)),
        height=bottom + 26,
        bottom=bottom,
        undated=len(story.reports) - len(dated),
    )


def _dots(
    dated: Sequence[tuple[Report, date]], outlets: Sequence[str], first: date, last: date
) -> list[Dot]:
    taken: dict[tuple[str, date], int] = {}
    dots = []
    for report, day in dated:
        before = taken.get((report.outlet, day), 0)
        taken[report.outlet, day] = before + 1
        x = _place(day, first, last)
        x += before * _APART if x < (_LEFT + _RIGHT) / 2 else -before * _APART
        label = f"{report.title or report.id}, {report.outlet}, {date_in_words(report.date)}"
        y = _TOP + _ROW * outlets.index(report.outlet) + 26
        x = min(max(x, 0.0), 100.0)
        dots.append(Dot(label, article_url(report.id), round(x, 2), y, bool(report.copy_of)))
    return dots


def _ticks(first: date, last: date) -> list[Tick]:
    days = (last - first).days
    count = min(days + 1, _MOST_TICKS)
    chosen = [first + timedelta(round(days * n / max(count - 1, 1))) for n in range(count)]
    return [
        Tick(f"{day.day} {MONTHS[day.month - 1][:3]}", _place(day, first, last), _anchor(n, count))
        for n, day in enumerate(chosen)
    ]


def _anchor(number: int, count: int) -> str:
    if count == 1:
        return "middle"
    return "start" if number == 0 else "end" if number == count - 1 else "middle"


def _place(day: date, first: date, last: date) -> float:
    if first == last:
        return 50.0
    return round(_LEFT + (_RIGHT - _LEFT) * (day - first).days / (last - first).days, 2)


def _day_of(report: Report) -> date | None:
    try:
        return date.fromisoformat(report.date[:_DAY]) if len(report.date) >= _DAY else None
    except ValueError:
        return None
