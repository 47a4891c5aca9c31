"""In which language a text is written: by its script, and within a script by its small words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.cleaning.metadata.language_kernel import SmallWords

# The first words tell it; more would only cost time.
_READ = 1_500
_READ_FOR_SCRIPT = 500
# Fewer letters are a name, not a text.
_LEAST_LETTERS = 12
# In fewer words one that several languages share decides it.
_LEAST_WORDS = 7
# A text is full of its language's small words: this share at least, and more than of the next
# language by this factor. Texts of few words have to be clearer.
_LEAST_SHARE = 0.05
_CLEARLY = 1.5
_LEAST_EVIDENCE = 0.9
# The least share of function words, and of different ones, of a paragraph in another language
# than its article's.
_CLEAR_SHARE = 0.15
_CLEAR_WORDS = 3

# Scripts by their first and last code point, with the language where only one uses them.
_SCRIPTS = (
    (0x0041, 0x024F, "Latin"),
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x077F, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x0F00, 0x0FFF, "bo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1200, 0x137F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
)
_STARTS = [first for first, _, _ in _SCRIPTS]
_SHARED = frozenset({"Latin", "Cyrillic", "Arabic", "Devanagari"})
# Japanese mixes its own syllables into Chinese characters; a Chinese text has next to none.
_KANA_SHARE = 0.08

_LANGUAGES = Path(__file__).with_name("languages.txt")
_SIGNS = '.,;:!?…()[]{}<>|/\\"“”„«»‹›*#+=–—_،؛؟।'
_BETWEEN_WORDS = re.compile(rf"[{re.escape(_SIGNS)}\d]+")
_CAPITAL = "".join(
    chr(code) for code in (*range(0x0530), *range(0x1E00, 0x1F00)) if chr(code).isupper()
)
# What is no small word, though it looks like one: an abbreviation (CA) or a code (CA581203), an
# initial (A.), what is a part of a name (Los Angeles). A class comes first: that is found fast.
_NO_SMALL_WORD = re.compile(
    rf"[{_CAPITAL}](?<!\w[{_CAPITAL}])"
    rf"(?:[{_CAPITAL}]*\d\w*|[{_CAPITAL}]+(?!\w)|(?=\.)|[^\W\d_]*(?= [{_CAPITAL}]))"
)
_UNKNOWN = "\ufffd"  # stands for such a word
# The share of such words in a text, by their letters: above, capitals are everywhere in it.
_MOST_CAPITALS = 0.4
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of a text, or "" if that is not sure.

    Reads the first few hundred words; needs no model and no network.
    """
    script = _script(text[:_READ_FOR_SCRIPT])
    return _by_words(text[:_READ]) if script in _SHARED else script


def is_spoken_in(language: str, text: str) -> bool:
    """Whether the small words of a language are in a text as they would be in one of its texts.

    True as well where this cannot be told: its small words are not known, or it has a script of
    its own.
    """
    words = _words(text[:_READ])
    small = sum(language in _weights().get(word, ()) for word in words)
    is_known = any(language in spoken for spoken in _weights().values())
    return not is_known or small >= _LEAST_SHARE * len(words)


def is_clearly(language: str, text: str) -> bool:
    """Whether a text is full of several small words of a language; names and titles are not.

    True as well of a language that has a script of its own, whose small words are not known.
    """
    words = _words(text[:_READ])
    small = [word for word in words if len(word) > 1 and language in _weights().get(word, ())]
    is_known = any(language in spoken for spoken in _weights().values())
    is_full = len(small) >= _CLEAR_SHARE * len(words)
    return not is_known or (is_full and len(set(small)) >= _CLEAR_WORDS)


def words_only_in(language: str) -> list[str]:
    """The small words of a language that no other one has, the most frequent first."""
    return [word for word, spoken in _weights().items() if language in spoken and len(spoken) == 1]


def _script(text: str) -> str:
    """The language or shared script of most letters, or ""."""
    if text.isascii():
        letters = len(text.encode().translate(None, _NO_LETTERS))
        return "Latin" if letters >= _LEAST_LETTERS else ""
    counts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            counts[_script_of(ord(character))] += count
    letters = counts.total()
    if not letters or (counts["Latin"] == letters and letters < _LEAST_LETTERS):
        return ""
    if counts["ja"] > _KANA_SHARE * (counts["ja"] + counts["zh"]) and counts["ja"] + counts["zh"]:
        counts["ja"] += counts.pop("zh", 0)
    [(script, _)] = counts.most_common(1)
    # Names in Latin letters stand in texts of all scripts.
    others = {name: count for name, count in counts.items() if name != "Latin"}
    if script == "Latin" and sum(others.values()) > 0.4 * letters:
        script = max(others, key=lambda name: others[name])
    return script


@lru_cache(maxsize=4_096)
def _script_of(code: int) -> str:
    at = bisect_right(_STARTS, code) - 1
    if at < 0 or code > _SCRIPTS[at][1]:
        return ""
    return _SCRIPTS[at][2]


def _by_words(text: str) -> str:
    # Not before it is needed: importing a compiler takes a third of a second.
    from index.cleaning.metadata.language_kernel import hear  # noqa: PLC0415

    known = _small_words()
    heard = np.empty(6)
    lower = _in_small_letters(text)
    points = np.frombuffer(lower.encode("utf-32-le", "surrogatepass"), np.uint32)
    hear(points, known.kinds, known.keys, known.rows, known.weights, heard)
    words, best, _, score, for_best, against = heard.tolist()
    if words < _LEAST_WORDS or not score or score < _LEAST_SHARE * words:
        return ""
    is_clear = for_best >= _LEAST_EVIDENCE and for_best > _CLEARLY * against
    return _names()[int(best)] if is_clear else ""


def _words(text: str) -> list[str]:
    text = _in_small_letters(text)
    return _BETWEEN_WORDS.sub(" ", text.replace("’", "'").replace("'", "' ")).split()


def _in_small_letters(text: str) -> str:
    """A text in small letters, without what looks like a small word and is none.

    Capitals say nothing where everything is written with them.
    """
    text = unicodedata.normalize("NFC", text)
    rest, found = _NO_SMALL_WORD.subn(_UNKNOWN, text)
    replaced = len(text) - len(rest) + found
    return (rest if replaced <= _MOST_CAPITALS * len(text) else text).lower()


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """For each small word its languages, each with how much the word speaks for it."""
    languages: dict[str, list[str]] = {}
    for line in _LANGUAGES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            language, *words = line.split()
            for word in words:
                languages.setdefault(word, []).append(language)
    return {word: dict.fromkeys(spoken, 1 / len(spoken)) for word, spoken in languages.items()}


@cache
def _names() -> list[str]:
    """The languages whose small words are known."""
    return sorted({language for spoken in _weights().values() for language in spoken})


@cache
def _small_words() -> SmallWords:
    from index.cleaning.metadata.language_kernel import small_words  # noqa: PLC0415

    digits = (chr(code) for code in range(0x10000) if chr(code).isdecimal())
    return small_words(_weights(), _names(), _SIGNS + "".join(digits))
