"""The groups of a generation on disk: one array file beside the segments, named in the manifest.

`stories-G-…` has for the N articles of some segments, deleted ones included, in their order:

    made_of u1[]      JSON: [name, articles, deletions] of each segment it was made of
    copies u4[N]      the first article of those with the same text, by its place in this file
    story u4[N]       the first article of those on the same event
    key u8[]          the pairs of texts that were compared, ascending, and
    found u4[]        what was found (`index.stories.groups`), so that nothing is compared twice

It is replaced whole after each commit that changed something. Until then readers go on with the
one before: an article of a segment that it does not know is "not yet grouped".
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.errors import IndexDamaged, IndexFailure
from index.segment.array_file import ArrayFile, ArrayFileWriter
from index.segment.info import SegmentInfo

if TYPE_CHECKING:  # they load compiled code
    from index.stories.groups import Groups

Array = npt.NDArray[Any]

KIND = "stories 4"
"""The number is raised by one whenever articles give other groups: they are made anew then."""

UNGROUPED = -1


class StoryFile:
    """The file, opened for reading; every byte of it has been checked."""

    def __init__(self, directory: Path, name: str) -> None:
        """Open it.

        Raises:
            FileNotFoundError: It is not there.
            IndexDamaged: It is not as it was written, or of another version.
            IndexUnreadable: It cannot be read.
        """
        file = ArrayFile(directory, name, KIND)
        file.touch_all()
        self.name = name
        self.copies, self.story = file["copies"], file["story"]
        self.key, self.found = file["key"], file["found"]
        try:
            made_of = json.loads(file["made_of"].tobytes())
            self.made_of = tuple((str(name), int(n), str(gone)) for name, n, gone in made_of)
        except (ValueError, TypeError) as error:
            raise IndexDamaged(directory, f"{name}: {error}") from error
        if sum(n for _, n, _ in self.made_of) != len(self.copies) or len(self.story) != len(
            self.copies
        ):
            raise IndexDamaged(directory, f"{name}: it has groups for other articles")

    def is_of(self, segments: Sequence[SegmentInfo]) -> bool:
        """Whether it was made of exactly these segments and deletions."""
        return self.made_of == made_of(segments)

    def labels(self, segments: Sequence[SegmentInfo]) -> tuple[Array, Array]:
        """(copies, story) i8[] A label for each article of these segments; UNGROUPED for some.

        Articles of one group have one label.
        """
        begins, at = {}, 0
        for name, documents, _ in self.made_of:
            begins[name] = (at, at + documents)
            at += documents
        parts = [np.zeros((2, 0), np.int64)]
        for segment in segments:
            if segment.name in begins:
                run = slice(*begins[segment.name])
                parts.append(np.stack([self.copies[run], self.story[run]]).astype(np.int64))
            else:
                parts.append(np.full((2, segment.documents), UNGROUPED, np.int64))
        copies, story = np.concatenate(parts, axis=1)
        return copies, story


def open_story_file(directory: Path, name: str) -> StoryFile | None:
    """The file, or None when there is none, or none that can be used: it will be made again."""
    if not name:
        return None
    try:
        return StoryFile(directory, name)
    except (IndexFailure, OSError, KeyError):
        return None


def made_of(segments: Sequence[SegmentInfo]) -> tuple[tuple[str, int, str], ...]:
    """What a file made of these segments says of them."""
    return tuple((each.name, each.documents, each.deletions) for each in segments)


def write_story_file(
    directory: Path, generation: int, segments: Sequence[SegmentInfo], groups: Groups
) -> str:
    """Write the file; returns its name. Raises OSError."""
    name = f"stories-{generation}-{secrets.token_hex(4)}"
    compared = groups.known.compared
    with ArrayFileWriter(directory / name, KIND) as file:
        written = json.dumps(made_of(segments)).encode()
        file.add("made_of", np.frombuffer(written, np.uint8))
        file.add("copies", groups.copies.astype(np.uint32))
        file.add("story", groups.story.astype(np.uint32))
        file.add("key", compared.keys)
        file.add("found", compared.found)
    return name
