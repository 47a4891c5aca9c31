"""What a word is to the names of an article: how it is written, and what `words.txt` says of it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from zlib import crc32

(
    SMALL,  # written in small letters
    CAPITAL,  # with a capital
    CAPITALS,  # all of two or more
    FUNCTION,  # the heads of words.txt, one bit each
    RANK,
    BEFORE_RANK,
    ABBREVIATED,
    DAY,
    ALONE,
    PEOPLE,
    LINK,
    OF,
    THE,
    INSTITUTION,
    PARTICLE,
    PLACE,
    SURNAME,
    AND,
    AFTER_RANK,
) = (1 << place for place in range(19))

_HEADS = {
    "function": FUNCTION,
    "rank": RANK,
    "before-rank": BEFORE_RANK,
    "abbreviated": ABBREVIATED,
    "day": DAY,
    "alone": ALONE,
    "people": PEOPLE,
    "link": LINK,
    "of": OF,
    "the": THE,
    "institution": INSTITUTION,
    "particle": PARTICLE,
    "place": PLACE,
    "surname": SURNAME,
    "and": AND,
    "after-rank": AFTER_RANK,
}
_SAID_OF_MANY = FUNCTION | RANK | BEFORE_RANK | DAY | ALONE | PEOPLE | INSTITUTION | PLACE
RECOGNITION = 7
"""Raised by one whenever `recognition` or `name_row` finds other names by the same words."""

_OF_PEOPLE = ("an", "ans", "ese", "ish")
_SHORTENED = re.compile(r"['’](?:m|ve|ll|d|re|t|s)$")
"""What is left of a word behind another: I'm, they've."""

_FILE = Path(__file__).with_name("words.txt")


def kind_of(word: str, folded: str, language: str) -> int:
    """The bits of a word of a text in a language; `folded` is its form (index.analysis.form_of).

    Figures and words of scripts without capitals have none.
    """
    table = _table(language if language in _LANGUAGES else "")
    is_plain = word.isascii() and word.isalpha()  # as most words are
    if is_plain and word == folded:
        return SMALL | table.get(word, 0)
    if not is_plain and (not word[:1].isalpha() or any(map(str.isdigit, word))):
        return 0
    said = table.get(folded, 0)
    if not said and not is_plain:
        said = table.get(_SHORTENED.sub("", word.lower()), 0)
    if not said and folded.endswith("s"):
        said = table.get(folded[:-1], 0) & ALONE  # Berths
    if not word[0].isupper():
        if word.lower() != word:  # iPhone
            return CAPITAL | said
        return SMALL | said if word.upper() != word else 0
    if len(folded) == 1:
        return CAPITAL | ABBREVIATED | ALONE | said  # an initial
    bare = word.replace("’", "'").removesuffix("'s")
    if bare == bare.upper():
        return CAPITALS | (said & ~FUNCTION)  # US
    return CAPITAL | said


def is_common_word(form: str) -> bool:
    """Whether a form is a day, a month or a small word, which is no spelling of a name."""
    return bool(_table("").get(form, 0) & (DAY | FUNCTION))


def is_said_of_many(form: str) -> bool:
    """Whether a form is a rank, a people or another word that is no name by itself."""
    return bool(_table("").get(form, 0) & _SAID_OF_MANY)


def is_of_people(form: str) -> bool:
    """Whether a form says that something is of a people: Korean, Koreans, Turkish."""
    return form.endswith(_OF_PEOPLE) and bool(_table("").get(form, 0) & PEOPLE)


def joins_names(form: str) -> bool:
    """Whether a form joins the words of a name, in small letters: bin, von."""
    return bool(_table("").get(form, 0) & LINK)


@cache
def words_checksum() -> int:
    """What tells whether names were found by these rules or by others."""
    return crc32(_FILE.read_bytes(), RECOGNITION)


@cache
def _table(language: str) -> dict[str, int]:
    """What is said of words: function words are those of the language, or English ones."""
    bits: dict[str, int] = {}
    for head, of, words in _sections():
        if of == language or head != FUNCTION:
            for word in words:
                bits[word] = bits.get(word, 0) | head
    return bits


@cache
def _sections() -> list[tuple[int, str, list[str]]]:
    """(head, language, words) as they stand in the file."""
    found: list[tuple[int, str, list[str]]] = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        code = line.partition("#")[0].strip()
        if code.startswith("["):
            head, _, language = code.strip("[]").partition(" ")
            found.append((_HEADS[head], language, []))
        elif code:
            found[-1][2].extend(code.split())
    return found


_LANGUAGES = frozenset(language for _, language, _ in _sections())
