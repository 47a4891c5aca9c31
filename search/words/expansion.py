"""The terms of the index, or the values of a column, that a pattern stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index import SMALL, Segment
from search.distinct import distinct
from search.plan import Pattern, ValuePattern
from search.query.weak_words import SMALL_WORDS
from search.words.fuzzy import distances, near_terms, within
from search.words.keyboard import neighbours_of
from search.words.pattern import fitting_lines, wildcard_match

Array = npt.NDArray[Any]

_WILD = re.compile(r"[*?]")
_UTF8 = ("utf-8", "surrogatepass")
_LINE_FEED = ord("\n")  # no word has one
_BEHIND_ALL = b"\xff"  # no UTF-8 has it


def fitting_terms(segment: Segment, pattern: Pattern) -> npt.NDArray[np.int64]:
    """The numbers of the terms of a segment that fit, ascending; for fields of names."""
    numbers, terms = segment.terms.of_field(pattern.field), segment.terms
    if pattern.edits:
        return _near(pattern, lambda *asked: near_terms(segment, numbers, *asked).number)
    beginning = _beginning(pattern)
    start = terms.first_from(pattern.field, beginning)
    stop = terms.first_from(pattern.field, beginning + _BEHIND_ALL)
    return start + _fitting(pattern.text, _lines_of_terms(segment, start, stop), with_plurals=False)


def fitting_forms(segment: Segment, pattern: Pattern) -> npt.NDArray[np.int64]:
    """The variants of a segment (index.segment.form_dictionary) whose forms fit."""
    forms, terms = segment.forms, segment.terms
    beginning = _beginning(pattern)
    if pattern.edits:
        return _like(segment, pattern)
    if pattern.text == f"{beginning.decode(*_UTF8)}*":
        return forms.between(beginning, beginning + _BEHIND_ALL)
    start, stop = (terms.first_from(0, b) for b in (beginning, beginning + _BEHIND_ALL))
    own = start + _fitting(pattern.text, _lines_of_terms(segment, start, stop), with_plurals=True)
    start, stop = (bisect_left(forms, b) for b in (beginning, beginning + _BEHIND_ALL))
    lines = _lines(forms.blob, forms.offset[start : stop + 1])
    other = start + _fitting(pattern.text, lines, with_plurals=True)
    return np.concatenate([np.zeros(0, np.int64), *_variants(segment, own, other)])


def _like(segment: Segment, pattern: Pattern) -> npt.NDArray[np.int64]:
    """The variants of forms within a pattern's edits, but of small words."""
    forms, numbers = segment.forms, segment.terms.of_field(0)
    own = _near(pattern, lambda *asked: near_terms(segment, numbers, *asked).number)
    other = _near(pattern, lambda *asked: within(forms.blob, forms.offset, *asked).number)
    own = own[[str(segment.terms[n], *_UTF8) not in SMALL_WORDS for n in own.tolist()]]
    other = other[[str(forms[n], *_UTF8) not in SMALL_WORDS for n in other.tolist()]]
    found = np.concatenate([np.zeros(0, np.int64), *_variants(segment, own, other)])
    return found[forms.letters[found] != SMALL] if pattern.capital else found


def _variants(segment: Segment, own: Array, other: Array) -> list[npt.NDArray[np.int64]]:
    """The variants of each form that is a term itself, and of each other."""
    forms = segment.forms
    return [
        *(forms.of_terms(number, number + 1) for number in own.tolist()),
        *(forms.of_forms(number, number + 1) for number in other.tolist()),
    ]


def _beginning(pattern: Pattern) -> bytes:
    """What stands before the first * or ?."""
    return _encoded(_WILD.split(pattern.text, maxsplit=1)[0])


def _lines_of_terms(segment: Segment, start: int, stop: int) -> str:
    """The terms with the numbers [start, stop), a line each."""
    file = segment.files["terms"]
    file.touch("offset", start, stop + 1)
    offset = file["offset"][start : stop + 1]
    file.touch("blob", int(offset[0]), int(offset[-1]))
    return _lines(file["blob"], offset)


def _lines(blob: Array, offset: Array) -> str:
    """Words in UTF-8, the first of which is blob[offset[0] : offset[1]], a line each."""
    first = int(offset[0])
    ends = offset[1:-1].astype(np.int64) - first
    lines: bytes = np.insert(blob[first : int(offset[-1])], ends, _LINE_FEED).tobytes()
    return lines.decode(*_UTF8)


def _fitting(text: str, lines: str, *, with_plurals: bool) -> Array:
    """The numbers of the lines that fit."""
    return np.array(fitting_lines(text, lines, with_plurals=with_plurals), np.int64)


def _near(pattern: Pattern, search: Callable[[str, int, int], Array]) -> Array:
    """What is within a pattern's edits; `search` is given a word, edits and fixed letters."""
    word, edits, prefix = pattern.text, pattern.edits, pattern.prefix
    found = [search(word, edits, prefix)]
    if prefix:
        found += [
            search(f"{other}{word[1:]}", edits - 1, prefix) for other in neighbours_of(word[0])
        ]
    return distinct(np.concatenate(found))


def fitting_values(values: Sequence[str], pattern: ValuePattern) -> list[int]:
    """The places of the values that fit; none is no value, so that `lang:*` asks for any."""
    if not pattern.edits:
        fits = wildcard_match(pattern.text)
        return [place for place, value in enumerate(values) if value and fits(value)]
    near, beginning = distances(values, pattern.text, pattern.edits), pattern.text[: pattern.prefix]
    return [
        place for place, value in enumerate(values) if value.startswith(beginning) and value in near
    ]


def _encoded(text: str) -> bytes:
    return text.encode(*_UTF8)
