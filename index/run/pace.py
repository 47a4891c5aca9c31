"""How long the rest of a run will take, told from what each kind of file has taken until now.

A megabyte of PDF takes other time than one of saved pages, and folders often hold one kind each. So
the bytes that are left are counted by the endings of their files, and each ending has a pace of its
own; one that has not been met yet is given that of all others together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePosixPath

_SOON = 2.0
"""Seconds before which nothing is said: workers are still starting."""

_EACH = 2_000  # bytes that every file counts for besides its own: opening it takes time, too


class Pace:
    """The pace of one run. Times are seconds of one clock, which the caller reads."""

    def __init__(self, sizes: Mapping[str, int], now: float) -> None:
        """`sizes` are the bytes of each file that is to be read, by its id."""
        self._left: Counter[str] = Counter()
        for file_id, size in sizes.items():
            self._left[_kind(file_id)] += size + _EACH
        self._done: Counter[str] = Counter()
        self._took: dict[str, float] = {}
        self._started = self._last = now

    def end_file(self, file_id: str, size: int, now: float) -> None:
        """A file is read; what went by since the last one was its time."""
        kind = _kind(file_id)
        self._left[kind] -= size + _EACH
        self._done[kind] += size + _EACH
        self._took[kind] = self._took.get(kind, 0.0) + now - self._last
        self._last = now

    def seconds_left(self, file_id: str, read: int, now: float) -> float | None:
        """How long the rest will take; None while that cannot be said.

        `file_id` is the file that is being read, of which `read` bytes are.
        """
        kind = _kind(file_id)
        done, took = self._done.copy(), dict(self._took)
        if read:
            done[kind] += read
            took[kind] = took.get(kind, 0.0) + now - self._last
        if now - self._started < _SOON or not done.total():
            return None
        usual = sum(took.values()) / done.total()
        left = self._left.copy()
        left[kind] -= read
        return sum(
            max(0, size) * (took[each] / done[each] if done[each] else usual)
            for each, size in left.items()
        )


def _kind(file_id: str) -> str:
    return PurePosixPath(file_id).suffix.lower()
