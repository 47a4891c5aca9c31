"""The ways in which words are written, of several segments that become one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.segment.form_codes import NewCodes, Text, begin_codes, copy_codes, count_kept_variants
from index.segment.form_dictionary import FormDictionary, arrays_of
from index.segment.name_file import arrays_of_names

Array = npt.NDArray[Any]


class Source(NamedTuple):
    """The text of a segment, and what becomes of it."""

    forms: FormDictionary
    text: Text
    kept: Array
    """i8[N] Negative for articles that are not kept."""
    rank: Array
    """i8[terms] The terms' new numbers; negative for those that no article has any more."""


class _Variant(NamedTuple):
    term: int
    form: bytes
    letters: int


def merged_forms(
    terms: Sequence[bytes], sources: Sequence[Source]
) -> tuple[dict[str, Array], dict[str, Array]]:
    """The arrays of the files `forms` and `names` for the new `terms` of the text."""
    variants: dict[_Variant, int] = {}
    counts: list[int] = []
    rows: list[Array] = []
    for source in sources:
        own = _counted(source)
        row = np.full(len(own), -1, np.int64)
        for variant, place in _variants(source, own):
            row[place] = variants.setdefault(variant, len(variants))
            if row[place] == len(counts):
                counts.append(0)
            counts[row[place]] += int(own[place])
        rows.append(row)
    term = np.array([variant.term for variant in variants], np.int64)
    count = np.array(counts, np.int64)
    letters = np.array([variant.letters for variant in variants], np.uint8)
    forms = [variant.form for variant in variants]
    arrays, number, ways = arrays_of(terms, term, forms, letters, count)
    cursors, code = begin_codes(arrays, term, number, count, ways)
    for source, row in zip(sources, rows, strict=True):
        new_number = number[row] if len(number) else row  # of no account where row is -1
        new = NewCodes(new_number, ways, cursors, code)
        copy_codes(source.text, source.forms.codes, source.kept, source.rank, new)
    return {**arrays, "code": code}, arrays_of_names(terms, term, forms, letters, count)


def _counted(source: Source) -> Array:
    """i8[V] How often each variant occurs in the articles that are kept, term by term."""
    codes = source.forms.codes
    counts = np.zeros(int(codes.first[-1]), np.int64)
    count_kept_variants(source.text, codes, source.kept, counts)
    return counts


def _variants(source: Source, counts: Array) -> Iterator[tuple[_Variant, int]]:
    """The variants that are kept, and the place of each in the order of terms and numbers."""
    forms, codes = source.forms, source.forms.codes
    place = codes.first[forms.term] + forms.number
    for variant in np.flatnonzero(counts[place]).tolist():
        old = int(forms.term[variant])
        key = _Variant(int(source.rank[old]), forms.form(variant), int(forms.letters[variant]))
        yield key, int(place[variant])
