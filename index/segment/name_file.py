"""The names of a segment's text: forms mostly written with a capital, and what they sound like.

The arrays of the file `names` (index.segment): the names ascending by their bytes, so that one is
found by a binary search and those one letter away by one walk; and their keys ascending, so that
the names that share a key with a word stand side by side (index.names.sounds.keys_of).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis import CAPITAL, SMALL
from index.analysis.characters import IDEOGRAPHS
from index.names.table import table_checksum
from index.segment.array_file import ArrayFile
from index.segment.values import blob_of

Array = npt.NDArray[Any]

_LEAST_LETTERS = 2


class NameFile:
    """The names of one segment, read where they lie."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file

    def __len__(self) -> int:
        return len(self.offset) - 1

    def __getitem__(self, number: int) -> str:
        """The name with a number."""
        start, stop = self.offset[number : number + 2].tolist()
        return str(self.blob[start:stop].tobytes(), "utf-8", "surrogatepass")

    @cached_property
    def offset(self) -> npt.NDArray[np.uint32]:
        """u4[M + 1] Where each name begins in `blob`."""
        return self._file.whole("offset")

    @cached_property
    def blob(self) -> npt.NDArray[np.uint8]:
        """u1[] The names in UTF-8."""
        return self._file.whole("blob")

    @cached_property
    def term(self) -> npt.NDArray[np.uint32]:
        """u4[M] The term of each; the more frequent one of a form that has two."""
        return self._file.whole("term")

    def find(self, name: bytes) -> int | None:
        """The number of a name, or None."""
        place = bisect_left(range(len(self)), name, key=self._bytes)
        return place if place < len(self) and self._bytes(place) == name else None

    def with_keys(self, keys: npt.NDArray[np.uint32]) -> list[int]:
        """The names that have any of some keys, ascending."""
        known, name = self._keys
        first, last = (np.searchsorted(known, keys, side).tolist() for side in ("left", "right"))
        spans = zip(first, last, strict=True)
        found: list[int] = np.unique(np.concatenate([name[a:b] for a, b in spans])).tolist()
        return found

    @property
    def is_of_this_table(self) -> bool:
        """Whether the keys were made by the present table of sounds."""
        return int(self._file.whole("table")[0]) == table_checksum()

    @cached_property
    def _keys(self) -> tuple[Array, Array]:
        """(key, name) as written; made anew where another table of sounds has made them."""
        if self.is_of_this_table:
            return self._file.whole("key"), self._file.whole("name")
        return keys_in_order([self[number] for number in range(len(self))])

    def _bytes(self, number: int) -> bytes:
        start, stop = self.offset[number : number + 2].tolist()
        return self.blob[start:stop].tobytes()


def arrays_of_names(
    term: Array, forms: Sequence[bytes], letters: Array, count: Array
) -> dict[str, Array]:
    """The arrays of the file `names`.

    Args:
        term: i8[V] The term of each variant (index.segment.form_dictionary).
        forms: The form of each.
        letters: u1[V] In what letters it is written.
        count: i8[V] How often it occurs.
    """
    distinct = sorted(set(forms))
    rank_of = {form: rank for rank, form in enumerate(distinct)}
    rank = np.fromiter(map(rank_of.__getitem__, forms), np.int64, len(forms))
    small = np.bincount(rank, count * (letters == SMALL), len(distinct))
    capital = np.bincount(rank, count * (letters >= CAPITAL), len(distinct))
    by_count = np.lexsort((term, count))  # the same whatever the order in which they come
    term_of = np.zeros(len(distinct), np.uint32)
    term_of[rank[by_count]] = term[by_count]
    texts = [str(form, "utf-8", "surrogatepass") for form in distinct]
    kept = np.flatnonzero(capital >= small).tolist()
    uncased = [n for n in np.flatnonzero(capital < small).tolist() if is_uncased(texts[n])]
    names = [number for number in sorted({*kept, *uncased}) if _may_be_name(texts[number])]
    key, name = keys_in_order([texts[number] for number in names])
    blob = blob_of("name", [distinct[number] for number in names])
    return {
        "offset": blob["name_offset"],
        "blob": blob["name_blob"],
        "term": term_of[names],
        "key": key,
        "name": name,
        "table": np.array([table_checksum()], np.uint32),
    }


def keys_in_order(names: Sequence[str]) -> tuple[Array, Array]:
    """(the keys of some names u4[K] ascending, the number of the name of each u4[K])."""
    from index.names.sounds import keys_of  # noqa: PLC0415  # compiled code: loaded when needed
    from index.names.word import as_letters  # noqa: PLC0415  # as above

    key, name = keys_of(as_letters(names))
    order = np.argsort(key, kind="stable")
    return key[order], name[order]


def is_uncased(form: str) -> bool:
    """Whether it is of a script without capitals, of whose words any may be a name."""
    return not form.isascii() and form.upper() == form


@cache
def _signs() -> re.Pattern[str]:
    """What no name has: figures, and signs that are words of their own. It takes 3 ms to make."""
    return re.compile(rf"[\d{IDEOGRAPHS}]")


def _may_be_name(form: str) -> bool:
    return len(form) >= _LEAST_LETTERS and not _signs().search(form)
