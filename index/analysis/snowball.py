"""Snowball's stemmers, with the endings that those of some languages leave.

They take an ending only from what stands behind a word's first syllable or two, so that short words
keep theirs (otro, otra, otros; anno, anni), and leave some plurals a stem of their own (luz, luces;
eleição, eleições). What is added changes the last letters and no others: the words of a stem are
found by those before (`prefix_keys`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from Stemmer import Stemmer

Rules = Sequence[tuple[str, str]]
"""Endings (regular expressions) and what comes in their place; all are tried, in this order."""

_VOWEL = r"(?<=\w{3})"

_BEFORE: Mapping[str, Rules] = {
    "portuguese": (
        (r"(?<=\w)[õã]es\Z", "ão"), (r"(?<=\w\w)([aou])is\Z", r"\1l"),
        (r"(?<=\w\w)[éê]is\Z", "el"), (r"(?<=\w\w)[eé]ns\Z", "em"),
    ),
}  # fmt: skip
"""Of whole words: plurals."""

_SHORT: Mapping[str, Rules] = {
    "german": (("(?<=\\w\\wo)s\\Z", ""),),
    "italian": ((f"{_VOWEL}[aeio]\\Z", ""),),
    "portuguese": (("(?<=\\w[aeo])s\\Z", ""), (f"{_VOWEL}[aeo]\\Z", "")),
    "romanian": ((f"{_VOWEL}[aăei]\\Z", ""),),
    "spanish": (("(?<=\\w[aeo])s\\Z", ""), (f"{_VOWEL}[aeo]\\Z", "")),
}
"""Of words that the stemmer leaves as they are."""

_AFTER: Mapping[str, Rules] = {
    "french": (("(?<=\\w\\wi)f\\Z", "v"),),
    "italian": (("\\Auomin\\Z", "uom"),),
    "spanish": (("(?<=\\w)z\\Z", "c"), ("(?<=\\w{3})en\\Z", "")),
}
"""Of all stems: sportif and sportive, luz and luces, joven and jóvenes."""


def snowball(algorithm: str) -> Callable[[str], str]:
    """The stem of a word in small letters, accents and all, in a language of Snowball's."""
    stem: Callable[[str], str] = Stemmer(algorithm, 0).stemWord  # its own cache takes longer
    before, short, after = (_applied(table.get(algorithm)) for table in (_BEFORE, _SHORT, _AFTER))
    if not (before or short or after):
        return stem

    def stemmed(word: str) -> str:
        whole = before(word) if before else word
        found = stem(whole)
        if short and found == whole:
            found = short(found)
        return after(found) if after else found

    return stemmed


def _applied(rules: Rules | None) -> Callable[[str], str] | None:
    """What replaces the endings of a word; None for no rules."""
    if not rules:
        return None
    compiled = [(re.compile(ending).sub, new) for ending, new in rules]

    def apply(word: str) -> str:
        for replace, new in compiled:
            word = replace(new, word)
        return word

    return apply
