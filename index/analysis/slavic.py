"""Light stemmers of Slavic languages that Snowball has none for.

They take the longest ending of a noun or adjective that leaves enough letters, and make one of what
alternates before it: an `o` or `e` that comes and goes (ринок, ринку), and the vowel of a closed
syllable (Харків, Харкова). Verbs are left alone. Only endings change, as `prefix_keys` wants it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class _Endings(NamedTuple):
    """What is taken off and what is made of the rest; each in order, the first that fits."""

    taken: Sequence[str]
    """Groups of endings: of each group the longest that leaves LEAST letters."""
    changed: Sequence[tuple[str, str]]
    """Regular expressions and what comes in their place; all are tried."""


LEAST = 3
"""Letters that remain of a word."""

_TABLE: Mapping[str, _Endings] = {
    "uk": _Endings(
        (
            "ями ами ові еві єві ою ею єю ям ам ях ах ом ем єм ого ього ому ьому ими іми их іх ей "
            "ий ій ої ьої ая яя еє ую юю ія ії ію ією іям іях ями а я о е є і ї и у ю ь й",
            "ів їв ов ев єв",
        ),
        ((r"(?<=\w\w)ок\Z", "к"), (r"(?<=\w\w)ець?\Z", "ц"), (r"ї(?=в\Z)", "є"),
         (r"(?<=\w)і(?=[^аеєиіїоуюяь]\Z)", "о")),
    ),
    "bg": _Endings(
        ("ят ът та то те", "ове еве овци ища ия ии ие а я о е и у ъ"),
        ((r"(?<=\w\w)ъ(?=[рлнмк]\Z)", ""), (r"(?<=\w\w)ец\Z", "ц"), (r"(?<=\w)й\Z", "")),
    ),
    "mk": _Endings(
        ("от та то те ва на", "ови еви ија ии иј а о е и у"),
        ((r"(?<=\w\w)[ае](?=[рлнк]\Z)", ""), (r"(?<=\w\w)ец\Z", "ц")),
    ),
    "sk": _Endings(
        (
            "ového ovému ovými ových ami ach ách iach och mi ovi ovia ám om em iam ého ému ými ých "
            "ým ej ou ov ie ia iu í ý á é ú a e i o u y",
        ),
        ((r"(?<=\w\w)[oe]k\Z", "k"), (r"(?<=\w\w)ec\Z", "c"), (r"(?<=\w\wt)er\Z", "r")),
    ),
    "sl": _Endings(
        ("ovi evi ega emu ima ami oma ema imi ih im om em ov ev ah am a e i o u",),
        ((r"(?<=\w\w)ek\Z", "k"), (r"(?<=\w\w)ec\Z", "c"), (r"(?<=\w\wt)er\Z", "r")),
    ),
}  # fmt: skip


def slavic_stem(code: str) -> Callable[[str], str]:
    """The stem of a word in small letters, accents and all, in a language of the table."""
    groups = [_longest_first(group.split()) for group in _TABLE[code].taken]
    changes = [(re.compile(ending), new) for ending, new in _TABLE[code].changed]

    def stemmed(word: str) -> str:
        for endings in groups:
            word = endings.sub("", word)
        for ending, new in changes:
            word = ending.sub(new, word)
        return word

    return stemmed


def _longest_first(endings: Sequence[str]) -> re.Pattern[str]:
    ending = "|".join(sorted(endings, key=len, reverse=True))
    return re.compile(rf"(?<=\w{{{LEAST}}})(?:{ending})\Z")
