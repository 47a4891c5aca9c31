r"""The ids of files: paths below the corpus with "/", to be printed, sent and stored anywhere.

An id is made of the bytes of a name, so that any two files have two ids and each id leads back to
its file. Letters stay as they are, whatever their case or Unicode form. As `\xNN` stand

    bytes that are not UTF-8
    a backslash that could be taken for the beginning of such an escape
    a # that could be taken for the one before the number of a record (index.record_number)
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from index.problem import Unreadable
from index.regular_file import kind_of

_AMBIGUOUS = re.compile(rb"\\(?=x[0-9a-f]{2})|#(?=[0-9.]+\Z)")
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")


def escaped(name: str) -> str:
    """One part of a path as it stands in an id."""
    if name.isascii() and "\\" not in name and "#" not in name:
        return name  # nearly all
    raw = _AMBIGUOUS.sub(lambda match: b"\\x%02x" % ord(match[0]), os.fsencode(name))
    return raw.decode("utf-8", "backslashreplace")


def locate(corpus: Path, file_id: str) -> Path:
    """The file that an id names.

    Raises Unreadable or OSError, with the reason, when there is no such file inside the corpus.
    """
    path = _path(corpus, file_id)
    if path is None:
        raise Unreadable("not the id of a file")
    try:
        place = os.path.realpath(path, strict=True)
    except FileNotFoundError:
        raise Unreadable("it disappeared while the folder was read") from None
    if not Path(place).is_relative_to(os.path.realpath(corpus)):
        raise Unreadable("a link that leads out of the folder of articles")
    if kind := kind_of(Path(place).stat().st_mode):
        raise Unreadable(f"a {kind}, not a file")
    return path


def path_of(corpus: Path, file_id: str) -> Path | None:
    """The file that an id names, or None when it is not (or no longer) inside the corpus."""
    try:
        return locate(corpus, file_id)
    except (Unreadable, OSError):
        return None


def _path(corpus: Path, file_id: str) -> Path | None:
    try:
        raw = file_id.encode()
    except UnicodeEncodeError:
        return None
    name = os.fsdecode(_ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode()), raw))
    pure = PurePosixPath(name)
    # Another spelling of an id names nothing: it would be another article with the same file.
    is_id = "/".join(map(escaped, name.split("/"))) == file_id
    if not is_id or "\0" in name or pure.is_absolute() or ".." in pure.parts:
        return None
    return corpus / name
