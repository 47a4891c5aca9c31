"""The learned judge of saved texts: the rules propose, it decides.

A text that shows boilerplate is looked at as a whole, twice. Each paragraph becomes a row of
numbers: its shape, what the rules say of it, how much its words speak for an article or against
(sight.py), and the same of what is around it (around.py). Boosted trees make a probability of them
(trees.py). Then others look again, which also know how likely what is around it is
(second_look.py). view.py holds what both look at. `model/` holds what was learnt, and MODEL.md says
of what; `make model` makes it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.cleaning.rules import reasons
from index.cleaning.text.judge.second_look import MOST, stretch_of
from index.cleaning.text.judge.trees import Trees
from index.cleaning.text.judge.view import View
from index.cleaning.text.judge.words import Array, table_of
from index.cleaning.text.line import Line, is_short
from index.cleaning.text.line_classifier import (
    LineClass,
    authors_of,
    is_extract,
    shows_boilerplate,
)
from index.verdicts import Verdict, record

MODEL = Path(__file__).with_name("model")


class Needed(NamedTuple):
    """From which probability on a paragraph is kept, by what the rules say of it."""

    kept: float
    """The rules keep it, too."""
    placed: float
    """They leave it out for its place, or the text is bare."""
    known: float
    """They know it by its words."""


INSIDE = Needed(0.15, 0.35, 0.8)
"""Within the stretch."""
OUTSIDE = Needed(0.4, 0.7, 0.95)
"""Before and after it."""
UNSURE = 0.7
"""A text of which no paragraph is so likely is in doubt as a whole."""
CLEARLY = 0.05
"""For a paragraph that the rules keep in a text that shows no boilerplate."""

_LINKS = 2
# A list has so many lines; what these may have in common; and so many above may be its heading.
_ROWS = 3
_SIGNS = (" – ", " — ", " -- ", " - ", ":", ", ", " @ ", " | ", "\t")
_ABOVE = 3
# Of the highest probability in a text, where that is low, these shares do instead of INSIDE: what
# the rules know by its words needs as much as ever.
_SHARES = Needed(0.2, 0.5, np.inf)
_CERTAIN = (reasons.REPEATED, reasons.REFERENCES, reasons.MAIL_HEAD, reasons.COPYRIGHT)
# They say of themselves what they are, even in a text that is nothing but lines.
_BY_WORDS = frozenset({reasons.COPYRIGHT})
# "Learn more" may be the article's, and a sentence with a link at its end; "Read more: " and what
# has so many words.
_POINTER = range(4, 13)
_HEAD = (reasons.BYLINE, reasons.DATE_LINE, reasons.NAVIGATION)
# The most words of an outlet's name, and of its motto.
_NAME, _MOTTO = 5, 10
# A comment of a reader has seldom more; a longer paragraph may be the article that goes on.
_SAID = 20
_TITLES = (reasons.TITLE, reasons.TITLE_AGAIN)


@dataclass(frozen=True, slots=True)
class Judge:
    """What was learnt: log odds of words, and trees for the first look and for the second."""

    keys: Array
    odds: Array
    first: Trees
    second: Trees

    def probabilities(self, view: View) -> Array:
        """For each paragraph of a text how likely it is to be the article's: f4[n]."""
        columns = view.columns(self.keys, self.odds)
        chances = self.first.probabilities(columns.values)
        return self.second.probabilities(view.again(columns, chances))


@cache
def judge() -> Judge:
    """The judge as it was trained."""
    lines = (MODEL / "words.txt").read_text("utf-8").splitlines()
    keys, odds = table_of({word: float(value) for value, _, word in map(_parted, lines)})
    return Judge(keys, odds, Trees.load(MODEL / "first.npz"), Trees.load(MODEL / "second.npz"))


def _parted(line: str) -> tuple[str, str, str]:
    return line.partition("\t")


