"""A ZIP as it grows, with the SHA-256 of each file in it."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BufferedReader, BytesIO
from typing import IO, NamedTuple

_PIECE = 2**20  # bytes that are read at once
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a ZIP can say


class Stamp(NamedTuple):
    """What tells that a file is the one it was: its SHA-256, its size, and when it was changed."""

    sha256: str
    size: int
    modified: str


@dataclass(slots=True)
class Bundle:
    """The ZIP; `sums` has the SHA-256 of each file by its name below the folder."""

    zip: zipfile.ZipFile
    folder: str
    sums: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, content: bytes, modified: datetime | None = None) -> Stamp:
        """Put in what was made here, now unless it is of another time."""
        return self._write(name, BytesIO(content), modified or datetime.now(UTC))

    def add_file(self, name: str, file: BufferedReader) -> Stamp:
        """Put in an open file as it is; it is hashed on the way. Raises OSError."""
        return self._write(name, file, changed(file))

    def _write(self, name: str, file: IO[bytes], modified: datetime) -> Stamp:
        moment = max(modified.timetuple()[:6], _EARLIEST)
        info = zipfile.ZipInfo(f"{self.folder}/{name}", moment)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self.zip.open(info, "w", force_zip64=True) as target:
            for piece in _pieces(file):
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        self.sums[name] = digest.hexdigest()
        return Stamp(digest.hexdigest(), size, modified.isoformat(timespec="seconds"))


def stamp_of(file: BufferedReader) -> Stamp:
    """What tells an open file that is not put in. Raises OSError."""
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(file):
        digest.update(piece)
        size += len(piece)
    return Stamp(digest.hexdigest(), size, changed(file).isoformat(timespec="seconds"))


def changed(file: BufferedReader) -> datetime:
    """When an open file was last changed. Raises OSError."""
    return datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
