"""Two engines over the same queries, in every form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from tests.bench.form import FORMS, PHRASE
from tests.bench.latency import Ask, Side, loop, race
from tests.bench.queries import Words, phrases
from tests.bench.searcher import Searcher
from tests.bench.table import Row, compared

Sets = Mapping[str, list[Words]]
"""Queries, by where they come from."""


class Contest(NamedTuple):
    """Ours, and another engine with its name."""

    ours: Searcher
    theirs: Searcher
    rival: str

    def top(self, sets: Sets, runs: int) -> str:
        """Times of the ten best."""
        rows = [
            self._row(label, runs, self.parsed(form, words), "best")
            for label, form, words in forms_of(sets)
        ]
        return compared(self.rival, rows)

    def total(self, sets: Sets, runs: int) -> str:
        """Times of the ten best and how many match; and how often that is the same number."""
        rows, same, asked = [], 0, 0
        for label, form, words in forms_of(sets):
            queries = self.parsed(form, words)
            rows.append(self._row(label, runs, queries, "counted"))
            same += sum(
                self.ours.counted(one)[1] == self.theirs.counted(other)[1]
                for one, other in zip(*queries, strict=True)
            )
            asked += len(words)
        table = compared(self.rival, rows)
        return f"{table}\n\nThe totals are the same for {same:,} of {asked:,} queries."

    def parsed(self, form: str, words: list[Words]) -> tuple[list[Any], list[Any]]:
        """The same words as queries of ours and of theirs."""
        return (
            [self.ours.parsed(form, row) for row in words],
            [self.theirs.parsed(form, row) for row in words],
        )

    def _row(self, label: str, runs: int, queries: tuple[list[Any], list[Any]], ask: str) -> Row:
        asks: list[Ask] = [getattr(self.ours, ask), getattr(self.theirs, ask)]
        return Row(label, *race(list(map(Side, asks, queries)), runs))


def first(opened: Callable[[], Contest], sets: Sets, runs: int) -> str:
    """Times of the ten best with both engines opened anew before each loop.

    We look a word up in all segments when it is first asked for, and remember what bounds its
    weights; everywhere else in the benchmark the words are known already.
    """
    rows = []
    for label, form, words in forms_of(sets):
        loops = [_first_loop(opened(), form, words) for _ in range(runs)]
        ours, theirs = (np.min(side, axis=0) for side in zip(*loops, strict=True))
        rows.append(Row(label, ours, theirs))
    return compared("tantivy", rows)


def forms_of(sets: Sets) -> Iterator[tuple[str, str, list[Words]]]:
    """(label, form, queries) of each set in each form that it can be asked in."""
    for name, rows in sets.items():
        for form in FORMS:
            yield f"{form}, {name}", form, phrases(rows) if form == PHRASE else rows


def _first_loop(contest: Contest, form: str, words: list[Words]) -> list[Any]:
    ours, theirs = contest.parsed(form, words)
    return [loop(contest.ours.best, ours), loop(contest.theirs.best, theirs)]
