"""Words that are written apart and are one.

`wi-fi`, `coun-` and `cillor`, `col·legi`, `MH 370`, `Ph.D`, `AC/DC`, `J. K.` and `J K`, `EE. UU.`
and `EE UU`, `1 200 000`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis.characters import DIGIT, IDEOGRAPH, LETTER, classes
from index.jit.compile import Int, compiled, inlined

Array = npt.NDArray[Any]

_HYPHENS = (ord("-"), 0xB7, 0x2010, 0x2011)  # the second stands between two l of Catalan
_JOINER = 0x200C  # between the parts of Persian words
_BLANK, _LINE_FEED, _STOP, _SLASH = ord(" "), ord("\n"), ord("."), ord("/")
_GROUPING = (_BLANK, 0xA0, 0x2009, 0x202F)  # blanks between the groups of a number
_GROUP = 3  # digits
_CODE_LETTERS, _CODE_DIGITS = 3, 4  # at the most: MH 370, but no 2,017 people of the UN
_SLASHED_LETTERS = 3  # at the most, on either side
_DEGREE_LETTERS = 2, 4  # at the most: Ph.D, M.Sc, D.Phil, but no sentence without a blank before it
_FARTHEST = 3  # characters between two words


def joints(text: Array, forms: Array, starts: Array, offsets: Array) -> tuple[Array, Array]:
    """The rows of words of a text that may be one word: (the first, the last of each).

    Args:
        text: [n] Code points.
        forms: u4[words] The form of each word.
        starts: u4[words] Where each starts.
        offsets: i8[] Form f has offsets[f + 1] - offsets[f] characters.
    """
    first, last = np.empty((2, len(forms)), np.uint32)
    count = find_joints(text, forms, starts, offsets, classes(), first, last)
    return first[:count], last[:count]


@compiled
def find_joints(
    text: Array, forms: Array, starts: Array, offsets: Array, classes_of: Array,
    first: Array, last: Array,
) -> int:  # fmt: skip
    """Write the rows of words that may be one.

    Args:
        text: As `joints` has it; also the next three.
        forms: u4[words]
        starts: u4[words]
        offsets: i8[]
        classes_of: u1[0x110000] The classes of characters.
        first: u4[words] Written.
        last: u4[words] Written.

    Returns:
        How many there are.
    """
    count, word = 0, 0
    while word + 1 < len(forms):
        start, behind = np.int64(starts[word]), np.int64(starts[word + 1])
        if not _may_join(text, behind):
            word += 1
            continue
        end = start + offsets[forms[word] + 1] - offsets[forms[word]]
        if behind - end <= _FARTHEST and behind > end:
            first[count] = word
            last[count] = _row_end(text, word, forms, starts, offsets, classes_of)
            if last[count] > word:
                word = last[count]
                count += 1
                continue
            size = offsets[forms[word + 1] + 1] - offsets[forms[word + 1]]
            if _is_one(text, start, end, behind, behind + size, classes_of):
                last[count] = word + 1
                count += 1
        word += 1
    return count


@compiled
def _row_end(
    text: Array, word: Int, forms: Array, starts: Array, offsets: Array, classes_of: Array
) -> int:
    """The last word of the row that is one, of initials or of the groups of a number."""
    while word + 1 < len(forms):
        start, behind = np.int64(starts[word]), np.int64(starts[word + 1])
        end = start + offsets[forms[word] + 1] - offsets[forms[word]]
        stop = behind + offsets[forms[word + 1] + 1] - offsets[forms[word + 1]]
        if not (
            _are_initials(text, start, end, behind, classes_of)
            or _are_bare_initials(text, start, end, behind, stop)
            or _are_groups(text, start, end, behind, stop)
        ):
            break
        word += 1
    return int(word)


@inlined
def _may_join(text: Array, behind: Int) -> bool:
    """Whether what stands before the word at `behind` may be inside another; hardly ever.

    Looks only at the text around, which is in the cache; how long the word before is says a table.
    """
    if behind < 2:
        return False
    sign = text[behind - 1]
    if sign in (_STOP, _SLASH):
        return _is_capital(text[behind])
    if sign in _GROUPING:
        return (
            text[behind - 2] == _STOP
            or _is_digit(text[behind])
            or _is_lone(text, behind - 2)
            or _is_doubled(text, behind - 3)
        )
    if sign == _LINE_FEED:
        sign = text[behind - 2]
        return sign in _HYPHENS
    return bool(sign in _HYPHENS or sign == _JOINER)


@compiled
def _are_bare_initials(text: Array, start: Int, end: Int, behind: Int, stop: Int) -> bool:
    """Whether two words are capitals without points, before a name: J K Rowling."""
    return bool(
        end == start + 1
        and behind == end + 1
        and stop == behind + 1
        and _is_lone(text, start)
        and _is_lone(text, behind)
        and stop + 1 < len(text)
        and _is_capital_of_ascii(text[stop + 1])
    )


@compiled
def _are_groups(text: Array, start: Int, end: Int, behind: Int, stop: Int) -> bool:
    """Whether two numbers are neighbouring groups of one: 1 200 000."""
    if behind != end + 1 or text[end] not in _GROUPING:
        return False
    if stop - behind != _GROUP or end - start > _GROUP:
        return False
    if text[start] == ord("0") and end - start < _GROUP:
        return False
    for at in range(start, stop):  # noqa: SIM110  # compiled code has no all()
        if at != end and not _is_digit(text[at]):
            return False
    return True


@inlined
def _is_digit(point: Int) -> bool:
    """Whether a character is a digit of ASCII."""
    return bool(ord("0") <= point <= ord("9"))


@inlined
def _is_capital_of_ascii(point: Int) -> bool:
    """Whether a letter is a capital of ASCII."""
    return bool(ord("A") <= point <= ord("Z"))


@inlined
def _is_lone(text: Array, at: Int) -> bool:
    """Whether a capital stands at a place with blanks around it, or where a line begins."""
    if not _is_capital_of_ascii(text[at]) or at + 1 >= len(text) or text[at + 1] != _BLANK:
        return False
    return bool(at == 0 or text[at - 1] == _BLANK or text[at - 1] == _LINE_FEED)


@compiled
def _are_initials(text: Array, start: Int, end: Int, behind: Int, classes_of: Array) -> bool:
    """Whether two words are capitals with points, and a blank between them: J. K."""
    return bool(
        end == start + 1
        and behind == end + 2
        and text[end] == _STOP
        and text[end + 1] == _BLANK
        and behind + 1 < len(text)
        and text[behind + 1] == _STOP
        and _is_capital(text[start])
        and _is_capital(text[behind])
        and classes_of[text[start]] & LETTER
        and classes_of[text[behind]] & LETTER
    )


@compiled
def _is_capital(point: Int) -> bool:
    """Whether a letter is a capital of ASCII; what others are is not known here."""
    return bool(point < ord("a") or point >= 0x80)  # the end of ASCII


@compiled
def _is_one(text: Array, start: Int, end: Int, behind: Int, stop: Int, classes_of: Array) -> bool:
    """Whether text[start:end] and text[behind:stop] are parts of one word or of one code."""
    here, there = classes_of[text[end - 1]], classes_of[text[behind]]
    if here & IDEOGRAPH or there & IDEOGRAPH or not there & (LETTER | DIGIT):
        return False
    sign = text[end]
    if here & DIGIT and not (there & LETTER and stop == behind + 1):  # 3-D, but no 2-year
        return False
    if sign == _STOP and behind > end + 1:
        return _are_doubled(text, start, end, behind, stop)
    if sign == _STOP:
        return _is_degree(text, start, end, behind, stop)
    if sign == _SLASH:
        return behind == end + 1 and _are_slashed(text, start, end, behind, stop)
    if sign in (_BLANK, _JOINER):
        return behind == end + 1 and (
            sign == _JOINER
            or _is_code(text, start, end, behind, stop)
            or _are_doubled(text, start, end, behind, stop)
        )
    if sign not in _HYPHENS:
        return False
    if behind == end + 1:  # of a longer row (state-of-the-art) no two are a word
        return not (_is_hyphen(text, start - 1) or _is_hyphen(text, stop))
    is_broken = behind == end + 2 and text[end + 1] == _LINE_FEED and bool(there & LETTER)
    return is_broken and not here & DIGIT


@compiled
def _is_hyphen(text: Array, at: Int) -> bool:
    """Whether a hyphen stands at a place, which may be outside the text."""
    return bool(0 <= at < len(text) and text[at] in _HYPHENS)


@inlined
def _is_doubled(text: Array, at: Int) -> bool:
    """Whether one capital stands twice from a place on, as Spanish abbreviates plurals: EE. UU."""
    return bool(at >= 0 and text[at] == text[at + 1] and _is_capital_of_ascii(text[at]))


@compiled
def _are_doubled(text: Array, start: Int, end: Int, behind: Int, stop: Int) -> bool:
    """Whether two words are such abbreviations, with a blank or a point and a blank between."""
    if end - start != 2 or stop - behind != 2 or text[behind - 1] != _BLANK:
        return False
    is_near = behind == end + 1 or (behind == end + 2 and text[end] == _STOP)
    return is_near and _is_doubled(text, start) and _is_doubled(text, behind)


@compiled
def _are_slashed(text: Array, start: Int, end: Int, behind: Int, stop: Int) -> bool:
    """Whether two words of capitals have a slash between them and none beside them: AC/DC."""
    if end - start > _SLASHED_LETTERS or stop - behind > _SLASHED_LETTERS:
        return False
    if (start and text[start - 1] == _SLASH) or (stop < len(text) and text[stop] == _SLASH):
        return False
    for at in range(start, stop):  # noqa: SIM110  # compiled code has no all()
        if at != end and not _is_capital_of_ascii(text[at]):
            return False
    return True


@compiled
def _is_degree(text: Array, start: Int, end: Int, behind: Int, stop: Int) -> bool:
    """Whether two short words, each with a capital, have a point between them: Ph.D."""
    return bool(
        end - start <= _DEGREE_LETTERS[0]
        and stop - behind <= _DEGREE_LETTERS[1]
        and ord("A") <= text[start] <= ord("Z")
        and ord("A") <= text[behind] <= ord("Z")
    )


@compiled
def _is_code(text: Array, start: Int, end: Int, behind: Int, stop: Int) -> bool:
    """Whether capitals and digits follow one another: MH 370."""
    if not (
        2 <= end - start <= _CODE_LETTERS and 2 <= stop - behind <= _CODE_DIGITS
    ):  # fewer are no code
        return False
    for at in range(start, end):
        if not _is_capital_of_ascii(text[at]):
            return False
    for at in range(behind, stop):  # noqa: SIM110  # compiled code has no all()
        if not _is_digit(text[at]):
            return False
    return True
