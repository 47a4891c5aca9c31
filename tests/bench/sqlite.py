"""SQLite's FTS5, built and asked by Python's own sqlite3.

One table as its documentation shows: the text with positions, stemmed (Porter's first algorithm),
and the facts beside it. Articles go in within one transaction; `optimize` merges at the end what is
left to merge. Ranked is by its own `rank`, which is BM25. It reads a query anew each time it is
asked: that cannot be taken apart from answering.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.form import AND, OR, PHRASE, TOP
from tests.bench.queries import Words

if TYPE_CHECKING:
    from tests.bench.record import Record

_FILE = "articles.sqlite"
_TABLE = """
    CREATE VIRTUAL TABLE article USING fts5(
        text, id UNINDEXED, outlet UNINDEXED, date UNINDEXED, url UNINDEXED,
        tokenize = 'porter unicode61 remove_diacritics 2')
"""
_FOUND = f"FROM article WHERE article MATCH ? ORDER BY rank LIMIT {TOP}"
_BEST = f"SELECT rowid, rank {_FOUND}"  # all of it stands here
_COUNT = "SELECT count(*) FROM article WHERE article MATCH ?"
_FACTS = "rank, id, outlet, date, url, snippet(article, 0, '<b>', '</b>', '…', 30)"
_SHOWN = f"SELECT {_FACTS} {_FOUND}"  # all of it stands here
_CACHE_KB = 256_000  # as much as others are given


class Writer:
    """A table that is being filled."""

    def __init__(self, folder: Path) -> None:
        self._base = _opened(folder)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.execute(_TABLE)
        self._base.execute("BEGIN")

    def add(self, records: Sequence[Record]) -> None:
        self._base.executemany(
            "INSERT INTO article (text, id, outlet, date, url) VALUES (?, ?, ?, ?, ?)",
            ((f"{r.title}\n{r.text}", r.id, r.outlet, r.date, r.url) for r in records),
        )

    def finish(self) -> None:
        self._base.execute("INSERT INTO article (article) VALUES ('optimize')")
        self._base.execute("COMMIT")
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._base.close()


class Reader:
    """A table that is open for searching."""

    segments = 1

    def __init__(self, folder: Path) -> None:
        self._base = _opened(folder)
        self._base.execute("PRAGMA mmap_size = 17179869184")  # 16 GB: all of the file

    def parsed(self, form: str, words: Words) -> str:
        if form == PHRASE:
            return f'"{" ".join(words)}"'
        return (" OR " if form == OR else " AND ").join(f'"{word}"' for word in words)

    def best(self, query: str) -> list[tuple[int, float]]:
        return self._base.execute(_BEST, (query,)).fetchall()

    def counted(self, query: str) -> tuple[list[tuple[int, float]], int]:
        return self.best(query), self._count(query)

    def request(self, text: str) -> tuple[list[tuple[str, ...]], int]:
        """(rank, facts, snippet) of the ten best, and how many match."""
        query = self.parsed(AND, tuple(text.split()))
        return self._base.execute(_SHOWN, (query,)).fetchall(), self._count(query)

    def _count(self, query: str) -> int:
        (count,) = self._base.execute(_COUNT, (query,)).fetchone()
        return int(count)


def _opened(folder: Path) -> sqlite3.Connection:
    base = sqlite3.connect(folder / _FILE, isolation_level=None)
    base.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    return base
