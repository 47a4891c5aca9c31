"""The stretches of a text that show the most of a query: as few as show the most different words.

One window may be as wide as a whole passage, each of two half of that, of three a third, less
what is kept for the text around the words.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, compiled

Array = npt.NDArray[Any]

MOST = 290
"""Characters of a passage at most: two to three lines on a page."""

WINDOWS = 3
"""Windows in a passage at most."""

AROUND = 40
"""Characters of a window's share that are kept for what stands around the words."""

WORDS = 62
"""Words of a query that are told apart, so that a bit of an int64 stands for each."""

ONE_WORD = 1 << 20
"""What any word is worth at least; what all are worth above that stays below it."""

_STEP = 64  # characters: windows that differ less in width count as of one width
_ENOUGH = 4  # hits near one another; more say no more


@compiled
def find_windows(spans: Array, worth: Array, windows: Array) -> int:
    """Write the best windows, in order; how many they are: the fewest that show the most."""
    best, found = 0, 0
    trial = np.empty((WINDOWS, 2), np.int64)
    present = 0
    for span in range(len(spans)):
        present |= spans[span, 2]
    most = sum_of(present, worth)
    for count in range(1, WINDOWS + 1):
        shown: Int = np.int64(0)  # for a plain 0 the compiler would make versions of their own
        taken = 0
        while taken < count and sum_of(shown, worth) < most:
            first, last = best_window(spans, worth, shown, MOST // count - AROUND)
            trial[taken, 0], trial[taken, 1] = spans[first, 0], spans[last, 1]
            for span in range(first, last + 1):
                shown |= spans[span, 2]
            taken += 1
        if sum_of(shown, worth) > best:
            best, found = sum_of(shown, worth), taken
            for window in range(taken):
                windows[window, 0], windows[window, 1] = trial[window, 0], trial[window, 1]
        if best == most:
            break
    for place in range(1, found):  # in their order in the text
        for other in range(place, 0, -1):
            if windows[other, 0] < windows[other - 1, 0]:
                start, end = windows[other, 0], windows[other, 1]
                windows[other, 0], windows[other, 1] = windows[other - 1, 0], windows[other - 1, 1]
                windows[other - 1, 0], windows[other - 1, 1] = start, end
    return found


@compiled
def sum_of(mask: int, worth: Array) -> int:
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

    Best is what shows the most that is not `shown` yet; then what is narrower, by steps; then what
    has more hits near; then what comes first. A span by itself is a window however long.
    """
    counts = np.zeros(WORDS, np.int64)
    first, near, gain = 0, 0, 0
    best_first, best_last, best, best_width, best_hits = 0, 0, -1, 0, 0
    for last in range(len(spans)):
        gain += add(spans[last, 2] & ~shown, counts, worth)
        while first < last and (
            spans[last, 1] - spans[first, 0] > limit or not needs(spans[first, 2] & ~shown, counts)
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
    """Count the words of a mask in; what those are worth that were not there."""
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
    """Count the words of a mask out; what those are worth that are gone."""
    loss, bit = 0, 0
    while mask >> bit:
        if mask >> bit & 1:
            counts[bit] -= 1
            if counts[bit] == 0:
                loss += worth[bit]
        bit += 1
    return loss


@compiled
def needs(mask: int, counts: Array) -> bool:
    """Whether a word of the mask is there only once."""
    bit = 0
    while mask >> bit:
        if mask >> bit & 1 and counts[bit] == 1:
            return True
        bit += 1
    return False
