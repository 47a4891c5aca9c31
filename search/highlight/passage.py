"""Passages: the parts of texts that show the most of a query, in pieces to be put together."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import Int, compiled
from search.highlight.character import CONTROL, SPACE
from search.highlight.fragment import frame
from search.highlight.sentence import after_spaces, before_spaces
from search.highlight.window import AROUND, MAX_WINDOWS, PASSAGE_LENGTH, find_windows

Array = npt.NDArray[Any]

NOTHING, HIT, AFTER_HIT, BLANK, BETWEEN, LEFT_OUT, AND_SO_ON, NEXT = range(8)
"""What may come before a piece: nothing, the mark that a hit begins or has ended, a blank, the
mark that something was left out between, before or after, the end of the passage."""

_BLANK = ord(" ")
_MAX_PIECES = 2 * PASSAGE_LENGTH + 16  # of a passage: at most every other piece has no character
_LONG = PASSAGE_LENGTH // MAX_WINDOWS - AROUND  # a hit longer than any window may be cut


@compiled
def passages(text: Array, kinds: Array, starts: Array, spans: Array, worth: Array) -> Array:
    """The passages of some texts, in pieces.

    Args:
        text: As `occurrences`', with two blanks after the last text.
        kinds: As `occurrences`'.
        starts: As `occurrences`'.
        spans: As `occurrences` gives them.
        worth: i8[MARKED_WORDS] The weights of the query's words.

    Returns:
        i4[n, 3] What comes before each piece (see NOTHING), its start and end.
    """
    pieces = np.empty((len(starts) * _MAX_PIECES, 3), np.int32)
    parts, windows = np.empty((MAX_WINDOWS, 2), np.int64), np.empty((MAX_WINDOWS, 2), np.int64)
    first, used = 0, 0
    for number in range(len(starts)):
        low = starts[number]
        high = starts[number + 1] - 1 if number + 1 < len(starts) else len(text) - 2
        last = first
        while last < len(spans) and spans[last, 0] <= high:
            last += 1
        low = after_spaces(text, kinds, high, low)
        high = before_spaces(text, kinds, low, high)
        found = find_windows(spans[first:last], worth, windows)
        count = frame(text, kinds, low, high, windows[:found], parts)
        if number:
            used = write(pieces, used, NEXT, 0, 0)
        used = write_passage(text, kinds, low, high, spans[first:last], parts[:count], pieces, used)
        first = last
    return pieces[:used]


@compiled
def write_passage(
    text: Array, kinds: Array, low: int, high: int, spans: Array, parts: Array,
    pieces: Array, used: int,
) -> int:  # fmt: skip
    """Write the fragments of a text with their hits to `pieces`, from `used` on.

    A hit that is not within one fragment is not marked.

    Returns:
        How many pieces there are then.
    """
    span, hit = 0, np.int64(HIT)
    for part in range(len(parts)):
        start, stop = parts[part, 0], before_spaces(text, kinds, parts[part, 0], parts[part, 1])
        before = BETWEEN if part else LEFT_OUT if start > low else NOTHING
        while span < len(spans) and spans[span, 0] < stop:
            hit_start, hit_end = spans[span, 0], spans[span, 1]
            if hit_end - hit_start > _LONG:
                hit_start, hit_end = max(hit_start, start), min(hit_end, stop)
            if start <= hit_start < hit_end <= stop:
                used = write_text(text, kinds, start, hit_start, before, pieces, used)
                used = write_text(text, kinds, hit_start, hit_end, hit, pieces, used)
                before, start = AFTER_HIT, hit_end
            span += 1
        used = write_text(text, kinds, start, stop, before, pieces, used)
    if parts[len(parts) - 1, 1] < high:
        used = write(pieces, used, AND_SO_ON, 0, 0)
    return used


@compiled
def write_text(
    text: Array, kinds: Array, start: int, stop: int, before: Int, pieces: Array, used: int
) -> int:
    """Write a stretch of text in pieces, with each run of blanks as one; returns as above."""
    at = start
    while at < stop:
        if not kinds[text[at]] & SPACE:
            at += 1
            continue
        blanks, is_blank = at, False
        while at < stop and kinds[text[at]] & SPACE:
            is_blank |= not kinds[text[at]] & CONTROL
            at += 1
        if at - blanks > 1 or text[blanks] != _BLANK:
            used = write(pieces, used, before, start, blanks)
            before, start = BLANK if is_blank else NOTHING, at
    return write(pieces, used, before, start, stop)


@compiled
def write(pieces: Array, used: int, before: int, start: int, end: int) -> int:
    """Write a piece; returns how many there are then."""
    pieces[used, 0], pieces[used, 1], pieces[used, 2] = before, start, end
    return used + 1