def verdicts(
    lines: Sequence[Line], findings: Sequence[LineClass], why: Sequence[str], title: str
) -> list[str]:
    """The reason to leave out each line of a text whose headline is `title`, "" where it is kept.

    `why` are the reasons of the rules.
    """
    view = View.of(lines, findings, why, title)
    probabilities = judge().probabilities(view)
    likely = np.repeat(probabilities, np.diff(view.begins)).tolist()
    record(
        Verdict(line.text, reason, probability)
        for line, reason, probability in zip(lines, why, likely, strict=True)
    )
    return decided(lines, findings, why, view, probabilities)


def decided(
    lines: Sequence[Line],
    findings: Sequence[LineClass],
    why: Sequence[str],
    view: View,
    probabilities: Array,
) -> list[str]:
    """The reason for each line, `probabilities` being those of its paragraph."""
    sizes = np.diff(view.begins)
    found = np.array([found.reason != "" for found in findings])
    by_rules = np.array([not reason for reason in why])
    chance = np.repeat(probabilities, sizes)
    bare = is_extract(lines, findings)
    by_words = np.array(
        [
            found.reason in _BY_WORDS
            or (found.reason == reasons.RELATED and line.words in _POINTER)
            for line, found in zip(lines, findings, strict=True)
        ]
    )
    known = by_words if bare else found
    long = np.array([line.words > _SAID for line in lines])
    apart = _apart(lines, findings, by_rules | (long & (chance >= OUTSIDE.placed)))
    keeps = chance >= _needed(chance, lines, by_rules, known, apart)
    free = by_rules & ~known & ~apart
    keeps |= _beside(lines, view.begins, keeps, free)
    keeps |= _in_rows(lines, keeps, free)
    for i in range(len(lines) - 2, -1, -1):
        # An item stays with what it stands over.
        keeps[i] |= findings[i].is_item and free[i] and keeps[i + 1]
    if not shows_boilerplate(findings):
        keeps = np.where(by_rules, chance >= CLEARLY, keeps)
    # Of a short text nothing goes that the rules keep, and if it is spaced they have the last word.
    if is_short(lines):
        keeps = (keeps & bare) | by_rules
    keeps &= ~_settled(findings, bare)
    kept = np.flatnonzero(keeps)
    if not len(kept):
        return list(why)
    stretch = int(kept[0]), int(kept[-1])
    return [
        "" if keep else reason or found.reason or _place(line, i, stretch)
        for i, (line, found, reason, keep) in enumerate(
            zip(lines, findings, why, keeps.tolist(), strict=True)
        )
    ]


def _needed(
    chance: Array, lines: Sequence[Line], by_rules: Array, known: Array, apart: Array
) -> Array:
    """Which probability each line needs, by its place and by what the rules say.

    In a text of which nothing is likely the likeliest is the article: less is needed there.
    """
    words = np.array([min(line.words, MOST) for line in lines])
    first, last, highest = stretch_of(words, chance)
    if highest < UNSURE:
        # A paragraph that the rules keep, right behind those, goes on with them.
        while last + 1 < len(lines) and by_rules[last + 1] and lines[last + 1].is_prose:
            last += 1
    within = Needed(*(min(at, share * highest) for at, share in zip(INSIDE, _SHARES, strict=True)))
    inside, outside = (
        np.where(by_rules, of.kept, np.where(known, of.known, of.placed))
        for of in (within, OUTSIDE)
    )
    place = np.arange(len(lines))
    return np.where((place >= first) & (place <= last) & ~apart, inside, outside)


def _beside(lines: Sequence[Line], begins: Sequence[int], keeps: Array, free: Array) -> Array:
    """The lines of paragraphs that stay for their place, however unlikely: a flag for each line.

    Whole sentences right beside a paragraph that is kept are the article's own, unless something is
    found against them; `free` are the lines of which nothing is. The judge has seen few texts of
    most languages, and a last sentence is cut sooner than it is missed.
    """
    stays = np.zeros(len(lines), np.bool_)
    spans = list(pairwise(begins))
    is_kept = [lines[start].is_prose and bool(keeps[start:end].all()) for start, end in spans]
    for i, (start, end) in enumerate(spans):
        is_sentence = lines[start].is_prose and lines[end - 1].ends and free[start:end].all()
        stays[start:end] = is_sentence and True in is_kept[max(0, i - 1) : i + 2]
    return stays


