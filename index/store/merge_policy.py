"""Which segments to merge.

A search costs something for each segment, a merge something for each article in it. Segments
fall into classes by their live articles, each eight times the one below; eight neighbours of
a class become one. So an article is copied once a class (twice on its way into a full
segment when it came with 2,000 others), and a million articles are 16 to 32 segments.
Only neighbours are merged, so that articles stay in the order they were indexed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.segment.info import MAX_WORDS

_LARGEST = 65_536
_TOGETHER = 8
_CLASSES = (512, 4_096, _LARGEST // 2)
_DELETED = 3  # a segment is written anew when 1 in n of its articles is deleted


def is_large(live: int) -> bool:
    """Whether a segment is merged no more."""
    return live >= _CLASSES[-1]


class Size(NamedTuple):
    """How large a segment is; its words include those of deleted articles."""

    documents: int
    live: int
    words: int = 0


def to_merge(sizes: Sequence[Size]) -> range | None:
    """The neighbours to merge next, or None."""
    for place, (documents, live, _) in enumerate(sizes):
        if (documents - live) * _DELETED > documents:
            return range(place, place + 1)
    for limit in _CLASSES:
        for run in _runs([size.live < limit and size.words < MAX_WORDS // 2 for size in sizes]):
            if len(run) >= _TOGETHER:
                return _fitting(run, sizes)
    return None


def _runs(flags: Sequence[bool]) -> Iterator[range]:
    """The longest ranges in which all flags are set."""
    start = 0
    for place, flag in enumerate([*flags, False]):
        if not flag:
            if place > start:
                yield range(start, place)
            start = place + 1


def _fitting(run: range, sizes: Sequence[Size]) -> range:
    """As many from the beginning of a run as one segment can hold."""
    stop, live, words = run.start, 0, 0
    while stop < run.stop:
        live += sizes[stop].live
        words += sizes[stop].words
        if live > _LARGEST or words > MAX_WORDS:
            break
        stop += 1
    return range(run.start, stop)
