"""One value for each article, as arrays: what results are counted by.

Each segment numbers its own outlets and languages; over all segments they are numbered anew here.
What a segment's articles have in common does not change with the generation, and is carried over.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from index import Generation, Segment, date_of_number
from index.jit.kernel_api import MAX_DOCUMENTS, pointer_of
from search.facet import Facet
from search.rank.facets import ARTICLES, FACET_COLUMNS, GROUP, GROUPS, TOTALS, VALUES, count_values

Array = npt.NDArray[Any]

FACETS = ("outlet", "lang", "date")
"""What results are counted by; dates by their months."""

NO_FACETS: Mapping[str, Facet] = MappingProxyType(
    dict.fromkeys(FACETS, Facet((), np.zeros(0, np.int64), np.zeros(0, np.int64), 0))
)
"""Those of a result without articles."""

_MOST = {"outlet": 10_000, "lang": 50, "date": 12_000}  # values of each that are given


@dataclass(frozen=True, slots=True)
class Groups:
    """The articles of a segment by what they have in common (rank.facets)."""

    group: npt.NDArray[np.uint16]
    """[MAX_DOCUMENTS] each article's; 0 where there is no article."""
    totals: npt.NDArray[np.int32]
    """[groups] How many articles are in each."""
    values: tuple[tuple[str, ...], ...]
    """By facet: the value of each group."""

    @classmethod
    def of(cls, segment: Segment) -> Groups:
        """The groups of a segment: its different (outlet, language, month)."""
        month = segment.date // 100
        codes = np.stack([segment.outlet.code, segment.lang.code, month], axis=1).astype(np.int64)
        mixed = (codes[:, 0] << 48) | (codes[:, 1] << 32) | codes[:, 2]
        distinct, group, totals = np.unique(mixed, return_inverse=True, return_counts=True)
        padded = np.zeros(MAX_DOCUMENTS, np.uint16)
        padded[: len(group)] = group
        parts = [
            (code >> 48, (code >> 32) & 0xFFFF, code & 0xFFFFFFFF) for code in distinct.tolist()
        ]
        rows = [
            (segment.outlet[outlet], segment.lang[lang], date_of_number(month * 100))
            for outlet, lang, month in parts
        ]
        values = tuple(zip(*rows, strict=True)) if rows else ((),) * len(FACETS)
        return cls(padded, totals.astype(np.int32), values)


class FacetCounts:
    """The columns of all articles of a generation, deleted ones included."""

    def __init__(self, generation: Generation, earlier: FacetCounts | None = None) -> None:
        """Read them; what `earlier` has of the same segments is taken from there."""
        known: Mapping[Segment, Groups] = earlier.groups if earlier else {}
        segments = generation.segments
        self.groups: Mapping[Segment, Groups] = {
            part: known.get(part) or Groups.of(part) for part in segments
        }
        self.date: npt.NDArray[np.int32] = _joined([part.date for part in segments], np.int32)
        groups = [self.groups[part] for part in segments]
        self._values = [
            sorted(set(chain.from_iterable(each.values[facet] for each in groups)))
            for facet in range(len(FACETS))
        ]
        self._starts = np.cumsum([0, *map(len, self._values)])
        self._texts = list(chain.from_iterable(self._values))
        self._ranges = np.zeros((len(FACETS), 4), np.int64)
        for row, name, values, start in zip(
            self._ranges, FACETS, self._values, self._starts, strict=False
        ):
            row[:] = start, start + len(values), 0, name != "date"
            if values and not values[0]:
                row[0] += 1  # articles without a value are in none
        self._threads = threading.local()
        self._codes = [self._numbered(each) for each in groups]
        self._table = np.zeros((len(segments), FACET_COLUMNS), np.int64)
        for row, part, codes in zip(self._table, segments, self._codes, strict=True):
            each = self.groups[part]
            row[ARTICLES], row[GROUPS] = part.documents, len(codes)
            row[GROUP], row[VALUES] = pointer_of(each.group), pointer_of(codes)
            row[TOTALS] = pointer_of(each.totals)

    def _numbered(self, groups: Groups) -> npt.NDArray[np.int32]:
        """[groups, facets] The codes of a segment's groups: indices into the counts."""
        codes = np.zeros((len(groups.values[0]), len(FACETS)), np.int32)
        for facet, values in enumerate(groups.values):
            start = int(self._starts[facet])
            code_of = {value: start + n for n, value in enumerate(self._values[facet])}
            codes[:, facet] = [code_of[value] for value in values]
        return codes

    def count(self, bits: npt.NDArray[np.uint64]) -> dict[str, Facet]:
        """How many of these articles have each value that any has, by facet.

        The most frequent values first; of dates the newest. `bits` u8[segments, words].
        """
        counts, codes = np.zeros((2, len(self._texts)), np.int64)
        ranges = self._ranges.copy()
        count_values(self._table, ranges, bits, self._scratch, counts, codes)
        return {
            name: self._facet(name, codes[first:end], counts)
            for name, (first, _, end, _) in zip(FACETS, ranges.tolist(), strict=True)
        }

    @property
    def _scratch(self) -> npt.NDArray[np.int32]:
        """i4[MAX_DOCUMENTS] What groups are counted in; each thread has its own."""
        try:
            return self._threads.groups  # type: ignore[no-any-return]
        except AttributeError:
            self._threads.groups = np.zeros(MAX_DOCUMENTS, np.int32)
            return self._threads.groups  # type: ignore[no-any-return]

    def _facet(self, name: str, codes: Array, counts: Array) -> Facet:
        if name == "date":
            codes = codes[::-1]
        return Facet(self._texts, codes, counts, _MOST[name])


def _joined(parts: Sequence[Array], dtype: npt.DTypeLike) -> Array:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate([np.zeros(0, dtype), *parts])
