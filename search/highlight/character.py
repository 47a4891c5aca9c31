"""What each character is to a passage: where sentences end, and what must not be cut apart."""

from __future__ import annotations

import re
import sys
import unicodedata

import numpy as np
import numpy.typing as npt

from index import kept_table

SPACE = 1
"""A blank of any kind, or a control character."""
LINE = 2
"""Ends a line, and so a sentence."""
LETTER = 4
LOWER = 8
"""A small letter: no sentence begins with one."""
FIGURE = 16
STOP = 32
"""Ends a sentence when a blank follows."""
WIDE_STOP = 64
"""Ends a sentence whatever follows: Chinese and Japanese write no blanks."""
CLOSE = 128
"""A quotation mark or bracket that may follow the end of a sentence and belongs to it."""
EXTENDS = 256
"""Belongs to the character before it: a mark, a joiner, a shade of skin."""
LEADS = 512
"""Belongs to the character after it: the Arabic signs that span a number."""

CONTROL = 1024
"""A control character that is no blank: never shown."""

KILLS = 2048
"""A sign that takes the vowel from a consonant (virama), which may make one of it and the next."""

JOINER, NON_JOINER = 0x200D, 0x200C
"""Signs of no width that join what stands around them, or keep it apart."""

_VIRAMA = 9  # the combining class
_LETTERS_END = 0x20000  # beyond are ideographs, and extenders that are listed here
_EXTENDERS = "\u200c\u200d\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff"
_EXTENDERS_BEYOND = ((0xE0020, 0xE0080), (0xE0100, 0xE01F0))  # tags, selectors of variants
_LEADING = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


@kept_table
def kinds() -> npt.NDArray[np.uint16]:
    """[0x110000] The bits above for each code point."""
    table = np.zeros(sys.maxunicode + 1, np.uint16)
    every = "".join(map(chr, range(_LETTERS_END)))
    for bit, characters in (
        (SPACE, r"[\s\x00-\x1f\x7f-\x9f]+"),
        (CONTROL, r"(?:(?!\s)[\x00-\x1f\x7f-\x9f])+"),
        (LINE, "[\n\r\v\f\x85\u2028\u2029]"),
        (LETTER, r"[^\W\d_]+"),
        (FIGURE, r"\d+"),
        (STOP, "[.!?…؟۔։।]"),
        (WIDE_STOP, "[。！？｡．]"),
        (CLOSE, "[\"'”’»›)\\]}」』）】〉》〟＂]"),
        (EXTENDS, f"[{_EXTENDERS}]+"),
        (LEADS, f"[{_LEADING}]+"),
    ):
        for match in re.finditer(characters, every):
            table[slice(*match.span())] |= bit
    table[:_LETTERS_END] |= np.array([LOWER * sign.islower() for sign in every], np.uint16)
    for place, sign in enumerate(every):
        if unicodedata.category(sign)[0] == "M":
            table[place] |= EXTENDS | (KILLS if unicodedata.combining(sign) == _VIRAMA else 0)
    for start, stop in _EXTENDERS_BEYOND:
        table[start:stop] |= EXTENDS
    table[_LETTERS_END:0x40000] |= LETTER
    return table
