"""What can go wrong while indexing, each with what to do about it.

IndexFailure
├── CorpusUnreadable   the folder of articles is missing or cannot be read
├── IndexMissing       nothing has been indexed there yet
├── IndexLocked        another run is writing
├── IndexMisplaced     the index folder holds something else, or another corpus
├── IndexOutdated      written by another version of this program
├── IndexDamaged       is not as it was written
├── IndexUnreadable    the system does not let it be read
├── IndexUnwritable    no space, no permission
├── CorrectionsDamaged what readers have put back cannot be understood
└── WorkersMissing     the processes that read articles cannot be started
"""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class IndexFailure(Exception):
    """Base of all errors of this package. The message says what happened and what to do."""


class CorpusUnreadable(IndexFailure):
    """The folder of articles is missing, is not a folder, or cannot be listed."""

    def __init__(self, corpus: Path, reason: str) -> None:
        self.corpus = corpus
        super().__init__(
            f"The folder of articles {corpus} {reason}. "
            "Name the folder with --corpus or BACKFILE_CORPUS."
        )


class IndexMissing(IndexFailure):
    """There is no index in this folder."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        super().__init__(f"There is no index in {directory} yet. Run: backfile reindex")


class IndexLocked(IndexFailure):
    """Another process is writing to the index."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        super().__init__(
            f"Another run is writing to the index in {directory}. Wait until it has finished."
        )


class IndexMisplaced(IndexFailure):
    """The index folder is not one that may be written to for this corpus."""


class IndexOutdated(IndexFailure):
    """The index was written in another format or for another schema."""

    def __init__(self, directory: Path, found: object, wanted: object) -> None:
        self.directory = directory
        super().__init__(
            f"The index in {directory} was made by another version of this program "
            f"(its format is {found}, this one's {wanted}). "
            "Run: backfile rebuild"
        )


class IndexDamaged(IndexFailure):
    """The index is not as it was written: a checksum or a structure is wrong."""

    def __init__(self, directory: Path, reason: object) -> None:
        self.directory = directory
        super().__init__(
            f"The index in {directory} is damaged ({reason}). The articles are safe in their "
            "folder; make the index anew with: backfile rebuild"
        )


class IndexUnreadable(IndexFailure):
    """The system does not let the index be read: no permission, no descriptor, a failing disk."""

    def __init__(self, directory: Path, error: OSError, name: str = "") -> None:
        self.directory = directory
        name = name or str(error.filename or "")
        with suppress(ValueError):
            name = str(Path(name).relative_to(directory))
        self.reason = f"{name}: {error.strerror or error}" if name else str(error.strerror or error)
        what = _TOO_MANY if error.errno in {errno.EMFILE, errno.ENFILE} else _UNREADABLE
        super().__init__(f"The index in {directory} cannot be read ({self.reason}). {what}")


_TOO_MANY = "Too many files are open at once: close other programs, or raise the limit (ulimit -n)."
_UNREADABLE = (
    "See that the disk is there and that you may read the folder, then try again. The articles are "
    "safe in their folder; if nothing helps, make the index anew with: backfile rebuild"
)


class IndexUnwritable(IndexFailure):
    """The index cannot be written."""

    def __init__(self, directory: Path, reason: object) -> None:
        self.directory = directory
        super().__init__(
            f"The index in {directory} could not be written ({reason}). What was indexed before "
            "is still there. Make room or choose another folder with --index, then run again."
        )


class CorrectionsDamaged(IndexFailure):
    """A line of the file of corrections is none."""

    def __init__(self, path: Path, number: int) -> None:
        self.path = path
        super().__init__(
            f"Line {number} of {path}, where the lines are kept that readers have put back, cannot "
            "be understood. Nothing was changed. Mend the line or take it out, and run again."
        )


class WorkersMissing(IndexFailure):
    """The processes that read articles cannot be started."""

    def __init__(self) -> None:
        super().__init__(
            "The processes that read the articles could not be started. The index is as it was. "
            "Close other programs, or restart the machine, and run again."
        )


class Fault(NamedTuple):
    """What is wrong, and with which file of the index or which article."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"
