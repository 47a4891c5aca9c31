"""The one file that says what an index is: replaced whole at each commit, read at each opening.

`manifest.json` holds the format and the schema of the index, the corpus it was made from, its
generation (it counts commits), the segments and their deletions, the parts of the ledger, the file
of stories, and the time the last run ended. Its last key is the BLAKE2b-128 of all bytes before
it. What it does not name is no part of the index, whatever lies in the folder.

Format history: 1, the first. 2, with the forms of words (the file `forms` of a segment). 3, with
the names of articles (`mentions`), and the time of day in an article's frame. 4, with names in
fewer bytes (`names`, `mentions`); `backfile rebuild` makes an index of an earlier one anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.atomic_file import write_atomically
from index.errors import IndexDamaged, IndexMissing, IndexOutdated, IndexUnreadable
from index.schema import fingerprint
from index.segment.info import SegmentInfo

FORMAT = 4
"""Raised by one whenever the layout of the folder or of a file in it changes."""

NAME = "manifest.json"

_CHECKSUM = ',\n "checksum": "{}"\n}}'


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says."""

    corpus: str
    memory: str
    """The folder of what runs remember (index.run.boilerplate_lines): no part of the index."""
    generation: int = 0
    updated: str = ""
    """ISO 8601 in UTC; empty until the first run has ended."""
    segments: tuple[SegmentInfo, ...] = ()
    """In the order of their articles."""
    ledger: tuple[str, ...] = ()
    """The parts of the ledger, the latest last."""
    stories: str = ""
    """The file with the groups of articles (index.stories.story_file); empty before they are made.
    It may be of an earlier generation."""

    @property
    def live(self) -> int:
        """How many articles there are."""
        return sum(entry.live for entry in self.segments)


def read_manifest(directory: Path) -> Manifest:
    """The manifest of the index in `directory`.

    Raises IndexMissing, IndexUnreadable, IndexDamaged or IndexOutdated.
    """
    try:
        content = (directory / NAME).read_bytes()
        stored = _unsealed(content)
        found = f"{stored.pop('format')} {stored.pop('schema')}"
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(directory) from None
    except OSError as error:
        raise IndexUnreadable(directory, error) from error
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise IndexDamaged(directory, f"{NAME}: {error}") from error
    if found != (wanted := f"{FORMAT} {fingerprint()}"):
        raise IndexOutdated(directory, found, wanted)
    try:
        return _manifest(stored)
    except (TypeError, KeyError, ValueError) as error:
        raise IndexDamaged(directory, f"{NAME}: {error}") from error


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Make `manifest` the truth about the index, in one step."""
    stored = {"format": FORMAT, "schema": fingerprint(), **asdict(manifest)}
    body = json.dumps(stored, indent=1)[:-2]  # without the end, which comes after the checksum
    write_atomically(directory / NAME, _sealed(body.encode()))


def stamp(directory: Path) -> tuple[int, int]:
    """What changes whenever the manifest is replaced; zeros when there is none."""
    try:
        # Asked at each search; a Path would take as long again.
        status = os.stat(f"{directory}/{NAME}")  # noqa: PTH116
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_ino


def _unsealed(content: bytes) -> dict[str, Any]:
    """What was written, of whatever format. Raises ValueError when it is not as it was."""
    body, _, _ = content.rpartition(b',\n "checksum"')
    if content != _sealed(body):
        raise ValueError("it is not as written")
    stored: dict[str, Any] = json.loads(content)
    del stored["checksum"]
    return stored


def _manifest(stored: dict[str, Any]) -> Manifest:
    segments = tuple(SegmentInfo(**entry) for entry in stored.pop("segments"))
    return Manifest(segments=segments, ledger=tuple(stored.pop("ledger")), **stored)


def _sealed(body: bytes) -> bytes:
    digest = hashlib.blake2b(body, digest_size=16).hexdigest()
    return body + _CHECKSUM.format(digest).encode()
