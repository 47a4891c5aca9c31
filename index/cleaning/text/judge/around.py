"""What is around a text's paragraphs: numbers, a row for each, after those of sight.py.

`COLUMNS` names all of them: those of a paragraph itself, the same of its neighbours, of the windows
around it and of the text, where it stands, and what others of its form are.
"""

from __future__ import annotations

import numpy as np

from index.cleaning.text.judge.sight import GIVEN, OWN, SEEN
from index.cleaning.text.judge.words import Array
from index.jit.compile import compiled, inlined

_WORDS, _PROSE, _ENDS, _GLUED, _HEADING, _ITEM, _LINKS, _FOUND, _KEPT, _ODDS = (
    OWN.index(name)
    for name in ("words", "prose", "ends", "glued", "heading", "item", "links", "found", "kept",
                 "mean")
)  # fmt: skip
_STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
_BESIDE = ("words", "prose", "found", "kept", "odds", "heading", "item", "ends", "glued", "links")
_WIDTHS = (3, 8, 20)
_WITHIN = ("prose", "found", "length", "kept", "odds", "links")
_WHOLE = ("lines", "all words", "prose share", "kept share", "found share", "glued share",
          "links a line", "odds")  # fmt: skip
_PLACE = ("place", "by words", "prose before", "prose after", "to first", "to last",
          "prose above", "prose below", "heading above", "group words", "group lines",
          "group ends", "group odds", "run lines", "run words", "run odds", "run found",
          "above", "below", "odds above", "odds below", "kept above", "kept below")  # fmt: skip
_ALIKE = ("alike in a row", "alike near", "alike", "alike kept", "alike found")
COLUMNS: tuple[str, ...] = (
    *OWN,
    *(f"{name} {step:+}" for step in _STEPS for name in _BESIDE),
    *(f"{name} within {width}" for width in _WIDTHS for name in _WITHIN),
    *_WHOLE,
    *_PLACE,
    *_ALIKE,
)
_AT_BESIDE = GIVEN + SEEN
_AT_WITHIN = _AT_BESIDE + len(_STEPS) * len(_BESIDE)
_AT_WHOLE = _AT_WITHIN + len(_WIDTHS) * len(_WITHIN)
_AT_PLACE = _AT_WHOLE + len(_WHOLE)
_AT_ALIKE = _AT_PLACE + len(_PLACE)

_FAR = 60  # a distance of more says no more
_REACH = 12  # paragraphs that count as above or below
_NEAR = 8  # of so many on each side it is counted how many have the form
_MANY_LINKS = 3.0
# What is summed up: words, words of prose, found, words kept, odds, links.
_SUMS = 6


@compiled
def surround(seen: Array, forms: Array, out: Array) -> None:
    """Fill `out` f4[n, COLUMNS] from `seen` f4[n, OWN] and `forms` i8[n]: the same, and more."""
    n = len(seen)
    sums = np.zeros((n + 1, _SUMS), np.float64)
    for i in range(n):
        words = seen[i, _WORDS]
        sums[i + 1, 0] = sums[i, 0] + words
        sums[i + 1, 1] = sums[i, 1] + words * seen[i, _PROSE]
        sums[i + 1, 2] = sums[i, 2] + seen[i, _FOUND]
        sums[i + 1, 3] = sums[i, 3] + words * seen[i, _KEPT]
        sums[i + 1, 4] = sums[i, 4] + seen[i, _ODDS]
        sums[i + 1, 5] = sums[i, 5] + min(_MANY_LINKS, seen[i, _LINKS])
        for j in range(_AT_BESIDE):
            out[i, j] = seen[i, j]
        out[i, _WORDS] = np.log1p(words)
    _see_neighbours(seen, out)
    _see_windows(sums, out)
    _see_text(seen, sums, out)
    _see_places(seen, sums, out)
    _see_distances(seen, out)
    _see_groups(seen, sums, out)
    _see_runs(seen, sums, out)
    _see_sides(sums, out)
    _see_alike(seen, forms, out)


