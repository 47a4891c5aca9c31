"""Arabic and Hebrew words without the small words that are written onto them.

The stems are light: what is taken off leaves enough letters, and roots are not sought (Larkey,
Ballesteros and Connell 2002, light10; as good as a stemmer with many rules).
"""

from __future__ import annotations

_ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
_ARABIC_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")  # as they are folded
_HEBREW_PREFIXES = frozenset("והבלמשכ")
_LEAST = 2  # letters that remain of a word


def arabic_stem(folded: str) -> str:
    """An Arabic word without `wa-`, `al-` and their like, and without its endings."""
    for prefix in _ARABIC_PREFIXES:
        least = _LEAST + (len(prefix) == 1)  # what begins with a waw is mostly a word of its own
        if folded.startswith(prefix) and len(folded) - len(prefix) >= least:
            folded = folded.removeprefix(prefix)
            break
    for ending in _ARABIC_ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _LEAST:
            folded = folded.removesuffix(ending)
    return folded


def without_prefixes(folded: str) -> tuple[str, ...]:
    """What a Hebrew word may be without `ha-`, `be-` and their like; three of them at the most.

    Whether a letter is a prefix or the word's own only the sense tells.
    """
    words: list[str] = []
    while len(folded) > _LEAST + len(words) and folded[0] in _HEBREW_PREFIXES and len(words) < 3:
        folded = folded[1:]
        words.append(folded)
    return tuple(words)
