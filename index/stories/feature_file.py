"""The file of a segment's features: its name, and whether it is as it was written.

Apart from what is in it (`index.stories.features`), which loads compiled code.
"""

from __future__ import annotations

from pathlib import Path

from index.errors import IndexFailure
from index.segment.array_file import ArrayFile

NAME = "stories"
VERSION = "4"
"""Raised by one whenever an article gives other features: they are made anew then."""

KIND = f"stories {VERSION}"


def is_whole(directory: Path, segment: str) -> bool:
    """Whether a segment has its features, every byte of them as it was written."""
    try:
        ArrayFile(directory, f"segments/{segment}/{NAME}", KIND, segment).touch_all()
    except (IndexFailure, OSError):
        return False
    return True
