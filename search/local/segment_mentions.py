"""The names of one segment's articles as arrays, and by what spellings of one are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index import Segment, form_of_row, text_of_row
from search.local.name_skeleton import in_latin
from search.rank.name_counts import hash_names


@dataclass(frozen=True, slots=True)
class SegmentMentions:
    """The names of a segment's articles; N articles, M names."""

    rows: list[bytes]
    start: npt.NDArray[np.int64]
    """[N + 1] The names of article d are name[start[d] : start[d + 1]],"""
    name: npt.NDArray[np.uint32]
    """and this is [mentions]."""
    first: npt.NDArray[np.int64]
    """[M + 1] The articles of name n are doc[first[n] : first[n + 1]],"""
    doc: npt.NDArray[np.uint32]
    """and this is [mentions]."""
    form: npt.NDArray[np.uint64]
    """[M] The hash of each name's form."""
    skeleton: npt.NDArray[np.uint64]
    """[M] The hash of its consonants, by which spellings of it are found."""

    @classmethod
    def of(cls, segment: Segment) -> SegmentMentions:
        """Read them."""
        rows, (start, name, first, doc) = segment.mentions.rows, segment.mentions.mentions
        form, skeleton = np.zeros((2, len(rows)), np.uint64)
        text = np.frombuffer(b"".join(_lines(rows)), np.uint8)
        hash_names(text, form, skeleton)
        return cls(rows, start, name, first, doc, form, skeleton)


def _lines(rows: Sequence[bytes]) -> list[bytes]:
    """The rows of `MentionFile.rows` as `hash_names` reads them.

    It knows small letters of ASCII: behind others stands their form, and behind one of another
    script what it sounds like.
    """
    lines = [row + b"\n" for row in rows]
    others = {
        place: form_of_row(row)
        for place, row in enumerate(rows)
        if not row.isascii() or b"\t" in row
    }
    foreign = [place for place, form in others.items() if not form.isascii()]
    latin = dict(zip(foreign, in_latin([others[place] for place in foreign]), strict=True))
    for place, form in others.items():
        parts = [text_of_row(rows[place]), form, *([latin[place]] if place in latin else [])]
        lines[place] = "\t".join(parts).encode("utf-8", "surrogatepass") + b"\n"
    return lines
