"""What the comparison has measured of an engine, and how it becomes a table.

A row is a figure, a column an engine; behind each figure, in brackets, how many times Backfile's it
is, over as many articles. An engine that is too slow for all articles is measured on fewer, and
Backfile on the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from tests.bench.cost import Cost
from tests.bench.form import FORMS, REQUEST
from tests.bench.table import micros, table

OURS = "ours"
NONE = "–"


@dataclass(frozen=True, slots=True)
class Asked:
    """The times of one form of the queries, in µs."""

    queries: int
    runs: int
    median: float
    p99: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine over one number of articles."""

    name: str
    title: str
    version: str
    cost: Cost
    builds: int
    """Of which the best is `cost`."""
    asked: Mapping[str, Asked]
    """By form; what the engine cannot be asked is not in it."""
    same: float
    """The share of AND queries that as many articles match as with Backfile; -1: it has no AND."""

    @classmethod
    def read(cls, facts: dict[str, Any]) -> Self:
        """From what JSON has kept of it."""
        asked = {form: Asked(**times) for form, times in facts["asked"].items()}
        return cls(**{**facts, "cost": Cost(**facts["cost"]), "asked": asked})

    @property
    def articles(self) -> int:
        return self.cost.articles


Figure = Callable[[Measured], float | None]


def _time(form: str, what: str) -> Figure:
    def figure(measured: Measured) -> float | None:
        asked = measured.asked.get(form)
        return float(getattr(asked, what)) if asked else None

    return figure


def rows() -> Sequence[tuple[str, Figure, Callable[[float], str]]]:
    """(label, figure, how it is written) of each row."""
    times = [
        (f"{label}, {what}, µs", _time(form, what), micros)
        for form, label in (*((form, f"top 10 {form}") for form in FORMS), (REQUEST, REQUEST))
        for what in ("median", "p99")
    ]
    return [
        ("articles indexed per CPU-second", lambda each: each.cost.per_cpu_second, _whole),
        ("index, MB", lambda each: each.cost.index_bytes / 1e6, _megabytes),
        ("peak memory of indexing, MB", lambda each: each.cost.peak_mb, _whole),
        *times,
    ]


def compared(found: Sequence[Measured]) -> str:
    """The table: those that all articles were given to, and the others with how many they had."""
    ours = {each.articles: each for each in found if each.name == OURS}
    most = max(ours)
    columns = [each for each in found if each.name != OURS or each.articles == most]
    head = ["", *(_heading(each, most) for each in columns)]
    cells = [
        [label, *(_cell(figure, write, each, ours[each.articles]) for each in columns)]
        for label, figure, write in rows()
    ]
    return table(head, cells)


def times_of_ours(measured: float, ours: float) -> str:
    """How many times as much, with two figures or all of them."""
    ratio = measured / ours
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"


def _heading(measured: Measured, most: int) -> str:
    fewer = f" ({measured.articles:,} articles)" if measured.articles < most else ""
    return f"{measured.title} {measured.version}{fewer}"


def _cell(figure: Figure, write: Callable[[float], str], measured: Measured, ours: Measured) -> str:
    value, our_value = figure(measured), figure(ours)
    if value is None:
        return NONE
    if measured.name == OURS or not our_value:
        return write(value)
    return f"{write(value)} ({times_of_ours(value, our_value)})"


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def _megabytes(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
