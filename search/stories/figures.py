"""Numbers that differ between the reports of a story: "900 troops" here, "2,500" there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index import STOP_WORDS, term_of
from search.stories.sentences import sentences, words
from search.stories.story import Report

_SMALL = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12,
}  # fmt: skip
_SCALE = r"\s(?:million|billion|trillion|thousand)\b"
_COUNTED = re.compile(
    rf"(?<![\w.,:/–-])([$€£]?\d+(?:[.,]\d+)*|{'|'.join(_SMALL)})(?![\w:/%])"
    rf"({_SCALE}|(?!{_SCALE}))((?:\s[^\W\d_]+(?:/[^\W\d_]+)?){{0,3}})",
    re.IGNORECASE,
)
_WHEN = frozenset(
    term_of(word)
    for word in """
    january february march april may june july august september october november december am
    pm day days week weeks month months year years hour hours minute minutes old ago percent
    per cent
    """.split()  # noqa: SIM905
)
_NO_NOUNS = STOP_WORDS | {"other", "others", "more", "who", "were", "have", "has", "had"}
_MONEY = {"$": "dollars", "€": "euros", "£": "pounds"}
_COMMON_WORDS = 3  # that two sentences must share besides, to be about the same


class Count(NamedTuple):
    """A number of something, in a sentence of a report."""

    number: str
    noun: str
    sentence: str
    report: Report


@dataclass(frozen=True, slots=True)
class Difference:
    """What reports count differently; one count of each report, in the order of the reports."""

    noun: str
    counts: tuple[Count, ...]


def differing_figures(reports: Sequence[Report], most: int = 12) -> list[Difference]:
    """What two reports or more count, in sentences about the same, with no number in common.

    What most reports count comes first.
    """
    by_noun: dict[str, dict[str, list[Count]]] = {}
    for report in reports:
        for count in counts_of(report):
            by_report = by_noun.setdefault(term_of(count.noun), {})
            by_report.setdefault(report.id, []).append(count)
    found = [
        Difference(chosen[0].noun, tuple(chosen))
        for by_report in by_noun.values()
        if (chosen := _differing(list(by_report.values())))
    ]
    found.sort(key=lambda each: -len(each.counts))  # of equals, the nearest noun comes first
    told: set[tuple[str, str, str]] = set()
    kept = []
    for each in found:
        sides = {(count.report.id, count.number, count.sentence) for count in each.counts}
        if not sides <= told:
            kept.append(each)
            told |= sides
    return kept[:most]


def counts_of(report: Report) -> Iterator[Count]:
    """What a report counts: each number with the nouns that may be meant, nearest first.

    What is counted of an amount of money is the money.
    """
    for sentence in sentences(report.text):
        for match in _COUNTED.finditer(sentence):
            number = " ".join(filter(None, (match[1], (match[2] or "").strip())))
            if money := _MONEY.get(number[0]):
                yield Count(number, money, sentence, report)
                continue
            for noun in match[3].split():
                if noun.lower() in _NO_NOUNS or term_of(noun) in _WHEN:
                    break
                yield Count(number, noun, sentence, report)


def _differing(by_report: Sequence[Sequence[Count]]) -> list[Count]:
    """One count of each report that differs from some other report's; none when none does."""
    chosen: list[Count] = []
    for counts in by_report:
        others = [each for other in by_report if other is not counts for each in other]
        for count in counts:
            mine = {value_of(each.number) for each in counts}
            if any(_same_matter(count, o) and value_of(o.number) not in mine for o in others):
                chosen.append(count)
                break
    return chosen if len({value_of(count.number) for count in chosen}) > 1 else []


def value_of(number: str) -> str:
    """A number without the marks that group its digits; small ones in figures."""
    head, _, unit = number.lower().partition(" ")
    digits = re.sub(r"[,.](?=\d{3}(?!\d))", "", head.strip("$€£"))
    return f"{_SMALL.get(digits, digits)} {unit}".strip()


def _same_matter(one: Count, other: Count) -> bool:
    """Whether two sentences share enough words to count the same."""
    mine, theirs = (
        {term_of(word) for word in words(count.sentence)} - STOP_WORDS for count in (one, other)
    )
    return len(mine & theirs) > _COMMON_WORDS
