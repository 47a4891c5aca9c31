"""What each character is to a word: a letter, a mark that belongs to the letter before, a digit.

One byte for each code point of Unicode, read off the tables that Python brings (their version is
part of the index's fingerprint, since an index must be searched with the words it was made of).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from index.jit.table import kept_table

IN_WORD = 1
"""A letter, digit or mark that stands in a row with others."""
LETTER = 2
"""A letter or number that is not a decimal digit: what initials are made of."""
DIGIT = 4
MARK = 8
"""An accent, vowel sign or point that belongs to the character before it."""
IDEOGRAPH = 16
"""A letter of IDEOGRAPHS, or an emoji: each is a word, and phrases do the rest."""
APOSTROPHE = 32
SEPARATOR = 64
"""Stands between the figures of a number: 3,000 and 7.5."""
LOW_LINE = 128
"""Not part of a word, but what touches it is not a number."""

IDEOGRAPHS = (
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uac00-\ud7af\uff66-\uff9d"
)
"""As ranges of a regular expression; those of them that are letters.

Chinese and Japanese, and Thai, Lao, Burmese and Khmer, which write no spaces between words either;
and the syllables of Korean, whose words carry particles. The last are kana of half the width.
"""

VOICING = "\uff9e\uff9f"
"""The voiced and half-voiced marks behind such kana: letters to Unicode, and marks to a reader."""

APOSTROPHES = "'’‘`´′"
"""What stands for an apostrophe between letters, typed or recognised: D´Arcy, Qur′an."""

EMOJI = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2639\u263a\u2648-\u2653\u267f\u2693"
    "\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b"
    "\u2728\u274c\u274e\u2753-\u2755\u2757\u2764\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f004\U0001f0cf"
    "\U0001f18e\U0001f1e6-\U0001f1ff\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7eb"
    "\U0001f90c-\U0001faff"
)
"""As ranges: what Unicode shows as pictures unless told otherwise, and three that pass for such.

Stars, ticks and arrows with which pages adorn their lines are none.
"""

_LETTERS_END = 0x40000  # no letter lies beyond, and no mark but the selectors of variants
_MARKS_END = 0x20000
_SELECTORS = (0xE0100, 0xE01F0)


@cache
def marks() -> str:
    """All combining marks of Unicode, and VOICING, as ranges of a regular expression."""
    return "".join(f"{chr(start)}-{chr(stop - 1)}" for start, stop in _mark_runs().tolist())


@kept_table
def classes() -> npt.NDArray[np.uint8]:
    """[0x110000] The bits above for each code point."""
    table = np.zeros(sys.maxunicode + 1, np.uint8)
    every = "".join(map(chr, range(_LETTERS_END)))
    for bits, characters in (
        (IN_WORD | LETTER, r"[^\W\d_]+"),
        (IN_WORD | DIGIT, r"\d+"),
        (APOSTROPHE, f"[{APOSTROPHES}]"),
        (SEPARATOR, "[.,]"),
        (LOW_LINE, "_"),
    ):
        for match in re.finditer(characters, every):
            table[slice(*match.span())] = bits
    for match in re.finditer(f"[{IDEOGRAPHS}]+", every):
        run = table[slice(*match.span())]
        run[run == IN_WORD | LETTER] = LETTER | IDEOGRAPH
    for match in re.finditer(f"[{EMOJI}]+", every):
        table[slice(*match.span())] = IDEOGRAPH
    for start, stop in _mark_runs():
        table[start:stop] = IN_WORD | MARK
    return table


@kept_table
def _mark_runs() -> npt.NDArray[np.int32]:
    """i4[n, 2] The marks as (first, after the last)."""
    is_mark = np.zeros(_MARKS_END + 1, np.int8)
    category = unicodedata.category
    is_mark[:-1] = [category(chr(point))[0] == "M" for point in range(_MARKS_END)]
    is_mark[[*map(ord, VOICING)]] = True
    edges = np.append(np.flatnonzero(np.diff(is_mark)) + 1, _SELECTORS)
    return edges.astype(np.int32).reshape(-1, 2)
