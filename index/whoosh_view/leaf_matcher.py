"""Walks the postings of one term, as Whoosh's matchers do.

Whoosh asks some functions a posting, so that the functions must be short. Documents are read
through a memoryview, which gives Python ints: Whoosh subtracts and compares document numbers, and
NumPy's would wrap around at zero. The whole list counts as one block of Whoosh's, since ours are
not cut into blocks for it.

It does not override `replace`: Whoosh's InverseMatcher answers for its child's quality, and with
a child that turns into another one it loses articles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from whoosh.formats import Format
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.scoring import BaseScorer

from index.segment import Postings
from index.whoosh_view.field import Field

Term = tuple[str, bytes]


class BackfileLeafMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh carries no annotations
    """The postings of one term that are of articles not in `deleted` (bool[N] or None)."""

    def __init__(
        self,
        term: Term,
        field: Field,
        number: int,
        format_: Format,
        scorer: BaseScorer | None,
        deleted: NDArray[np.bool_] | None = None,
    ) -> None:
        self._term = term
        self._field = field
        self._number = number
        self.format = format_
        self.scorer = scorer
        self._postings, self._kept = _live(field.postings(number), deleted)
        self._documents = self._postings.doc.data
        self._tf = self._postings.tf.data
        self._stop = len(self._documents)
        self._spans: tuple[NDArray[np.int64], NDArray[np.uint32]] | None = None
        self._titled: NDArray[np.bool_] | None = None
        self._place = 0

    def reset(self) -> None:
        self._place, self._stop = 0, len(self._documents)

    def copy(self) -> BackfileLeafMatcher:
        copied = BackfileLeafMatcher.__new__(BackfileLeafMatcher)
        copied.__dict__.update(self.__dict__)
        return copied

    def is_active(self) -> bool:
        return self._place < self._stop

    def id(self) -> int:
        return self._documents[self._place]

    def next(self) -> bool:
        """Go to the next posting; True when that is in another block (here: when none is left)."""
        self._place += 1
        return self._place >= self._stop

    def skip_to(self, target: int) -> None:
        if self._place >= self._stop:
            raise ReadTooFar
        place = bisect_left(self._documents, target, self._place)
        if place < self._stop:
            self._place = place
        else:
            self._stop = 0  # it stays where it is: Whoosh's AndNot asks for the id even then

    def all_ids(self) -> Iterator[int]:
        return iter(self._postings.doc.tolist())

    def weight(self) -> float:
        return float(self._tf[self._place])

    def in_title(self) -> bool:
        """Whether the present article has the term in its title; the weighting asks."""
        if self._titled is None:
            self._titled = self._field.titled(self._number)
        posting = self._place if self._kept is None else self._kept[self._place]
        return bool(self._titled[posting])

    def skip_to_quality(self, minquality: float) -> int:
        if self.block_quality() > minquality:
            return 0
        self._stop = 0
        return 1

    def block_min_id(self) -> int:
        return self._documents[0]

    def block_max_id(self) -> int:
        return self._documents[-1]

    def block_max_weight(self) -> float:
        return float(self._postings.tf.max())

    def block_min_length(self) -> int:
        lengths = self._field.lengths(self._postings.doc)
        return 0 if lengths is None else int(lengths.min())

    def block_max_length(self) -> int:
        lengths = self._field.lengths(self._postings.doc)
        return 0 if lengths is None else int(lengths.max())

    def positions(self) -> list[int]:
        """Where the term stands in the present article, in words from 0."""
        if self._spans is None:  # all of the term's at once: they are packed one after another
            self._spans = self._field.positions(self._number)
        start, position = self._spans
        posting = self._place if self._kept is None else self._kept[self._place]
        return position[start[posting] : start[posting + 1]].tolist()  # type: ignore[no-any-return]

    def value(self) -> bytes | None:
        """The posting as Whoosh encodes it; only its merging and its exotic formats ask."""
        if not self.supports("positions"):
            return None
        encoded: bytes = self.format.encode(self.positions())
        return encoded

    def value_as(self, astype: str) -> object:
        as_known: dict[str, Callable[[], object]] = {
            "positions": self.positions,
            "frequency": lambda: int(self._tf[self._place]),
            "weight": self.weight,
        }
        return as_known[astype]() if astype in as_known else super().value_as(astype)


def _live(
    postings: Postings, deleted: NDArray[np.bool_] | None
) -> tuple[Postings, NDArray[np.intp] | None]:
    """The postings of articles that are not deleted, and their places among all of them.

    The places are None when all are.
    """
    if deleted is None:
        return postings, None
    kept = np.flatnonzero(~deleted[postings.doc])
    return Postings(postings.doc[kept], postings.tf[kept]), kept