def _in_rows(lines: Sequence[Line], keeps: Array, free: Array) -> Array:
    """The lines of lists that stand right below what is kept: a flag for each line.

    A list are three lines or more that have a sign in common, a dash, a colon or a comma, and are
    no paragraphs: dates with their places, names with their results. A menu has no such signs.
    `free` are the lines against which nothing is found.
    """
    stays = np.zeros(len(lines), np.bool_)
    may_be = [
        free[i] and not line.is_prose and "](" not in line.raw for i, line in enumerate(lines)
    ]
    for sign in _SIGNS:
        has_sign = [may and sign in line.text for may, line in zip(may_be, lines, strict=True)]
        start = 0
        for is_list, run in groupby(has_sign):
            end = start + len(list(run))
            is_below = (keeps | stays)[max(0, start - _ABOVE) : start].any()
            if is_list and end - start >= _ROWS and is_below:
                stays[start:end] = True
            start = end
    return stays


def _apart(lines: Sequence[Line], findings: Sequence[LineClass], sure: Array) -> Array:
    """The lines that are no part of the stretch, however likely those beside them are.

    They stand before or after all lines that are `sure` to be the article's, a flag for each line.
    Right below the name of a masthead stands its motto, behind the article the note on its author,
    and below the heading of the comments what readers say.
    """
    apart = np.zeros(len(lines), np.bool_)
    kept = np.flatnonzero(sure)
    if len(kept):
        for i in range(1, int(kept[0])):
            apart[i] = _is_motto(lines, findings, i)
        after = range(int(kept[-1]) + 1, len(lines))
        authors = authors_of(lines, findings)
        is_below_comments = False
        for i in after:
            is_below_comments = is_below_comments or findings[i].reason == reasons.COMMENT
            is_said = is_below_comments and lines[i].words <= _SAID and not lines[i].wrapped
            is_note = findings[i].reason == reasons.AUTHOR_NOTE
            apart[i] = is_said or (is_note and lines[i].text.startswith(authors))
    return apart


def _is_motto(lines: Sequence[Line], findings: Sequence[LineClass], i: int) -> bool:
    """Whether line `i` stands between a name and a menu or date, with no blank line between."""
    if i + 1 == len(lines) or not (lines[i].glued and lines[i + 1].glued):
        return False
    is_below_name = findings[i - 1].reason not in _TITLES and lines[i - 1].words <= _NAME
    is_label = lines[i].words <= _MOTTO and not lines[i].ends
    return is_below_name and is_label and findings[i + 1].reason in _HEAD


def _settled(findings: Sequence[LineClass], bare: bool) -> Array:
    """The lines that are no matter of likelihood: the headline, and what a program has added.

    In a bare text the headline may as well be the first sentence, unless a date or name follows:
    then both are the head of a page.
    """
    settled = np.zeros(len(findings), np.bool_)
    for i, found in enumerate(findings):
        if found.reason in _TITLES:
            below = findings[i + 1].reason if i + 1 < len(findings) else ""
            settled[i] = not bare or below != ""
        elif found.reason in (reasons.DATE_LINE, reasons.BYLINE):
            settled[i] = i > 0 and settled[i - 1] and findings[i - 1].reason not in _CERTAIN
        else:
            settled[i] = found.reason in _CERTAIN
    return settled


def _place(line: Line, i: int, stretch: tuple[int, int]) -> str:
    """Why a line on which nothing was found is left out."""
    if line.raw.count("](") >= _LINKS:
        return reasons.NAVIGATION
    if i < stretch[0]:
        return reasons.BEFORE
    return reasons.AFTER if i > stretch[1] else reasons.UNLIKE
