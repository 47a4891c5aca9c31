"""The windows of a text that show the most different words of a query, in the fewest windows.

One window may be as wide as a whole passage, each of two half of that, of three a third, less
what is kept for the text around the words.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import compiled

Array = npt.NDArray[Any]

PASSAGE_LENGTH = 290
"""Characters of a passage at most: two to three lines on a page."""

MAX_WINDOWS = 3
"""Windows in a passage at most."""

AROUND = 40
"""Characters of a window that are kept for the text around the words."""

MARKED_WORDS = 62
"""Words of a query that are distinguished: each has a bit of an int64."""

ONE_WORD = 1 << 20
"""The least worth of a word; what all together are worth above that stays below it."""

_STEP = 64  # characters: windows of nearly the same width count as equal
_ENOUGH = 4  # hits near one another; further ones do not count


@compiled
def find_windows(spans: Array, worth: Array, windows: Array) -> int:
    """Write the fewest windows that show the most to `windows`, in the order of the text.

    Args:
        spans: i8[n, 3] As `occurrences` gives them.
        worth: i8[MARKED_WORDS] The weights of the query's words.
        windows: i8[MAX_WINDOWS, 2] Written: start and end.

    Returns:
        How many windows there are.
    """
    best, found = 0, 0
    trial = np.empty((MAX_WINDOWS, 2), np.int64)
    present = 0
    for span in range(len(spans)):
        present |= spans[span, 2]
    most = worth_of(present, worth)
    for count in range(1, MAX_WINDOWS + 1):
        shown = 0
        taken = 0
        while taken < count and worth_of(shown, worth) < most:
            first, last = best_window(spans, worth, shown, PASSAGE_LENGTH // count - AROUND)
            trial[taken, 0], trial[taken, 1] = spans[first, 0], spans[last, 1]
            for span in range(first, last + 1):
                shown |= spans[span, 2]
            taken += 1
        if worth_of(shown, worth) > best:
            best, found = worth_of(shown, worth), taken
            for window in range(taken):
                windows[window, 0], windows[window, 1] = trial[window, 0], trial[window, 1]
        if best == most:
            break
    for row in range(1, found):  # in their order in the text
        for other in range(row, 0, -1):
            if windows[other, 0] < windows[other - 1, 0]:
                start, end = windows[other, 0], windows[other, 1]
                windows[other, 0], windows[other, 1] = windows[other - 1, 0], windows[other - 1, 1]
                windows[other - 1, 0], windows[other - 1, 1] = start, end
    return found


@compiled
def worth_of(mask: int, worth: Array) -> int:
    """What the words of a mask are worth together."""
    total, bit = 0, 0
    while mask >> bit:
        if mask >> bit & 1:
            total += worth[bit]
        bit += 1
    return total


@compiled
def best_window(spans: Array, worth: Array, shown: int, limit: int) -> tuple[int, int]:
    """The first and last span of the best window of `limit` characters at most.

    Best is the window worth the most, without what is `shown` already; then the narrower, by steps;
    then the one with more hits near; then the first. A span by itself is a window however long.
    """
    counts = np.zeros(MARKED_WORDS, np.int64)
    first, near, gain = 0, 0, 0
    best_first, best_last, best, best_width, best_hits = 0, 0, -1, 0, 0
    for last in range(len(spans)):
        gain += add(spans[last, 2] & ~shown, counts, worth)
        while first < last and (
            spans[last, 1] - spans[first, 0] > limit
            or not is_single(spans[first, 2] & ~shown, counts)
        ):
            gain -= remove(spans[first, 2] & ~shown, counts, worth)
            first += 1
        while near < len(spans) and spans[near, 0] < spans[first, 0] + limit:
            near += 1
        width, hits = (spans[last, 1] - spans[first, 0]) // _STEP, min(near - first, _ENOUGH)
        if gain > best or (
            gain == best and (width < best_width or (width == best_width and hits > best_hits))
        ):
            best_first, best_last = first, last
            best, best_width, best_hits = gain, width, hits
    return best_first, best_last


@compiled
def add(mask: int, counts: Array, worth: Array) -> int:
    """Add a mask to `counts`; returns what the words are worth that were not counted before."""
    gain, bit = 0, 0
    while mask >> bit:
        if mask >> bit & 1:
            if counts[bit] == 0:
                gain += worth[bit]
            counts[bit] += 1
        bit += 1
    return gain


@compiled
def remove(mask: int, counts: Array, worth: Array) -> int:
    """Take a mask off `counts`; returns what the words are worth that are no longer counted."""
    loss, bit = 0, 0
    while mask >> bit:
        if mask >> bit & 1:
            counts[bit] -= 1
            if counts[bit] == 0:
                loss += worth[bit]
        bit += 1
    return loss


@compiled
def is_single(mask: int, counts: Array) -> bool:
    """Whether a word of the mask is counted only once."""
    bit = 0
    while mask >> bit:
        if mask >> bit & 1 and counts[bit] == 1:
            return True
        bit += 1
    return False
