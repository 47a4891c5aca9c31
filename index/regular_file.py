"""Opening what was a file when the folder was listed, and may be something else by now."""

from __future__ import annotations

import hashlib
import os
import stat
from io import BufferedReader
from pathlib import Path

from index.problem import Unreadable

# Opening a named pipe waits for its writer; Windows has neither the flags nor such pipes.
_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_KINDS = (
    (stat.S_ISREG, ""),
    (stat.S_ISDIR, "folder"),
    (stat.S_ISLNK, "link"),
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)


NOT_A_FILE = ", not a file"
"""How the reason ends why something that is no file, such as a named pipe, is not read."""


def kind_of(mode: int) -> str:
    """What something with this mode is, "" when it is a file."""
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "special file")


def open_regular(path: str | Path) -> BufferedReader:
    """Open a file for reading its bytes; never waits for a writer.

    Raises Unreadable when it is no file, OSError when it cannot be opened.
    """
    # Path.open takes no opener, and it is the caller who closes the file.
    file = open(path, "rb", opener=_descriptor)  # noqa: SIM115
    if kind := kind_of(os.fstat(file.fileno()).st_mode):
        file.close()
        raise Unreadable(f"a {kind}{NOT_A_FILE}")
    return file


def content_hash(path: str | Path) -> str:
    """Hex BLAKE2b-128 of a file's bytes, read in pieces. Raises Unreadable or OSError."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _descriptor(path: str, flags: int) -> int:
    return os.open(path, flags | _FLAGS)
