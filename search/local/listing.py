"""The hits of a page: articles with all words and, if these are few, those with most; no copies.

A page goes on until it is full, so that where one begins follows from those before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.local.executor import Matches
from search.local.partial import FEW, PartialMatches, partial_matches
from search.local.ranker import Best
from search.local.snapshot import Ranked, Snapshot
from search.near_duplicates import first_of_groups
from search.plan import Plan
from search.rank.second_look import DEPTH
from search.search_request import SearchRequest

_SPARE = 10
"""Articles beyond a page that are looked at for copies; where there are more, more are."""

_SHALLOW = 1_000
"""Articles of a result that are ranked without counting first how many there are."""


class Listing(NamedTuple):
    """The rows of a page, and what they are taken from."""

    rows: Sequence[Ranked]
    complete: Matches
    partial: PartialMatches | None
    copies: int
    """Articles that stand with others, on this page and those before it; by story on any page."""


def listing_by_story(snapshot: Snapshot, plan: Plan, request: SearchRequest) -> Listing:
    """As `listing`, the reports of one event together; each stands with the first of them."""
    page, limit = request.page, request.limit
    order, stop = _Order(snapshot, plan, request), page * limit
    reach = max(stop + _SPARE, DEPTH) if limit else 0
    while True:
        best, complete, partial = order.first(stop - limit, reach)
        firsts = first_of_groups(snapshot.stories_of([number for number, _ in best]))
        if len(firsts) >= stop or len(best) < reach:
            break
        reach *= 2
    bits = complete.bits | partial.bits if partial else complete.bits
    rows = [
        Ranked(*best[place], snapshot.others_of_story(best[place][0], bits))
        for place in firsts[stop - limit : stop]
    ]
    total = complete.total + (partial.total if partial else 0)
    return Listing(rows, complete, partial, total - snapshot.count_stories(bits))


def listing(snapshot: Snapshot, plan: Plan, request: SearchRequest) -> Listing:
    """The page of a result that is asked for; it has no rows where the result ends before."""
    page, limit = request.page, request.limit
    order, stop = _Order(snapshot, plan, request), page * limit
    reach = max(stop + _SPARE, DEPTH) if limit else 0
    while True:
        best, complete, partial = order.first(stop - limit, reach)
        rows, end = snapshot.collapsed_page(best, limit, page)
        if end < len(best) or len(best) < reach or not best:
            break
        reach *= 2
    copies = max(end - (stop - limit) - len(rows), 0)
    return Listing(rows, complete, partial, copies)


@dataclass(frozen=True, slots=True)
class _Order:
    """A plan, and the order in which its articles come."""

    snapshot: Snapshot
    plan: Plan
    request: SearchRequest

    def first(self, start: int, count: int) -> tuple[Best, Matches, PartialMatches | None]:
        """(the first `count` articles, those with all words, those with most)."""
        ranking, order = self.snapshot.ranking, self.request.order
        complete = self._complete(start, count)
        partial = None
        if not self.request.query.is_boolean:
            partial = partial_matches(ranking, self.plan, complete, count, order)
        return partial.best if partial else complete.best, complete, partial

    def _complete(self, start: int, count: int) -> Matches:
        """The first `count` with all words, if there are any behind `start`; all are counted.

        Room is taken for as many articles as are asked for: deep in a result they are counted
        first.
        """
        ranking = self.snapshot.ranking
        if count > _SHALLOW:
            counted = ranking.first(self.plan, 0)
            if FEW <= counted.total <= start:
                return counted
            count = min(count, counted.total)
        return ranking.search(self.plan, count, self.request.order)
