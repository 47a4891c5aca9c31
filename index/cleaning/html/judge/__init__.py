"""The learned judge of pages: the rules propose, it decides.

Each paragraph of a page becomes a row of numbers (sight.py): its shape, what the rules say of it,
how much its words and the names of its elements speak for an article or against, and the same of
the boxes around it and of those of like markup (of the arrays in view.py). Boosted trees make a
probability of them. It may put back what the rules leave out where it is surer than they are, and
leave out what they keep where it is sure enough. `model/` holds what was learnt, and MODEL.md says
of what; `make model` makes it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from index.cleaning.html.element import ABOUT, HIDDEN
from index.cleaning.html.headline import ANOTHER
from index.cleaning.html.judge.view import NameOdds, View
from index.cleaning.html.outline import HEADINGS, SENTENCE_END, Outline, Paragraph, Setting
from index.cleaning.html.surroundings import LINE_CHARS, who_or_when
from index.cleaning.rules import reasons
from index.cleaning.rules.phrases import phrase_book
from index.cleaning.text.judge.trees import Trees
from index.cleaning.text.judge.words import Array, table_of
from index.cleaning.text.line import tokens_of
from index.verdicts import Verdict, record

MODEL: Final = Path(__file__).with_name("model")
KEEP: Final = 0.45
"""From this probability on a paragraph is kept that the rules keep, too.

In training an article's paragraph weighs three times as much as another: at one half, keeping
costs as much as leaving out. Somewhat less is asked, since what is lost is not found.
"""
LIKELY: Final = 0.65
"""From here on one that the rules leave out for its place, or as hidden: it may be folded away."""
SURE: Final = 0.95
"""From here on one that the rules know by its words or names."""
LEAST: Final = 100
"""Characters of an article: where the judge leaves fewer of more, it has not known the page."""

_BY_PLACE = frozenset({reasons.OUTSIDE, reasons.LINKS})
# Of these the rules are certain: the headline, whose picture it is, who wrote it and when stand
# beside the text, a copy says nothing new, and what reads like the article may be the next one.
_SETTLED = frozenset(
    {reasons.TITLE, reasons.TITLE_AGAIN, reasons.CAPTION, reasons.BYLINE, reasons.DATE_LINE,
     reasons.DUPLICATE, ABOUT, ANOTHER}
)  # fmt: skip
_NEVER, _LIKELY_LINE = 2.0, 0.75
_LABEL, _ITEMS = 30, frozenset({"li", "tr"})
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Judge:
    """What was learnt: log odds of words and of the names of elements, and trees."""

    keys: Array
    odds: Array
    names: NameOdds
    trees: Trees

    def probabilities(self, view: View) -> Array:
        """For each paragraph of a page how likely it is to be the article's: f4[n]."""
        return self.trees.probabilities(view.columns(self.keys, self.odds, self.names))


@cache
def judge() -> Judge:
    """The judge as it was trained."""
    keys, odds = table_of(_read("words.txt"))
    with np.load(MODEL / "trees.npz") as arrays:
        return Judge(keys, odds, NameOdds(_read("names.txt")), Trees(**dict(arrays)))


def _read(name: str) -> dict[str, float]:
    lines = (MODEL / name).read_text("utf-8").splitlines()
    return {entry: float(value) for value, _, entry in (line.partition("\t") for line in lines)}


def decide(outline: Outline, setting: Setting) -> None:
    """Judge anew the paragraphs to which the rules have given their reasons."""
    if outline.paragraphs:
        probabilities = judge().probabilities(View.of(outline, setting))
        decide_by(probabilities, outline.paragraphs, setting.title)


