"""Words as letters of the table of sounds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from anyascii import anyascii

from index.names.table import sound_table

Array = npt.NDArray[Any]

LONGEST_NAME = 48
"""Letters of a word that are looked at; no name has so many."""


class Letters(NamedTuple):
    """Some words: word w is letter[offset[w] : offset[w + 1]]."""

    letter: Array
    """u1[] Numbers of letters (SoundTable.letter)."""
    offset: Array
    """i8[words + 1]"""
    is_abjad: Array
    """bool[words] Whether short vowels are not written."""


class _Codes(dict[str, bytes]):
    """What each character is in letters of the table; filled as characters are met."""

    def __missing__(self, sign: str) -> bytes:
        letter = sound_table().letter
        if sign in letter:
            code = bytes([letter[sign]])
        else:
            latin = "" if sign.isascii() else anyascii(sign).lower()
            code = bytes(letter[sign] for sign in latin if "a" <= sign <= "z")
        self[sign] = code
        return code


_CODES = _Codes()


def as_letters(words: Sequence[str]) -> Letters:
    """Folded words (index.fold) as letters of the table."""
    rows = list(map(_row_of, words))
    offset = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=offset[1:])
    letter = np.frombuffer(b"".join(rows), np.uint8)
    return Letters(letter, offset, np.array([is_abjad(word) for word in words], np.bool_))


@lru_cache(maxsize=2**14)
def word_as_letters(word: str) -> Letters:
    """One folded word as letters of the table; not to be written to."""
    return as_letters([word])


@lru_cache(maxsize=2**16)  # who compares a name with others meets many of them again
def _row_of(word: str) -> bytes:
    return b"".join(map(_CODES.__getitem__, word))[:LONGEST_NAME]


@lru_cache(maxsize=2**16)
def is_abjad(word: str) -> bool:
    """Whether a word is of a script that does not write short vowels."""
    return not word.isascii() and not sound_table().is_abjad.isdisjoint(word)
