"""The lines of a list that are content whatever each of them looks like.

"3. Comments" is no button, "1904" no name of a section and "Breck   2,311   41.2" no menu, where
lines of their kind stand above and below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from index.cleaning.text.line import Line

_NUMBERED = re.compile(r"\s{0,9}(?:#{1,6}\s)?(?:\*\*)?(\d{1,3})[.)]\s?\S")
_YEAR = re.compile(r"(?:1\d|20)\d\d:?")
_GAP = re.compile(r"\S(?:\t| {3,})(?=\S)")
_FIGURE = re.compile(r"\d")
# So many lines are a list, or a table; of a timeline's years two are enough, if they say something.
_ROWS, _YEARS, _SAID = 3, 2, 4
_LONGEST_ROW = 40


def items_of(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that are items of an enumeration, rows of a table, or years of a timeline."""
    items = enumeration_of(lines)
    # Most articles are paragraphs alone, and no row is as long as one.
    if sum(line.words <= _LONGEST_ROW for line in lines) < _YEARS:
        return items
    return items | table_rows_of(lines) | years_of(lines)


def enumeration_of(lines: Sequence[Line]) -> frozenset[int]:
    """The lines "1. …", "2. …", "3. …" of an ascending enumeration."""
    items: set[int] = set()
    run: list[int] = []
    last = 0
    for i, line in enumerate(lines):
        if line.raw[0].isalpha() or not (found := _NUMBERED.match(line.raw)):
            continue
        number = int(found[1])
        if number != last + 1 or not run:
            run = []
        if run or number == 1:
            run.append(i)
        last = number
        if len(run) >= _ROWS:
            items.update(run)
    return frozenset(items)


def table_rows_of(lines: Sequence[Line]) -> frozenset[int]:
    """The rows of tables: three lines or more with as many bars each, or with as many wide gaps.

    A menu is one such line; of rows that gaps part, most have figures.
    """
    rows: set[int] = set()
    if sum("|" in line.raw for line in lines) >= _ROWS:
        bars = [line.raw.count(" | ") + line.raw.count("---|") for line in lines]
        for places in _runs(bars):
            if not any("](" in lines[i].raw for i in places):
                rows.update(places)
    if sum("\t" in line.raw or "   " in line.raw.strip() for line in lines) >= _ROWS:
        for places in _runs([len(_GAP.findall(line.raw)) for line in lines]):
            figures = sum(_FIGURE.search(lines[i].text) is not None for i in places)
            if figures * 2 > len(places):
                rows.update(places)
    return frozenset(rows)


def _runs(counts: Sequence[int]) -> list[list[int]]:
    """The places of three or more in a row with the same count that is not none."""
    runs = (list(run) for count, run in groupby(range(len(counts)), counts.__getitem__) if count)
    return [run for run in runs if len(run) >= _ROWS]


def years_of(lines: Sequence[Line]) -> frozenset[int]:
    """The years that head the parts of a timeline: each alone on its line, in order, text below."""
    years = [i for i, line in enumerate(lines) if line.words == 1 and _YEAR.fullmatch(line.text)]
    if len(years) < _YEARS:
        return frozenset()
    numbers = [int(lines[i].text.rstrip(":")) for i in years]
    is_sorted = all(a < b for a, b in pairwise(numbers)) or all(a > b for a, b in pairwise(numbers))
    says = all(i + 1 < len(lines) and lines[i + 1].words >= _SAID for i in years)
    return frozenset(years) if is_sorted and says else frozenset()