def decide_by(probabilities: Array, paragraphs: Sequence[Paragraph], title: str) -> None:
    """The same with these probabilities; where a line at most would be left, the rules' stand."""
    likely = probabilities.tolist()
    record(
        Verdict(paragraph.text, paragraph.reason, probability)
        for paragraph, probability in zip(paragraphs, likely, strict=True)
    )
    words = set(tokens_of(title))
    # Few are likely enough for a second look at what the rules have against them.
    keeps = [
        probability >= LIKELY and probability >= _needed(paragraphs, number, words)
        if paragraph.reason
        else probability >= KEEP
        for number, (paragraph, probability) in enumerate(zip(paragraphs, likely, strict=True))
    ]
    left = sum(len(each.text) for each, keep in zip(paragraphs, keeps, strict=True) if keep)
    if left < LEAST and left <= sum(len(each.text) for each in paragraphs if not each.reason):
        return
    _keep_copies(paragraphs, keeps, likely)
    _keep_headings(paragraphs, keeps)
    last = max(number for number, keep in enumerate(keeps) if keep)
    place = reasons.BEFORE
    for number, (paragraph, keep) in enumerate(zip(paragraphs, keeps, strict=True)):
        if keep:
            paragraph.reason = ""
            place = reasons.UNLIKE if number < last else reasons.AFTER
        elif not paragraph.reason:
            is_link = paragraph.linked > _MOSTLY * len(paragraph.text)
            paragraph.reason = reasons.LINKS if is_link else place


def _keep_copies(
    paragraphs: Sequence[Paragraph], keeps: list[bool], likely: Sequence[float]
) -> None:
    """Keep the first likely copy of what stands twice, where none is kept."""
    copies = [number for number, each in enumerate(paragraphs) if each.reason == reasons.DUPLICATE]
    if not copies:
        return
    said = {each.text for each, keep in zip(paragraphs, keeps, strict=True) if keep}
    for number in copies:
        if likely[number] >= LIKELY and paragraphs[number].text not in said:
            keeps[number] = True
            said.add(paragraphs[number].text)


def _keep_headings(paragraphs: Sequence[Paragraph], keeps: list[bool]) -> None:
    """Leave a heading over its text, if the rules would keep it."""
    for number in range(len(keeps) - 2, -1, -1):
        paragraph = paragraphs[number]
        if keeps[number + 1] and paragraph.kind in HEADINGS and not paragraph.reason:
            keeps[number] = True


def _needed(paragraphs: Sequence[Paragraph], number: int, title: set[str]) -> float:
    """How likely a paragraph that the rules leave out must be to be kept.

    `title` are the words of the headline.
    """
    paragraph = paragraphs[number]
    if paragraph.reason in _SETTLED or paragraph.kind == "h1" or _is_label(paragraph):
        return _NEVER
    if paragraph.linked > _MOSTLY * len(paragraph.text) and _is_pointer(paragraph):
        return _NEVER
    if set(tokens_of(paragraph.text)) == title:
        return _NEVER
    if paragraph.reason not in _BY_PLACE:
        return LIKELY if paragraph.reason == HIDDEN else SURE
    if _is_advertised(paragraphs, number):
        return SURE
    if len(paragraph.text) > LINE_CHARS:
        return LIKELY
    # Where a line says who wrote the article or when, the rules know it by its words.
    if who_or_when(paragraph.text):
        return _NEVER
    # What does not end as a sentence may say what a picture shows.
    return LIKELY if SENTENCE_END.search(paragraph.text) else _LIKELY_LINE


def _is_advertised(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether a paragraph stands straight in a box which opens with "Advertisement".

    It is asked of what the rules leave out for its place: inside the article the label stands over
    what was cut out there, and prose goes on below it.
    """
    box = paragraphs[number].box
    opening = next(p for p in paragraphs if p.box == box)
    if opening is paragraphs[number] or len(opening.text) >= _LABEL:
        return False
    return _said_by_phrase(opening.text) == reasons.ADVERTISEMENT


def _is_pointer(paragraph: Paragraph) -> bool:
    """Whether a paragraph of links is "Read also: " and what."""
    return reasons.RELATED in (paragraph.reason, _said_by_phrase(paragraph.text))


def _said_by_phrase(text: str) -> str:
    phrase = phrase_book().match(tokens_of(text), is_sentence=False)
    return phrase.reason if phrase is not None else ""


def _is_label(paragraph: Paragraph) -> bool:
    """Whether it is too short to say anything by itself: a button, a section's name."""
    if len(paragraph.text) >= _LABEL or paragraph.kind in _ITEMS:
        return False
    return SENTENCE_END.search(paragraph.text) is None
