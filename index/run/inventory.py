"""What the last run found in the folder, told in a file for others: read, failed, skipped.

`lock.inventory` lies beside the lock: JSON, replaced whole at the end of each run. It is no part of
the index, and what it says may be missing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.problem import Problem
from index.run.listing import Skipped
from index.store.lock import NAME as LOCK

if TYPE_CHECKING:
    from index.run.report import Report

NAME = f"{LOCK}.inventory"
"""Begins as the lock's does, so that an index folder is known as one with only this in it."""

MOST_NAMES = 10_000
"""Files of a kind that are told by name; a run names all on request."""


@dataclass(frozen=True, slots=True)
class SkippedKind:
    """Files of one kind that were not read: what they are, how many, and their ids in order."""

    kind: str
    count: int
    files: tuple[str, ...]
    """No more than `MOST_NAMES`."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The files of a folder: how many were `read`, how many could not be, and all others."""

    read: int = 0
    unread: int = 0
    records: int = 0
    """Records of the files that were read which could not be."""
    problems: tuple[Problem, ...] = ()
    """What could not be read, and why; no more than `MOST_NAMES`."""
    skipped: tuple[SkippedKind, ...] = ()
    """Files that hold no articles, the most frequent kind first."""

    @property
    def passed_over(self) -> int:
        """How many files hold no articles."""
        return sum(kind.count for kind in self.skipped)

    @classmethod
    def of(cls, report: Report) -> Inventory:
        """What a run has found."""
        return cls(
            read=report.added + report.changed + report.moved + report.unchanged,
            unread=report.unread,
            records=report.failed - report.unread,
            problems=tuple(report.problems[:MOST_NAMES]),
            skipped=kinds_of(report.skipped),
        )


def kinds_of(skipped: Skipped) -> tuple[SkippedKind, ...]:
    """The kinds of files that were not read, the most frequent first."""
    ordered = sorted(skipped.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        SkippedKind(kind, len(files), tuple(files[:MOST_NAMES])) for kind, files in ordered
    )


def write_inventory(directory: Path, inventory: Inventory) -> None:
    """Write what a run has found.

    A file that cannot be written is no failure of the run.
    """
    new = directory / f"{NAME}.new"
    try:
        new.write_text(json.dumps(asdict(inventory)), "utf-8")
        new.replace(directory / NAME)
    except OSError:
        return


def read_inventory(directory: Path) -> Inventory:
    """What the last run found; nothing when no run has told it."""
    path = directory / NAME
    try:
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size)
    except (OSError, ValueError, KeyError, TypeError):
        return Inventory()


@lru_cache(maxsize=4)  # the front page tells of it, and it may name thousands of files
def _read(path: Path, *_: int) -> Inventory:
    """The file at a path, as it was when it had such a time and size."""
    told = json.loads(path.read_bytes())
    return Inventory(
        read=int(told["read"]),
        unread=int(told["unread"]),
        records=int(told["records"]),
        problems=tuple(map(_problem, told["problems"])),
        skipped=tuple(map(_kind, told["skipped"])),
    )


def _problem(told: Sequence[object]) -> Problem:
    name, reason, records, *_ = told  # what a run remembers beside concerns the next run only
    return Problem(str(name), str(reason), int(str(records)))


def _kind(told: dict[str, object]) -> SkippedKind:
    files = told["files"]
    if not isinstance(files, list):
        raise TypeError
    return SkippedKind(str(told["kind"]), int(str(told["count"])), tuple(map(str, files)))
