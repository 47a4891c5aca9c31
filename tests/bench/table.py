"""Figures of two engines side by side, as a table in Markdown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from tests.bench.latency import Figures, Times, figures


class Row(NamedTuple):
    """The best times of the same queries by two engines."""

    label: str
    ours: Times
    theirs: Times


def compared(rival: str, rows: Sequence[Row]) -> str:
    """Times of ours and a rival's in µs, and how many times as long the rival's are."""
    head = [f"ours / {rival}, µs", "queries"]
    for name in Figures._fields:
        head += [name, "ratio"]
    return table(head, [_cells(row) for row in rows])


def table(head: Sequence[str], rows: Sequence[Sequence[str]], words: Collection[int] = (0,)) -> str:
    """Rows of cells as a table: columns of `words` to the left, those of figures to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    signs = ["<" if place in words else ">" for place in range(len(head))]
    rule = [
        "-" * width if sign == "<" else "-" * (width - 1) + ":"
        for sign, width in zip(signs, widths, strict=True)
    ]
    lines = [
        " | ".join(f"{c:{sign}{width}}" for c, sign, width in zip(row, signs, widths, strict=True))
        for row in (head, rule, *rows)
    ]
    return "\n".join(f"| {line} |" for line in lines)


def micros(time: float) -> str:
    """A time in µs with three figures or all of them."""
    return f"{time:.1f}" if time < 100 else f"{time:,.0f}"


def _cells(row: Row) -> list[str]:
    cells = [row.label, f"{len(row.ours):,}"]
    for ours, theirs in zip(figures(row.ours), figures(row.theirs), strict=True):
        cells += [f"{micros(ours)} / {micros(theirs)}", f"{theirs / ours:.2f}"]
    return cells
