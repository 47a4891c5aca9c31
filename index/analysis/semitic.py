"""Arabic and Hebrew words without the small words that are written onto them.

The stems are light: what is taken off leaves enough letters, and roots are not sought (Larkey,
Ballesteros and Connell 2002, light10; as good as a stemmer with many rules).
"""

from __future__ import annotations

_ARABIC_PREFIXES = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "لل", "ال")
_ARABIC_PARTICLES = "وف", "بلك"  # one of these, and one of those
_ARABIC_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")  # as they are folded
_HEBREW_PREFIXES = frozenset("והבלמשכ")
_LEAST = 2  # letters that remain of a word


def arabic_stem(folded: str) -> str:
    """An Arabic word without `al-` and what stands before it, and without its endings."""
    for prefix in _ARABIC_PREFIXES:
        if folded.startswith(prefix) and len(folded) - len(prefix) >= _LEAST:
            folded = folded.removeprefix(prefix)
            break
    for ending in _ARABIC_ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _LEAST:
            folded = folded.removesuffix(ending)
    return folded


def without_particles(folded: str) -> tuple[str, ...]:
    """What an Arabic word without article may be without `wa-`, `fa-`, `bi-`, `li-`, `ka-`.

    As often the letter is the word's own: wazir, balad.
    """
    if folded.startswith(_ARABIC_PREFIXES):
        return ()
    words: list[str] = []
    for particles in _ARABIC_PARTICLES:
        if folded[:1] in particles and len(folded) > _LEAST + 1:
            folded = folded[1:]
            words.append(folded)
    return tuple(words)


def without_prefixes(folded: str) -> tuple[str, ...]:
    """What a Hebrew word may be without `ha-`, `be-` and their like; three of them at the most.

    Whether a letter is a prefix or the word's own only the sense tells.
    """
    words: list[str] = []
    while len(folded) > _LEAST + len(words) and folded[0] in _HEBREW_PREFIXES and len(words) < 3:
        folded = folded[1:]
        words.append(folded)
    return tuple(words)
