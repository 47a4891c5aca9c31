"""Where sentences begin and end: looked for around a place, never in the whole of a text.

A sentence ends at the end of a line, and at a full stop, question or exclamation mark with what
closes after it, if a blank follows and the next word does not begin with a small letter. The full
stop of initials (U.S.) or of a title (Sen.) ends none.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.kernel_api import compiled
from search.highlight.character import (
    CLOSE,
    EXTENDS,
    FIGURE,
    JOINER,
    LETTER,
    LINE,
    LOWER,
    SPACE,
    STOP,
    WIDE_STOP,
)

Array = npt.NDArray[Any]

_FULL_STOP = ord(".")
_CLOSING = 3  # signs that may stand between a full stop and the blank
_OPENING = 6  # signs that may stand between the blank and the next word
_SMALL = 32  # what makes a small letter of a capital one, in ASCII
_NEAR = 40  # characters in which a blank is looked for to cut at


def _packed(word: str) -> int:
    return int.from_bytes(word.encode())


_LONGEST = 5
_ABBREVIATIONS = np.array(
    [
        _packed(word)
        for word in (
            "adm", "apr", "aug", "brig", "capt", "cmdr", "col", "corp", "cpl", "dec", "det", "dr",
            "feb", "fr", "gen", "gov", "hon", "jan", "lt", "maj", "messrs", "mr", "mrs", "ms",
            "nov", "oct", "pfc", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sept", "sgt",
            "sr", "st", "supt", "vs",
        )
        if len(word) <= _LONGEST
    ],
    np.int64,
)  # fmt: skip


@compiled
def sentence_start(text: Array, kinds: Array, low: int, high: int, at: int, least: int) -> int:
    """Where the sentence begins that `at` stands in, or -1 when it is before `least`.

    `text` [n] code points of which low:high are the text; `kinds` [0x110000] their kinds.
    """
    for place in range(at, max(low, least - 1), -1):
        # Most places are ruled out here, since a call for each would take far longer.
        may_end = kinds[text[place - 1]] & (STOP | WIDE_STOP | CLOSE) or kinds[text[place]] & LINE
        if may_end and ends_sentence(text, kinds, low, high, place):
            start = after_spaces(text, kinds, high, place)
            if start <= at:
                return start
    return low if least <= low else -1


@compiled
def sentence_end(text: Array, kinds: Array, low: int, high: int, at: int, most: int) -> int:
    """Where the sentence ends that `at`, which is not 0, is in; -1 when it is after `most`."""
    for place in range(at, min(high, most + 1)):
        may_end = kinds[text[place - 1]] & (STOP | WIDE_STOP | CLOSE) or kinds[text[place]] & LINE
        if may_end and ends_sentence(text, kinds, low, high, place):
            return place
    return high if high <= most else -1


@compiled
def ends_sentence(text: Array, kinds: Array, low: int, high: int, at: int) -> bool:
    """Whether a sentence ends right before `at`."""
    here = kinds[text[at]]
    if here & LINE:
        return True
    last = at
    while last > low and at - last < _CLOSING and kinds[text[last - 1]] & CLOSE:
        last -= 1
    sign = kinds[text[last - 1]] if last > low else 0
    if sign & WIDE_STOP:
        return not here & (CLOSE | WIDE_STOP)
    if not (sign & STOP and here & SPACE):
        return False
    if text[last - 1] == _FULL_STOP and is_abbreviation(text, kinds, low, last - 1):
        return False
    following = at
    while following < min(high, at + _OPENING) and not kinds[text[following]] & (
        LETTER | FIGURE | LINE
    ):
        following += 1
    return not (following < high and kinds[text[following]] & LOWER)


@compiled
def is_abbreviation(text: Array, kinds: Array, low: int, stop: int) -> bool:
    """Whether what stands before the full stop at `stop` is an initial or a title."""
    start, packed = stop, 0
    while start > low and kinds[text[start - 1]] & LETTER:
        start -= 1
        if stop - start > _LONGEST:
            return False
    if stop - start == 1:
        return True
    for place in range(start, stop):
        packed = packed << 8 | int(text[place] | _SMALL) & 0x1FFFFF
    for known in _ABBREVIATIONS:  # noqa: SIM110  # a generator would not be compiled
        if known == packed:
            return True
    return False


@compiled
def after_spaces(text: Array, kinds: Array, high: int, at: int) -> int:
    """The first place from `at` on that is no blank."""
    while at < high and kinds[text[at]] & SPACE:
        at += 1
    return at


@compiled
def before_spaces(text: Array, kinds: Array, low: int, at: int) -> int:
    """The last place down from `at` that has no blank before it."""
    while at > low and kinds[text[at - 1]] & SPACE:
        at -= 1
    return at


@compiled
def cut_before(text: Array, kinds: Array, least: int, at: int) -> int:
    """Where to cut so that nothing from `at` on is kept: at a blank if one is near."""
    for place in range(at, max(least, at - _NEAR), -1):
        if kinds[text[place]] & SPACE:
            return before_spaces(text, kinds, least, place)
    while at > least and (kinds[text[at]] & EXTENDS or text[at - 1] == JOINER):
        at -= 1
    return at


@compiled
def cut_after(text: Array, kinds: Array, most: int, at: int) -> int:
    """Where to cut so that nothing before `at` is kept: after a blank if one is near."""
    for place in range(max(at, 1), min(most, at + _NEAR)):
        if kinds[text[place - 1]] & SPACE:
            return after_spaces(text, kinds, most, place)
    while at < most and (kinds[text[at]] & EXTENDS or text[at - 1] == JOINER):
        at += 1
    return at
