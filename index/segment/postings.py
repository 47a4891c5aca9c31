"""The inverted part of a segment as arrays in memory, on their way to the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.segment import FREQUENT, K1, SKIP, WINDOW, WINDOWS, B
from index.segment.array_file import write_arrays
from index.segment.bounds import bound_all
from index.segment.lengths import LENGTH, codes_of

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Inverted:
    """What `index.segment` describes as terms, postings, positions and lengths.

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

    def write(self, folder: Path) -> None:
        """Write the five files that hold it."""
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
            "bounds": bounds_of(
                field=self.field,
                posting=self.posting,
                position=self.position,
                postings=(self.doc, self._exact_tf(), self.data),
                code=code,
                total=total,
            ),
            "lengths": {"code": code, "total": total},
        }
        for kind, arrays in files.items():
            write_arrays(folder / kind, kind, folder.name, arrays)

    def _exact_tf(self) -> Array:
        tf = self.tf.astype(np.uint32)
        tf[self.big_posting] = self.big_tf
        return tf


def bounds_of(
    *, field: Array, posting: Array, position: Array, postings: tuple[Array, Array, Array],
    code: Array, total: Array,
) -> dict[str, Array]:  # fmt: skip
    """The arrays of the file `bounds`; `postings` are (articles, exact tf u4, positions)."""
    doc, tf, data = postings
    frequent = np.flatnonzero(np.diff(posting.astype(np.int64)) >= FREQUENT)
    df = posting[frequent + 1] - posting[frequent]
    skip_start = np.zeros(len(frequent) + 1, np.uint32)
    np.cumsum((df - 1) // SKIP, out=skip_start[1:])
    window = np.zeros((len(frequent), WINDOWS), np.uint16)
    weight = np.zeros((len(frequent), WINDOWS), np.float32)
    skip = np.zeros(skip_start[-1], np.uint32)
    mean = np.maximum(total / max(code.shape[1], 1), 1e-9)
    table = np.stack([divisors(each) for each in mean.tolist()])
    field_of = np.searchsorted(field, frequent, side="right") - 1
    bound_all(
        frequent, field_of, posting, position, doc, tf, data, code, table, WINDOW, SKIP,
        skip_start, window, weight, skip,
    )  # fmt: skip
    return {
        "term": frequent.astype(np.uint32),
        "window": window,
        "weight": weight,
        "mean": mean,
        "bm25": np.array([K1, B]),
        "skip_start": skip_start,
        "skip": skip,
    }


def divisors(mean: float) -> npt.NDArray[np.float32]:
    """[256] k1 * (1 - b + b * length / mean) for each length code."""
    return (K1 * (1 - B + B * LENGTH / mean)).astype(np.float32)
