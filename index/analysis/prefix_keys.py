"""The prefixes of the words that have a term, as keys: they rule most words out unanalysed.

This relies on two facts: folding maps character by character, and stemming changes only endings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from index.analysis import english
from index.analysis.characters import DIGIT, IDEOGRAPH, LETTER, LOW_LINE, MARK, classes
from index.analysis.folding import SIMPLIFIED, fold
from index.analysis.language import LANGUAGES
from index.analysis.language import MARK as LANGUAGE_MARK
from index.jit.table import kept_table

Array = npt.NDArray[Any]

KEY_LENGTH = 8
"""Characters of a prefix that are compared: more would rule out hardly any further words."""

KEY, FULL_KEY = 0x00FF, 0xFCFF
"""The bits of a letter that are its key: 0 for a character that the analysis drops, the code of an
ASCII character, and for all others at least 128, different for neighbours in an alphabet. With the
six bits more of the full key nearly all characters differ."""
OUTSIDE = 1
"""The key of a character that is in no word."""
GOES_ON = 0x100
"""The bit of a character that folds to several, or that combines with the one before it."""
STANDS_ALONE = 0x200
"""The bit of an ideograph, which is a word by itself, and of a dropped one that begins no word."""
LETTERS = 0x400
"""The number of different letters, without the six bits of the full key."""

_NOT_ASCII = 128
_CHANGED = 3  # letters at the end of a stem that its words may not have
_SPELT_OUT = re.compile("ae|oe|ue|aa").search  # of words with umlauts
_DROPPED = "'."  # what the analysis takes out of terms

# Characters that may fold to others: of the ideographs only SIMPLIFIED.
_FOLDED = (range(0x3400), range(0xA000, 0x20000), range(0x2F800, 0x2FA20))


@lru_cache(maxsize=2**14)  # all requests for one result ask for the same few
def prefix_of(term: str) -> str:
    """The folded prefix of every word that has this term; at least the first letter, mostly.

    It is empty for a term of a language whose words may have anything before their stem.

    Of the Snowball stemmer's rules, five end with letters that the word may not have: y → i (and
    back, in sky), -bility → -ble (whose -e may go), -e where it restores one, and -ying → -ie.
    """
    word, mark, code = term.partition(LANGUAGE_MARK)
    if mark:
        language = LANGUAGES[code]
        if language.has_prefixes or language.parts:
            return ""
        return word[: max(len(word) - _CHANGED, 1)]
    if term[:1].isdigit():
        return term[0]  # separators may follow
    if term[-1:] in ("+", "#"):
        return term[0]  # signs that are in no other word have no key
    if not (term.isascii() and term.isalpha()):
        return term  # not stemmed
    prefix = english.prefix_of(term)
    if spelt_out := _SPELT_OUT(prefix):
        prefix = prefix[: spelt_out.start() + 1]
    if len(prefix) < len(term):
        return prefix
    if len(term) == 3 and term.endswith("ie"):
        return term[0]
    if term.endswith(("i", "y", "e", "bl")) and len(term) > 1:
        return term[:-2] if term.endswith("ble") else term[:-1]
    return term


def sought(terms: Iterable[str]) -> Array:
    """The prefix keys of words with these terms, as `find_candidates` takes them.

    Returns:
        u2[n, KEY_LENGTH] Padded with 0; those with the same first key stand together. An empty
        term, which any word fits, is the only row.
    """
    keys = {_keys(prefix_of(term)) for term in terms}
    if "" in keys:
        keys = {""}
    rows = [key.ljust(KEY_LENGTH, "\0").encode("utf-16-le", "surrogatepass") for key in keys]
    return np.frombuffer(b"".join(sorted(rows)), np.uint16).reshape(-1, KEY_LENGTH)


@kept_table
def letters() -> npt.NDArray[np.uint16]:
    """u2[0x110000] For each character the key of its folded form, and the bits above."""
    known = classes()
    table: npt.NDArray[np.uint16] = _key(np.arange(len(known))).astype(np.uint16)
    folded = [np.flatnonzero(known[part.start : part.stop]) + part.start for part in _FOLDED]
    for point in (*np.concatenate(folded).tolist(), *SIMPLIFIED):
        keys = _keys(chr(point))
        table[point] = (ord(keys[0]) | (GOES_ON if len(keys) > 1 else 0)) if keys else 0
    table[known & ~np.uint8(LOW_LINE) == 0] = OUTSIDE
    table[known & MARK > 0] |= GOES_ON
    table[(known & IDEOGRAPH > 0) | ((table == 0) & (known & (LETTER | DIGIT) == 0))] |= (
        STANDS_ALONE
    )
    return table


def _keys(text: str) -> str:
    """The keys of the first characters of a text, folded."""
    if text.isascii() and text.isalnum():
        return text.lower()[:KEY_LENGTH]
    # Decomposed again: what is one character in one word may be two in another.
    characters = unicodedata.normalize("NFKD", fold(text)).replace("ς", "σ")
    points = [ord(character) for character in characters if character not in _DROPPED][:KEY_LENGTH]
    return "".join([chr(point if point < _NOT_ASCII else _key(point)) for point in points])


def _key(point: Any) -> Any:  # noqa: ANN401  # a number, or an array of them
    """The key of a code point beyond ASCII, or of each of an array."""
    return _NOT_ASCII | (point ^ point >> 7) & 0x7F | (point >> 7 & 0x3F) << 10
