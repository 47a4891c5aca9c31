"""The lines of a list that are content whatever each of them looks like.

"3. Comments" is no button, "1904" no name of a section and "Breck   2,311   41.2" no menu, where
lines of their kind stand above and below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from index.cleaning.text.line import Line

_NUMBERED = re.compile(r"\s{0,9}(?:#{1,6}\s)?(?:\*\*)?(\d{1,3})[.)]\s?\S")
_HEAD = re.compile(r"(?P<year>(?:1\d|20)\d\d:?)|[0-2]?\d[:.][0-5]\d")
_GAP = re.compile(r"\S(?:\t| {3,})(?=\S)")
_FIGURE = re.compile(r"\d")
# So many lines are a list, or a table; of a timeline's years two are enough, if they say something.
_ROWS, _HEADS, _SAID = 3, 2, 4
_LONGEST_ROW = 40


def items_of(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that are items of an enumeration, rows of a table, or heads of a timeline."""
    items = enumeration_of(lines)
    # Most articles are paragraphs alone, and no row is as long as one.
    if sum(line.words <= _LONGEST_ROW for line in lines) < _HEADS:
        return items
    return items | table_rows_of(lines) | heads_of(lines)


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


def heads_of(lines: Sequence[Line]) -> frozenset[int]:
    """The years of a timeline and the times of a live blog, each alone above what it says.

    They are in order, one way or the other. Above the headlines of other articles stand times, too:
    those of a live blog have sentences below.
    """
    years: list[tuple[int, int]] = []
    times: list[tuple[int, int]] = []
    for i, line in enumerate(lines[:-1]):
        if line.words == 1 and (found := _HEAD.fullmatch(line.text)):
            (years if found["year"] else times).append((i, int(re.sub(r"\D", "", line.text))))
    says = all(lines[i + 1].words >= _SAID for i, _ in years)
    is_live = all(lines[i + 1].ends for i, _ in times)
    heads = [*_in_order(years, says), *_in_order(times, is_live)]
    return frozenset(heads)


def _in_order(heads: Sequence[tuple[int, int]], says: bool) -> list[int]:
    """The places of heads whose numbers rise or fall, if there are enough that say something."""
    numbers = [number for _, number in heads]
    is_sorted = numbers in (sorted(numbers), sorted(numbers, reverse=True))
    return [i for i, _ in heads] if says and is_sorted and len(heads) >= _HEADS else []
