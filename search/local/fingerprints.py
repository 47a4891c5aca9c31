"""The fingerprints of the articles of a generation, a segment at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from index import Segment
from search.fingerprint import NO_CONTENT, Fingerprints, mixed, numbers_of
from search.local.compile import Bits


def fingerprints_of(segments: Sequence[Segment], bits: Bits) -> Fingerprints:
    """Those of the articles of `bits` u8[segments, words]."""
    parts = list(_by_segment(segments, bits))
    empty = np.zeros(0, np.uint64)
    return Fingerprints(
        np.concatenate([empty, *(part.names for part in parts)]),
        np.concatenate([empty, *(part.contents for part in parts)]),
    )


def _by_segment(segments: Sequence[Segment], bits: Bits) -> Iterator[Fingerprints]:
    for segment, row in zip(segments, bits, strict=True):
        marked = np.unpackbits(row.view(np.uint8), bitorder="little")[: segment.documents]
        docs = np.flatnonzero(marked)
        if len(docs):
            yield _of(segment, docs)


def _of(segment: Segment, docs: npt.NDArray[np.intp]) -> Fingerprints:
    codes, places = np.unique(segment.file.code[docs], return_inverse=True)
    files = numbers_of([segment.file[code] for code in codes.tolist()])
    outlets = numbers_of(list(segment.outlet))
    sketch = np.ascontiguousarray(segment.sketches[docs]).view("<u8").astype(np.uint64)
    contents = mixed(
        sketch[:, 0],
        sketch[:, 1],
        outlets[segment.outlet.code[docs]],
        segment.date[docs].astype(np.uint64),
    )
    contents[~sketch.any(axis=1)] = NO_CONTENT
    return Fingerprints(mixed(files[places], segment.record[docs].astype(np.uint64)), contents)
