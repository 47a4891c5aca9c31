"""Folding: a word without case, accents and marks."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from unicodedata import combining

from index.analysis.characters import APOSTROPHES

LONGEST = 64  # characters; what is longer is no word but a code, and its beginning will find it

_VARIANTS = Path(__file__).with_name("variants.txt")


def _simplified() -> dict[int, int]:
    pairs = "".join(
        line for line in _VARIANTS.read_text(encoding="utf-8").splitlines() if line[:1] != "#"
    )
    return dict(zip(map(ord, pairs[::2]), map(ord, pairs[1::2]), strict=True))


SIMPLIFIED = _simplified()
"""The simplified Chinese character for each traditional one, as code points."""

# What Unicode does not decompose although readers take the letters for one another.
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",
        "þ": "th", "ß": "ss", "ʼ": "'",
        "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "ک": "ك", "ی": "ي", "ے": "ي", "ہ": "ه", "ھ": "ه",
        # Marks that choose a picture and not a letter: selectors of variants, circles, keycaps.
        **dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x034F)),
        **dict.fromkeys((*range(0x20DD, 0x20E1), *range(0x20E2, 0x20E5))),
        **SIMPLIFIED,
    }
)  # fmt: skip
_ZEROS = "٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀႐០᠐"
"""The zeros of other scripts; each is followed by the other digits."""
_LETTERS |= {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
# Marks that make another letter, and no accent on one: voiced Japanese kana, the tones of Thai and
# Lao, what joins Khmer and Burmese consonants.
_KEPT = frozenset(
    "\u3099\u309a\u0e38\u0e39\u0e3a\u0e48\u0e49\u0e4a\u0e4b"
    "\u0eb8\u0eb9\u0ec8\u0ec9\u0eca\u0ecb\u17d2\u1039\u103a"
)


_APOSTROPHES = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


def straight(word: str) -> str:
    """The word with `'` for whatever stands in it as an apostrophe."""
    return word.translate(_APOSTROPHES)


def fold(word: str) -> str:
    """The word without case, accents and marks: `Éléonore` → `eleonore`, `أحمد` → `احمد`."""
    if word.isascii():
        return word.lower().replace("`", "'")[:LONGEST]
    decomposed = unicodedata.normalize("NFKD", straight(word.lower())).lower()  # 𝐀 is capital then
    bare = "".join(sign for sign in decomposed if sign in _KEPT or not combining(sign))
    return unicodedata.normalize("NFKC", bare.translate(_LETTERS))[:LONGEST]
