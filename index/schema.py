"""The fields of an index, in one table: all that is made of a field is made from its row there.

Matching happens in `text` (title and body together), so that AND means "somewhere in the
article"; `title` only adds score. The names (`outlet`, `byline`, `path`, `url`) are searched by
their words. The columns (`outlet_name`, `lang`, `date`) filter, sort and count whole values;
`sketch` tells near-duplicate articles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import Enum
from functools import lru_cache

from whoosh.fields import ID, NUMERIC, STORED, TEXT, FieldType, Schema

from index.analysis import LANGUAGES, NAME_ANALYZER, TEXT_ANALYZER, name_of, term_of
from index.article import Article

ANALYSIS = "6"
"""Raised by one whenever a word of a language that was there is given another term."""

UNDATED = 0
"""The date column's value for an article whose date is not known."""


class Kind(Enum):
    """What is done with the value of a field."""

    TEXT = "searched by its words, stemmed"
    NAME = "searched by its words, as they are"
    KEYWORD = "one whole value"
    DATE = "a date as a number"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the index.

    `sources` are the attributes of an Article (or `file`, or `id`) whose values make its value,
    one a line; by default that of its own name. `asked` fields may be named in a query, `sorted`
    ones are columns for sorting and counting.
    """

    name: str
    kind: Kind
    sources: tuple[str, ...] = ()
    asked: bool = False
    sorted: bool = False

    @property
    def made_of(self) -> tuple[str, ...]:
        """The attributes that make its value."""
        return self.sources or (self.name,)

    def value(self, file_id: str, article: Article) -> str:
        """The field's value for an article that is read from a file; not for `id`."""
        return "\n".join(
            file_id if source == "file" else str(getattr(article, source))
            for source in self.made_of
        )

    def whoosh_type(self) -> FieldType:
        """The field's type in Whoosh's schema."""
        match self.kind:
            case Kind.TEXT:
                return TEXT(analyzer=TEXT_ANALYZER, phrase=True, stored=True)
            case Kind.NAME:
                return TEXT(analyzer=NAME_ANALYZER, phrase=True, stored=True)
            case Kind.DATE:
                return NUMERIC(int, sortable=self.sorted, default=UNDATED, stored=True)
            case _:
                return ID(stored=True, unique=self.name == "id", sortable=self.sorted)


TABLE = (
    Field("text", Kind.TEXT, ("title", "text")),
    Field("title", Kind.TEXT, asked=True),
    Field("outlet", Kind.NAME, asked=True),
    Field("byline", Kind.NAME, asked=True),
    Field("path", Kind.NAME, ("file",), asked=True),
    Field("url", Kind.NAME, asked=True),
    Field("removed", Kind.NAME, ("removed_text",), asked=True),
    Field("id", Kind.KEYWORD),
    Field("file", Kind.KEYWORD),
    Field("outlet_name", Kind.KEYWORD, ("outlet",), sorted=True),
    Field("lang", Kind.KEYWORD, asked=True, sorted=True),
    Field("date", Kind.DATE, sorted=True),
    Field("sketch", Kind.KEYWORD, sorted=True),
)
"""Every field. Those that are searched by their words stand first, in the order of the format of
a segment, `text` and `title` before the names. One that is added here is indexed, may be named in a
query, and is in the cluster's template; indexes without it are made anew."""

STEMMED = tuple(field.name for field in TABLE if field.kind is Kind.TEXT)
"""The fields whose terms are stems."""

NAMES = tuple(field for field in TABLE if field.kind is Kind.NAME)
"""The fields whose terms are words as they are."""

FIELDS = (*STEMMED, *(field.name for field in NAMES))
"""The fields that are searched by their words, in the order of the format."""

FIELD = {field.name: field for field in TABLE}

QUERY_FIELDS = tuple(field.name for field in TABLE if field.asked)
"""The fields that may be named in a query; dates have words of their own."""


def analysis_of(field: str) -> Callable[[str], str]:
    """From a word to its term in a field."""
    return term_of if field in STEMMED else name_of


def schema() -> Schema:
    """The schema of every index of this format, as Whoosh has it."""
    types = {field.name: field.whoosh_type() for field in TABLE}
    return Schema(**types, article=STORED)


def fingerprint() -> str:
    """Changes with the fields of the index and of a stored article, the analysis, its languages."""
    names = sorted([*(field.name for field in TABLE), "article"])
    parts = [ANALYSIS, *names, *(field.name for field in fields(Article)), *sorted(LANGUAGES)]
    return hashlib.blake2b(" ".join(parts).encode(), digest_size=8).hexdigest()


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
def date_of_number(number: int) -> str:
    """The date column's number as an ISO date of its own precision: 20170600 → `2017-06`."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part)]
    return "-".join(parts) if year else ""


_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
