"""Chinese names in Latin letters: which are two, however alike they sound.

Pinyin spells a syllable in one way only, so that another vowel is another syllable: Zhang and Zheng
are two surnames, Hubei and Hebei two provinces.
"""

from __future__ import annotations

import re

SYLLABLE = (
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:i?ang|i?ong|uang|i?an|i?ao|uai?|uan|[ei]ng|ai|ei|en|er"
    r"|i[aenu]|ou|u[einoa]|[aeiou])"
)
"""A syllable of pinyin, as a pattern."""

_WORD = re.compile(f"(?:{SYLLABLE}){{1,3}}")
_TELLING = re.compile("zh|[xq]|ng(?![aeiou])")  # what words of other languages seldom have in it
_VOWELS = re.compile("[aeiou]+")

_PROVINCES = frozenset(
    ("anhui", "fujian", "gansu", "guangdong", "guangxi", "guizhou", "hainan", "hebei",
     "heilongjiang", "henan", "hubei", "hunan", "jiangsu", "jiangxi", "jilin", "liaoning",
     "ningxia", "qinghai", "shaanxi", "shandong", "shanxi", "sichuan", "yunnan", "zhejiang")
)  # fmt: skip


def are_two_in_chinese(one: str, other: str) -> bool:
    """Whether two words, as forms, are two names, since pinyin tells them apart by their vowels."""
    if one == other:
        return False
    if one in _PROVINCES and other in _PROVINCES:
        return True
    if not (_TELLING.search(one) and _VOWELS.sub("a", one) == _VOWELS.sub("a", other)):
        return False
    return all(map(_WORD.fullmatch, (one, other)))
