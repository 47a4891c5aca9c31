"""Which files the index holds: the memory of the last run, committed together with the index.

The ledger is written in parts, one a commit, so that a commit costs by what it changes; the
manifest names them, and what a later part says of a file outweighs the earlier. When the parts
after the first have grown to half of it, all are written anew as one.

    files-G     path_offset u4[n+1], path_blob u1[]   the ids of n files, in UTF-8
                size i8[n]         bytes
                mtime_ns i8[n]     modification time, or UNSETTLED
                digest u1[n*16]    BLAKE2b-128 of the content
                gone u1[n]         1: the file is no longer part of the index
                problems u1[]      JSON: {file id: [[id, reason, records, is_passing] …]}: what was
                                   not readable; what is missing at an end is as Problem has it
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.errors import IndexDamaged
from index.problem import Problem
from index.segment.array_file import ArrayFile, write_arrays
from index.segment.values import blob_of

_DIGEST = 16  # bytes


UNSETTLED = -(2**63)
"""Stands for a modification time that may come again: the file is looked into at the next run."""


UNREAD = "00" * _DIGEST
"""Stands for a content that is not known: the file is read at the next run."""


class FileState(NamedTuple):
    """What a file looked like when it was indexed, and what could not be read of it."""

    size: int
    mtime_ns: int
    digest: str
    problems: tuple[Problem, ...] = ()

    def matches(self, size: int, mtime_ns: int) -> bool:
        """Whether the file can be taken as unchanged without reading it."""
        return self.size == size and self.mtime_ns == mtime_ns


class LedgerChanges:
    """What a batch of changes notes of files until it is written."""

    def __init__(self) -> None:
        self._files: dict[str, FileState] = {}
        self._gone: set[str] = set()

    def keep(self, file_id: str, state: FileState) -> None:
        """Note what a file looked like when it was read."""
        self._files[file_id] = state
        self._gone.discard(file_id)

    def forget(self, file_id: str) -> None:
        """Take a file out of the ledger, unless it is kept afterwards."""
        self._files.pop(file_id, None)
        self._gone.add(file_id)


_GONE = FileState(0, 0, bytes(_DIGEST).hex())


def read_ledger(directory: Path, parts: Sequence[str]) -> dict[str, FileState]:
    """The files that the index in `directory` holds, by id.

    Raises FileNotFoundError when a part is not there, IndexDamaged when it is not as written.
    """
    files: dict[str, FileState] = {}
    for part in parts:
        file = ArrayFile(directory, part, "files")
        file.touch_all()
        try:
            _read_part(file, files)
        except (ValueError, TypeError, AttributeError) as error:
            raise IndexDamaged(directory, f"{part}: {error}") from error
    return files


def find_files(
    directory: Path,
    parts: Sequence[str],
    *,
    names: Collection[str] = (),
    digests: Collection[str] = (),
) -> dict[str, str]:
    """The digests of the files of these names and of those with these digests, by name.

    Of a million files it takes 30 ms by digest, since only the names of those that have one are
    made texts, and some 300 by name. Raises as `read_ledger`.
    """
    heads = np.array([bytes.fromhex(digest)[:8] for digest in digests], "S8").view("<u8")
    found: dict[str, str] = {}
    for part in parts if names or digests else ():
        file = ArrayFile(directory, part, "files")
        file.touch_all()
        rows = _Names(file)
        if found or names:
            known = {name: row for row, name in enumerate(rows) if name in found or name in names}
            for name in known:
                found.pop(name, None)  # what a later part says of a file outweighs the earlier
        else:
            known = {}
        begins = file["digest"].reshape(-1, _DIGEST)[:, :8].copy().view("<u8")[:, 0]
        alike = np.flatnonzero(np.isin(begins, heads)).tolist() if digests else ()
        known |= {rows[row]: row for row in alike}
        for name, row in known.items():
            digest = file["digest"][row * _DIGEST : (row + 1) * _DIGEST].tobytes().hex()
            if not file["gone"][row] and (name in names or digest in digests):
                found[name] = digest
    return found


class _Names(Sequence[str]):
    """The names of a part's files, each made a text when it is asked for."""

    def __init__(self, file: ArrayFile) -> None:
        self._offset, self._blob = file["path_offset"].tolist(), file["path_blob"].tobytes()

    def __len__(self) -> int:
        return len(self._offset) - 1

    def __getitem__(self, row: int) -> str:  # type: ignore[override]  # no slices are wanted
        if row >= len(self):
            raise IndexError(row)
        return self._blob[self._offset[row] : self._offset[row + 1]].decode()


def write_part(path: Path, files: Mapping[str, FileState], gone: Iterable[str] = ()) -> None:
    """Write what is new of the ledger: the files that were read, and those that are gone."""
    gone = list(gone)
    states = [*files.values(), *repeat(_GONE, len(gone))]
    problems = {name: state.problems for name, state in files.items() if state.problems}
    arrays = {
        **blob_of("path", [name.encode() for name in (*files, *gone)]),
        "size": np.array([state.size for state in states], np.int64),
        "mtime_ns": np.array([state.mtime_ns for state in states], np.int64),
        "digest": np.frombuffer(bytes.fromhex("".join(s.digest for s in states)), np.uint8),
        "gone": np.repeat(np.array([0, 1], np.uint8), (len(files), len(gone))),
        "problems": np.frombuffer(json.dumps(problems).encode() if problems else b"", np.uint8),
    }
    write_arrays(path, "files", "", arrays)


def size_of(directory: Path, parts: Sequence[str]) -> list[int]:
    """The bytes of each part."""
    return [(directory / part).stat().st_size for part in parts]


def _read_part(file: ArrayFile, files: dict[str, FileState]) -> None:
    names = list(_Names(file))
    hexes = file["digest"].tobytes().hex()
    digests = [hexes[at : at + 2 * _DIGEST] for at in range(0, len(hexes), 2 * _DIGEST)]
    rows = zip(file["size"].tolist(), file["mtime_ns"].tolist(), digests, repeat(()), strict=False)
    files.update(zip(names, map(FileState._make, rows), strict=True))
    for place in np.flatnonzero(file["gone"]).tolist():
        files.pop(names[place], None)
    if len(file["problems"]):
        for name, problems in json.loads(file["problems"].tobytes()).items():
            found = tuple(Problem(*problem) for problem in problems)
            files[name] = files[name]._replace(problems=found)
