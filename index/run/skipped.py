"""Which files the last run left unread since they hold no articles, told in a file for others.

`lock.skipped` lies beside the lock: JSON, replaced whole at the end of each run. It is no part of
the index, and what it says may be missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from index.reading import Problem
from index.run.listing import Skipped
from index.store.lock import NAME as LOCK

NAME = f"{LOCK}.skipped"
"""Begins as the lock's does, so that an index folder is known as one with only this in it."""

FAILED = "files that could not be read"

MOST_NAMES = 10_000
"""Files of a kind that are told by name; a run names all on request."""


@dataclass(frozen=True, slots=True)
class SkippedKind:
    """Files of one kind that were not read: what they are, how many, and their ids in order."""

    kind: str
    count: int
    files: tuple[str, ...]
    """No more than `MOST_NAMES`."""


def kinds_of(skipped: Skipped) -> tuple[SkippedKind, ...]:
    """The kinds of files that were not read, the most frequent first."""
    ordered = sorted(skipped.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(
        SkippedKind(kind, len(files), tuple(files[:MOST_NAMES])) for kind, files in ordered
    )


def write_skipped(directory: Path, skipped: Skipped, problems: Iterable[Problem] = ()) -> None:
    """Tell what was not read, and what could not be.

    Telling is a courtesy: failing to do so is no failure of the run.
    """
    failed = {FAILED: [str(problem) for problem in problems]}
    new = directory / f"{NAME}.new"
    told = [asdict(kind) for kind in kinds_of({**skipped, **failed}) if kind.count]
    try:
        new.write_text(json.dumps(told), "utf-8")
        new.replace(directory / NAME)
    except OSError:
        return


def read_skipped(directory: Path) -> tuple[SkippedKind, ...]:
    """What the last run did not read; nothing when no run has told it."""
    try:
        told = json.loads((directory / NAME).read_bytes())
        return tuple(
            SkippedKind(str(kind["kind"]), int(kind["count"]), tuple(map(str, kind["files"])))
            for kind in told
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ()
