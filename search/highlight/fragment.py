"""The fragments of a passage: the sentences around its windows, as far as they fit.

Together they are as long as a passage may be, and where the text has more, not much shorter; what
is too long is cut at a blank. Where there are no windows, the text's first sentences are taken.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, compiled
from search.highlight.character import LINE
from search.highlight.sentence import (
    after_spaces,
    before_spaces,
    cut_after,
    cut_before,
    sentence_end,
    sentence_start,
)
from search.highlight.window import MAX_WINDOWS, PASSAGE_LENGTH

Array = npt.NDArray[Any]

MIN_LENGTH = 150
"""Characters of a passage, unless the text is shorter."""


@compiled
def frame(text: Array, kinds: Array, low: int, high: int, windows: Array, parts: Array) -> int:
    """Write the fragments around the windows of text[low:high] to `parts` i8[MAX_WINDOWS, 2].

    Returns:
        How many fragments there are.
    """
    if high - low <= PASSAGE_LENGTH:
        parts[0, 0], parts[0, 1] = low, high
        return 1
    count = len(windows)
    for part in range(count):
        start, end = windows[part, 0], windows[part, 1]
        parts[part, 0] = sentence_start(text, kinds, low, high, start, start - PASSAGE_LENGTH)
        parts[part, 1] = sentence_end(text, kinds, low, high, end, end + PASSAGE_LENGTH)
    share_space(text, kinds, high, windows, parts)
    count = merge(text, kinds, high, parts, count)
    if count == 0:
        parts[0, 0] = parts[0, 1] = low
        count = 1
    fill(text, kinds, low, high, parts[:count])
    return merge(text, kinds, high, parts, count)


@compiled
def share_space(text: Array, kinds: Array, high: int, windows: Array, parts: Array) -> None:
    """Cut the sentences in `parts`, -1 where they are too long, so that all fit the passage."""
    left, waiting = PASSAGE_LENGTH, len(windows)
    is_done = np.zeros(MAX_WINDOWS, np.bool_)
    while waiting:
        smallest, part = PASSAGE_LENGTH + 1, 0
        for other in range(len(windows)):
            start, end = parts[other, 0], parts[other, 1]
            size = min(end - start, PASSAGE_LENGTH) if start >= 0 and end >= 0 else PASSAGE_LENGTH
            if not is_done[other] and size < smallest:
                smallest, part = size, other
        space = min(left // waiting, smallest)
        cut(text, kinds, high, windows[part], parts[part], space)
        left -= space
        waiting -= 1
        is_done[part] = True


@compiled
def cut(text: Array, kinds: Array, high: int, window: Array, part: Array, space: int) -> None:
    """Cut one fragment to `space` characters around its window; writes `part`."""
    start, end = part[0], part[1]
    if start >= 0 and end >= 0 and end - start <= space:
        return
    first, last = window[0], window[1]
    if start < 0 or last - start > space:
        lowest = max(start, min(first, last - space))
        start = max(lowest, first - max(0, space - (last - first)) // 3)
        if 0 <= end < start + space:
            start = max(lowest, end - space)
        start = cut_after(text, kinds, first, start)
    if end < 0 or end - start > space:
        end = start + space
        if end < high:
            end = cut_before(text, kinds, last if last <= end else start + 1, end)
    part[0], part[1] = start, end


@compiled
def merge(text: Array, kinds: Array, high: int, parts: Array, count: int) -> int:
    """Join fragments of `parts` that overlap or follow one another; returns how many are left."""
    kept = 0
    for part in range(count):
        if kept and parts[part, 0] <= after_spaces(text, kinds, high, parts[kept - 1, 1]):
            parts[kept - 1, 1] = max(parts[part, 1], parts[kept - 1, 1])
        else:
            parts[kept, 0], parts[kept, 1] = parts[part, 0], parts[part, 1]
            kept += 1
    return kept


@compiled
def fill(text: Array, kinds: Array, low: int, high: int, parts: Array) -> None:
    """Extend `parts` by further sentences while they fit, to the end of the paragraph at least.

    Where the passage would be too short otherwise, a sentence is cut.
    """
    space = PASSAGE_LENGTH
    for part in range(len(parts)):
        space -= parts[part, 1] - parts[part, 0]
    space = fill_after(text, kinds, low, high, parts[len(parts) - 1], space)
    space = fill_before(text, kinds, low, high, parts[0], space)
    for part in range(len(parts) - 1):
        if space > PASSAGE_LENGTH - MIN_LENGTH:
            end, stop = parts[part, 1], parts[part + 1, 0]
            if stop - end > space:
                stop = cut_before(text, kinds, end, end + space)
            parts[part, 1] = stop
            space -= stop - end


@compiled
def fill_after(text: Array, kinds: Array, low: int, high: int, part: Array, space: Int) -> Int:
    """Extend `part` by what follows it; returns the characters that are left."""
    while space > 0:
        end = part[1]
        begin = after_spaces(text, kinds, high, end)
        is_enough = space <= PASSAGE_LENGTH - MIN_LENGTH
        if begin == high or (is_enough and has_line_end(text, kinds, end, begin)):
            break
        further = sentence_end(text, kinds, low, high, begin + 1, end + space)
        if further < 0:
            if is_enough:
                break
            further = cut_before(text, kinds, end, end + space) if end + space < high else high
            part[1] = further
            return space - (further - end)
        part[1] = further
        space -= further - end
    return space


@compiled
def fill_before(text: Array, kinds: Array, low: int, high: int, part: Array, space: Int) -> Int:
    """Extend `part` by what comes before, in a short passage; returns the characters left."""
    while space > PASSAGE_LENGTH - MIN_LENGTH and part[0] > low:
        start = part[0]
        before = before_spaces(text, kinds, low, start)
        earlier = sentence_start(text, kinds, low, high, before - 1, start - space)
        if earlier < 0:
            earlier = cut_after(text, kinds, start, max(low, start - space))
            part[0] = earlier
            return space - (start - earlier)
        part[0] = earlier
        space -= start - earlier
    return space


@compiled
def has_line_end(text: Array, kinds: Array, start: int, stop: int) -> bool:
    """Whether a line ends in text[start:stop]."""
    for index in range(start, stop):  # noqa: SIM110  # a generator would not be compiled
        if kinds[text[index]] & LINE:
            return True
    return False
