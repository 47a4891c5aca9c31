"""The terms of one field in one segment: written ones, and those that columns stand for.

`text` and its like have terms on disk. The fields that hold one whole value (`id`, `file`,
`outlet_name`, `lang`, `date`, `sketch`) are columns only; their terms are made from the column
when one is first asked for. A sort of up to 65,536 codes takes some milliseconds and saves the
index the postings: eight a date alone, because Whoosh looks numbers up at eight levels of
precision.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import NUMERIC

from index.schema import FIELDS, schema
from index.segment import Postings, Segment
from index.segment.field_norms import NORM_LENGTH
from index.segment.term_frequency import MARKED
from index.segment.values import Values


class Field(Protocol):
    """The terms of a field in ascending order, numbered from 0."""

    def __len__(self) -> int:
        """How many terms there are."""

    def __getitem__(self, number: int) -> bytes:
        """The term with a number."""

    def first_from(self, term: bytes) -> int:
        """The number of the first term that is not below this one; their count if there is none."""

    def find(self, term: bytes) -> int | None:
        """The number of a term, None when no article has it."""

    def df(self, number: int) -> int:
        """In how many articles a term is, deleted ones included."""

    def postings(self, number: int) -> Postings:
        """The articles that a term is in, ascending, and how often."""

    def titled(self, number: int) -> NDArray[np.bool_]:
        """[df] Which of these articles have the term in their title, where the field has one."""

    def positions(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """(start int64[df + 1], position uint32): posting i stands at position[start[i:i + 1]]."""

    def lengths(self, documents: NDArray[np.uint16]) -> NDArray[np.int32] | None:
        """The lengths of these articles in words, as Whoosh rounds them; None without lengths."""


class WrittenField:
    """A field whose terms and postings are on disk."""

    def __init__(self, segment: Segment, name: str) -> None:
        self._segment = segment
        self._name = name
        self._place = FIELDS.index(name)
        numbers = segment.terms.of_field(self._place)
        self._first, self._count = numbers.start, len(numbers)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        return self._segment.terms[self._first + number]

    def first_from(self, term: bytes) -> int:
        return self._segment.terms.first_from(self._place, term) - self._first

    def find(self, term: bytes) -> int | None:
        number = self._segment.find(self._name, term)
        return None if number is None else number - self._first

    def df(self, number: int) -> int:
        return self._segment.df(self._first + number)

    def postings(self, number: int) -> Postings:
        return self._segment.postings(self._first + number)

    def titled(self, number: int) -> NDArray[np.bool_]:
        titled: NDArray[np.bool_] = self._segment.marked_postings(self._first + number).tf >= MARKED
        return titled

    def positions(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        return self._segment.positions(self._first + number)

    def lengths(self, documents: NDArray[np.uint16]) -> NDArray[np.int32] | None:
        return NORM_LENGTH[self._segment.code(self._name)[documents]]


class ColumnField:
    """A field whose terms are the values of a column; each is in an article once."""

    def __init__(self, terms: Sequence[bytes], groups: Sequence[NDArray[np.uint16]]) -> None:
        self._terms = terms
        self._groups = groups

    @classmethod
    def of(cls, segment: Segment, name: str) -> ColumnField:
        """The field `id`, `file`, `outlet_name`, `lang`, `date` or `sketch` of a segment."""
        match name:
            case "id":
                return cls._of_strings([segment.id(doc) for doc in range(segment.documents)])
            case "date":
                return cls._of_numbers(segment.date)
            case "file":
                return cls._of_values(segment.file)
            case "lang":
                return cls._of_values(segment.lang)
            case "sketch":
                return cls._of_strings([segment.sketch(doc) for doc in range(segment.documents)])
            case _:
                return cls._of_values(segment.outlet)

    @classmethod
    def _of_values(cls, values: Values) -> ColumnField:
        codes, groups = _grouped(values.code)
        return cls([values[code].encode() for code in codes], groups)

    @classmethod
    def _of_strings(cls, strings: Sequence[str]) -> ColumnField:
        encoded = [string.encode() for string in strings]
        terms = sorted(set(encoded))
        number = {term: place for place, term in enumerate(terms)}
        _, groups = _grouped(np.array([number[term] for term in encoded], np.int32))
        return cls(terms, groups)

    @classmethod
    def _of_numbers(cls, numbers: NDArray[np.int32]) -> ColumnField:
        """Each number at all of Whoosh's levels of precision, the finest first."""
        field: NUMERIC = schema()["date"]
        sortable = numbers.astype(np.int64) + 2**31
        terms: list[bytes] = []
        groups: list[NDArray[np.uint16]] = []
        for shift in range(0, field.bits, field.shift_step):
            values, documents = _grouped(sortable >> shift)
            terms += [field.sortable_to_bytes(value << shift, shift) for value in values]
            groups += documents
        return cls(terms, groups)

    def __len__(self) -> int:
        return len(self._terms)

    def __getitem__(self, number: int) -> bytes:
        return self._terms[number]

    def first_from(self, term: bytes) -> int:
        return bisect_left(self._terms, term)

    def find(self, term: bytes) -> int | None:
        number = bisect_left(self._terms, term)
        return number if number < len(self._terms) and self._terms[number] == term else None

    def df(self, number: int) -> int:
        return len(self._groups[number])

    def postings(self, number: int) -> Postings:
        documents = self._groups[number]
        return Postings(documents, np.ones(len(documents), np.uint32))

    def titled(self, number: int) -> NDArray[np.bool_]:
        return np.zeros(self.df(number), bool)

    def positions(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        return np.zeros(self.df(number) + 1, np.int64), np.zeros(0, np.uint32)

    def lengths(self, documents: NDArray[np.uint16]) -> None:
        return None


def _grouped(column: NDArray[np.integer]) -> tuple[list[int], list[NDArray[np.uint16]]]:
    """The different values of a column, ascending, and the documents that have each."""
    order = np.argsort(column, kind="stable").astype(np.uint16)
    values, starts = np.unique(column[order], return_index=True)
    return values.tolist(), np.split(order, starts[1:]) if len(order) else []
