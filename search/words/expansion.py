"""The terms of the index, or the values of a column, that a pattern stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index import Segment
from search.plan import Pattern, ValuePattern
from search.words.fuzzy import distances, fuzzy_terms
from search.words.pattern import wildcard_match

Array = npt.NDArray[Any]

_WILD = re.compile(r"[*?]")
_BEHIND_ALL = b"\xff"  # no UTF-8 has it


def expand(segment: Segment, pattern: Pattern) -> npt.NDArray[np.int64]:
    """The numbers of the terms of a segment that fit, ascending."""
    also = [segment.terms.find(pattern.field, _encoded(term)) for term in pattern.also]
    found = [number for number in also if number is not None]
    if pattern.edits:
        numbers = segment.terms.of_field(pattern.field)
        fitting: Array = np.array(
            fuzzy_terms(segment, numbers, pattern.text, pattern.edits, pattern.prefix), np.int64
        )
    else:
        fitting = _wild(segment, pattern)
    return np.union1d(fitting, np.array(found, np.int64))


def _wild(segment: Segment, pattern: Pattern) -> Array:
    """Those that fit a pattern with * and ? in it; a beginning is a row of neighbours."""
    beginning = _WILD.split(pattern.text, maxsplit=1)[0]
    encoded = _encoded(beginning)
    start = segment.terms.first_from(pattern.field, encoded)
    stop = segment.terms.first_from(pattern.field, encoded + _BEHIND_ALL)
    if pattern.text == f"{beginning}*":
        return np.arange(start, stop)
    fits = wildcard_match(pattern.text)
    terms = segment.terms.between(start, stop)
    return np.array(
        [start + n for n, term in enumerate(terms) if fits(str(term, "utf-8", "surrogatepass"))],
        np.int64,
    )


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
    return text.encode("utf-8", "surrogatepass")
