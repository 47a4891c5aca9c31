"""The fingerprints of the articles of a generation, by which those of a result are new or not.

Those of a segment never change: they are made once, and carried over to the next generation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from index import Segment
from search.fingerprint import NO_CONTENT, Fingerprints, mixed, numbers_of
from search.local.article_bits import Bits


class FingerprintColumns:
    """The fingerprints of all articles of some segments."""

    def __init__(
        self, segments: Sequence[Segment], earlier: FingerprintColumns | None = None
    ) -> None:
        """Make them; what `earlier` has of the same segments is taken from there."""
        known = earlier.by_segment if earlier else {}
        self._segments = segments
        self.by_segment: Mapping[Segment, Fingerprints] = {
            part: known.get(part) or _of(part) for part in segments
        }

    def of(self, bits: Bits) -> Fingerprints:
        """Those of the articles of `bits` u8[segments, words], in the order of their numbers."""
        parts = [self.by_segment[part] for part in self._segments]
        chosen = [_chosen(row, len(part)) for row, part in zip(bits, parts, strict=True)]
        pairs = [
            (part.names[docs], part.contents[docs])
            for part, docs in zip(parts, chosen, strict=True)
        ]
        empty = np.zeros(0, np.uint64)
        names, contents = zip((empty, empty), *pairs, strict=True)
        return Fingerprints(np.concatenate(names), np.concatenate(contents))

    def ids(self, bits: Bits, wanted: npt.NDArray[np.bool_], limit: int) -> tuple[str, ...]:
        """The ids of the first of those articles for which `wanted` bool[n] is true."""
        found: list[str] = []
        at = 0
        for row, part in zip(bits, self._segments, strict=True):
            docs = _chosen(row, part.documents)
            mine = docs[wanted[at : at + len(docs)]]
            found += [part.id(doc) for doc in mine[: limit - len(found)].tolist()]
            at += len(docs)
        return tuple(found)


def _chosen(row: npt.NDArray[np.uint64], documents: int) -> npt.NDArray[np.intp]:
    return np.flatnonzero(np.unpackbits(row.view(np.uint8), bitorder="little")[:documents])


def _of(segment: Segment) -> Fingerprints:
    files, outlets = numbers_of(list(segment.file)), numbers_of(list(segment.outlet))
    sketch = np.ascontiguousarray(segment.sketches).view("<u8").astype(np.uint64)
    contents = mixed(
        sketch[:, 0],
        sketch[:, 1],
        outlets[segment.outlet.code],
        segment.date.astype(np.uint64),
    )
    contents[~sketch.any(axis=1)] = NO_CONTENT
    names = mixed(files[segment.file.code], segment.record.astype(np.uint64))
    return Fingerprints(names, contents)
