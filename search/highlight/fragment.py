"""The sentences around the windows of a passage, as far as there is room for them.

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
from search.highlight.window import MOST, WINDOWS

Array = npt.NDArray[Any]

LEAST = 150
"""Characters of a passage, unless the text is shorter."""


@compiled
def frame(text: Array, kinds: Array, low: int, high: int, windows: Array, parts: Array) -> int:
    """Write the fragments around the windows of the text low:high; how many they are."""
    if high - low <= MOST:
        parts[0, 0], parts[0, 1] = low, high
        return 1
    count = len(windows)
    for part in range(count):
        start, end = windows[part, 0], windows[part, 1]
        parts[part, 0] = sentence_start(text, kinds, low, high, start, start - MOST)
        parts[part, 1] = sentence_end(text, kinds, low, high, end, end + MOST)
    share(text, kinds, high, windows, parts)
    count = merge(text, kinds, high, parts, count)
    if count == 0:
        parts[0, 0] = parts[0, 1] = low
        count = 1
    fill(text, kinds, low, high, parts[:count])
    return merge(text, kinds, high, parts, count)


@compiled
def share(text: Array, kinds: Array, high: int, windows: Array, parts: Array) -> None:
    """Cut the sentences in `parts`, -1 where they are too long, to what there is room for."""
    left, waiting = MOST, len(windows)
    is_done = np.zeros(WINDOWS, np.bool_)
    while waiting:
        least, part = MOST + 1, 0
        for other in range(len(windows)):
            start, end = parts[other, 0], parts[other, 1]
            size = min(end - start, MOST) if start >= 0 and end >= 0 else MOST
            if not is_done[other] and size < least:
                least, part = size, other
        room = min(left // waiting, least)
        cut(text, kinds, high, windows[part], parts[part], room)
        left -= room
        waiting -= 1
        is_done[part] = True


@compiled
def cut(text: Array, kinds: Array, high: int, window: Array, part: Array, room: int) -> None:
    """Cut one fragment to its room, around its window."""
    start, end = part[0], part[1]
    if start >= 0 and end >= 0 and end - start <= room:
        return
    first, last = window[0], window[1]
    if start < 0 or last - start > room:
        lowest = max(start, min(first, last - room))
        start = max(lowest, first - max(0, room - (last - first)) // 3)
        if 0 <= end < start + room:
            start = max(lowest, end - room)
        start = cut_after(text, kinds, first, start)
    if end < 0 or end - start > room:
        end = start + room
        if end < high:
            end = cut_before(text, kinds, last if last <= end else start + 1, end)
    part[0], part[1] = start, end


@compiled
def merge(text: Array, kinds: Array, high: int, parts: Array, count: int) -> int:
    """Make one of fragments that overlap or follow one another; how many are left."""
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
    """Take in further sentences while there is room, to the end of the paragraph at least.

    Where a passage would be too short without, a sentence is cut.
    """
    room = MOST
    for part in range(len(parts)):
        room -= parts[part, 1] - parts[part, 0]
    room = fill_after(text, kinds, low, high, parts[len(parts) - 1], room)
    room = fill_before(text, kinds, low, high, parts[0], room)
    for part in range(len(parts) - 1):
        if room > MOST - LEAST:
            end, stop = parts[part, 1], parts[part + 1, 0]
            if stop - end > room:
                stop = cut_before(text, kinds, end, end + room)
            parts[part, 1] = stop
            room -= stop - end


@compiled
def fill_after(text: Array, kinds: Array, low: int, high: int, part: Array, room: Int) -> Int:
    """Take in what follows a fragment; the room that is left."""
    while room > 0:
        end = part[1]
        begin = after_spaces(text, kinds, high, end)
        is_enough = room <= MOST - LEAST
        if begin == high or (is_enough and has_line_end(text, kinds, end, begin)):
            break
        further = sentence_end(text, kinds, low, high, begin + 1, end + room)
        if further < 0:
            if is_enough:
                break
            further = cut_before(text, kinds, end, end + room) if end + room < high else high
            part[1] = further
            return room - (further - end)
        part[1] = further
        room -= further - end
    return room


@compiled
def fill_before(text: Array, kinds: Array, low: int, high: int, part: Array, room: Int) -> Int:
    """Take in what comes before a fragment, where there is too little; the room that is left."""
    while room > MOST - LEAST and part[0] > low:
        start = part[0]
        before = before_spaces(text, kinds, low, start)
        earlier = sentence_start(text, kinds, low, high, before - 1, start - room)
        if earlier < 0:
            earlier = cut_after(text, kinds, start, max(low, start - room))
            part[0] = earlier
            return room - (start - earlier)
        part[0] = earlier
        room -= start - earlier
    return room


@compiled
def has_line_end(text: Array, kinds: Array, start: int, stop: int) -> bool:
    """Whether a line ends between two places."""
    for place in range(start, stop):  # noqa: SIM110  # a generator would not be compiled
        if kinds[text[place]] & LINE:
            return True
    return False
