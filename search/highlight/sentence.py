"""Where sentences begin and end, searched around an index, never in a whole text.

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
_CLOSING = 3  # characters that may stand between a full stop and the blank
_OPENING = 6  # characters that may stand between the blank and the next word
_LOWER_CASE = 32  # the bit of a lower-case letter, in ASCII
_NEAR = 40  # characters within which a blank is searched to cut at


def _packed(word: str) -> int:
    return int.from_bytes(word.encode())


_MAX_ABBREVIATION = 5
_ABBREVIATIONS = np.array(
    [
        _packed(word)
        for word in (
            "adm", "apr", "aug", "brig", "capt", "cmdr", "col", "corp", "cpl", "dec", "det", "dr",
            "feb", "fr", "gen", "gov", "hon", "jan", "lt", "maj", "messrs", "mr", "mrs", "ms",
            "nov", "oct", "pfc", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sept", "sgt",
            "sr", "st", "supt", "vs",
        )
        if len(word) <= _MAX_ABBREVIATION
    ],
    np.int64,
)  # fmt: skip


@compiled
def sentence_start(text: Array, kinds: Array, low: int, high: int, at: int, earliest: int) -> int:
    """Where the sentence with index `at` begins; -1 when that is before `earliest`.

    `text` u4[n] are code points, [low, high) the text's own; `kinds` u2[0x110000] their kinds.
    """
    for index in range(at, max(low, earliest - 1), -1):
        # Most indices are ruled out here: a call for each would take far longer.
        may_end = kinds[text[index - 1]] & (STOP | WIDE_STOP | CLOSE) or kinds[text[index]] & LINE
        if may_end and ends_sentence(text, kinds, low, high, index):
            start = after_spaces(text, kinds, high, index)
            if start <= at:
                return start
    return low if earliest <= low else -1


@compiled
def sentence_end(text: Array, kinds: Array, low: int, high: int, at: int, latest: int) -> int:
    """Where the sentence with index `at`, not 0, ends; -1 when that is after `latest`."""
    for index in range(at, min(high, latest + 1)):
        may_end = kinds[text[index - 1]] & (STOP | WIDE_STOP | CLOSE) or kinds[text[index]] & LINE
        if may_end and ends_sentence(text, kinds, low, high, index):
            return index
    return high if high <= latest else -1


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
        if stop - start > _MAX_ABBREVIATION:
            return False
    if stop - start == 1:
        return True
    for index in range(start, stop):
        packed = packed << 8 | int(text[index] | _LOWER_CASE) & 0x1FFFFF
    for known in _ABBREVIATIONS:  # noqa: SIM110  # a generator would not be compiled
        if known == packed:
            return True
    return False


@compiled
def after_spaces(text: Array, kinds: Array, high: int, at: int) -> int:
    """The first index from `at` on that is no blank; `high` if none is."""
    while at < high and kinds[text[at]] & SPACE:
        at += 1
    return at


@compiled
def before_spaces(text: Array, kinds: Array, low: int, at: int) -> int:
    """The last index up to `at` that has no blank before it; `low` if none has."""
    while at > low and kinds[text[at - 1]] & SPACE:
        at -= 1
    return at


@compiled
def cut_before(text: Array, kinds: Array, earliest: int, at: int) -> int:
    """Where to cut so that nothing from `at` on is kept: at a blank if one is near."""
    for index in range(at, max(earliest, at - _NEAR), -1):
        if kinds[text[index]] & SPACE:
            return before_spaces(text, kinds, earliest, index)
    while at > earliest and (kinds[text[at]] & EXTENDS or text[at - 1] == JOINER):
        at -= 1
    return at


@compiled
def cut_after(text: Array, kinds: Array, latest: int, at: int) -> int:
    """Where to cut so that nothing before `at` is kept: after a blank if one is near."""
    for index in range(max(at, 1), min(latest, at + _NEAR)):
        if kinds[text[index - 1]] & SPACE:
            return after_spaces(text, kinds, latest, index)
    while at < latest and (kinds[text[at]] & EXTENDS or text[at - 1] == JOINER):
        at += 1
    return at
