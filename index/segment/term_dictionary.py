"""The dictionary of a segment: from a field and a term to its number, and back.

Terms are numbered in the order of their fields and then of their bytes, so that a number is
found by halving, and all terms with a beginning stand together.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from index.segment.array_file import ArrayFile

_REMEMBERED = 2**16  # terms found lately; a query's words are asked for in every segment
_UNKNOWN = -1


class Terms:
    """The terms of one segment, read where they lie."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file
        self._offset = file["offset"].data
        self._blob = file["blob"].data
        self._field = file.whole("field").tolist()
        self._found: dict[tuple[int, bytes], int | None] = {}

    def __len__(self) -> int:
        return len(self._offset) - 1

    def __getitem__(self, number: int) -> bytes:
        """The term with a number."""
        self._file.touch("offset", number, number + 2)
        start, stop = self._offset[number], self._offset[number + 1]
        self._file.touch("blob", start, stop)
        return bytes(self._blob[start:stop])

    def of_field(self, field: int) -> range:
        """The numbers of a field's terms."""
        return range(self._field[field], self._field[field + 1])

    def all_of_field(self, field: int) -> list[bytes]:
        """A field's terms in order."""
        return self.between(self._field[field], self._field[field + 1])

    def between(self, start: int, stop: int) -> list[bytes]:
        """The terms with the numbers [start, stop)."""
        self._file.touch("offset", start, stop + 1)
        offsets = self._offset[start : stop + 1].tolist()
        self._file.touch("blob", offsets[0], offsets[-1])
        blob = bytes(self._blob[offsets[0] : offsets[-1]])
        return [blob[a - offsets[0] : b - offsets[0]] for a, b in pairwise(offsets)]

    def find(self, field: int, term: bytes) -> int | None:
        """The number of a term, or None when the segment has no article with it."""
        number = self._found.get((field, term), _UNKNOWN)
        if number == _UNKNOWN:
            number = self.first_from(field, term)
            if number == self._field[field + 1] or self[number] != term:
                number = None
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[field, term] = number
        return number

    def first_from(self, field: int, term: bytes) -> int:
        """The number of a field's first term that is not below `term`; its end if there is none."""
        return bisect_left(
            range(len(self)), term, *self._field[field : field + 2], key=self.__getitem__
        )
