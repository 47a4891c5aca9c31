"""Copies of one text among the articles of a page: they stand with the first of them."""

from __future__ import annotations

from collections.abc import Callable


def fold_near_duplicates(
    count: int, are_copies: Callable[[int, int], bool]
) -> list[tuple[int, list[int]]]:
    """(place, places of its copies further down) for each article that is no copy of one above.

    `count` articles; `are_copies` says whether those at two places, the first above, are one text.
    """
    folded: list[tuple[int, list[int]]] = []
    gone: set[int] = set()
    for place in range(count):
        if place in gone:
            continue
        below = (other for other in range(place + 1, count) if other not in gone)
        copies = [other for other in below if are_copies(place, other)]
        gone.update(copies)
        folded.append((place, copies))
    return folded
