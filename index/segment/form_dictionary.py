"""The ways in which the words of a segment's text are written, and which occurrence has which.

A variant is a form of a term (folded, not stemmed) in small letters, with a capital, or in
capitals. The term itself is mostly one of its forms, and is not stored again; the other forms
stand in the order of their bytes, so that a beginning is a row of neighbours. Variants are
numbered through: those of the terms themselves in the order of terms, then those of the other
forms; and within their term from the most frequent, which is what `form_codes` writes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.segment.array_file import ArrayFile
from index.segment.term_dictionary import Terms
from index.segment.values import Strings, blob_of

if TYPE_CHECKING:
    from index.segment.form_codes import Codes

Array = npt.NDArray[Any]

_LETTERS = np.arange(3, dtype=np.uint8)


class FormDictionary:
    """The variants of one segment, read where they lie."""

    def __init__(self, file: ArrayFile, terms: Terms) -> None:
        self._file = file
        self._terms = terms

    def __len__(self) -> int:
        """How many forms there are beside the terms themselves."""
        return len(self._file["offset"]) - 1

    @cached_property
    def number(self) -> Array:
        """[V] The number of each variant within its term."""
        return self._file.whole("number")

    @cached_property
    def term(self) -> npt.NDArray[np.int64]:
        """[V] The term of each variant."""
        own, other = np.nonzero(self._own)[0], np.nonzero(self._other)[0]
        terms: npt.NDArray[np.int64] = self._file.whole("term")[other].astype(np.int64)
        both: npt.NDArray[np.int64] = np.concatenate([own, terms])
        return both

    @cached_property
    def letters(self) -> npt.NDArray[np.uint8]:
        """[V] In what letters each variant is written (`index.analysis.letters_of`)."""
        both = np.concatenate([np.nonzero(self._own)[1], np.nonzero(self._other)[1]])
        letters: npt.NDArray[np.uint8] = both.astype(np.uint8)
        return letters

    @cached_property
    def _own(self) -> npt.NDArray[np.bool_]:
        """[terms, 3] Whether a term itself is written in small letters, with a capital, so."""
        return (self._file.whole("own")[:, None] >> _LETTERS & 1).astype(np.bool_)

    @cached_property
    def _other(self) -> npt.NDArray[np.bool_]:
        """[forms, 3] The same of the other forms."""
        return (self._file.whole("letters")[:, None] >> _LETTERS & 1).astype(np.bool_)

    @cached_property
    def _first_own(self) -> npt.NDArray[np.int64]:
        return _begins(self._own.sum(axis=1))

    @cached_property
    def _first_other(self) -> npt.NDArray[np.int64]:
        begins: npt.NDArray[np.int64] = self._first_own[-1] + _begins(self._other.sum(axis=1))
        return begins

    @cached_property
    def coded(self) -> Array:
        """u4[R] The terms with several variants, ascending."""
        return self._file.whole("coded")

    def ways(self, terms: Array) -> tuple[Array, Array]:
        """Of some terms: (how many variants each has, the first bit of its codes or -1)."""
        if not len(self.coded):
            return np.ones(len(terms), np.int64), np.full(len(terms), -1, np.int64)
        row = np.minimum(np.searchsorted(self.coded, terms), len(self.coded) - 1)
        is_coded = self.coded[row] == terms
        start = self._file.whole("start")[row].astype(np.int64) * 8
        ways = self._file.whole("ways")[row].astype(np.int64)
        return np.where(is_coded, ways, 1), np.where(is_coded, start, -1)

    def touch(self, terms: Array) -> None:
        """Verify the pages of the codes of some terms that have several variants.

        Raises:
            IndexDamaged: One of them is not as it was written.
        """
        start = self._file.whole("start")
        for row in np.searchsorted(self.coded, terms).tolist():
            self._file.touch("code", int(start[row]), int(start[row + 1]))

    @cached_property
    def codes(self) -> Codes:
        """All that is needed to read the codes of all terms; every page is verified."""
        from index.segment.form_codes import Codes  # noqa: PLC0415  # compiled code: loaded when needed

        self._file.touch_all()
        ways, starts = self.ways(np.arange(len(self._own)))
        return Codes(ways, starts, self._file["code"], _begins(ways))

    def find(self, form: bytes) -> npt.NDArray[np.int64]:
        """The variants that are a form, of whatever term."""
        return self.between(form, form + b"\0")

    def between(self, start: bytes, stop: bytes) -> npt.NDArray[np.int64]:
        """The variants whose forms are in [start, stop), by their bytes."""
        own = [self._terms.first_from(0, edge) for edge in (start, stop)]
        other = [bisect_left(self, edge) for edge in (start, stop)]
        return np.concatenate([self.of_terms(*own), self.of_forms(*other)])

    def of_terms(self, start: int, stop: int) -> npt.NDArray[np.int64]:
        """The variants that are the terms [start, stop) themselves."""
        return np.arange(self._first_own[start], self._first_own[stop])

    def of_forms(self, start: int, stop: int) -> npt.NDArray[np.int64]:
        """The variants of the other forms [start, stop)."""
        return np.arange(self._first_other[start], self._first_other[stop])

    def __getitem__(self, number: int) -> bytes:
        """One of the other forms."""
        return self._strings[number]

    def of_term(self, term: int) -> list[bytes]:
        """The forms of a term."""
        own = [self._terms[term]] if self._own[term].any() else []
        others = np.flatnonzero(self._file.whole("term") == term).tolist()
        return own + [self[number] for number in others]

    @cached_property
    def offset(self) -> Array:
        """u4[forms + 1] Where each of the other forms begins in `blob`."""
        return self._file.whole("offset")

    @cached_property
    def blob(self) -> Array:
        """u1[] The other forms in UTF-8, ascending."""
        return self._file.whole("blob")

    @cached_property
    def _strings(self) -> Strings:
        return Strings(self.offset, self.blob)

    def form(self, variant: int) -> bytes:
        """The form of a variant."""
        if variant < self._first_own[-1]:
            return self._terms[int(self.term[variant])]
        return self[int(np.searchsorted(self._first_other, variant, side="right")) - 1]


def arrays_of(
    terms: Sequence[bytes], term: Array, form: Sequence[bytes], letters: Array, count: Array
) -> tuple[dict[str, Array], Array, Array]:
    """The arrays of the file `forms`, as `index.segment` describes them, but for `code`.

    Args:
        terms: The terms of the text.
        term: i8[n] The term of each variant.
        form: The form of each.
        letters: u1[n] In what letters it is written.
        count: i8[n] How often it occurs; not 0.

    Returns:
        (the arrays, i8[n] the number of each variant within its term, i8[terms] how many variants
        each term has).
    """
    rank_of = {one: rank for rank, one in enumerate(sorted(set(form)))}
    rank = np.fromiter(map(rank_of.__getitem__, form), np.int64, len(form))
    ways = np.bincount(term, minlength=len(terms)).astype(np.int64)
    number = _numbers(term, np.lexsort((letters, rank, -count, term)), ways)
    is_own = np.fromiter((terms[t] == f for t, f in zip(term.tolist(), form, strict=True)), bool)
    own = np.zeros(len(terms), np.uint8)
    np.bitwise_or.at(own, term[is_own], (1 << letters[is_own]).astype(np.uint8))
    first = np.flatnonzero(is_own)
    first = first[np.lexsort((letters[first], term[first]))]
    rest = np.flatnonzero(~is_own)
    rest = rest[np.lexsort((letters[rest], term[rest], rank[rest]))]
    is_new = np.ones(len(rest), np.bool_)
    is_new[1:] = (np.diff(rank[rest]) != 0) | (np.diff(term[rest]) != 0)
    begins = np.flatnonzero(is_new)
    bits = (1 << letters[rest]).astype(np.uint8)
    blob = blob_of("form", [form[n] for n in rest[begins].tolist()])
    arrays = {
        "own": own,
        "offset": blob["form_offset"],
        "blob": blob["form_blob"],
        "term": term[rest[begins]].astype(np.uint32),
        "letters": np.bitwise_or.reduceat(bits, begins) if len(begins) else bits,
        "number": _smallest(number[np.concatenate([first, rest])]),
        "coded": np.flatnonzero(ways > 1).astype(np.uint32),
        "ways": _smallest(ways[ways > 1]),
    }
    return arrays, number, ways


def _numbers(term: Array, order: Array, ways: Array) -> Array:
    """i8[n] The number of each variant within its term, of which it has `ways`; in an order."""
    number = np.empty(len(term), np.int64)
    number[order] = np.arange(len(term)) - _begins(ways)[term[order]]
    return number


def _smallest(numbers: Array) -> Array:
    """Numbers in as few bytes as the largest takes."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _begins(counts: Array) -> npt.NDArray[np.int64]:
    """Where each of some runs begins, and the last ends."""
    begins = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=begins[1:])
    return begins
