"""What the judge sees of a text's paragraphs: numbers, a row for each.

`COLUMNS` names them. Those of a paragraph itself come first; then what is around it (around.py).
All are found by loops over code points and arrays.
"""

from __future__ import annotations

import numpy as np

from index.analysis.characters import DIGIT
from index.cleaning.text.judge.words import (
    BAR,
    BRACKET,
    COMMA,
    LONGEST,
    LOWER,
    PLANE,
    QUOTE,
    STOP,
    UPPER,
    Array,
    odds_of,
    pair,
    whole,
    words_of,
)
from index.jit.compile import Int, compiled, inlined

_GIVEN = ("words", "prose", "ends", "glued", "wrapped", "heading", "item", "kind", "indent",
          "links", "marked", "enumerated", "ends article", "found", "before", "after",
          "kept")  # fmt: skip
_SEEN = ("characters", "upper", "digits", "commas", "sentences", "capitals", "bars", "colon",
         "question", "quote", "lower", "brackets", "title", "in title", "again",
         "known", "mean", "lowest", "highest", "low three")  # fmt: skip
GIVEN = len(_GIVEN)
"""Columns that are given of each paragraph."""
SEEN = len(_SEEN)
"""Columns that are seen in its words and signs."""
OWN: tuple[str, ...] = (*_GIVEN, *_SEEN)
"""The columns of a paragraph itself."""

_WORDS, _ENDS, _GLUED, _KIND, _LINKS = map(
    _GIVEN.index, ("words", "ends", "glued", "kind", "links")
)
_DIGITS = _SEEN.index("digits")
_AGAIN = GIVEN + _SEEN.index("again")
_MOST_AGAIN = 5
_BLANK, _COLON, _QUESTION, _EXCLAMATION = 32, 58, 63, 33
_DASHES = (0x2D, 0x2013, 0x2014)
# Of a paragraph so many code points are looked at for its form; longer ones are prose.
_FORM = 300


@compiled
def look(
    points: Array, starts: Array, given: Array, title: Array,
    kinds: Array, signs: Array, lower: Array, keys: Array, odds: Array, out: Array,
) -> Array:  # fmt: skip
    """Fill `out` f4[n, GIVEN + SEEN] with `given` f4[n, GIVEN] and what is seen.

    Paragraph i is `points[starts[i]:starts[i + 1]]`; `title` are the hashes of the headline's
    words; the other arrays are those of `words.letters` and `words.table_of`.

    Returns:
        i8[n] The form of each paragraph.
    """
    n = len(starts) - 1
    forms = np.empty(n, np.int64)
    hashes = np.empty(LONGEST + 1, np.uint64)
    spans = np.empty((LONGEST + 1, 2), np.int64)
    lines = np.empty(n, np.uint64)
    for i in range(n):
        for j in range(GIVEN):
            out[i, j] = given[i, j]
        row = out[i, GIVEN:]
        text = points[starts[i] : starts[i + 1]]
        see_signs(text, max(1.0, given[i, _WORDS]), kinds, signs, row)
        count = words_of(points, starts[i], starts[i + 1], kinds, lower, hashes, spans)
        see_title(hashes, count, title, row)
        see_odds(hashes, count, keys, odds, row)
        lines[i] = whole(hashes, count)
        forms[i] = form_of(text, given[i], row[_DIGITS] > 0, kinds, signs)
    count_again(lines, out[:, _AGAIN])
    return forms


@inlined
def see_signs(text: Array, words: float, kinds: Array, signs: Array, row: Array) -> None:
    """Fill the columns up to "brackets" from the signs of a paragraph's code points."""
    upper = digits = commas = stops = bars = brackets = capitals = 0
    size = len(text)
    is_start = True
    for at in range(size):
        point = text[at]
        sign = signs[point] if point < PLANE else 0
        if sign & UPPER:
            upper += 1
            capitals += is_start
        digits += point < PLANE and (kinds[point] & DIGIT) != 0
        commas += (sign & COMMA) != 0
        bars += (sign & BAR) != 0
        brackets += (sign & BRACKET) != 0
        stops += (sign & STOP) != 0 and at + 2 < size and text[at + 1] == _BLANK
        is_start = point == _BLANK
    first, last = signs[text[0]] if text[0] < PLANE else 0, text[size - 1]
    row[0] = size / words
    row[1] = upper / size
    row[2] = digits / size
    row[3] = commas / words
    row[4] = stops
    row[5] = capitals / words
    row[6] = bars
    row[7] = last == _COLON
    row[8] = last in (_QUESTION, _EXCLAMATION)
    row[9] = (first & QUOTE) != 0
    row[10] = (first & LOWER) != 0
    row[11] = brackets


@inlined
def form_of(text: Array, given: Array, has_digits: Int, kinds: Array, signs: Array) -> Int:
    """A number for the form of a paragraph: the rows of a list, a table or a menu have the same.

    It is made of its kind, its length, how it begins and ends, and whether it has digits, a link,
    a colon, or a dash between blanks.
    """
    colon = dash = False
    size = min(_FORM, len(text))
    for at in range(size):
        point = text[at]
        colon |= point == _COLON
        if point in _DASHES and 0 < at < size - 1:
            dash |= text[at - 1] == _BLANK and text[at + 1] == _BLANK
    first = text[0]
    sign = signs[first] if first < PLANE else 0
    begins = 0
    if first < PLANE and kinds[first] & DIGIT:
        begins = 1
    elif sign & UPPER:
        begins = 2
    elif sign & LOWER:
        begins = 3
    elif sign & QUOTE:
        begins = 4
    length = min(3, int(np.log2(1 + given[_WORDS]) / 1.5))
    form = np.int64(given[_KIND]) * 5 + begins
    form = form * 4 + length
    for flag in (given[_ENDS] > 0, given[_GLUED] > 0, given[_LINKS] > 0, has_digits, colon, dash):
        form = form * 2 + np.int64(flag)
    return form


@inlined
def see_title(hashes: Array, count: Int, title: Array, row: Array) -> None:
    """Fill "title" and "in title": how much of each is in the other."""
    said = 0
    for j in range(count):
        for other in title:
            if other == hashes[j]:
                said += 1
                break
    row[12] = said / max(1, len(title))
    row[13] = said / max(1, count)


@inlined
def see_odds(hashes: Array, count: Int, keys: Array, odds: Array, row: Array) -> None:
    """Fill the columns from "known" on: the odds of words, pairs and the whole paragraph."""
    known, total, lowest, second, third, highest = 0, 0.0, 0.0, 0.0, 0.0, 0.0
    for j in range(2 * count if count <= LONGEST else 0):
        if j < count:
            key = hashes[j]
        elif j == 2 * count - 1:
            key = whole(hashes, count)
        else:
            key = pair(hashes[j - count], hashes[j - count + 1])
        value = odds_of(key, keys, odds)
        if np.isnan(value):
            continue
        known += 1
        total += value
        highest = max(highest, value)
        if value < lowest:
            third, second, lowest = second, lowest, value
        elif value < second:
            third, second = second, value
        elif value < third:
            third = value
    row[15] = known
    row[16] = total / max(1, known)
    row[17] = lowest
    row[18] = highest
    row[19] = lowest + second + third


@inlined
def count_again(lines: Array, again: Array) -> None:
    """Fill `again` f4[n]: how many paragraphs have the words of each, of which these are hashes."""
    order = np.argsort(lines)
    begin = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[order[i]] != lines[order[begin]]:
            for j in range(begin, i):
                again[order[j]] = min(_MOST_AGAIN, i - begin)
            begin = i
