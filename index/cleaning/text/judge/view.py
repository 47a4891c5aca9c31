"""A text as the judge sees it: its paragraphs, and what the rules say of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from index.cleaning.rules import reasons
from index.cleaning.text.judge.around import COLUMNS, surround
from index.cleaning.text.judge.second_look import look_again
from index.cleaning.text.judge.sight import OWN, look
from index.cleaning.text.judge.words import Array, entries_of, hashes_of, letters, points_of
from index.cleaning.text.line import Line
from index.cleaning.text.line_classifier import LineClass

_KINDS = ("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "tr")
_KIND_NUMBER = {kind: number for number, kind in enumerate(_KINDS)}
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


def paragraphs_of(lines: Sequence[Line]) -> list[int]:
    """Where each paragraph begins, and where the last one ends: a hard-wrapped one is one."""
    return [*(i for i, line in enumerate(lines) if not line.continues), len(lines)]


def given_of(
    lines: Sequence[Line], findings: Sequence[LineClass], why: Sequence[str], begins: Sequence[int]
) -> Array:
    """The columns `_GIVEN` of each paragraph, f4[n, GIVEN]: its shape, and what the rules say."""
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


class Columns(NamedTuple):
    """A row of numbers for each paragraph, f4[n, COLUMNS], and of its form one, i8[n]."""

    values: Array
    forms: Array


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
        return cls(begins, points, starts, given_of(lines, findings, why, begins), hashes_of(title))

    def columns(self, keys: Array, odds: Array) -> Columns:
        """What is seen at first; the table is that of `odds_of`."""
        n = len(self.starts) - 1
        seen = np.empty((n, len(OWN)), np.float32)
        forms = look(self.points, self.starts, self.given, self.title, *letters(), keys, odds, seen)
        out = np.empty((n, len(COLUMNS)), np.float32)
        surround(seen, forms, out)
        return Columns(out, forms)

    def again(self, first: Columns, chances: Array) -> Array:
        """What is seen with `chances` f4[n], which were made of the first columns: f4[n, …]."""
        return look_again(self.points, self.starts, letters(), first.values, first.forms, chances)

    def entries(self) -> list[set[str]]:
        """For each paragraph the words, pairs and whole line that the table is asked for."""
        return entries_of(self.points, self.starts)
