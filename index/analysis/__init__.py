"""From text to the terms that are searched: one analysis for articles, queries and snippets.

A word is a run of letters and digits in any script, with the marks that combine with them and
with apostrophes inside (`Iran's`), figures with their separators (`3,000`), or initials
(`U.S.`). Hyphens separate. An e-mail address or a URL is the row of its words: what is
remembered of one is a name or a domain, and `nytimes.com` finds those as a phrase. A word is then
folded (case, accents, Arabic marks and alef forms) and stemmed (English Snowball), so that
`Strikes`, `strike` and `STRIKING` meet. Stop words are indexed, since phrases need them; the
query leaves them out elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import combining

from Stemmer import Stemmer
from whoosh.analysis import Filter, RegexTokenizer

from index.analysis.characters import IDEOGRAPHS, marks

_MARK = f"[{marks()}]"
_LETTER = rf"(?:[^\W_]|{_MARK})"
# Chinese and Japanese write no spaces: each character is a word, and phrases do the rest.
_IDEOGRAPH = rf"(?=[^\W\d_])[{IDEOGRAPHS}]"
_INITIALS = rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!{_LETTER}))?"
_FIGURE = rf"\d+(?:[.,]\d+)+(?!\w|{_MARK})"
_LETTERS_IN_ROW = rf"(?!{_IDEOGRAPH})[^\W_](?:(?!{_IDEOGRAPH}){_LETTER})*"
_PLAIN = rf"{_LETTERS_IN_ROW}(?:['’]{_LETTERS_IN_ROW})*"

WORD = re.compile(rf"{_IDEOGRAPH}{_MARK}*|{_INITIALS}|{_FIGURE}|{_PLAIN}")
"""What counts as one word of a text."""

STOP_WORDS = frozenset(
    (
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is",
        "it", "no", "not", "of", "on", "or", "such", "that", "the", "their", "then", "there",
        "these", "they", "this", "to", "was", "will", "with",
    )
)  # fmt: skip
"""Words so frequent that they say nothing about an article (the list that Lucene uses)."""

# What Unicode does not decompose although readers take the letters for one another.
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",
        "þ": "th", "ß": "ss", "’": "'", "ʼ": "'",
        "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "ک": "ك", "ی": "ي",
        # Marks that choose a picture and not a letter: selectors of variants, circles, keycaps.
        **dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x034F)),
        **dict.fromkeys((*range(0x20DD, 0x20E1), *range(0x20E2, 0x20E5))),
    }
)  # fmt: skip
_VOICED = "\u3099\u309a"  # Japanese が is no か with an accent, but another letter
LONGEST = 64  # characters; what is longer is no word but a code, and its beginning will find it
_APOSTROPHE_S = re.compile(r"'s?$")


class Token(NamedTuple):
    """A word of a text: the term it is searched by, and where it stands."""

    term: str
    start: int
    end: int


def fold(word: str) -> str:
    """The word without case, accents and marks: `Éléonore` → `eleonore`, `أحمد` → `احمد`."""
    if word.isascii():
        return word.lower()[:LONGEST]
    decomposed = unicodedata.normalize("NFKD", word.lower()).lower()  # 𝐀 is capital only then
    bare = "".join(sign for sign in decomposed if sign in _VOICED or not combining(sign))
    return unicodedata.normalize("NFKC", bare.translate(_LETTERS))[:LONGEST]


@lru_cache(maxsize=2**17)  # an article's words repeat: by Zipf's law nearly all are in here
def term_of(word: str) -> str:
    """The term by which a word of an article's text is searched: folded and stemmed."""
    if word.isascii() and word.isalpha():  # nearly every word; what follows would change nothing
        return _stem(word.lower()[:LONGEST])
    folded = _APOSTROPHE_S.sub("", fold(word))
    if "." in folded and not folded[0].isdigit():
        return folded.replace(".", "")  # U.S. and US are one
    if folded.isascii() and folded.isalpha():
        return _stem(folded)
    return folded.replace("'", "")


@lru_cache(maxsize=2**17)  # one for Strike, strike and STRIKE
def _stem(folded: str) -> str:
    return str(_STEMMER.stemWord(folded)) if len(folded) > 2 else folded


def name_of(word: str) -> str:
    """The term by which a word of a name (outlet, byline, path) is searched: folded only."""
    return fold(word).replace("'", "").replace(".", "")


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, with their places in characters."""
    for match in WORD.finditer(text):
        if term := term_of(match[0]):
            yield Token(term, match.start(), match.end())


_STEMMER = Stemmer("english", 0)  # without its own cache, which takes twice what stemming takes


class _TermFilter(Filter):  # type: ignore[misc]  # Whoosh carries no annotations
    """Passes each word of a Whoosh token stream through `term_of` or `name_of`."""

    def __init__(self, stemmed: bool) -> None:
        self.stemmed = stemmed

    def __call__(self, stream: Iterator[Any]) -> Iterator[Any]:
        form = term_of if self.stemmed else name_of
        for token in stream:
            token.text = form(token.text)
            if token.text:  # a lone joining mark folds to nothing
                yield token


TEXT_ANALYZER = RegexTokenizer(WORD) | _TermFilter(stemmed=True)
"""For running text."""

NAME_ANALYZER = RegexTokenizer(WORD) | _TermFilter(stemmed=False)
"""For names and addresses."""
