"""Articles whose text is the same as another's are shown once: the best one stands for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

Row = tuple[int, list[int]]
"""(place of an article, places of its copies further down)."""

AreCopies = Callable[[int, int], bool]
"""Whether the articles at two places, the first above, are one text."""


class CollapsedPage(NamedTuple):
    """A page of a result whose copies are folded: its rows, and the place behind its last."""

    rows: list[Row]
    end: int


def collapse(count: int, are_copies: AreCopies) -> list[Row]:
    """Those of `count` articles that are no copies of one above, each with its copies."""
    return _page_from(count, are_copies, 0, count).rows


def collapsed_page(count: int, are_copies: AreCopies, limit: int, page: int) -> CollapsedPage:
    """Page `page`, from 1, of articles in their order; a page has `limit` rows, the last fewer.

    A copy stands with an article of its own page; one that comes later has a row of its own, so
    that every article is on one page.
    """
    found = CollapsedPage([], 0)
    for turn in range(page):
        if turn and found.end == count:
            return CollapsedPage([], found.end)
        found = _page_from(count, are_copies, found.end, limit)
    return found


def first_of_groups(labels: Iterable[int]) -> list[int]:
    """The places of the first article of each group; a negative label is of one that is in none."""
    seen: set[int] = set()
    found = []
    for place, label in enumerate(labels):
        if label < 0 or label not in seen:
            seen.add(label)
            found.append(place)
    return found


def _page_from(count: int, are_copies: AreCopies, first: int, limit: int) -> CollapsedPage:
    rows: list[Row] = []
    for place in range(first, count):
        for head, copies in rows:
            if are_copies(head, place):
                copies.append(place)
                break
        else:
            if len(rows) == limit:
                return CollapsedPage(rows, place)
            rows.append((place, []))
    return CollapsedPage(rows, count)
