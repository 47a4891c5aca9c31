"""How far a run has come, told in a file, so that others can watch it.

`lock.progress` lies beside the lock while a run reads files: JSON, replaced whole, twice a second
at most, and removed when the run ends. It is no part of the index. A run that was killed leaves
it behind; that it says nothing new shows then, and the next run replaces it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from index.run.pace import Pace
from index.store.lock import NAME as LOCK

NAME = f"{LOCK}.progress"
"""Begins as the lock's does, so that an index folder is known as one with only this in it."""

PAUSE = 0.5
"""Seconds between two writings of the file."""

_PAUSE = 0.1  # seconds between two calls within a file


class Advance(NamedTuple):
    """How far a run has come: files and their bytes that are read, of how many; articles found.

    Bytes also count of a file that is being read, so that one large file does not stand still.
    """

    files: int
    files_to_do: int
    bytes: int = 0
    bytes_to_do: int = 0
    articles: int = 0
    seconds_left: float | None = None
    """How long the rest will take (index.run.pace); None while that cannot be said."""


Progress = Callable[[Advance], None]
"""Called from the beginning of a run, when no file is read, to its end."""


class ProgressCounter:
    """Counts what is read, and calls back at the end of each file, and now and then within one."""

    def __init__(
        self,
        progress: Progress | None,
        sizes: Mapping[str, int],
    ) -> None:
        """`sizes` are the bytes of each file that is to be read, by its id."""
        self._progress = progress
        self._files, self._bytes = len(sizes), sum(sizes.values())
        self._done = self._read = self._within = self._articles = 0
        self._next = 0.0
        self._pace = Pace(sizes, time.monotonic())
        self._report("")

    def add_article(self, file_id: str, at: int) -> None:
        """An article was found, so far into its file, in bytes."""
        self._articles += 1
        self._within = max(self._within, at)
        if time.monotonic() >= self._next:
            self._report(file_id)

    def end_file(self, file_id: str, size: int) -> None:
        """A file is read."""
        self._done, self._read, self._within = self._done + 1, self._read + size, 0
        self._pace.end_file(file_id, size, time.monotonic())
        self._report("")

    def _report(self, file_id: str) -> None:
        """Call back, with the file that is being read."""
        now = time.monotonic()
        self._next = now + _PAUSE
        if self._progress and self._files:
            read = min(self._read + self._within, self._bytes)
            left = self._pace.seconds_left(file_id, self._within, now)
            self._progress(
                Advance(self._done, self._files, read, self._bytes, self._articles, left)
            )


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run has come; when it `started` reading, and when `at` it said so (UTC)."""

    advance: Advance
    started: datetime
    at: datetime


@contextmanager
def announced(
    directory: Path, progress: Progress | None = None, *, pause: float = PAUSE
) -> Iterator[Progress]:
    """A callback for a run that writes its progress to `directory`, and passes it to `progress`.

    The file is written at most every `pause` seconds. One that cannot be written does not end
    the run.
    """
    teller = _Teller(directory / NAME, pause)

    def tell(advance: Advance) -> None:
        teller.tell(advance)
        if progress:
            progress(advance)

    try:
        yield tell
    finally:
        teller.finish()


def read_standing(directory: Path) -> Standing | None:
    """How far the run that goes on in `directory` has come; None when none is known of."""
    try:
        told = json.loads((directory / NAME).read_bytes())
        return Standing(
            advance=_advance(told["advance"]),
            started=datetime.fromisoformat(told["started"]).astimezone(UTC),
            at=datetime.fromisoformat(told["at"]).astimezone(UTC),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no run, or one that is just replacing the file


def _advance(told: list[Any]) -> Advance:
    *counts, left = told
    if len(counts) != len(Advance._fields) - 1:  # another version tells of other things
        raise ValueError(told)
    seconds_left = None if left is None else float(left)
    return Advance._make([*map(int, counts), seconds_left])


class _Teller:
    """Writes the file of one run."""

    def __init__(self, path: Path, pause: float) -> None:
        self._path = path
        self._pause = pause
        self._started = ""
        self._next = 0.0
        self._has_told = False

    def tell(self, advance: Advance) -> None:
        """Write, unless that was done just before."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self._pause
        at = datetime.now(UTC).isoformat()
        self._started = self._started or at
        told = {"advance": advance, "started": self._started, "at": at}
        new = self._path.with_name(f"{NAME}.new")
        try:
            new.write_text(json.dumps(told), "utf-8")
            new.replace(self._path)
        except OSError:
            return
        self._has_told = True

    def finish(self) -> None:
        """Remove what was written."""
        if self._has_told:
            with suppress(OSError):  # the next run replaces it
                self._path.unlink(missing_ok=True)
