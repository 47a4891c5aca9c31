"""How many articles of a result have each value of a column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple, overload

import numpy.typing as npt


class FacetValue(NamedTuple):
    """A value of a column over the whole result, and how many articles have it."""

    value: str
    count: int  # type: ignore[assignment]  # the field's name, rather than the method of tuples


class _Values(Sequence[FacetValue]):
    """Values that are as good as any sequence of the same ones."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)})"


class Facet(_Values):
    """The values that any article of a result has, in the order to show them."""

    __slots__ = ("_codes", "_counts", "_values")

    def __init__(
        self,
        values: Sequence[str],
        codes: npt.NDArray[Any],
        counts: npt.NDArray[Any],
        most: int,
    ) -> None:
        """Of `values` those with these `codes`, each with its count; `most` of them at the most."""
        self._values, self._codes, self._counts = values, codes[:most], counts

    def __len__(self) -> int:
        return len(self._codes)

    @overload
    def __getitem__(self, place: int) -> FacetValue: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[FacetValue]: ...

    def __getitem__(self, place: int | slice) -> FacetValue | Sequence[FacetValue]:
        if isinstance(place, slice):
            return tuple(self)[place]
        code = self._codes[place]
        return FacetValue(self._values[code], int(self._counts[code]))

    def __iter__(self) -> Iterator[FacetValue]:
        values = map(self._values.__getitem__, self._codes.tolist())
        return map(FacetValue, values, self._counts[self._codes].tolist())


class LateFacet(_Values):
    """A facet that is counted when it is first looked at, for one that not all readers look at."""

    def __init__(self, count: Callable[[], Sequence[FacetValue]]) -> None:
        self._count = count

    @cached_property
    def _values(self) -> Sequence[FacetValue]:
        return self._count()

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, place: int) -> FacetValue: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[FacetValue]: ...

    def __getitem__(self, place: int | slice) -> FacetValue | Sequence[FacetValue]:
        return self._values[place]
