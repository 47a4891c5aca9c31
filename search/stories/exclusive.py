"""What only one report of a story has: sentences with names or numbers that no other has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.stories import is_time_stamp
from search.stories.names import names_of
from search.stories.sentences import sentences
from search.stories.story import Report

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Exclusive:
    """A report, and the sentences that say what no other report does."""

    report: Report
    sentences: tuple[str, ...]


def exclusives(reports: Sequence[Report], most: int = 5) -> list[Exclusive]:
    """For each report the sentences with the most that is its own; none for one without any."""
    facts = [_facts(report.text) for report in reports]
    found = []
    for place, report in enumerate(reports):
        others: set[str] = set().union(*(f for k, f in enumerate(facts) if k != place), set())
        own = facts[place] - others
        scored = [
            (-len(_facts(f"- {sentence}") & own), at, sentence)
            for at, sentence in enumerate(sentences(report.text))
            if not is_time_stamp(sentence)
        ]
        best = sorted(entry for entry in scored if entry[0] < 0)[:most]
        if best:
            in_order = sorted((at, sentence) for _, at, sentence in best)
            found.append(Exclusive(report, tuple(sentence for _, sentence in in_order)))
    return found


def _facts(text: str) -> set[str]:
    """The names, word by word, and the numbers of a text."""
    names = {word for name in names_of(text) for word in name.split()}
    return names | set(_NUMBER.findall(text))
