"""What the judge sees of a text's lines: numbers, a row for each line.

`COLUMNS` names them. Those of a line itself come first; then the same of its neighbours, of the
windows around it, and of the text. All of them are found by loops over code points and arrays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis.characters import DIGIT, IN_WORD, classes
from index.cleaning.rules import reasons
from index.cleaning.text.line import Line
from index.cleaning.text.line_classifier import LineClass
from index.jit.compile import compiled

Array = npt.NDArray[Any]

KINDS = ("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "tr")
_KIND_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
# The reasons of the rules by what they mean to the judge; others are one class.
_CLASSES = (
    (reasons.TITLE,),
    (reasons.TITLE_AGAIN,),
    (reasons.NAVIGATION, reasons.SECTION, "tags"),
    (reasons.BYLINE, reasons.AUTHOR_NOTE),
    (reasons.DATE_LINE,),
    (reasons.CAPTION,),
    (reasons.RELATED, "read more"),
    (reasons.COMMENT, "share bar", "follow us"),
    (reasons.COPYRIGHT, "cookie notice", "privacy", "disclaimer"),
    (reasons.RULE, reasons.ADDRESS),
    (reasons.REPEATED, reasons.DUPLICATE),
)
_OTHER = len(_CLASSES) + 1
_CLASS_OF = {name: i + 1 for i, names in enumerate(_CLASSES) for name in names}

# Given of each line, in this order.
_GIVEN = ("words", "prose", "ends", "glued", "wrapped", "heading", "item", "kind", "indent",
          "links", "marked", "enumerated", "ends article", "found", "before", "after", "kept")  # fmt: skip
WORDS, PROSE, ENDS, GLUED, HEADING, ITEM, LINKS, FOUND, KEPT = (
    _GIVEN.index(name)
    for name in ("words", "prose", "ends", "glued", "heading", "item", "links", "found", "kept")
)
_G = len(_GIVEN)
_SEEN = ("characters", "upper", "digits", "commas", "sentences", "capitals", "bars", "colon",
         "question", "quote", "lower", "brackets", "title", "in title", "again",
         "known", "mean", "lowest", "highest", "low three")  # fmt: skip
_S = len(_SEEN)
UPPER, LOWER, BAR, STOP, COMMA, QUOTE, BRACKET = (1 << i for i in range(7))
_STEPS = (-4, -3, -2, -1, 1, 2, 3, 4)
_BESIDE = ("words", "prose", "found", "kept", "odds", "heading", "item", "ends", "glued", "links")
_WIDTHS = (3, 8, 20)
_REACH = 12
_WITHIN = ("prose", "found", "length", "kept", "odds", "links")
_WHOLE = ("lines", "words", "prose share", "kept share", "found share", "glued share",
          "links a line", "odds")  # fmt: skip
_PLACE = ("place", "by words", "prose before", "prose after", "to first", "to last",
          "prose above", "prose below", "heading above", "group words", "group lines",
          "group ends", "group odds", "run lines", "run words", "run odds", "run found",
          "above", "below", "odds above", "odds below", "kept above", "kept below")  # fmt: skip
COLUMNS: tuple[str, ...] = (
    *_GIVEN,
    *_SEEN,
    *(f"{name} {step:+}" for step in _STEPS for name in _BESIDE),
    *(f"{name} within {width}" for width in _WIDTHS for name in _WITHIN),
    *_WHOLE,
    *_PLACE,
)

LONGEST = 30
"""Words of a line that are looked up; longer lines are told by their shape."""
_NUMBER = np.uint64(0x9E3779B97F4A7C15)
_PRIME = np.uint64(1099511628211)
_PAIR = np.uint64(0xC2B2AE3D27D4EB4F)
_LINE = np.uint64(0x165667B19E3779F9)
_PLANE = 0x10000


@cache
def letters() -> tuple[Array, Array, Array]:
    """Classes, signs and lower case of the code points of the basic plane: u1, u1, u4 [65536]."""
    signs = np.zeros(_PLANE, np.uint8)
    lower = np.arange(_PLANE, dtype=np.uint32)
    for point in range(_PLANE):
        character = chr(point)
        small = character.lower()
        if len(small) == 1 and small != character:
            lower[point] = ord(small)
            signs[point] = UPPER
        elif character.islower():
            signs[point] = LOWER
    for bit, characters in (
        (BAR, "|·•»›/→"),
        (STOP, ".!?…。！？؟।"),
        (COMMA, ",،、，"),
        (QUOTE, "“”\"„«‘'"),
        (BRACKET, "()[]"),
    ):
        signs[[ord(character) for character in characters]] |= bit
    return classes()[:_PLANE].copy(), signs, lower


def points_of(lines: Sequence[str]) -> tuple[Array, Array]:
    """The code points u4[m] of all lines, and where each begins i8[n + 1]."""
    text = "".join(lines).encode("utf-32-le", "surrogatepass")
    starts = np.zeros(len(lines) + 1, np.int64)
    np.cumsum([len(line) for line in lines], out=starts[1:])
    return np.frombuffer(text, np.uint32), starts


@compiled
def words_of(
    points: Array, start: int, end: int, kinds: Array, lower: Array, hashes: Array, spans: Array
) -> int:
    """How many words a line has, at most as many as there is room for in `hashes` u8[]: those.

    `spans` i8[, 2] are filled with where they stand.

    A word is letters and digits in a row, in lower case, apostrophes and hyphens left out; all
    numbers are one word. Ideographs are a word each.
    """
    count, at = 0, start
    while at < end and count < len(hashes):
        point = points[at]
        kind = kinds[point] if point < _PLANE else IN_WORD
        if not kind & (IN_WORD | 2):
            at += 1
            continue
        spans[count, 0] = at
        if kind & DIGIT:
            while at < end and points[at] < _PLANE and kinds[points[at]] & (IN_WORD | 64):
                at += 1
            hashes[count] = _NUMBER
            spans[count, 1] = at
            count += 1
            continue
        mixed = np.uint64(0)
        first = True
        while at < end:
            point = points[at]
            if point == 39 or point == 0x2019 or point == 45:
                at += 1
                continue
            kind = kinds[point] if point < _PLANE else IN_WORD
            if not kind & (IN_WORD | 2) or (kind & 16 and not first):
                break
            low = lower[point] if point < _PLANE else point
            mixed = (mixed ^ np.uint64(low)) * _PRIME
            at += 1
            first = False
            if kind & 16:
                break
        hashes[count] = mixed ^ (mixed >> np.uint64(29))
        spans[count, 1] = at
        count += 1
    return count


@compiled
def pair(one: np.uint64, two: np.uint64) -> np.uint64:
    """The hash of two words in a row."""
    return (one * _PAIR) ^ (two + (one >> np.uint64(31)))


@compiled
def whole(words: Array, count: int) -> np.uint64:
    """The hash of a line that has only these words."""
    mixed = _LINE
    for i in range(count):
        mixed = (mixed ^ words[i]) * _PRIME
        mixed ^= mixed >> np.uint64(32)
    return mixed


@compiled
def odds_of(key: np.uint64, keys: Array, odds: Array) -> float:
    """The log odds of a word, pair or line, NaN if it has none: `keys` u8[2**k], 0 where free."""
    mask = np.uint64(len(keys) - 1)
    slot = (key ^ (key >> np.uint64(32))) & mask
    while keys[slot]:
        if keys[slot] == key:
            return odds[slot]
        slot = (slot + np.uint64(1)) & mask
    return np.float32(np.nan)


@compiled
def enter(new: Array, values: Array, keys: Array, odds: Array) -> None:
    """Fill the table of `odds_of`."""
    mask = np.uint64(len(keys) - 1)
    for i in range(len(new)):
        slot = (new[i] ^ (new[i] >> np.uint64(32))) & mask
        while keys[slot] and keys[slot] != new[i]:
            slot = (slot + np.uint64(1)) & mask
        keys[slot] = new[i]
        odds[slot] = values[i]


@compiled
def look(
    points: Array, starts: Array, given: Array, title: Array,
    kinds: Array, signs: Array, lower: Array, keys: Array, odds: Array, out: Array,
) -> None:  # fmt: skip
    """Fill the columns `_SEEN` of `out` f4[n, _G + _S], and copy `given` before them."""
    n = len(starts) - 1
    hashes = np.empty(LONGEST + 1, np.uint64)
    spans = np.empty((LONGEST + 1, 2), np.int64)
    lines = np.empty(n, np.uint64)
    for i in range(n):
        start, end = starts[i], starts[i + 1]
        size = end - start
        upper = digits = commas = stops = bars = brackets = capitals = 0
        is_start = True
        for at in range(start, end):
            point = points[at]
            sign = signs[point] if point < _PLANE else 0
            kind = kinds[point] if point < _PLANE else 0
            if sign & UPPER:
                upper += 1
                capitals += is_start
            digits += (kind & DIGIT) != 0
            commas += (sign & COMMA) != 0
            bars += (sign & BAR) != 0
            brackets += (sign & BRACKET) != 0
            if sign & STOP and at + 2 < end and points[at + 1] == 32:
                stops += 1
            is_start = point == 32
        words = max(1.0, given[i, 0])
        count = words_of(points, start, end, kinds, lower, hashes, spans)
        known, total, lowest, highest, second, third = 0, 0.0, 0.0, 0.0, 0.0, 0.0
        if count <= LONGEST:
            for j in range(2 * count):
                if j < count:
                    key = hashes[j]
                elif j == 2 * count - 1:
                    key = whole(hashes, count)
                else:
                    key = pair(hashes[j - count], hashes[j - count + 1])
                value = odds_of(key, keys, odds)
                if value != value:
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
        said = 0
        for j in range(count):
            for other in title:
                if other == hashes[j]:
                    said += 1
                    break
        lines[i] = whole(hashes, count)
        first = points[start]
        sign = signs[first] if first < _PLANE else 0
        last = points[end - 1]
        for j in range(_G):
            out[i, j] = given[i, j]
        row = out[i, _G:]
        row[0] = size / words
        row[1] = upper / size
        row[2] = digits / size
        row[3] = commas / words
        row[4] = stops
        row[5] = capitals / words
        row[6] = bars
        row[7] = last == 58
        row[8] = last == 63 or last == 33
        row[9] = (sign & QUOTE) != 0
        row[10] = (sign & LOWER) != 0
        row[11] = brackets
        row[12] = said / max(1, len(title))
        row[13] = said / max(1, count)
        row[15] = known
        row[16] = total / max(1, known)
        row[17] = lowest
        row[18] = highest
        row[19] = lowest + second + third
    order = np.argsort(lines)
    begin = 0
    for i in range(1, n + 1):
        if i == n or lines[order[i]] != lines[order[begin]]:
            for j in range(begin, i):
                out[order[j], _G + 14] = min(5, i - begin)
            begin = i


@compiled
def surround(seen: Array, out: Array) -> None:
    """Fill `out` f4[n, COLUMNS] from `seen` f4[n, _G + _S]: the same, and what is around."""
    n = len(seen)
    words, prose, kept = seen[:, WORDS], seen[:, PROSE], seen[:, KEPT]
    # Sums before each line: words, words of prose, found, words kept, odds, links, kept lines.
    sums = np.zeros((n + 1, 6), np.float64)
    for i in range(n):
        sums[i + 1, 0] = sums[i, 0] + words[i]
        sums[i + 1, 1] = sums[i, 1] + words[i] * prose[i]
        sums[i + 1, 2] = sums[i, 2] + seen[i, FOUND]
        sums[i + 1, 3] = sums[i, 3] + words[i] * kept[i]
        sums[i + 1, 4] = sums[i, 4] + seen[i, _G + 16]
        sums[i + 1, 5] = sums[i, 5] + min(3.0, seen[i, LINKS])
    first, last = 0, n - 1
    while first < n - 1 and not kept[first]:
        first += 1
    while last > first and not kept[last]:
        last -= 1
    glued = seen[:, GLUED].sum() / n
    all_words, all_prose = max(1.0, sums[n, 0]), max(1.0, sums[n, 1])
    above, heading = -60, -60
    group = 0
    for i in range(n):
        for j in range(_G + _S):
            out[i, j] = seen[i, j]
        out[i, WORDS] = np.log1p(words[i])
        at = _G + _S
        for step in (-4, -3, -2, -1, 1, 2, 3, 4):
            k = i + step
            if 0 <= k < n:
                out[i, at] = np.log1p(words[k])
                out[i, at + 1] = prose[k]
                out[i, at + 2] = seen[k, FOUND]
                out[i, at + 3] = kept[k]
                out[i, at + 4] = seen[k, _G + 16]
                out[i, at + 5] = seen[k, HEADING]
                out[i, at + 6] = seen[k, ITEM]
                out[i, at + 7] = seen[k, ENDS]
                out[i, at + 8] = seen[k, GLUED]
                out[i, at + 9] = min(3.0, seen[k, LINKS])
            else:
                for j in range(10):
                    out[i, at + j] = -1
            at += 10
        for width in (3, 8, 20):
            low, high = max(0, i - width), min(n, i + width + 1)
            count = high - low
            inside = max(1.0, sums[high, 0] - sums[low, 0])
            out[i, at] = (sums[high, 1] - sums[low, 1]) / inside
            out[i, at + 1] = (sums[high, 2] - sums[low, 2]) / count
            out[i, at + 2] = inside / count
            out[i, at + 3] = (sums[high, 3] - sums[low, 3]) / inside
            out[i, at + 4] = (sums[high, 4] - sums[low, 4]) / count
            out[i, at + 5] = (sums[high, 5] - sums[low, 5]) / count
            at += 6
        out[i, at] = np.log1p(n)
        out[i, at + 1] = np.log1p(all_words)
        out[i, at + 2] = sums[n, 1] / all_words
        out[i, at + 3] = sums[n, 3] / all_words
        out[i, at + 4] = sums[n, 2] / n
        out[i, at + 5] = glued
        out[i, at + 6] = sums[n, 5] / n
        out[i, at + 7] = sums[n, 4] / n
        at += 8
        if prose[i]:
            above = i
        if seen[i, HEADING]:
            heading = i
        if i == 0 or not seen[i, GLUED]:
            group = i
        out[i, at] = i / n
        out[i, at + 1] = sums[i, 0] / all_words
        out[i, at + 2] = sums[i, 1] / all_prose
        out[i, at + 3] = 1 - sums[i + 1, 1] / all_prose
        out[i, at + 4] = max(-60, min(60, i - first))
        out[i, at + 5] = max(-60, min(60, last - i))
        out[i, at + 6] = min(60, i - above)
        out[i, at + 8] = min(60, i - heading)
        if i + 1 == n or not seen[i + 1, GLUED]:
            count = i + 1 - group
            size = sums[i + 1, 0] - sums[group, 0]
            ends = 0.0
            for j in range(group, i + 1):
                ends += seen[j, ENDS]
            for j in range(group, i + 1):
                out[j, at + 9] = np.log1p(size)
                out[j, at + 10] = min(60, count)
                out[j, at + 11] = ends / count
                out[j, at + 12] = (sums[i + 1, 4] - sums[group, 4]) / count
    below = n + 60
    for i in range(n - 1, -1, -1):
        if prose[i]:
            below = i
        out[i, at + 7] = min(60, below - i)
    # Runs of lines that are prose, or are none, alike.
    begin = 0
    for i in range(1, n + 1):
        if i < n and prose[i] == prose[begin]:
            continue
        count = i - begin
        for j in range(begin, i):
            out[j, at + 13] = min(60, count)
            out[j, at + 14] = (sums[i, 0] - sums[begin, 0]) / count
            out[j, at + 15] = (sums[i, 4] - sums[begin, 4]) / count
            out[j, at + 16] = (sums[i, 2] - sums[begin, 2]) / count
        begin = i
    for i in range(n):
        low, high = max(0, i - _REACH), min(n, i + 1 + _REACH)
        inside = max(1.0, sums[i, 0] - sums[low, 0])
        out[i, at + 17] = (sums[i, 1] - sums[low, 1]) / inside
        out[i, at + 19] = (sums[i, 4] - sums[low, 4]) / max(1, i - low)
        out[i, at + 21] = (sums[i, 3] - sums[low, 3]) / inside
        inside = max(1.0, sums[high, 0] - sums[i + 1, 0])
        out[i, at + 18] = (sums[high, 1] - sums[i + 1, 1]) / inside
        out[i, at + 20] = (sums[high, 4] - sums[i + 1, 4]) / max(1, high - i - 1)
        out[i, at + 22] = (sums[high, 3] - sums[i + 1, 3]) / inside


def paragraphs_of(lines: Sequence[Line]) -> list[int]:
    """Where each paragraph begins, and where the last one ends: a hard-wrapped one is one."""
    return [*(i for i, line in enumerate(lines) if not line.continues), len(lines)]


def given_of(
    lines: Sequence[Line], findings: Sequence[LineClass], why: Sequence[str], begins: Sequence[int]
) -> Array:
    """The columns `_GIVEN` of each paragraph, f4[n, _G]: its shape, and what the rules say."""
    rows = []
    for start, end in pairwise(begins):
        line, found, reason = lines[start], findings[start], why[start]
        raw, text, words, last = line.raw, line.text, line.words, line
        if end > start + 1:
            paragraph = lines[start:end]
            raw = "\n".join(one.raw for one in paragraph)
            text = " ".join(one.text for one in paragraph)
            words = sum(one.words for one in paragraph)
            last = paragraph[-1]
        rows.append(
            (
                words,
                line.is_prose,
                last.ends,
                line.glued,
                line.wrapped,
                line.kind[0] == "h",
                line.kind == "li",
                _KIND_NUMBER[line.kind],
                len(raw) - len(raw.lstrip()),
                raw.count("]("),
                1 - len(text) / len(raw),
                found.is_item,
                found.ends_article,
                _CLASS_OF.get(found.reason, _OTHER) if found.reason else 0,
                reason == reasons.BEFORE,
                reason == reasons.AFTER,
                not reason,
            )
        )
    return np.array(rows, np.float32)


@dataclass(frozen=True, slots=True)
class View:
    """A text before any table of words is asked: its paragraphs' code points and given columns.

    Paragraph i is `points[starts[i]:starts[i + 1]]` and has the lines `begins[i]` up to
    `begins[i + 1]`; `title` are the hashes of the headline's words.
    """

    begins: list[int]
    points: Array
    starts: Array
    given: Array
    title: Array

    @classmethod
    def of(
        cls, lines: Sequence[Line], findings: Sequence[LineClass], why: Sequence[str], title: str
    ) -> View:
        """The view of a text whose lines have these findings and verdicts of the rules."""
        begins = paragraphs_of(lines)
        texts = [
            lines[a].text if b == a + 1 else " ".join(line.text for line in lines[a:b])
            for a, b in pairwise(begins)
        ]
        points, starts = points_of(texts)
        heading, ends = points_of([title])
        named = np.empty(LONGEST, np.uint64)
        spans = np.empty((LONGEST, 2), np.int64)
        kinds, _, lower = letters()
        count = words_of(heading, 0, int(ends[1]), kinds, lower, named, spans)
        return cls(begins, points, starts, given_of(lines, findings, why, begins), named[:count])

    def columns(self, keys: Array, odds: Array) -> Array:
        """All columns of each paragraph, f4[n, COLUMNS]; the table is that of `odds_of`."""
        seen = np.empty((len(self.starts) - 1, _G + _S), np.float32)
        look(self.points, self.starts, self.given, self.title, *letters(), keys, odds, seen)
        out = np.empty((len(seen), len(COLUMNS)), np.float32)
        surround(seen, out)
        return out

    def entries(self) -> list[set[str]]:
        """For each paragraph the words, pairs, and the whole line that `look` asks the table for."""
        kinds, _, lower = letters()
        hashes = np.empty(LONGEST + 1, np.uint64)
        spans = np.empty((LONGEST + 1, 2), np.int64)
        found = []
        for start, end in pairwise(self.starts.tolist()):
            count = words_of(self.points, start, end, kinds, lower, hashes, spans)
            words = [self._word(*span) for span in spans[:count].tolist()]
            entries = {*words, *map(" ".join, pairwise(words)), "=" + " ".join(words)}
            found.append(entries if 0 < count <= LONGEST else set())
        return found

    def _word(self, start: int, end: int) -> str:
        word = self.points[start:end].tobytes().decode("utf-32-le", "surrogatepass").lower()
        return "0" if word[0].isdecimal() else re.sub("['’-]", "", word)


def table_of(odds: Mapping[str, float]) -> tuple[Array, Array]:
    """The hash table of `odds_of` for entries as `View.entries` names them: keys and values."""
    kinds, _, lower = letters()
    points, starts = points_of(list(odds))
    hashes = np.empty(LONGEST + 1, np.uint64)
    spans = np.empty((LONGEST + 1, 2), np.int64)
    new = np.zeros(len(odds), np.uint64)
    for i, entry in enumerate(odds):
        start, end = int(starts[i]), int(starts[i + 1])
        count = words_of(points, start, end, kinds, lower, hashes, spans)
        if entry.startswith("="):
            new[i] = whole(hashes, count)
        elif count:
            new[i] = hashes[0] if count == 1 else pair(hashes[0], hashes[1])
    size = 1 << (2 * len(odds) + 1).bit_length()
    keys, values = np.zeros(size, np.uint64), np.zeros(size, np.float32)
    enter(new, np.array(list(odds.values()), np.float32), keys, values)
    return keys, values
