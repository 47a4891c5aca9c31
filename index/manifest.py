"""The one file that says what an index is: replaced whole at each commit, read at each opening.

`manifest.json` holds the format and the fields of the index, the corpus it was made from, the
folder with its live files, the generation of these (it counts commits), and the time the last
run ended.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index.durable import write_whole
from index.errors import IndexDamaged, IndexMissing, IndexOutdated
from index.schema import fingerprint

FORMAT = 1
"""Raised by one whenever the analysis or the layout of the folder changes."""

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says."""

    corpus: str
    live: str
    generation: int = 0
    updated: str = ""
    """ISO 8601 in UTC; empty until the first run has ended."""


def read_manifest(directory: Path) -> Manifest:
    """The manifest of the index in `directory`.

    Raises IndexMissing, IndexDamaged or IndexOutdated.
    """
    try:
        stored = json.loads((directory / NAME).read_bytes())
        found = f"{stored.pop('format')} {stored.pop('schema')}"
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(directory) from None
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise IndexDamaged(directory, f"{NAME}: {error}") from error
    if found != (wanted := f"{FORMAT} {fingerprint()}"):
        raise IndexOutdated(directory, found, wanted)
    try:
        return Manifest(**stored)
    except TypeError as error:
        raise IndexDamaged(directory, f"{NAME}: {error}") from error


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Make `manifest` the truth about the index, in one step."""
    stored = {"format": FORMAT, "schema": fingerprint(), **asdict(manifest)}
    write_whole(directory / NAME, json.dumps(stored, indent=1).encode())


def last_written(directory: Path) -> int:
    """When the manifest was last written, in nanoseconds; 0 when there is none."""
    try:
        return (directory / NAME).stat().st_mtime_ns
    except OSError:
        return 0
