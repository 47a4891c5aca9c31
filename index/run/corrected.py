"""Which files a run reads again, since readers have put lines back or taken them back.

`corrected.json`, in the folder for what runs remember: for each file with corrections, by its
content hash, a mark of those that its articles were cleaned with. Without it all files with
corrections are read again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path

from index.atomic_file import write_atomically
from index.corrections import NONE, Lines, lines_by_file, mark_of, read_corrections
from index.errors import IndexUnwritable
from index.store.ledger import FileState

log = logging.getLogger(__name__)

NAME = "corrected.json"


class Corrected:
    """The corrections of an index, and those that its articles were cleaned with."""

    def __init__(self, directory: Path, memory: Path) -> None:
        """Read them. Raises CorrectionsDamaged or IndexUnreadable."""
        self._lines = lines_by_file(read_corrections(directory))
        self._path = memory / NAME
        self._done = _marks(self._path)

    def lines_of(self, digest: str) -> Lines:
        """What is put back in the articles of a file, by its content hash."""
        return self._lines.get(digest, NONE)

    def outdated(self, files: Mapping[str, FileState]) -> set[str]:
        """The files whose articles must be cleaned again."""
        marks = self._marks()
        changed = {
            digest
            for digest in marks.keys() | self._done.keys()
            if marks.get(digest) != self._done.get(digest)
        }
        return {name for name, state in files.items() if state.digest in changed}

    def cleaned(self) -> None:
        """Note that all articles are cleaned with what is put back now."""
        marks = self._marks()
        if marks == self._done:
            return
        try:
            write_atomically(self._path, json.dumps(marks, sort_keys=True).encode())
        except OSError as error:
            raise IndexUnwritable(self._path.parent, error.strerror) from error

    def _marks(self) -> dict[str, str]:
        return {digest: mark_of(lines) for digest, lines in self._lines.items()}


def _marks(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_bytes())
        return {str(digest): str(mark) for digest, mark in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        log.warning("%s cannot be read and is made anew (%s)", path, error)
        return {}
