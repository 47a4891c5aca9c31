"""Desks of folders that are no longer there: one that was moved has a new index, and a new desk.

The index of a folder is found by the folder's path, and the desk lies beside it. What was collected
is never moved by itself, for the folder may only be away, as on a disk that is not plugged in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from index import IndexFailure, Store
from web.desk.database import Database
from web.desk.errors import DeskFailure

ENDING = ".desk.sqlite"
"""Of the name of a desk, behind that of the index that it lies beside."""

_FILLED = "SELECT EXISTS (SELECT 1 FROM article) OR EXISTS (SELECT 1 FROM search)"


class LeftBehind(NamedTuple):
    """A desk with something on it, and the folder that it was kept for."""

    corpus: Path
    desk: Path


def is_beside(desk: Path, index: Path) -> bool:
    """Whether a desk is where that of an index usually is: only there others are looked for."""
    return desk == index.with_name(f"{index.name}{ENDING}")


def left_behind(desk: Path) -> Iterator[LeftBehind]:
    """Desks beside this one whose folders are gone; none where this one has something on it."""
    if _is_filled(desk):
        return
    for other in sorted(desk.parent.glob(f"*{ENDING}")):
        corpus = _corpus_of(other.with_name(other.name.removesuffix(ENDING)))
        if corpus and other != desk and not corpus.exists() and _is_filled(other):
            yield LeftBehind(corpus, other)


def _is_filled(desk: Path) -> bool:
    if not desk.exists():
        return False
    try:
        with Database(desk).reading() as connection:
            return bool(connection.execute(_FILLED).fetchone()[0])
    except DeskFailure:
        return False


def _corpus_of(index: Path) -> Path | None:
    try:
        return Store.open(index).corpus
    except (IndexFailure, OSError):
        return None
