"""What there is of each document of a segment, as Whoosh asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.codec.base import PerDocumentReader
from whoosh.columns import Column, ColumnReader

from index.schema import FIELDS, TABLE, date_number
from index.segment import Segment
from index.segment.field_norms import NORM_LENGTH

_LENGTHS: tuple[int, ...] = tuple(NORM_LENGTH.tolist())  # Python ints: one is read for each posting
_COLUMNS = tuple(field.name for field in TABLE if field.sorted)


class BackfilePerDocReader(PerDocumentReader):  # type: ignore[misc]  # Whoosh carries no annotations
    """Whoosh's PerDocumentReader over a segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._codes: dict[str, memoryview] = {}  # filled as fields are asked for

    def doc_count(self) -> int:
        return self._segment.entry.live

    def doc_count_all(self) -> int:
        return self._segment.documents

    def has_deletions(self) -> bool:
        return self._segment.deleted is not None

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._deleted

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    @cached_property
    def _deleted(self) -> frozenset[int]:
        deleted = self._segment.deleted
        return frozenset() if deleted is None else frozenset(np.flatnonzero(deleted).tolist())

    def all_doc_ids(self) -> Iterator[int]:
        """The documents that are not deleted."""
        deleted = self._segment.deleted
        if deleted is None:
            return iter(range(self._segment.documents))
        return iter(np.flatnonzero(~deleted).tolist())

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Words of a field, rounded as Whoosh rounds them; `default` when there are none."""
        codes = self._codes.get(fieldname)
        if codes is None:
            if fieldname not in FIELDS:
                return default
            codes = self._codes[fieldname] = self._segment.code(fieldname).data
        return _LENGTHS[codes[docnum]] or default

    def field_length(self, fieldname: str) -> int:
        """Words of a field in all documents, exactly."""
        return self._segment.total[fieldname] if fieldname in FIELDS else 0

    def min_field_length(self, fieldname: str) -> int:
        return int(NORM_LENGTH[self._segment.code(fieldname).min()]) if fieldname in FIELDS else 0

    def max_field_length(self, fieldname: str) -> int:
        return int(NORM_LENGTH[self._segment.code(fieldname).max()]) if fieldname in FIELDS else 0

    def supports_columns(self) -> bool:
        return True

    def has_column(self, fieldname: str) -> bool:
        return fieldname in _COLUMNS

    def list_columns(self) -> Sequence[str]:
        return _COLUMNS

    def column_reader(self, fieldname: str, _column: Column) -> ColumnReader:
        """A column in the form in which Whoosh sorts it: bytes, or numbers from 0 up."""
        segment = self._segment
        if fieldname == "date":
            return ColumnValues((segment.date.astype(np.int64) + 2**31).tolist())
        if fieldname == "sketch":
            documents = range(segment.documents)
            return ColumnValues([segment.sketch(doc).encode() for doc in documents])
        values = segment.lang if fieldname == "lang" else segment.outlet
        encoded = [value.encode() for value in values]
        return ColumnValues([encoded[code] for code in values.code.tolist()])

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """The values of all fields, and `article` as an Article."""
        file_id, article = self._segment.file.of(docnum), self._segment.article(docnum)
        stored: dict[str, Any] = {
            field.name: field.value(file_id, article) for field in TABLE if field.name != "id"
        }
        stored |= {"id": self._segment.id(docnum), "date": date_number(article.day)}
        return stored | {"article": article}


class ColumnValues(ColumnReader):  # type: ignore[misc]  # as above
    """A column in memory: all bytes, or all numbers."""

    def __init__(self, values: Sequence[bytes] | Sequence[int]) -> None:
        self._values = values
        self._is_reversed = False

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, docnum: int) -> bytes | int:
        return self._values[docnum]

    def __iter__(self) -> Iterator[bytes | int]:
        return iter(self._values)

    def sort_key(self, docnum: int) -> bytes | int:
        """What the documents are sorted by."""
        value = self._values[docnum]
        return -value if self._is_reversed and isinstance(value, int) else value

    def set_reverse(self) -> None:
        """Sort downwards; as with Whoosh's own columns, only numbers can."""
        if self._values and isinstance(self._values[0], bytes):
            raise NotImplementedError
        self._is_reversed = True
