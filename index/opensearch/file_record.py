"""A file's record in the cluster: the ledger of `index.store.ledger`, one document for each file.

A record is written twice. Before the file is read it is marked as pending, so that articles of a
worker that dies have a file by which the next run finds them; when all of its articles are in, it
says what the file looked like. A pending file is read again by the next run.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from index.problem import Problem
from index.store.ledger import FileState

PENDING = FileState(-1, -1, "")
"""The state of a file that was not read to the end: no file looks like that."""


def record_of(file_id: str, state: FileState, boilerplate: str) -> dict[str, Any]:
    """The document of a file; `boilerplate` says with which lines left out it was cleaned."""
    record: dict[str, Any] = {
        "file": file_id,
        "size": state.size,
        "mtime_ns": state.mtime_ns,
        "digest": state.digest,
        "boilerplate": boilerplate,
        "is_pending": False,
    }
    if state.problems:
        record["problems"] = [list(problem) for problem in state.problems]
    return record


def pending_record(file_id: str) -> dict[str, Any]:
    """The document of a file that is about to be read."""
    return {"file": file_id, "is_pending": True}


def state_of(record: Mapping[str, Any]) -> FileState:
    """What a record says; PENDING of a file that was not read to the end."""
    if record["is_pending"]:
        return PENDING
    problems = tuple(Problem(*problem) for problem in record.get("problems", ()))
    return FileState(record["size"], record["mtime_ns"], record["digest"], problems)


def boilerplate_of(lines: Iterable[int]) -> str:
    """One short text for a set of lines (their hashes); empty for none."""
    packed = array("q", sorted(lines)).tobytes()
    return blake2b(packed, digest_size=8).hexdigest() if packed else ""
