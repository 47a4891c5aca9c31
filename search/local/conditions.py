"""The articles of a generation that a condition lets through: by columns, groups and ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index import Generation, Segment, Values
from search.local.article_bits import Bits, bits_of_masks, bits_of_numbers
from search.plan import (
    All,
    Any,
    Articles,
    Dates,
    GroupedWith,
    Naming,
    Not,
    Plan,
    Value,
    ValuePattern,
)
from search.words.expansion import fitting_values

_MOST_SETS = 256  # selections of readers that are remembered as bits, 8 KB a segment


class Conditions:
    """Finds the articles that conditions (search.plan.is_condition) match."""

    def __init__(
        self,
        generation: Generation,
        matching: Callable[[Plan], Bits],
        grouped: Callable[[GroupedWith], Sequence[int]],
        naming: Callable[[Naming], Bits],
    ) -> None:
        """Find the articles of any plan by `matching`.

        `grouped` finds those that are grouped with one, `naming` those that have a name.
        """
        self._generation = generation
        self._matching = matching
        self._grouped = grouped
        self._naming = naming
        self._sets: dict[frozenset[str], Bits] = {}
        segments = generation.segments
        self.written = bits_of_masks([np.ones(segment.documents, bool) for segment in segments])
        """All articles, the deleted among them."""
        self.live = self.written
        """The articles that are not deleted."""
        self._has_deleted = any(segment.deleted is not None for segment in segments)
        if self._has_deleted:
            masks = (
                np.zeros(segment.documents, bool) if segment.deleted is None else segment.deleted
                for segment in segments
            )
            self.live = self.written & ~bits_of_masks(list(masks))

    def matching(self, plan: Plan) -> Bits:  # noqa: PLR0911  # a case a kind of plan
        """The articles that match a condition; deleted ones may be among them."""
        segments = self._generation.segments
        match plan:
            case All(parts):
                return np.bitwise_and.reduce([self._matching(part) for part in parts])  # type: ignore[no-any-return]
            case Any(parts):
                return np.bitwise_or.reduce([self._matching(part) for part in parts])  # type: ignore[no-any-return]
            case Not(part):
                return self.written & ~self._matching(part)
            case Dates(first, last):
                dates = [segment.date for segment in segments]
                return bits_of_masks([(date >= max(first, 1)) & (date <= last) for date in dates])
            case Value(name, value):
                columns = [_column(segment, name) for segment in segments]
                codes = [column.find(value) for column in columns]
                return bits_of_masks(
                    [
                        column.code == (-1 if code is None else code)
                        for column, code in zip(columns, codes, strict=True)
                    ]
                )
            case GroupedWith():
                return bits_of_numbers(self._generation, self._grouped(plan))
            case Naming():
                return self._naming(plan)
            case Articles(ids):
                return self.articles(ids)
            case ValuePattern(name):
                columns = [_column(segment, name) for segment in segments]
                return bits_of_masks(
                    [np.isin(column.code, fitting_values(column, plan)) for column in columns]
                )
            case _:
                return self.written

    def articles(self, ids: frozenset[str]) -> Bits:
        """Those of these articles that the generation has; remembered, as a set is asked often."""
        bits = self._sets.get(ids)
        if bits is None:
            found = map(self._generation.find, ids)
            bits = bits_of_numbers(
                self._generation, (number for number in found if number is not None)
            )
            if len(self._sets) >= _MOST_SETS:
                self._sets.clear()
            self._sets[ids] = bits
        return bits

    def filter(self, wanted: Bits | None) -> Bits | None:
        """Those of the articles `wanted`, of all for None, that are not deleted; None for all."""
        if wanted is None:
            return self.live if self._has_deleted else None
        return wanted & self.live


def _column(segment: Segment, name: str) -> Values:
    return segment.outlet if name == "outlet" else segment.lang
