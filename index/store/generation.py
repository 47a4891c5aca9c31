"""One committed generation of the index, opened: what every answer is made from.

It keeps answering whatever is committed after it: its files stay mapped although a later commit
may have unlinked them. Segments that two generations have in common are mapped once.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

from index.segment import Segment
from index.store.manifest import Manifest


class Generation:
    """The segments of a generation; any number of threads may share it."""

    def __init__(
        self, directory: Path, manifest: Manifest, earlier: Generation | None = None
    ) -> None:
        """Open the segments that `manifest` names.

        Raises FileNotFoundError when one is not there any more, IndexDamaged when one is not as
        written. What `earlier` has open already is taken from there.
        """
        open_already = earlier.segments if earlier else ()
        known = {segment.entry: segment for segment in open_already}
        self.number = manifest.generation
        self.segments: tuple[Segment, ...] = tuple(
            known.get(entry) or Segment(directory, entry) for entry in manifest.segments
        )
        ends = list(accumulate((segment.documents for segment in self.segments), initial=0))
        self.bases = tuple(ends[:-1])
        """The number of each segment's first article."""
        self.documents = ends[-1]
        """How many articles there are, deleted ones included."""
        self.live = manifest.live
        """How many are not deleted."""

    def locate(self, number: int) -> tuple[Segment, int]:
        """The segment of an article, and its number there. Raises IndexError."""
        if not 0 <= number < self.documents:
            raise IndexError(number)
        place = bisect_right(self.bases, number) - 1
        return self.segments[place], number - self.bases[place]

    def find(self, article_id: str) -> int | None:
        """The number of an article, or None when there is none of this id."""
        for base, segment in zip(self.bases, self.segments, strict=True):
            if (doc := segment.find_id(article_id)) is not None:
                return base + doc
        return None