@inlined
def _see_neighbours(seen: Array, out: Array) -> None:
    """Fill the columns from _AT_BESIDE on: what is seen of each paragraph's neighbours."""
    n = len(seen)
    for i in range(n):
        at = _AT_BESIDE
        for step in _STEPS:
            k = i + step
            if 0 <= k < n:
                out[i, at] = np.log1p(seen[k, _WORDS])
                out[i, at + 1] = seen[k, _PROSE]
                out[i, at + 2] = seen[k, _FOUND]
                out[i, at + 3] = seen[k, _KEPT]
                out[i, at + 4] = seen[k, _ODDS]
                out[i, at + 5] = seen[k, _HEADING]
                out[i, at + 6] = seen[k, _ITEM]
                out[i, at + 7] = seen[k, _ENDS]
                out[i, at + 8] = seen[k, _GLUED]
                out[i, at + 9] = min(_MANY_LINKS, seen[k, _LINKS])
            else:
                out[i, at : at + 10] = -1
            at += 10


@inlined
def _see_windows(sums: Array, out: Array) -> None:
    """Fill the columns from _AT_WITHIN on: the means of windows around each paragraph."""
    n = len(out)
    for i in range(n):
        at = _AT_WITHIN
        for width in _WIDTHS:
            low, high = max(0, i - width), min(n, i + width + 1)
            count = high - low
            words = max(1.0, sums[high, 0] - sums[low, 0])
            out[i, at] = (sums[high, 1] - sums[low, 1]) / words
            out[i, at + 1] = (sums[high, 2] - sums[low, 2]) / count
            out[i, at + 2] = words / count
            out[i, at + 3] = (sums[high, 3] - sums[low, 3]) / words
            out[i, at + 4] = (sums[high, 4] - sums[low, 4]) / count
            out[i, at + 5] = (sums[high, 5] - sums[low, 5]) / count
            at += 6


@inlined
def _see_text(seen: Array, sums: Array, out: Array) -> None:
    """Fill the columns about the text as a whole, the same for all paragraphs."""
    n = len(seen)
    words = max(1.0, sums[n, 0])
    glued = seen[:, _GLUED].sum() / n
    for i in range(n):
        out[i, _AT_WHOLE] = np.log1p(n)
        out[i, _AT_WHOLE + 1] = np.log1p(words)
        out[i, _AT_WHOLE + 2] = sums[n, 1] / words
        out[i, _AT_WHOLE + 3] = sums[n, 3] / words
        out[i, _AT_WHOLE + 4] = sums[n, 2] / n
        out[i, _AT_WHOLE + 5] = glued
        out[i, _AT_WHOLE + 6] = sums[n, 5] / n
        out[i, _AT_WHOLE + 7] = sums[n, 4] / n


@inlined
def _see_places(seen: Array, sums: Array, out: Array) -> None:
    """Where in the text a paragraph stands, and how far from what the rules keep."""
    n = len(seen)
    words, prose = max(1.0, sums[n, 0]), max(1.0, sums[n, 1])
    first, last = 0, n - 1
    while first < n - 1 and not seen[first, _KEPT]:
        first += 1
    while last > first and not seen[last, _KEPT]:
        last -= 1
    for i in range(n):
        out[i, _AT_PLACE] = i / n
        out[i, _AT_PLACE + 1] = sums[i, 0] / words
        out[i, _AT_PLACE + 2] = sums[i, 1] / prose
        out[i, _AT_PLACE + 3] = 1 - sums[i + 1, 1] / prose
        out[i, _AT_PLACE + 4] = max(-_FAR, min(_FAR, i - first))
        out[i, _AT_PLACE + 5] = max(-_FAR, min(_FAR, last - i))


@inlined
def _see_distances(seen: Array, out: Array) -> None:
    """How far it is to the prose above and below, and to the heading above."""
    n = len(seen)
    above, heading, below = -_FAR, -_FAR, n + _FAR
    for i in range(n):
        if seen[i, _PROSE]:
            above = i
        if seen[i, _HEADING]:
            heading = i
        out[i, _AT_PLACE + 6] = min(_FAR, i - above)
        out[i, _AT_PLACE + 8] = min(_FAR, i - heading)
    for i in range(n - 1, -1, -1):
        if seen[i, _PROSE]:
            below = i
        out[i, _AT_PLACE + 7] = min(_FAR, below - i)


