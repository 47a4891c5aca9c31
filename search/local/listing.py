"""The hits of a page: articles with all words first, then those with most, copies with the first.

Copies are folded from the beginning of the result on, so that each page is full and no article
comes twice; below FOLDED articles each stands by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.local.executor import Best, Matches
from search.local.partial import FEW, PartialMatches, partial_matches
from search.local.snapshot import Ranked, Snapshot
from search.plan import Plan
from search.rank.second_look import DEPTH

FOLDED = 2_000
"""Articles of a result among which copies are looked for: as many as a table has rows."""

_SHALLOW = 1_000
"""Articles of a result that are ranked without counting first how many there are."""


class Listing(NamedTuple):
    """The rows of a page, and what they are taken from."""

    rows: Sequence[Ranked]
    complete: Matches
    partial: PartialMatches | None
    copies: int
    """Articles that stand with others, on this page and those before it."""


def listing(snapshot: Snapshot, plan: Plan, start: int, stop: int, sort: str) -> Listing:
    """The rows [start, stop) of a result; none where it ends before."""
    order, reach = _Order(snapshot, plan, sort), max(stop, DEPTH) if stop else 0
    best, complete, partial = order.first(start, reach)
    rows = folded(snapshot, best)
    while len(rows) < stop and len(best) == reach and reach < FOLDED + stop:
        reach *= 2
        best, complete, partial = order.first(start, reach)
        rows = folded(snapshot, best)
    copies = sum(len(row.copies) for row in rows[:stop])
    return Listing(rows[start:stop], complete, partial, copies)


def folded(snapshot: Snapshot, best: Best) -> list[Ranked]:
    """The articles of a result, each with its copies among those that come after it."""
    return [*snapshot.fold(best[:FOLDED]), *(Ranked(*row) for row in best[FOLDED:])]


@dataclass(frozen=True, slots=True)
class _Order:
    """A plan, and the order in which its articles come."""

    snapshot: Snapshot
    plan: Plan
    sort: str

    def first(self, start: int, count: int) -> tuple[Best, Matches, PartialMatches | None]:
        """(the first `count` articles, those with all words, those with most)."""
        ranking = self.snapshot.ranking
        complete = self._complete(start, count)
        room = max(count - len(complete.best), 0)
        partial = partial_matches(ranking, self.plan, complete, room, self.sort)
        return [*complete.best, *(partial.matches.best if partial else ())], complete, partial

    def _complete(self, start: int, count: int) -> Matches:
        """The first `count` with all words, if there are any behind `start`; all are counted.

        Room is taken for as many articles as are asked for: deep in a result they are counted
        first.
        """
        ranking = self.snapshot.ranking
        if count > _SHALLOW:
            counted = ranking.find(self.plan, 0)
            if FEW <= counted.total <= start:
                return counted
            count = min(count, counted.total)
        return ranking.search(self.plan, count, self.sort)
