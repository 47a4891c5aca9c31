"""Which articles of a segment are deleted: a bitmap, written anew by each commit that deletes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.segment.array_file import ArrayFile, write_arrays
from index.segment.info import SegmentInfo

Deleted = npt.NDArray[np.bool_]


def read_deletions(directory: Path, entry: SegmentInfo) -> Deleted | None:
    """[N] Which articles are deleted; None when none is.

    Raises:
        IndexDamaged: The bitmap is not as it was written.
    """
    if not entry.deletions:
        return None
    name = f"segments/{entry.name}/{entry.deletions}"
    file = ArrayFile(directory, name, "deleted", entry.name)
    deleted = np.unpackbits(file.whole("bits"), count=entry.documents, bitorder="little")
    if deleted.sum() != entry.deleted:
        raise file.damaged(f"{deleted.sum():,} deletions of {entry.deleted:,}")
    return deleted.astype(bool)


def write_deletions(
    directory: Path, entry: SegmentInfo, deleted: Deleted, generation: int
) -> SegmentInfo:
    """Write the bitmap for a generation; returns what the manifest says of the segment."""
    name = f"deleted-{generation}"
    bits = {"bits": np.packbits(deleted, bitorder="little")}
    write_arrays(directory / "segments" / entry.name / name, "deleted", entry.name, bits)
    return replace(entry, deleted=int(deleted.sum()), deletions=name)