@inlined
def _see_groups(seen: Array, sums: Array, out: Array) -> None:
    """The paragraphs between two blank lines."""
    n = len(seen)
    begin = 0
    for i in range(1, n + 1):
        if i < n and seen[i, _GLUED]:
            continue
        count = i - begin
        ends = seen[begin:i, _ENDS].sum()
        for j in range(begin, i):
            out[j, _AT_PLACE + 9] = np.log1p(sums[i, 0] - sums[begin, 0])
            out[j, _AT_PLACE + 10] = min(_FAR, count)
            out[j, _AT_PLACE + 11] = ends / count
            out[j, _AT_PLACE + 12] = (sums[i, 4] - sums[begin, 4]) / count
        begin = i


@inlined
def _see_runs(seen: Array, sums: Array, out: Array) -> None:
    """Paragraphs in a row that are prose, or are none, alike."""
    n = len(seen)
    begin = 0
    for i in range(1, n + 1):
        if i < n and seen[i, _PROSE] == seen[begin, _PROSE]:
            continue
        count = i - begin
        for j in range(begin, i):
            out[j, _AT_PLACE + 13] = min(_FAR, count)
            out[j, _AT_PLACE + 14] = (sums[i, 0] - sums[begin, 0]) / count
            out[j, _AT_PLACE + 15] = (sums[i, 4] - sums[begin, 4]) / count
            out[j, _AT_PLACE + 16] = (sums[i, 2] - sums[begin, 2]) / count
        begin = i


@inlined
def _see_sides(sums: Array, out: Array) -> None:
    """Prose, odds and what the rules keep, above and below."""
    n = len(out)
    for i in range(n):
        low, high = max(0, i - _REACH), min(n, i + 1 + _REACH)
        words = max(1.0, sums[i, 0] - sums[low, 0])
        out[i, _AT_PLACE + 17] = (sums[i, 1] - sums[low, 1]) / words
        out[i, _AT_PLACE + 19] = (sums[i, 4] - sums[low, 4]) / max(1, i - low)
        out[i, _AT_PLACE + 21] = (sums[i, 3] - sums[low, 3]) / words
        words = max(1.0, sums[high, 0] - sums[i + 1, 0])
        out[i, _AT_PLACE + 18] = (sums[high, 1] - sums[i + 1, 1]) / words
        out[i, _AT_PLACE + 20] = (sums[high, 4] - sums[i + 1, 4]) / max(1, high - i - 1)
        out[i, _AT_PLACE + 22] = (sums[high, 3] - sums[i + 1, 3]) / words


@inlined
def _see_alike(seen: Array, forms: Array, out: Array) -> None:
    """Paragraphs of the same form: in a row, near by, and in the whole text."""
    n = len(seen)
    begin = 0
    for i in range(1, n + 1):
        if i == n or forms[i] != forms[begin]:
            out[begin:i, _AT_ALIKE] = min(_FAR, i - begin)
            begin = i
    for i in range(n):
        near = -1
        for k in range(max(0, i - _NEAR), min(n, i + _NEAR + 1)):
            near += forms[k] == forms[i]
        out[i, _AT_ALIKE + 1] = near
    order = np.argsort(forms)
    begin = 0
    for i in range(1, n + 1):
        if i == n or forms[order[i]] != forms[order[begin]]:
            _see_form(seen, order[begin:i], out)
            begin = i


@inlined
def _see_form(seen: Array, places: Array, out: Array) -> None:
    """Fill the last columns of the paragraphs at these places, which have one form."""
    count = len(places)
    kept = found = 0.0
    for place in places:
        kept += seen[place, _KEPT]
        found += seen[place, _FOUND] > 0
    for place in places:
        out[place, _AT_ALIKE + 2] = np.log1p(count)
        out[place, _AT_ALIKE + 3] = kept / count
        out[place, _AT_ALIKE + 4] = found / count
