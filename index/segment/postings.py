"""The inverted part of a segment as arrays in memory, on their way to the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.segment import EVERY, FREQUENT
from index.segment.array_file import write_arrays
from index.segment.entries import enter_all
from index.segment.field_norms import codes_of
from index.segment.term_frequency import unpack_frequencies

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Inverted:
    """What `index.segment` describes as terms, postings, positions, lengths, forms and names.

    `terms` are those of all fields one after the other, `field` says where each field's begin;
    `lengths` u4[F, N] are exact.
    """

    field: Array
    terms: tuple[Array, Array]
    """(where each begins, their bytes)."""
    posting: Array
    position: Array
    doc: Array
    tf: Array
    big_posting: Array
    big_tf: Array
    data: Array
    lengths: Array
    forms: Mapping[str, Array]
    names: Mapping[str, Array]

    def write(self, folder: Path) -> None:
        """Write the seven files that hold it."""
        code, total = codes_of(self.lengths), self.lengths.sum(axis=1, dtype=np.uint64)
        files: dict[str, Mapping[str, Array]] = {
            "terms": {
                "field": self.field,
                "offset": self.terms[0],
                "blob": self.terms[1],
                "posting": self.posting,
                "position": self.position,
            },
            "postings": {
                "doc": self.doc,
                "tf": self.tf,
                "big_posting": self.big_posting,
                "big_tf": self.big_tf,
            },
            "positions": {"data": self.data},
            "entries": entries_of(self.posting, self.position, self._marked_tf(), self.data),
            "lengths": {"code": code, "total": total},
            "forms": self.forms,
            "names": self.names,
        }
        for kind, arrays in files.items():
            write_arrays(folder / kind, kind, folder.name, arrays)

    def _marked_tf(self) -> Array:
        return unpack_frequencies(self.tf, self.big_posting, self.big_tf)


def entries_of(posting: Array, position: Array, tf: Array, data: Array) -> dict[str, Array]:
    """The arrays of the file `entries`; `tf` u4[P] is marked, `data` the positions."""
    frequent = np.flatnonzero(np.diff(posting.astype(np.int64)) >= FREQUENT)
    df = posting[frequent + 1] - posting[frequent]
    start = np.zeros(len(frequent) + 1, np.uint32)
    np.cumsum((df - 1) // EVERY, out=start[1:])
    point = np.zeros(start[-1], np.uint32)
    enter_all(frequent, posting, position, tf, data, EVERY, start, point)
    return {"term": frequent.astype(np.uint32), "start": start, "point": point}
