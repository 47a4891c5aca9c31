"""Snowball's stemmers, with the endings that those of some languages leave.

They take an ending only from what stands behind a word's first syllable or two, so that short words
keep theirs (otro, otra, otros; anno, anni), and leave some plurals a stem of their own (luz, luces;
eleição, eleições; barn, børn), and the names whose ending is that of a plural (Королёв, Королёва).
They know nothing of an `e` that comes and goes (minister, ministra; podatek, podatku). What is
added changes the last letters and no others: the words of a stem are found by those before
(`prefix_keys`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from Stemmer import Stemmer

Rules = Sequence[tuple[str, str]]
"""Endings (regular expressions) and what comes in their place; all are tried, in this order."""

_LAST_VOWEL = r"(?<=\w{3})[aeo]\Z"
_PLURAL_S = r"(?<=\w[aeo])s\Z"

_BEFORE: Mapping[str, Rules] = {
    "polish": ((r"\Adzie(?:ci|ciom|ciach|ćmi)\Z", "dziecko"),),
    "portuguese": (
        (r"(?<=\w)[õã]es\Z", "ão"), (r"(?<=\w\w)([aou])is\Z", r"\1l"),
        (r"(?<=\w\w)[éê]is\Z", "el"), (r"(?<=\w\w)[eé]ns\Z", "em"),
    ),
}  # fmt: skip
"""Of whole words: plurals."""

_SHORT: Mapping[str, Rules] = {
    "german": ((r"(?<=\w\wo)s\Z", ""),),
    "italian": ((r"(?<=\w{3})[aeio]\Z", ""),),
    "portuguese": ((_PLURAL_S, ""), (_LAST_VOWEL, "")),
    "romanian": ((r"(?<=\w{3})[aăei]\Z", ""),),
    "spanish": ((_PLURAL_S, ""), (_LAST_VOWEL, "")),
}
"""Of words that the stemmer leaves as they are."""

_AFTER: Mapping[str, Rules] = {
    "catalan": (
        (r"(?<=\w\w)ion\Z", ""), (r"(?<=\w{3})[aio]n\Z", ""), (r"(?<=\w)ïn\Z", "í"),
    ),
    "danish": (
        (r"\Abørn\Z", "barn"), (r"mænd\Z", "mand"), (r"hænd\Z", "hånd"), (r"\Abøg\Z", "bog"),
        (r"\Anæt\Z", "nat"), (r"\Adøtr\Z", "dat"),
    ),
    "dutch": ((r"(?<=kind|lied|blad)er\Z", ""), (r"\Asteed\Z", "stad")),
    "finnish": (
        (r"(?<=\w{3})ks\Z", "s"), (r"(?<=\w\wi)n\Z", "s"), (r"ng\Z", "nk"),
        (r"(?<=[aeiouyäö])d(?=[aeiouyäö]\Z)", "t"),
    ),
    "french": ((r"(?<=\w\wi)f\Z", "v"),),
    "hungarian": ((r"(?<=\w{3})[ae]\Z", ""),),
    "italian": ((r"\Auomin\Z", "uom"),),
    "norwegian": ((r"menn\Z", "mann"), (r"\Abøk\Z", "bok")),
    "polish": (
        (r"(?<=\w{3})ow\Z", ""), (r"(?<=\w\wt)er\Z", "r"), (r"(?<=\w\w)ek\Z", "k"),
        (r"(?<=\w\w)iec\Z", "c"), (r"(?<=\w\w)eł\Z", "ł"), (r"(?<=\w)ą(?=[^aąeęioóuy]\Z)", "ę"),
    ),
    "russian": (
        (r"(?<=\w{3})[еёо]в\Z", ""), (r"(?<=\w\w)ок\Z", "к"), (r"(?<=\w)ец\Z", "ц"),
    ),
    "spanish": ((r"(?<=\w)z\Z", "c"), (r"(?<=\w{3})en\Z", "")),
    "swedish": (
        (r"m[aä]nn?\Z", "man"), (r"\Aböck\Z", "bok"), (r"städ\Z", "stad"), (r"\Anätt\Z", "natt"),
        (r"\Asön\Z", "son"), (r"\Adöttr\Z", "dott"),
    ),
}  # fmt: skip
"""Of all stems: sportif and sportive, uomo and uomini, luz and luces, joven and jóvenes."""


def snowball(algorithm: str) -> Callable[[str], str]:
    """The stem of a word in small letters, accents and all, in a language of Snowball's."""
    stem: Callable[[str], str] = Stemmer(algorithm, 0).stemWord  # its own cache takes longer
    tables = (_BEFORE, _SHORT, _AFTER)
    before, short, after = (_compiled(table.get(algorithm, ())) for table in tables)

    def stemmed(word: str) -> str:
        whole = _replaced(word, before)
        found = stem(whole)
        return _replaced(_replaced(found, short) if found == whole else found, after)

    return stemmed if before or short or after else stem


_Endings = Sequence[tuple[re.Pattern[str], str]]


def _compiled(rules: Rules) -> _Endings:
    return [(re.compile(ending), new) for ending, new in rules]


def _replaced(word: str, endings: _Endings) -> str:
    for ending, new in endings:
        word = ending.sub(new, word)
    return word
