"""Words of scripts without blanks, as a query has them: phrases of characters.

The index has every character (`characters.IDEOGRAPHS`), so that any stretch of a text can be found,
however a dictionary would cut it. A short run is looked up as it stands; a long one is several
words. Where ICU is installed (the extra `languages`), its dictionaries say where one ends; without
it overlapping pairs are looked up (threes in Thai and its like, whose letters say
less). So the segmenter is asked about queries only: the same index serves with it and without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from index.analysis.characters import IDEOGRAPHS, marks

_IS_SPELT = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]").match
_IS_HANGUL = re.compile("[\uac00-\ud7af]").match
_LONGEST_WORD = 4  # characters
_LONGEST_SPELT_WORD = 8
_PARTICLE = re.compile(r"(?<=..)(?:에서는|에게서|으로는|에서|에게|까지|부터|으로|은|는|을|를|의)\Z")

Segmenter = Callable[[str], list[str]]
"""Cuts a run of characters into words; joined, they are the run."""


@cache
def _runs() -> re.Pattern[str]:
    """Finds runs of such characters, and of others. It takes 3 ms to make, like the next."""
    return re.compile(rf"(?:[{IDEOGRAPHS}][{marks()}]*)+|[^{IDEOGRAPHS}]+")


@cache
def _characters() -> re.Pattern[str]:
    return re.compile(rf"[{IDEOGRAPHS}][{marks()}]*")


def is_unit(word: str) -> bool:
    """Whether a word is one character of such a script."""
    return not word.isascii() and _characters().match(word) is not None


def stretches_of(word: str) -> list[str]:
    """What a word of a query is looked up as: stretches, each of which is to be found as a phrase.

    A Korean word is without its particle, if it has one that is hardly part of a word.
    """
    if word.isascii() or not _characters().search(word):
        return [word]
    return list(cut(_PARTICLE.sub("", word), segmenter()))


@cache
def segmenter() -> Segmenter | None:
    """What knows the words of Chinese, Japanese, Thai, Lao, Khmer and Burmese, where installed.

    ICU goes by the script: the dictionaries are the same in every locale.
    """
    try:
        from icu4py.breakers import WordBreaker  # noqa: PLC0415  # optional, and 40 MB to load
    except ImportError:
        return None
    return lambda run: list(WordBreaker(run, "en"))


def cut(word: str, segment: Segmenter | None) -> Iterator[str]:
    """The stretches of a word: by a segmenter, or overlapping pairs and threes without one."""
    for run in _runs().findall(word):
        characters = _characters().findall(run)
        is_spelt = _IS_SPELT(run) is not None
        longest = _LONGEST_SPELT_WORD if is_spelt else _LONGEST_WORD
        if not characters or len(characters) <= longest:
            yield run
        elif segment is None or _IS_HANGUL(run):  # the blanks of Korean say where words end
            size = 3 if is_spelt else 2
            for at in range(len(characters) - size + 1):
                yield "".join(characters[at : at + size])
        else:
            yield from segment(run)
