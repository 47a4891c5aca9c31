"""The fields of the inverted index.

Matching happens in `text` (title and body together), so that AND means "somewhere in the
article"; `title` only adds score. The names (`outlet`, `byline`, `path`, `url`) are searched by
their words. The columns (`outlet_name`, `lang`, `date`) filter, sort and count whole values;
`sketch` tells near-identical articles.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields
from functools import lru_cache

from whoosh.fields import ID, NUMERIC, STORED, TEXT, Schema

from index.analysis import NAME_ANALYZER, TEXT_ANALYZER
from index.article import Article

ANALYSIS = "1"
"""Raised by one whenever the analysis gives another term for some word."""

UNDATED = 0
"""The date column's value for an article whose date is not known."""


def schema() -> Schema:
    """The schema of every index of this format."""
    return Schema(
        id=ID(stored=True, unique=True),
        file=ID(stored=True),
        text=TEXT(analyzer=TEXT_ANALYZER, phrase=True),
        title=TEXT(analyzer=TEXT_ANALYZER, phrase=True),
        outlet=TEXT(analyzer=NAME_ANALYZER, phrase=True),
        byline=TEXT(analyzer=NAME_ANALYZER, phrase=True),
        path=TEXT(analyzer=NAME_ANALYZER, phrase=True),
        url=TEXT(analyzer=NAME_ANALYZER, phrase=True),
        outlet_name=ID(sortable=True),
        lang=ID(sortable=True),
        date=NUMERIC(int, sortable=True, default=UNDATED),
        sketch=ID(sortable=True),
        article=STORED,
    )


def fingerprint() -> str:
    """Changes when the fields of the index or of a stored article do, or the analysis."""
    names = [ANALYSIS, *sorted(schema().names()), *(field.name for field in fields(Article))]
    return hashlib.blake2b(" ".join(names).encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=2**14)  # articles share their days
def date_number(date: str) -> int:
    """An ISO date as a number that sorts: `2017-06-09` → 20170609, `2017-06` → 20170600.

    Unknown parts are 00, so that a less precise date comes before the precise ones it covers.
    What is no such date is UNDATED.
    """
    form = _ISO_DATE.fullmatch(date)
    if form is None:
        return UNDATED
    year, month, day = (int(part or 0) for part in form.groups())
    return year * 10_000 + month * 100 + day


@lru_cache(maxsize=2**14)
def iso_date(number: int) -> str:
    """The date column's number as an ISO date of its own precision: 20170600 → `2017-06`."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]
    return "-".join(parts) if year else ""


_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
