"""Which articles of a generation are the same text, and which tell of one event.

The groups are those of the last run that made them (`index.stories`); articles that came since, or
were merged since, are "not yet grouped" and stand alone.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index import Generation, Segment
from index.stories import StoryFile

Array = npt.NDArray[Any]

GROUPS = ("story", "copies")
"""The two relations: articles on one event, and articles of one text."""

_UNDATED = 99_999_999  # behind all that are dated


class _Grouping(NamedTuple):
    """Groups of two articles or more: members[begin[g] : begin[g + 1]], oldest first.

    `of` i8[documents] has each article's group, -1 for those that stand alone.
    """

    of: Array
    members: Array
    begin: Array

    def group(self, number: int) -> list[int]:
        """The members of an article's group, itself among them; itself alone if it has none."""
        place = int(self.of[number])
        if place < 0:
            return [number]
        members: list[int] = self.members[self.begin[place] : self.begin[place + 1]].tolist()
        return members


class Membership:
    """The groups of a generation's articles that are not deleted; threads may share it."""

    def __init__(self, generation: Generation, file: StoryFile | None) -> None:
        entries = [segment.entry for segment in generation.segments]
        is_live = np.concatenate(
            [np.zeros(0, np.bool_), *(_live(segment) for segment in generation.segments)]
        )
        dates = [segment.date.astype(np.int64) for segment in generation.segments]
        date = np.concatenate([np.zeros(0, np.int64), *dates])
        alone = np.full(len(is_live), -1)
        labels = (alone, alone) if file is None else file.labels(entries)
        self.date = date
        self._seen = labels[1] >= 0
        self.ungrouped = int(np.count_nonzero(is_live & (labels[1] < 0)))
        """How many articles are not yet grouped."""
        self._by = {
            name: _grouping(np.where(is_live, label, -1), date, generation)
            for name, label in zip(("copies", "story"), labels, strict=True)
        }

    def of(self, group: str, number: int) -> list[int]:
        """The numbers of an article's group, `story` or `copies`, oldest first."""
        return self._by[group].group(number)

    def is_grouped(self, number: int) -> bool:
        """Whether an article has been looked at by the last run that made groups."""
        return bool(self._seen[number])

    def labels(self, group: str, numbers: list[int]) -> list[int]:
        """A label for each article, the same for the members of a group; -1 for one alone."""
        found: list[int] = self._by[group].of[numbers].tolist()
        return found

    def count(self, group: str, numbers: Array) -> int:
        """How many groups some articles i8[n] are of; each that stands alone is one."""
        grouping = self._by[group]
        of = grouping.of[numbers]
        seen = np.zeros(len(grouping.begin), np.bool_)
        seen[of[of >= 0]] = True
        return int(np.count_nonzero(of < 0) + np.count_nonzero(seen))

    def largest(self, first: int, last: int, limit: int) -> list[list[int]]:
        """The groups on one event with the most articles of the days [first, last], largest first.

        Days are numbers as in the column of dates; of equals the newer comes first.
        """
        grouping = self._by["story"]
        inside = (self.date >= first) & (self.date <= last) & (grouping.of >= 0)
        counts = np.bincount(grouping.of[inside], minlength=len(grouping.begin) - 1)
        newest = np.zeros(len(counts), np.int64)
        np.maximum.at(newest, grouping.of[inside], self.date[inside])
        order = np.lexsort((-newest, -counts))[:limit]
        return [
            grouping.members[grouping.begin[place] : grouping.begin[place + 1]].tolist()
            for place in order.tolist()
            if counts[place] > 1
        ]


def _live(segment: Segment) -> Array:
    if segment.deleted is None:
        return np.ones(segment.documents, np.bool_)
    live: Array = ~segment.deleted
    return live


def _grouping(label: Array, date: Array, generation: Generation) -> _Grouping:
    """The groups of two or more by their labels; -1 labels nothing."""
    counts = np.bincount(label[label >= 0], minlength=1)
    grouped = np.flatnonzero((label >= 0) & (counts[np.maximum(label, 0)] > 1))
    of = np.full(len(label), -1)
    if not len(grouped):
        return _Grouping(of, grouped, np.zeros(1, np.int64))
    when = np.where(date > 0, date, _UNDATED)[grouped]
    order = grouped[np.lexsort((generation.rank[grouped], when, label[grouped]))]
    _, begin, inverse = np.unique(label[order], return_index=True, return_inverse=True)
    of[order] = inverse
    return _Grouping(of, order, np.append(begin, len(order)))
