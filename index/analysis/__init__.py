"""From text to the terms that are searched: one analysis for articles, queries and snippets.

A word is a run of letters and digits in any script, with the marks that combine with them and with
apostrophes inside (`Iran's`), figures with their separators (`3,000`), or initials (`U.S.`); an
emoji; a letter with the signs of C++ and C#. Hyphens separate. An e-mail address or a URL is the
row of its words: what is remembered of one is a name or a domain, and `nytimes.com` finds those as
a phrase. A word is then folded (case, accents, Arabic marks and alef forms) and stemmed (English
Snowball), so that `Strikes`, `strike` and `STRIKING` meet. Stop words are indexed, since phrases
need them; the query leaves them out elsewhere.

All of this is said once, as Whoosh's analyzers: a tokenizer and filters. Where a whole article
would take too long on that way, `index.analysis.tokenizer` finds the words by compiled code, and
each distinct one goes through the same filters (`analyse`), once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import combining

from Stemmer import Stemmer
from whoosh.analysis import (
    Filter,
    RegexTokenizer,
    StemFilter,
    StopFilter,
    SubstitutionFilter,
)
from whoosh.analysis import Token as WhooshToken
from whoosh.analysis.analyzers import CompositeAnalyzer

from index.analysis.characters import EMOJI, IDEOGRAPHS, marks

_MARK = f"[{marks()}]"
_LETTER = rf"(?:[^\W_]|{_MARK})"
# Chinese and Japanese write no spaces: each character is a word, and phrases do the rest.
_IDEOGRAPH = rf"(?=[^\W\d_])[{IDEOGRAPHS}]"
_SIGNED = rf"[A-Za-z](?:\+\+|\#(?!\w|{_MARK}))"
_INITIALS = rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!{_LETTER}))?"
_FIGURE = rf"\d+(?:[.,]\d+)+(?!\w|{_MARK})"
_LETTERS_IN_ROW = rf"(?!{_IDEOGRAPH})[^\W_](?:(?!{_IDEOGRAPH}){_LETTER})*"
_PLAIN = rf"{_LETTERS_IN_ROW}(?:['’]{_LETTERS_IN_ROW})*"

WORD = re.compile(rf"(?:{_IDEOGRAPH}|[{EMOJI}]){_MARK}*|{_SIGNED}|{_INITIALS}|{_FIGURE}|{_PLAIN}")
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
_APOSTROPHE_S = re.compile(r"'s?$")
LONGEST = 64  # characters; what is longer is no word but a code, and its beginning will find it


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


class FoldFilter(Filter):  # type: ignore[misc]  # Whoosh carries no annotations
    """Passes the text of each token through `fold`."""

    def __call__(self, stream: Iterator[Any]) -> Iterator[Any]:  # noqa: D102  # as the class says
        for token in stream:
            token.text = fold(token.text)
            yield token


class PossessiveFilter(Filter):  # type: ignore[misc]  # as above
    """Takes 's, or a lone apostrophe, off the end of each token."""

    def __call__(self, stream: Iterator[Any]) -> Iterator[Any]:  # noqa: D102  # as the class says
        for token in stream:
            if "'" in token.text:  # hardly any has one, and looking is quicker than matching
                token.text = _APOSTROPHE_S.sub("", token.text)
            yield token


class PunctuationFilter(Filter):  # type: ignore[misc]  # as above
    """Takes out the points of initials (U.S. and US are one), else apostrophes; 7.5 stays."""

    def __call__(self, stream: Iterator[Any]) -> Iterator[Any]:  # noqa: D102  # as the class says
        for token in stream:
            text = token.text
            if not text.isalnum():  # nearly every word has none
                is_initials = "." in text and not text[0].isdigit()
                token.text = text.replace("." if is_initials else "'", "")
            yield token


def stem(folded: str) -> str:
    """The stem of an English word. What has other signs is none; two letters have no ending."""
    is_word = len(folded) > 2 and folded.isascii() and folded.isalpha()
    return str(_STEMMER.stemWord(folded)) if is_word else folded


_STEMMER = Stemmer("english", 0)  # without its own cache, which takes twice what stemming takes
# A lone joining mark folds to nothing. The other words keep their places.
_SOMETHING = StopFilter(stoplist=None, minsize=1, renumber=False)

TEXT_ANALYZER = (
    RegexTokenizer(WORD)
    | FoldFilter()
    | PossessiveFilter()
    | StemFilter(stem, cachesize=None)  # a look at a cache takes as long as stemming does
    | PunctuationFilter()
    | _SOMETHING
)
"""For running text: folded, without the possessive, stemmed."""

FORM_ANALYZER = (
    RegexTokenizer(WORD) | FoldFilter() | PossessiveFilter() | PunctuationFilter() | _SOMETHING
)
"""As TEXT_ANALYZER, but not stemmed: the form of a word, as quotes ask for it."""

NAME_ANALYZER = RegexTokenizer(WORD) | FoldFilter() | SubstitutionFilter("['.]", "") | _SOMETHING
"""For names and addresses: folded, without points and apostrophes."""


def analyse(analyzer: CompositeAnalyzer, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(place, term) for each of some words that has a term: what the analyzer's filters make of it.

    Each is one word already, as the tokenizer finds them.
    """
    stream = _as_found(words)
    for each in analyzer[1:]:
        stream = each(stream)
    return ((token.pos, token.text) for token in stream)


def _as_found(words: Iterable[str]) -> Iterator[Any]:
    token = WhooshToken(positions=True)
    for token.pos, token.text in enumerate(words):
        token.stopped = False
        yield token


@lru_cache(maxsize=2**17)  # an article's words repeat: by Zipf's law nearly all are in here
def term_of(word: str) -> str:
    """The term by which a word of an article's text is searched: folded and stemmed; or empty."""
    return next((term for _, term in analyse(TEXT_ANALYZER, (word,))), "")


@lru_cache(maxsize=2**15)
def form_of(word: str) -> str:
    """The form of a word of a text: folded, without the possessive, not stemmed; or empty."""
    return next((form for _, form in analyse(FORM_ANALYZER, (word,))), "")


SMALL, CAPITAL, CAPITALS = range(3)
"""In what letters a word is written: small ones only; with a capital; all of two or more."""


def letters_of(word: str) -> int:
    """In what letters a word is written; a possessive ending says nothing of it."""
    if word == word.lower():
        return SMALL
    bare = _APOSTROPHE_S.sub("", word.replace("’", "'"))
    letters = sum(map(str.isalpha, bare))
    return CAPITALS if letters > 1 and bare == bare.upper() else CAPITAL


@lru_cache(maxsize=2**15)
def name_of(word: str) -> str:
    """The term by which a word of a name (outlet, byline, path) is searched: folded only."""
    return next((term for _, term in analyse(NAME_ANALYZER, (word,))), "")


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order, with their places in characters."""
    for match in WORD.finditer(text):
        if term := term_of(match[0]):
            yield Token(term, match.start(), match.end())
