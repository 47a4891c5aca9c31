"""How a name is spelt, and which article of each outlet was the first to spell it so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index import Segment, date_of_number
from search.local.name_columns import NameColumns
from search.result import FirstUse, NameSpelling

_MOST = 60  # spellings of a name, and outlets of a spelling
_UNDATED = 2**31 - 1  # comes behind all dates

Uses = Sequence[tuple[Segment, npt.NDArray[np.uint16]]]
"""Some articles, segment by segment."""


def spellings_of(columns: NameColumns, number: int) -> tuple[NameSpelling, ...]:
    """The ways to write a name, those in most articles first; written alike but for case, once."""
    found: dict[str, list[tuple[Segment, npt.NDArray[np.uint16]]]] = {}
    for member in columns.members(number):
        for text, uses in columns.uses(member).items():
            found.setdefault(text, []).extend(uses)
    for form, bits in columns.in_other_scripts(number).items():
        text = columns.as_written(form)
        for part, row in zip(columns.segments, bits, strict=True):
            there = np.unpackbits(row.view(np.uint8), bitorder="little")[: part.documents]
            docs = np.flatnonzero(there).astype(np.uint16)
            live = docs if part.deleted is None else docs[~part.deleted[docs]]
            if len(live):
                found.setdefault(text, []).append((part, live))
    sizes = {text: sum(len(docs) for _, docs in uses) for text, uses in found.items()}
    ordered = sorted(found, key=lambda text: (-sizes[text], text))[:_MOST]
    return tuple(NameSpelling(text, sizes[text], _first_uses(found[text])) for text in ordered)


def _first_uses(uses: Uses) -> tuple[FirstUse, ...]:
    """The first article of each outlet, the earliest outlet first."""
    earliest: dict[str, tuple[int, str]] = {}
    for segment, docs in uses:
        dates = segment.date[docs]
        dates = np.where(dates > 0, dates, _UNDATED)
        outlets = segment.outlet.code[docs]
        for place in np.lexsort((docs, dates, outlets))[_begins(np.sort(outlets))].tolist():
            doc = int(docs[place])
            outlet, use = segment.outlet.of(doc), (int(dates[place]), segment.id(doc))
            earliest[outlet] = min(earliest.get(outlet, use), use)
    ordered = sorted(earliest.items(), key=lambda row: (row[1], row[0]))[:_MOST]
    return tuple(
        FirstUse(outlet, "" if date == _UNDATED else date_of_number(date), article_id)
        for outlet, (date, article_id) in ordered
    )


def _begins(ascending: npt.NDArray[np.uint16]) -> npt.NDArray[np.bool_]:
    """Where another value begins."""
    return np.concatenate([[True], ascending[1:] != ascending[:-1]])
