"""One committed generation of the index, opened: what every answer is made from.

It keeps answering whatever is committed after it: its files stay mapped although a later commit
may have unlinked them. Segments that two generations have in common are mapped once.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.analysis import DEFAULT_LANGUAGE, LANGUAGES, MARK
from index.segment import Segment
from index.store.manifest import Manifest

_RARE = 1_000
"""The smallest share of articles, as 1 in n, with paragraphs in a language that no article is in,
for queries to be analysed in it."""


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

    @cached_property
    def order(self) -> npt.NDArray[np.uint32]:
        """[documents] The numbers of all articles in the order of their ids."""
        from index.store.id_order import in_id_order  # noqa: PLC0415  # compiled code: loaded when needed

        return in_id_order(self.segments)

    @cached_property
    def rank(self) -> npt.NDArray[np.uint32]:
        """[documents] The place of each article in that order."""
        rank = np.empty(self.documents, np.uint32)
        rank[self.order] = np.arange(self.documents, dtype=np.uint32)
        return rank

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that articles are analysed in, DEFAULT_LANGUAGE first.

        One article in a language is enough. Where none is in it and next to none have a paragraph
        in it, DEFAULT_LANGUAGE finds that paragraph too.
        """
        own = {lang for segment in self.segments for lang in segment.lang}
        held = [
            language
            for language in LANGUAGES
            if language in own or self._count_in(language) * _RARE > self.live
        ]
        return DEFAULT_LANGUAGE, *held

    def _count_in(self, language: str) -> int:
        """How many articles have a paragraph in a language, deleted ones included."""
        said = f"{MARK}{language}".encode()
        numbers = ((segment, segment.find("text", said)) for segment in self.segments)
        return sum(segment.df(number) for segment, number in numbers if number is not None)

    def mean_length(self, field: str) -> float:
        """The words of a field in an article that is not deleted, as lengths are rounded."""
        return sum(segment.live_words[field] for segment in self.segments) / max(self.live, 1)

    def locate(self, number: int) -> tuple[Segment, int]:
        """The segment of an article, and its number there. Raises IndexError."""
        place, document = self.split_number(number)
        return self.segments[place], document

    def split_number(self, number: int) -> tuple[int, int]:
        """(which of the segments has an article, its number there). Raises IndexError."""
        if not 0 <= number < self.documents:
            raise IndexError(number)
        place = bisect_right(self.bases, number) - 1
        return place, number - self.bases[place]

    def id(self, number: int) -> str:
        """The id of an article. Raises IndexError."""
        segment, doc = self.locate(number)
        return segment.id(doc)

    def find(self, article_id: str) -> int | None:
        """The number of an article, or None when there is none of this id."""
        for base, segment in zip(self.bases, self.segments, strict=True):
            if (doc := segment.find_id(article_id)) is not None:
                return base + doc
        return None
