"""Which files the index holds: the memory of the last run, beside the index itself.

`files.json` maps each file's id to its size in bytes, modification time in nanoseconds and
content hash. It is written after the index has been committed: when a run is interrupted
between the two, the next run reads some files again and replaces their articles with
themselves, and nothing is lost or doubled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from index.durable import write_whole
from index.errors import IndexDamaged
from index.reading.problem import Problem

NAME = "files.json"


class FileState(NamedTuple):
    """What a file looked like when it was indexed, and what could not be read of it."""

    size: int
    mtime_ns: int
    digest: str
    problems: tuple[Problem, ...] = ()

    def matches(self, size: int, mtime_ns: int) -> bool:
        """Whether the file can be taken as unchanged without reading it."""
        return self.size == size and self.mtime_ns == mtime_ns


def read_ledger(directory: Path) -> dict[str, FileState]:
    """The files that the index in `directory` holds; empty when there is no ledger yet."""
    path = directory / NAME
    try:
        stored = json.loads(path.read_bytes())
        return {file_id: _state(*state) for file_id, state in stored.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError) as error:
        raise IndexDamaged(directory, f"{NAME}: {error}") from error


def write_ledger(directory: Path, files: Mapping[str, FileState]) -> None:
    """Replace the ledger in one step: a reader sees the old one or the new one, whole."""
    write_whole(directory / NAME, json.dumps(files).encode())


def _state(size: int, mtime_ns: int, digest: str, problems: list[tuple[str, str]]) -> FileState:
    return FileState(size, mtime_ns, digest, tuple(Problem(*problem) for problem in problems))
