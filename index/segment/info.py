"""A segment as the manifest names it."""

from __future__ import annotations

from dataclasses import dataclass

MAX_WORDS = 40_000_000
"""Words of a segment: what it is made of and what it becomes must fit in memory."""


@dataclass(frozen=True, slots=True)
class SegmentInfo:
    """What the manifest says of a segment."""

    name: str
    documents: int
    deleted: int = 0
    deletions: str = ""
    """The file with the deletions, when there are any."""

    @property
    def live(self) -> int:
        """How many of its articles are not deleted."""
        return self.documents - self.deleted
