"""What narrows a result beside the query: outlet, language, and a range of dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.columns import Columns
from search.dates import NEVER, day_range

KEYS = ("outlet", "lang", "from", "to")


@dataclass(frozen=True, slots=True)
class Filters:
    """Whole values to keep; empty strings and the widest range keep everything."""

    outlet: str = ""
    lang: str = ""
    first: int = 0
    last: int = NEVER

    @classmethod
    def of(cls, values: Mapping[str, str], notes: list[str]) -> Filters:
        """Filters from the keys outlet, lang, from and to; what is no date is noted.

        Raises ValueError on another key.
        """
        if unknown := set(values) - set(KEYS):
            raise ValueError(f"no such filter: {', '.join(sorted(unknown))}")
        start = _range(values.get("from", ""), notes)
        end = _range(values.get("to", ""), notes)
        return cls(
            outlet=values.get("outlet", ""),
            lang=values.get("lang", ""),
            first=start[0] if start else 0,
            last=end[1] if end else NEVER,
        )

    def __bool__(self) -> bool:
        """Whether anything is filtered."""
        return self != Filters()

    def keep(self, columns: Columns, number: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these articles stay. An unknown date is in no range."""
        stays = np.ones(len(number), bool)
        if self.outlet:
            stays &= columns.outlet.have(self.outlet, number)
        if self.lang:
            stays &= columns.lang.have(self.lang, number)
        if (self.first, self.last) != (0, NEVER):
            date = columns.date[number]
            stays &= (date > 0) & (self.first <= date) & (date <= self.last)
        return stays


def _range(text: str, notes: list[str]) -> tuple[int, int] | None:
    if not text.strip():
        return None
    found = day_range(text)
    if found is None:
        notes.append(f"“{text[:40]}” is no date; write 2017, 2017-06 or 2017-06-09.")
    return found
