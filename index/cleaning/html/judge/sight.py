"""What the judge of pages sees of the paragraphs: numbers, a row for each.

`COLUMNS` names them. Those of a paragraph itself come first; then what the boxes around it hold,
and all paragraphs of like markup; then windows, its place, and the page. All are found by loops
over code points and arrays.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from index.analysis.characters import IDEOGRAPH
from index.cleaning.text.judge.sight import count_again, see_odds, see_signs, see_title
from index.cleaning.text.judge.words import (
    BRACKET,
    LONGEST,
    PLANE,
    QUOTE,
    STOP,
    Array,
    whole,
    words_of,
)
from index.jit.compile import Int, compiled, inlined

GIVEN: Final = ("linked", "kind", "reason", "kept", "box")
"""What is given of each paragraph: of links, how many characters; the number of its box."""
BOX: Final = ("parent", "first", "last", "element", "sign", "article", "main")
"""What is given of each box: numbers of its start tag, of its tag and class; two tags."""
NAMES: Final = ("lowest", "highest", "mean", "mean above", "sum")
"""The log odds of the names of a box and of those around it."""
PAGE: Final = ("last", "headline")
"""Numbers of paragraphs: where the article ends by the rules, and its headline, -1 for none."""

_OWN = ("size", "linked", "ends", "kind", "reason", "kept", "commas", "title", "again",
        "odds", "lowest", "highest")  # fmt: skip
_NAMED = tuple(f"name {of}" for of in NAMES)
_AROUND = ("in article", "in main")
_HELD = ("share", "linked", "kept", "prose", "odds")
_BOXES = ("box", "parent", "above", "like")
_WIDTHS = (3, 10)
_WITHIN = ("linked", "kept", "prose", "odds")
_PLACE = ("prose before", "after text", "from headline", "size from headline", "to first",
          "to last", "heading above")  # fmt: skip
_PAGE = ("page size", "page count", "page linked", "page kept", "page prose")
COLUMNS: Final[tuple[str, ...]] = (
    *_OWN,
    *_NAMED,
    *_AROUND,
    *(f"{box} {of}" for box in _BOXES for of in _HELD),
    "like count",
    *(f"{name} within {width}" for width in _WIDTHS for name in _WITHIN),
    *_PLACE,
    *_PAGE,
)
_SIZE, _LINKED, _ENDS, _KIND, _REASON, _KEPT, _COMMAS, _TITLE, _AGAIN, _ODDS = range(10)
_AT_NAMED = len(_OWN)
_AT_AROUND = _AT_NAMED + len(_NAMED)
_AT_BOXES = _AT_AROUND + len(_AROUND)
_AT_COUNT = _AT_BOXES + len(_BOXES) * len(_HELD)
_AT_WITHIN = _AT_COUNT + 1
_AT_PLACE = _AT_WITHIN + len(_WIDTHS) * len(_WITHIN)
_AT_PAGE = _AT_PLACE + len(_PLACE)

# What is summed up: size, linked, kept, prose, odds.
_SUMS = 5
# Of what `see_signs`, `see_title` and `see_odds` fill, which are looked at.
_SIGNS, _COMMA_SIGNS, _IN_TITLE, _MEAN, _LOWEST, _HIGHEST = 20, 3, 13, 16, 17, 18
_FAR = 40  # a distance of more says no more
_PROSE, _LONG_PROSE, _PROSE_LINKED = 80, 200, 0.4
_CLOSING = 3  # quotation marks and brackets after a full stop
_HEADINGS = 6  # kinds 1 to 6
_BLANK = 32


@compiled
def look(
    points: Array, starts: Array, given: Array, title: Array,
    kinds: Array, signs: Array, lower: Array, keys: Array, odds: Array, out: Array,
) -> None:  # fmt: skip
    """Fill the first columns of `out` f4[n, COLUMNS], those of a paragraph alone.

    Paragraph i is `points[starts[i]:starts[i + 1]]` and has `given[i]` f4[GIVEN]; `title` are the
    hashes of the headline's words; the other arrays are those of `words.letters` and
    `words.table_of`. Sizes are characters, of which a Chinese one counts as three.
    """
    n = len(starts) - 1
    hashes = np.empty(LONGEST + 1, np.uint64)
    spans = np.empty((LONGEST + 1, 2), np.int64)
    lines = np.empty(n, np.uint64)
    seen = np.zeros(_SIGNS, np.float32)
    for i in range(n):
        text, row = points[starts[i] : starts[i + 1]], out[i]
        size, words, dense = len(text), 1, 0
        for point in text:
            words += point == _BLANK
            dense += point < PLANE and kinds[point] & IDEOGRAPH != 0
        end, least = size, max(0, size - _CLOSING)
        while end > least and text[end - 1] < PLANE and signs[text[end - 1]] & (QUOTE | BRACKET):
            end -= 1
        row[_SIZE] = size + 2 * dense
        row[_LINKED] = given[i, 0] / max(1, size)
        row[_ENDS] = end > 0 and text[end - 1] < PLANE and signs[text[end - 1]] & STOP != 0
        row[_KIND : _KEPT + 1] = given[i, 1:4]
        seen[:] = 0
        if size:
            see_signs(text, words + dense / 2, kinds, signs, seen)
        count = words_of(points, starts[i], starts[i + 1], kinds, lower, hashes, spans)
        see_title(hashes, count, title, seen)
        see_odds(hashes, count, keys, odds, seen)
        row[_COMMAS], row[_TITLE] = seen[_COMMA_SIGNS], seen[_IN_TITLE]
        row[_ODDS], row[_ODDS + 1], row[_ODDS + 2] = seen[_MEAN], seen[_LOWEST], seen[_HIGHEST]
        lines[i] = whole(hashes, count)
    count_again(lines, out[:, _AGAIN])


@compiled
def surround(given: Array, boxes: Array, odds: Array, page: Array, out: Array) -> None:
    """Fill the other columns of `out` f4[n, COLUMNS], and make a logarithm of the size.

    `boxes` i4[m, BOX], each after the one that holds it; `odds` f4[, 3] the lowest, highest and
    mean log odds of the names of each start tag; `page` i8[PAGE].
    """
    n = len(out)
    sums = np.zeros((n + 1, _SUMS), np.float64)
    for i in range(n):
        size, ends = out[i, _SIZE], out[i, _ENDS]
        prose = size >= _PROSE and out[i, _LINKED] < _PROSE_LINKED and (ends or size > _LONG_PROSE)
        sums[i + 1, 0] = sums[i, 0] + size
        sums[i + 1, 1] = sums[i, 1] + size * out[i, _LINKED]
        sums[i + 1, 2] = sums[i, 2] + size * out[i, _KEPT]
        sums[i + 1, 3] = sums[i, 3] + size * prose
        sums[i + 1, 4] = sums[i, 4] + out[i, _ODDS]
    _see_names(given, boxes, odds, out)
    _see_boxes(given, boxes, sums, out)
    _see_alike(given, boxes, sums, out)
    _see_windows(sums, out)
    _see_place(page, sums, out)
    for i in range(n):
        out[i, _SIZE] = np.log1p(out[i, _SIZE])


@inlined
def _see_names(given: Array, boxes: Array, odds: Array, out: Array) -> None:
    """What the names of the boxes around each paragraph say, and two tags."""
    m = len(boxes)
    names = np.zeros((m, len(NAMES)), np.float32)
    tags = np.zeros((m, 2), np.float32)
    for k in range(m):
        low, high, mean = odds[boxes[k, 3]]
        parent = boxes[k, 0]
        names[k, 0], names[k, 1], names[k, 2], names[k, 4] = low, high, mean, mean
        tags[k, 0], tags[k, 1] = boxes[k, 5], boxes[k, 6]
        if parent >= 0:
            names[k, 0] = min(low, names[parent, 0])
            names[k, 1] = max(high, names[parent, 1])
            names[k, 3] = names[parent, 2]
            names[k, 4] = mean + names[parent, 4]
            tags[k, 0] = max(tags[k, 0], tags[parent, 0])
            tags[k, 1] = max(tags[k, 1], tags[parent, 1])
    for i in range(len(out)):
        number = np.int64(given[i, 4])
        out[i, _AT_NAMED:_AT_AROUND] = names[number]
        out[i, _AT_AROUND:_AT_BOXES] = tags[number]


@inlined
def _see_boxes(given: Array, boxes: Array, sums: Array, out: Array) -> None:
    """What the box of each paragraph holds, and the two around it."""
    n = len(out)
    total = max(1.0, sums[n, 0])
    for i in range(n):
        number: Int = np.int64(given[i, 4])
        at = _AT_BOXES
        for _ in range(3):
            first, last = boxes[number, 1], boxes[number, 2]
            size = sums[last, 0] - sums[first, 0]
            out[i, at] = size / total
            for k in range(1, 4):
                out[i, at + k] = (sums[last, k] - sums[first, k]) / max(1.0, size)
            out[i, at + 4] = (sums[last, 4] - sums[first, 4]) / max(1, last - first)
            at += len(_HELD)
            number = max(0, boxes[number, 0])


@inlined
def _see_alike(given: Array, boxes: Array, sums: Array, out: Array) -> None:
    """The same of all paragraphs in boxes of like markup, and how many they are."""
    n, m = len(out), len(boxes)
    total = max(1.0, sums[n, 0])
    like = np.empty(m, np.int64)
    for k in range(m):
        like[k] = boxes[k, 4] * m + (boxes[boxes[k, 0], 4] if boxes[k, 0] >= 0 else m - 1)
    known = np.unique(like)
    alike = np.zeros((len(known), _SUMS + 1), np.float64)
    place = np.empty(n, np.int64)
    for i in range(n):
        place[i] = np.searchsorted(known, like[np.int64(given[i, 4])])
        held = alike[place[i]]
        for k in range(_SUMS):
            held[k] += sums[i + 1, k] - sums[i, k]
        held[_SUMS] += 1
    at = _AT_COUNT - len(_HELD)
    for i in range(n):
        held = alike[place[i]]
        out[i, at] = held[0] / total
        for k in range(1, 4):
            out[i, at + k] = held[k] / max(1.0, held[0])
        out[i, at + 4] = held[4] / held[_SUMS]
        out[i, _AT_COUNT] = np.log1p(held[_SUMS])


@inlined
def _see_windows(sums: Array, out: Array) -> None:
    """The means of windows around each paragraph."""
    n = len(out)
    for i in range(n):
        at = _AT_WITHIN
        for width in _WIDTHS:
            low, high = max(0, i - width), min(n, i + width + 1)
            size = max(1.0, sums[high, 0] - sums[low, 0])
            for k in range(1, 4):
                out[i, at + k - 1] = (sums[high, k] - sums[low, k]) / size
            out[i, at + 3] = (sums[high, 4] - sums[low, 4]) / (high - low)
            at += len(_WITHIN)


@inlined
def _see_place(page: Array, sums: Array, out: Array) -> None:
    """Where on the page each paragraph stands, and what is the same for all of them."""
    n, headline = len(out), page[1]
    size, prose = max(1.0, sums[n, 0]), max(1.0, sums[n, 3])
    first, last, heading = 0, n - 1, -_FAR
    while first < n - 1 and not out[first, _KEPT]:
        first += 1
    while last > first and not out[last, _KEPT]:
        last -= 1
    for i in range(n):
        at = _AT_PLACE
        if 0 < out[i, _KIND] <= _HEADINGS:
            heading = i
        out[i, at] = sums[i, 3] / prose
        out[i, at + 1] = i >= page[0]
        out[i, at + 2] = max(-_FAR, min(_FAR, i - headline)) if headline >= 0 else -2 * _FAR
        out[i, at + 3] = (sums[i, 0] - sums[headline, 0]) / size if headline >= 0 else -2
        out[i, at + 4] = max(-_FAR, min(_FAR, i - first))
        out[i, at + 5] = max(-_FAR, min(_FAR, last - i))
        out[i, at + 6] = min(_FAR, i - heading)
        out[i, _AT_PAGE] = np.log1p(size)
        out[i, _AT_PAGE + 1] = np.log1p(n)
        for k in range(1, 4):
            out[i, _AT_PAGE + 1 + k] = sums[n, k] / size
