"""How many articles of a result have each name: people, places and organisations.

Of a large result some articles are read for the names that most of them have; how many have each of
these is then counted exactly.
"""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

from search.facet import FacetValue
from search.local.article_bits import Bits
from search.local.name_columns import NameColumns
from search.rank.name_counts import count_names

MOST_NAMES = 30
"""Names of a result that are counted."""

_READ = 200  # articles whose names are read
_ARTICLE_BITS = 32  # of how many articles have a name, which decides between equals
_LEAST_ARTICLES = 2  # that a name has in the whole archive


class NameFacet:
    """Counts results by names; any number of threads may share it."""

    def __init__(self, columns: NameColumns) -> None:
        self._columns = columns
        self._threads = threading.local()

    def count(self, bits: Bits, total: int) -> tuple[FacetValue, ...]:
        """The names that most of `total` articles have, and how many have each."""
        columns = self._columns
        found = self._candidates(bits, max(1, total // _READ))
        leaders = list(dict.fromkeys(map(columns.resolve, found)))
        if not leaders:
            return ()
        rows = sorted(
            (-count, -articles, leader)
            for leader, (count, articles) in zip(
                leaders, columns.counts(leaders, bits), strict=True
            )
            if articles >= _LEAST_ARTICLES
        )
        return tuple(FacetValue(columns.text(leader), -count) for count, _, leader in rows)

    def _candidates(self, bits: Bits, step: int) -> list[int]:
        """The names that most of the articles have that are read."""
        columns = self._columns
        seen, counts, met = self._scratch
        found = 0
        for each, numbers, row in zip(columns.names, columns.number_of, bits, strict=True):
            found = count_names(
                each.start, each.name, numbers, columns.leader, row, step, seen, counts, met, found
            )
        names = met[:found].copy()
        worth = (counts[names] << _ARTICLE_BITS) + columns.articles[names]
        counts[names] = 0
        if len(names) > MOST_NAMES:
            names = names[np.argpartition(-worth, MOST_NAMES)[:MOST_NAMES]]
        best: list[int] = names.tolist()
        return best

    @property
    def _scratch(
        self,
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        """What names are counted in; each thread has its own."""
        try:
            return self._threads.scratch  # type: ignore[no-any-return]
        except AttributeError:
            size = len(self._columns)
            self._threads.scratch = (
                np.zeros(size, np.int32), np.zeros(size, np.int64), np.zeros(size, np.int32),
            )  # fmt: skip
            return self._threads.scratch  # type: ignore[no-any-return]
