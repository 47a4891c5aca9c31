"""Chinese names in Latin letters: which are two, however alike they sound.

Pinyin spells a syllable in one way only, so that another vowel is another syllable: Zhang and Zheng
are two surnames, Hubei and Hebei two provinces.
"""

from __future__ import annotations

import re

_BEHIND = "|".join(
    (
        "[jqx](?:i(?:a|e|ao|u|an|n|ang|ng|ong)?|u(?:e|an|n)?)",
        "r(?:i|e|ao|ou|an|en|eng|ang|ong|u(?:o|i|an|n)?)",
        "(?:[zcs]h?|[gkh])(?:i|ai?|e|ei|ao|ou|an|en|eng|ang|ong|u(?:a|o|ai|i|an|n|ang)?)",
        "[dtnl](?:ai?|e|ei|ao|ou|an|en|eng|ang|ong|i(?:a|e|ao|u|an|n|ang|ng)?|u(?:o|i|an|n|e)?)",
        "[bpmf](?:ai?|o|e|ei|ao|ou|an|en|eng|ang|i(?:e|ao|u|an|n|ng)?|u)",
        "y(?:a|e|ao|ou|an|ang|ong|i|in|ing|u(?:e|an|n)?)",
        "w(?:ai?|o|ei|an|en|ang|eng|u)",
    )
)
SYLLABLE = f"(?:{_BEHIND}|ai|ao|an|ang|en?|er|ou)"
"""A syllable of pinyin, as a pattern; behind another in a word it begins with a consonant."""

_WORD = re.compile(f"{SYLLABLE}(?:{_BEHIND}){{0,2}}")
_TELLING = re.compile("zh|[xq]|ng(?![aeiou])")  # what words of other languages seldom have in it
_VOWELS = re.compile("[aeiou]+")

_PROVINCES = frozenset(
    ("anhui", "fujian", "gansu", "guangdong", "guangxi", "guizhou", "hainan", "hebei",
     "heilongjiang", "henan", "hubei", "hunan", "jiangsu", "jiangxi", "jilin", "liaoning",
     "ningxia", "qinghai", "shaanxi", "shandong", "shanxi", "sichuan", "yunnan", "zhejiang")
)  # fmt: skip


def are_two_in_chinese(one: str, other: str) -> bool:
    """Whether two words, as forms, are two names, since pinyin tells them apart by their vowels.

    Both are to be pinyin: of Qaeda and Qaida neither is.
    """
    if one == other:
        return False
    if one in _PROVINCES and other in _PROVINCES:
        return True
    if not (_TELLING.search(one) and _VOWELS.sub("a", one) == _VOWELS.sub("a", other)):
        return False
    return all(map(_WORD.fullmatch, (one, other)))
