"""One reader's part of a desk's file, for as long as a request reads or changes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from search import selection_key
from web.desk.errors import Refused

MOST_NAME = 120
"""Characters of a name or a tag: it stands in lists and in queries."""

MOST_TEXT = 100_000
"""Characters of a note: thirty pages."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A connection, and whose rows are meant."""

    connection: sqlite3.Connection
    owner: str

    def rows(self, question: str, *values: object) -> list[sqlite3.Row]:
        """All rows of an answer."""
        return self.connection.execute(question, values).fetchall()

    def row(self, question: str, *values: object) -> sqlite3.Row | None:
        """Its first row, if any."""
        row: sqlite3.Row | None = self.connection.execute(question, values).fetchone()
        return row

    def number(self, question: str, *values: object) -> int:
        """The one number of an answer."""
        return int(self.connection.execute(question, values).fetchone()[0])

    def change(self, statement: str, *values: object) -> int:
        """How many rows a statement has changed."""
        return self.connection.execute(statement, values).rowcount

    def change_many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """The same statement for many rows."""
        self.connection.executemany(statement, rows)

    def insert(self, statement: str, *values: object) -> int:
        """The number of the row that a statement has added."""
        number = self.connection.execute(statement, values).lastrowid
        assert number is not None  # noqa: S101  # it was an INSERT
        return number


def now() -> str:
    """This moment, as it is kept."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def tidy_name(typed: str, what: str = "name") -> str:
    """A name or a tag on one line. Raises Refused when no query could name it."""
    name = clean(" ".join(typed.split()))
    if len(name) > MOST_NAME:
        raise Refused(f"A {what} may have {MOST_NAME} characters; this one has {len(name):,}.")
    if not selection_key(name):
        raise Refused(f"A {what} needs a letter or a digit, so that a search can ask for it.")
    return name.replace('"', "”")


def tidy_text(typed: str) -> str:
    """A note as it is kept. Raises Refused when it is too long."""
    text = clean(typed.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > MOST_TEXT:
        raise Refused(
            f"A note may have {MOST_TEXT:,} characters; this one has {len(text):,}. It was not "
            "kept: shorten it, or make two of it."
        )
    return text


def clean(text: str) -> str:
    """A text without what a file in UTF-8 or XML cannot hold."""
    return "".join(
        char if char in "\t\n" or (char >= " " and not "\ud800" <= char <= "\udfff") else " "
        for char in text
    )
