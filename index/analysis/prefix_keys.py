"""How words begin whose term is given: what lets most words be ruled out unanalysed.

It rests on this: folding is done sign by sign, and stemming changes nothing but endings.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis import fold
from index.analysis.characters import DIGIT, IDEOGRAPH, LETTER, LOW_LINE, MARK, classes

Array = npt.NDArray[Any]

SIGNS = 8
"""Signs of a beginning that are compared: more hardly ever tell two words apart."""

KEY, FULL_KEY = 0x00FF, 0xFCFF
"""The bits of a letter that are its key: 0 for what is left out, ASCII signs as they are, and for
all others at least 128, in which neighbours in an alphabet differ. Six bits more tell nearly all
characters apart."""
NO_WORD = 1
"""The key of what is in no word."""
GOES_ON = 0x100
"""The bit of what folds to more signs than the key is of, or goes on with the sign before."""
ALONE = 0x200
"""The bit of an ideograph, which is a word by itself; of what is left out, that it begins none."""
LETTERS = 0x400
"""How many letters there are, without the six bits."""

_NOT_ASCII = 128
_LEFT_OUT = "'."  # what the analysis takes out of terms

# What is folded one by one: all but the ideographs, which are their own folded form.
_FOLDED = (range(0x3400), range(0xA000, 0x20000), range(0x2F800, 0x2FA20))


def prefix_of(term: str) -> str:
    """What every word that has this term begins with, folded; at least the first letter.

    Of the Snowball stemmer's rules, five end with letters that the word may not have: y → i (and
    back, in sky), -bility → -ble (whose -e may go), -e where it restores one, and -ying → -ie.
    """
    if not (term.isascii() and term.isalpha()):
        return term  # not stemmed
    if len(term) == 3 and term.endswith("ie"):
        return term[0]
    if term.endswith(("i", "y", "e", "bl")) and len(term) > 1:
        return term[:-2] if term.endswith("ble") else term[:-1]
    return term


def sought(terms: Iterable[str]) -> Array:
    """What `sightings` looks for: u2[n, 8], the keys of how words with these terms begin.

    Padded with 0; those whose first keys are alike stand together. An empty term, which any word
    fits, stands alone.
    """
    keys = {_keys(prefix_of(term)) for term in terms}
    if "" in keys:
        keys = {""}
    rows = [key.ljust(SIGNS, "\0").encode("utf-16-le", "surrogatepass") for key in keys]
    return np.frombuffer(b"".join(sorted(rows)), np.uint16).reshape(-1, SIGNS)


@cache
def letters() -> npt.NDArray[np.uint16]:
    """[0x110000] For each character the key of its folded form, and the bits above."""
    known = classes()
    table: npt.NDArray[np.uint16] = _key(np.arange(len(known))).astype(np.uint16)
    for part in _FOLDED:
        for point in (np.flatnonzero(known[part.start : part.stop]) + part.start).tolist():
            keys = _keys(chr(point))
            table[point] = (ord(keys[0]) | (GOES_ON if len(keys) > 1 else 0)) if keys else 0
    table[known & ~np.uint8(LOW_LINE) == 0] = NO_WORD
    table[known & MARK > 0] |= GOES_ON
    table[(known & IDEOGRAPH > 0) | ((table == 0) & (known & (LETTER | DIGIT) == 0))] |= ALONE
    table.setflags(write=False)
    return table


def _keys(text: str) -> str:
    """The keys of the first signs of a text, folded."""
    if text.isascii() and text.isalnum():
        return text.lower()[:SIGNS]
    # Decomposed again, since a sign that stands alone in one word may be joined in another.
    signs = unicodedata.normalize("NFKD", fold(text)).replace("ς", "σ")
    points = [ord(sign) for sign in signs if sign not in _LEFT_OUT][:SIGNS]
    return "".join([chr(point if point < _NOT_ASCII else _key(point)) for point in points])


def _key(point: Any) -> Any:  # noqa: ANN401  # a number, or an array of them
    """The key of a code point beyond ASCII; of each, where there are several."""
    return _NOT_ASCII | (point ^ point >> 7) & 0x7F | (point >> 7 & 0x3F) << 10
