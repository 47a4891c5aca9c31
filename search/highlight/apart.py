"""Words of a query that a text has in parts: `wi-fi` for wifi, `MH 370` for MH370.

The index has them as one word beside their parts (`index.analysis.joint`). So they are looked for
only in a text that lacks one of the query's words otherwise, which is rare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from index import WORD
from index.jit.kernel_api import END, START, find_candidates, joints, sought

Array = npt.NDArray[Any]

_EVERY = sought([""])


def with_words_apart(
    spans: Array,
    wanted: int,
    mask_of: Callable[[str], int],
    text: str,
    points: Array,
    starts: Array,
) -> Array:
    """The spans to mark, and those of words in parts.

    Args:
        spans: i8[n, 3] As `occurrences` gives them.
        wanted: The bits of the words that may be in parts.
        mask_of: Which of the query's words a word is, as bits.
        text: Texts with a line feed between them.
        points: u4[n + 2] Its code points.
        starts: i8[texts] Where each text starts.
    """
    if not wanted or not len(starts):
        return spans
    parts = np.split(spans[:, 2], np.searchsorted(spans[:, 0], starts[1:]))
    stops = [*(starts[1:] - 1).tolist(), len(text)]
    found = list[tuple[int, int, int]]()
    for part, start, stop in zip(parts, starts.tolist(), stops, strict=True):
        if wanted & ~int(np.bitwise_or.reduce(part, initial=0)):
            found += [
                (start + first, start + last, mask)
                for first, last, word in _apart(text[start:stop], points[start : stop + 2])
                if (mask := mask_of(word) & wanted)
            ]
    return _merged([*map(tuple, spans.tolist()), *found]) if found else spans


def _apart(text: str, points: Array) -> Iterator[tuple[int, int, str]]:
    """(start, end, the whole word) of each word of a text that is in parts."""
    words = find_candidates(points, _EVERY).words
    sizes = words[:, END] - words[:, START]
    offsets = np.append(0, np.cumsum(sizes))
    rows = joints(points, np.arange(len(words)), words[:, START], offsets)
    for first, last in zip(*rows, strict=True):
        parts = words[first : last + 1, : END + 1].tolist()
        word = "".join(text[start:end] for start, end in parts)
        if WORD.fullmatch(word):
            yield parts[0][0], parts[-1][1], word


def _merged(spans: list[tuple[int, int, int]]) -> Array:
    """i8[n, 3] Spans in order; those that overlap are one."""
    rows = list[list[int]]()
    for start, end, mask in sorted(spans):
        if rows and start < rows[-1][1]:
            rows[-1][1] = max(end, rows[-1][1])
            rows[-1][2] |= mask
        else:
            rows.append([start, end, mask])
    return np.array(rows, np.int64)
