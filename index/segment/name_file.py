"""The names of a segment's text: forms mostly written with a capital, and what they sound like.

The arrays of the file `names` (index.segment) say in a bit each which forms are names, and have
their keys (index.names.sounds.keys_of), of which sixteen bits tell well enough, compressed. When
names are first wanted, they are laid out ascending by their bytes, so that one is found by a binary
search and those one letter away by one walk; and the keys, so that names that share one with a word
stand side by side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import CAPITAL, SMALL
from index.analysis.characters import IDEOGRAPHS
from index.names.table import table_checksum
from index.segment.array_file import ArrayFile
from index.segment.compressed import compressed, decompressed
from index.segment.values import Strings

Array = npt.NDArray[Any]

_LEAST_LETTERS = 2


class _Names(NamedTuple):
    """The names of a segment, ascending by their bytes."""

    offset: npt.NDArray[np.uint32]
    """u4[M + 1] Where each name begins in `blob`."""
    blob: npt.NDArray[np.uint8]
    """u1[] The names in UTF-8."""
    term: npt.NDArray[np.uint32]
    """u4[M] The term of each; the more frequent one of a form that has two."""


class NameFile:
    """The names of one segment."""

    def __init__(self, file: ArrayFile, terms: ArrayFile, forms: ArrayFile) -> None:
        """`terms` and `forms` are the segment's files of these."""
        self._file, self._terms, self._forms = file, terms, forms

    def __len__(self) -> int:
        return len(self.offset) - 1

    def __getitem__(self, number: int) -> str:
        """The name with a number."""
        return str(self._strings[number], "utf-8", "surrogatepass")

    @property
    def offset(self) -> npt.NDArray[np.uint32]:
        """u4[M + 1] Where each name begins in `blob`."""
        return self._names.offset

    @property
    def blob(self) -> npt.NDArray[np.uint8]:
        """u1[] The names in UTF-8."""
        return self._names.blob

    @property
    def term(self) -> npt.NDArray[np.uint32]:
        """u4[M] The term of each; the more frequent one of a form that has two."""
        return self._names.term

    @cached_property
    def _names(self) -> _Names:
        from index.segment.strings import Some, interleave  # noqa: PLC0415  # compiled code: loaded when needed

        own, other = (_numbers_of(self._file.whole(name)) for name in ("own", "other"))
        rows = [(f.whole("offset"), f.whole("blob")) for f in (self._terms, self._forms)]
        if any(len(n) and n[-1] >= len(r[0]) - 1 for n, r in zip((own, other), rows, strict=True)):
            raise self._file.damaged("it has other names than there are forms")
        sizes = (np.diff(r[0])[n].sum() for n, r in zip((own, other), rows, strict=True))
        count = len(own) + len(other)
        offset, blob = np.empty(count + 1, np.uint32), np.empty(int(sum(sizes)), np.uint8)
        source = np.empty(count, np.int64)
        interleave(Some(own, *rows[0]), Some(other, *rows[1]), offset, blob, source)
        term = np.concatenate([own.astype(np.uint32), self._forms.whole("term")[other]])
        return _Names(offset, blob, term[source])

    def find(self, name: bytes) -> int | None:
        """The number of a name, or None."""
        place = bisect_left(self._strings, name)
        return place if place < len(self) and self._strings[place] == name else None

    def with_keys(self, keys: npt.NDArray[np.uint32]) -> list[int]:
        """The names that have any of some keys, ascending."""
        known, name = self.keys
        wanted = np.unique(_short(keys))
        first, last = (np.searchsorted(known, wanted, side).tolist() for side in ("left", "right"))
        spans = zip(first, last, strict=True)
        found: list[int] = np.unique(np.concatenate([name[a:b] for a, b in spans])).tolist()
        return found

    @property
    def is_of_this_table(self) -> bool:
        """Whether the keys were made by the present table of sounds."""
        return int(self._file.whole("table")[0]) == table_checksum()

    @cached_property
    def keys(self) -> tuple[Array, Array]:
        """(the keys of the names u2[K] ascending, the number of the name of each u4[K]).

        Made anew where another table of sounds has made those that are written.

        Raises:
            IndexDamaged: They cannot be read.
        """
        if not self.is_of_this_table:
            return keys_in_order([self[number] for number in range(len(self))])
        step, name = (
            np.frombuffer(decompressed(self._file, array), np.dtype(kind))
            for array, kind in (("key", "<u2"), ("name", "<u4"))
        )
        key = np.cumsum(step, dtype=np.int64).astype(np.uint16)
        if len(key) != len(name) or (len(name) and int(name.max()) >= len(self)):
            raise self._file.damaged("it has other keys than names")
        return key, name

    @cached_property
    def _strings(self) -> Strings:
        return Strings(self.offset, self.blob)


def arrays_of_names(
    terms: Sequence[bytes], term: Array, forms: Sequence[bytes], letters: Array, count: Array
) -> dict[str, Array]:
    """The arrays of the file `names`.

    Args:
        terms: The terms of the text.
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
    term_of = np.zeros(len(distinct), np.int64)
    term_of[rank[by_count]] = term[by_count]
    texts = [str(form, "utf-8", "surrogatepass") for form in distinct]
    kept = np.flatnonzero(capital >= small).tolist()
    uncased = [n for n in np.flatnonzero(capital < small).tolist() if is_uncased(texts[n])]
    names = [number for number in sorted({*kept, *uncased}) if _may_be_name(texts[number])]
    key, name = keys_in_order([texts[number] for number in names])
    return {
        **_bits_of(terms, term, rank, distinct, term_of, np.array(names, np.int64)),
        "key": compressed(np.diff(key, prepend=np.uint16(0)).astype("<u2").tobytes()),
        "name": compressed(name.astype("<u4").tobytes()),
        "table": np.array([table_checksum()], np.uint32),
    }


def _bits_of(
    terms: Sequence[bytes], term: Array, rank: Array, distinct: Sequence[bytes], term_of: Array,
    names: Array,
) -> dict[str, Array]:  # fmt: skip
    """Which terms are names, and which of the other forms, in the order of `forms`: bits."""
    is_own = np.fromiter(
        (terms[t] == distinct[r] for t, r in zip(term.tolist(), rank.tolist(), strict=True)),
        np.bool_, len(term),
    )  # fmt: skip
    others = np.unique(rank[~is_own] * len(terms) + term[~is_own])
    wanted = names * len(terms) + term_of[names]
    place = np.minimum(np.searchsorted(others, wanted), max(len(others) - 1, 0))
    is_other = others[place] == wanted if len(others) else np.zeros(len(wanted), np.bool_)
    own, other = np.zeros(len(terms), np.bool_), np.zeros(len(others), np.bool_)
    own[term_of[names[~is_other]]] = True
    other[place[is_other]] = True
    return {
        name: np.packbits(bits, bitorder="little")
        for name, bits in (("own", own), ("other", other))
    }


def _numbers_of(bits: Array) -> Array:
    return np.flatnonzero(np.unpackbits(bits, bitorder="little"))


def _short(keys: Array) -> Array:
    """The sixteen bits of keys that are kept."""
    return (keys >> np.uint32(16)).astype(np.uint16)


def keys_in_order(names: Sequence[str]) -> tuple[Array, Array]:
    """(the keys of some names u2[K] ascending, the number of the name of each u4[K])."""
    from index.names.sounds import keys_of  # noqa: PLC0415  # compiled code: loaded when needed
    from index.names.word import as_letters  # noqa: PLC0415  # as above

    key, name = keys_of(as_letters(names))
    key = _short(key)
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
