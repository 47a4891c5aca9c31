"""The times of the comparison as a picture: a line for each engine, from its median to its p99.

Written by hand as SVG, once for light pages and once for dark ones; a README shows the one that
fits. The axis is logarithmic: the same distance is the same ratio everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.bench.form import FORMS
from tests.bench.measured import OURS, Asked, Measured

_WIDTH = 860
_LEFT, _RIGHT = 132, 40  # px beside the axis: names, and the last figure
_TOP, _BOTTOM = 74, 22
_ROW, _TITLE, _GAP = 25, 30, 14
_LABEL = 135  # px that the figures beside a line take at most
_HALF = 3.5  # of a line's thickness
_FONT = "-apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif"
_TITLES = {"OR": "Any of the words", "AND": "All of the words", "phrase": "As a phrase"}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture."""

    paper: str
    ink: str
    faint: str
    line: str
    ours: str
    theirs: str


LIGHT = Palette("#ffffff", "#1f2328", "#59636e", "#e4e8ec", "#b3372f", "#7d8894")
DARK = Palette("#0d1117", "#f0f6fc", "#9198a1", "#2a313a", "#ff7b6b", "#7f8a96")


def plots(found: Sequence[Measured], path: Path) -> list[Path]:
    """Write the light picture to `path` and the dark one beside it, `-dark` behind its name."""
    dark = path.with_name(f"{path.stem}-dark{path.suffix}")
    path.parent.mkdir(parents=True, exist_ok=True)
    for place, palette in ((path, LIGHT), (dark, DARK)):
        place.write_text(drawn(found, palette), encoding="utf-8")
    return [path, dark]


def drawn(found: Sequence[Measured], palette: Palette) -> str:
    """The picture of one palette."""
    most = max(each.articles for each in found)
    shown = [each for each in found if each.name != OURS or each.articles == most]
    axis = _Axis.over([times for each in shown for times in each.asked.values()])
    panels, bottom = [], float(_TOP)
    for form in FORMS:
        rows = sorted((each for each in shown if form in each.asked), key=_median(form))
        panels.append(_panel(form, rows, axis, palette, bottom))
        bottom += _TITLE + _ROW * len(rows) + _GAP
    height = bottom + _BOTTOM
    body = [*_axis(axis, palette, bottom), *(line for panel in panels for line in panel)]
    return "\n".join([*_opening(shown, most, palette, height), *body, "</svg>", ""])


@dataclass(frozen=True, slots=True)
class _Axis:
    """Powers of ten, from `low` to `high`, in µs."""

    low: int
    high: int

    @classmethod
    def over(cls, times: Sequence[Asked]) -> _Axis:
        low = math.floor(math.log10(min(each.median for each in times)))
        return cls(low, math.ceil(math.log10(max(each.p99 for each in times))))

    def x(self, time: float) -> float:
        """Where a time stands, in px."""
        share = (math.log10(time) - self.low) / (self.high - self.low)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _median(form: str) -> Callable[[Measured], float]:
    return lambda each: each.asked[form].median


def _opening(
    shown: Sequence[Measured], most: int, palette: Palette, height: float
) -> Iterator[str]:
    title = f"Finding the ten best of {most:,} articles"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" '
        f'width="{_WIDTH}" height="{height:.0f}" role="img" font-family="{_FONT}" font-size="13">'
    )
    yield f"<title>{title}: median and 99th percentile by engine</title>"
    yield f"<desc>{escape(_words(shown))}</desc>"
    yield f'<rect width="{_WIDTH}" height="{height:.0f}" rx="6" fill="{palette.paper}"/>'
    yield _text(20, 30, title, palette.ink, 'font-size="17" font-weight="600"')
    fewer = [f"{each.title} over {each.articles:,}" for each in shown if each.articles < most]
    less = f" · {', '.join(fewer)} only" if fewer else ""
    yield _text(20, 50, f"● median ━ to the 99th percentile · one thread · shorter is faster{less}",
                palette.faint, 'font-size="12"')  # fmt: skip


def _axis(axis: _Axis, palette: Palette, bottom: float) -> Iterator[str]:
    for power in range(axis.low, axis.high + 1):
        x = axis.x(10**power)
        yield f'<path d="M{x} {_TOP + 4}V{bottom - 8:.0f}" stroke="{palette.line}"/>'
        label = _text(x, bottom + 8, _unit(power), palette.faint, 'text-anchor="middle"')
        yield label


def _panel(
    form: str, rows: Sequence[Measured], axis: _Axis, palette: Palette, top: float
) -> Iterator[str]:
    yield _text(20, top + 18, _TITLES[form], palette.ink, 'font-weight="600"')
    for place, each in enumerate(rows):
        y = top + _TITLE + _ROW * place + _ROW / 2 - 3
        yield from _row(each, each.asked[form], axis, palette, y)


def _row(each: Measured, asked: Asked, axis: _Axis, palette: Palette, y: float) -> Iterator[str]:
    is_ours = each.name == OURS
    colour = palette.ours if is_ours else palette.theirs
    weight = 'font-weight="600"' if is_ours else ""
    start, end = axis.x(asked.median), axis.x(asked.p99)
    yield _text(20, y + 4.5, each.title, palette.ours if is_ours else palette.ink, weight)
    yield (
        f'<path d="M{start} {y}H{end}" stroke="{colour}" stroke-width="{2 * _HALF}" '
        f'stroke-linecap="round" opacity=".45"/>'
    )
    yield f'<circle cx="{start}" cy="{y}" r="5.5" fill="{colour}"/>'
    figures = f"{_told(asked.median)} – {_told(asked.p99)}"
    shade, style = palette.ours if is_ours else palette.faint, f'font-size="12" {weight}'
    if end + _LABEL < _WIDTH:
        yield _text(end + 12, y + 4.5, figures, shade, style)
    else:
        yield _text(start - 12, y + 4.5, figures, shade, f'text-anchor="end" {style}')


def _text(x: float, y: float, text: str, colour: str, style: str = "") -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}" {style}>{escape(text)}</text>'


def _unit(power: int) -> str:
    """A power of ten of µs, as one says it."""
    for exponent, unit in ((6, "s"), (3, "ms"), (0, "µs")):
        if power >= exponent:
            return f"{10 ** (power - exponent):,} {unit}"
    return f"{10.0**power:g} µs"


def _told(time: float) -> str:
    """A time with two or three figures, and its unit."""
    unit, time = ("µs", time) if time < 1_000 else ("ms", time / 1e3)
    return f"{time:.1f} {unit}" if time < 100 else f"{time:,.0f} {unit}"


def _words(shown: Sequence[Measured]) -> str:
    """The picture in words, for those who do not see it."""
    return "; ".join(
        f"{_TITLES[form]}: "
        + ", ".join(
            f"{each.title} {_told(each.asked[form].median)} to {_told(each.asked[form].p99)}"
            for each in shown
            if form in each.asked
        )
        for form in FORMS
    )
