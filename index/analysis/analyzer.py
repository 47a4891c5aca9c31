"""The analyzers: from a word of a language to its terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from Stemmer import Stemmer
from whoosh.analysis import RegexTokenizer, StemFilter, SubstitutionFilter
from whoosh.analysis import Token as WhooshToken
from whoosh.analysis.analyzers import CompositeAnalyzer

from index.analysis import english
from index.analysis.characters import APOSTROPHES
from index.analysis.filters import (
    SOMETHING,
    CliticFilter,
    FoldFilter,
    LanguageFilter,
    LowercaseFilter,
    PossessiveFilter,
    PunctuationFilter,
)
from index.analysis.folding import LONGEST, fold
from index.analysis.language import DEFAULT, LANGUAGES, Language
from index.analysis.unspaced import is_unit
from index.analysis.word import WORD

_STEMMER = Stemmer("english", 0)  # without its own cache, which takes twice what stemming takes


class Token(NamedTuple):
    """A word of a text: the term it is searched by, and where it stands."""

    term: str
    start: int
    end: int


def stem(folded: str) -> str:
    """The stem of an English word. What has other signs is none; two letters have no ending.

    Codes have a plural: B52s, 747s; a decade (1980s) is none.
    """
    is_word = len(folded) > 2 and folded.isascii() and folded.isalpha()
    if not is_word:
        return folded[:-1] if _CODES(folded) else folded
    return english.one_stem(str(_STEMMER.stemWord(english.base_of(folded))))


TEXT_ANALYZER = (
    RegexTokenizer(WORD)
    | FoldFilter()
    | PossessiveFilter()
    | PunctuationFilter()  # before stemming: D'Arcy is Darcy
    | StemFilter(stem, cachesize=None)  # a look at a cache takes as long as stemming does
    | SOMETHING
)
"""For running text in English: folded, without the possessive, stemmed."""

FORM_ANALYZER = (
    RegexTokenizer(WORD) | FoldFilter() | PossessiveFilter() | PunctuationFilter() | SOMETHING
)
"""As TEXT_ANALYZER, but not stemmed: the form of a word, as quotes ask for it."""

NAME_ANALYZER = RegexTokenizer(WORD) | FoldFilter() | SubstitutionFilter("['.]", "") | SOMETHING
"""For names and addresses: folded, without points and apostrophes."""


@cache
def text_analyzer(language: str) -> CompositeAnalyzer:
    """For running text in a language (`language_of`)."""
    if language == DEFAULT:
        return TEXT_ANALYZER
    row = LANGUAGES[language]
    analyzer = _words_of(row)
    if row.stem:
        analyzer |= StemFilter(row.stem, cachesize=None)
    analyzer |= FoldFilter()
    if row.folded_stem:
        analyzer |= StemFilter(row.folded_stem, cachesize=None)
    return analyzer | SOMETHING | LanguageFilter(row.mark)


@cache
def form_analyzer(language: str) -> CompositeAnalyzer:
    """As `text_analyzer`, but not stemmed, and without the language's mark."""
    if language == DEFAULT:
        return FORM_ANALYZER
    row = LANGUAGES[language]
    return _words_of(row) | FoldFilter() | SOMETHING


def _words_of(row: Language) -> CompositeAnalyzer:
    group_and_point = (".", ",") if row.has_decimal_comma else (",", ".")
    return (
        RegexTokenizer(WORD)
        | LowercaseFilter(row.has_dotless_i)
        | CliticFilter(row.clitic)
        | PunctuationFilter(*group_and_point)
    )


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
def term_of(word: str, language: str = DEFAULT) -> str:
    """The term by which a word of an article's text is searched: folded and stemmed; or empty."""
    analyzer = text_analyzer(_language_of(word, language))
    return next((term for _, term in analyse(analyzer, (word,))), "")


def form_of(word: str, language: str = DEFAULT) -> str:
    """The form of a word of a text: folded, without the possessive, not stemmed; or empty."""
    if language == DEFAULT and word.isascii() and word.isalpha():
        return word.lower()[:LONGEST]  # most words need no analysis
    return _analysed_form(word, language)


@lru_cache(maxsize=2**15)
def _analysed_form(word: str, language: str) -> str:
    analyzer = form_analyzer(_language_of(word, language))
    return next((form for _, form in analyse(analyzer, (word,))), "")


def _language_of(word: str, language: str) -> str:
    """The language of a word in a text; DEFAULT if it is in letters that the text's has not."""
    is_foreign = language != DEFAULT and (
        (word.isascii() and not LANGUAGES[language].is_latin) or is_unit(word)
    )
    return DEFAULT if is_foreign else language


@lru_cache(maxsize=2**14)
def query_terms(word: str, languages: tuple[str, ...] = (DEFAULT,)) -> tuple[str, ...]:
    """The terms by which a word of a query is searched: as each of some languages would write it.

    `languages` are those of the archive (`language_of`). The first term is that of the first; there
    is none when the analysis leaves nothing of the word.
    """
    terms = [
        term_of(spelling, language)
        for language in languages
        for spelling in (word, *spellings_of(word, language))
    ]
    return tuple(dict.fromkeys(filter(None, terms)))


def query_forms(
    word: str, languages: tuple[str, ...] = (DEFAULT,)
) -> Mapping[str, tuple[str, ...]]:
    """The forms by which a word in quotes is searched, each with the languages that take it so.

    The aquila of `all'Aquila` is Italian, and the all that Turkish makes of it no English one.
    """
    found: dict[str, tuple[str, ...]] = {}
    for language in languages:
        if form := form_of(word, language):
            found[form] = (*found.get(form, ()), language)
    return found


@lru_cache(maxsize=2**16)
def terms_within(word: str, languages: tuple[str, ...] = (DEFAULT,)) -> tuple[str, ...]:
    """All terms by which a word of an article in any of these languages is found."""
    return _within(word, languages, term_of)


@lru_cache(maxsize=2**14)
def forms_within(word: str, languages: tuple[str, ...] = (DEFAULT,)) -> tuple[str, ...]:
    """The same of forms."""
    return _within(word, languages, form_of)


def _within(
    word: str, languages: tuple[str, ...], of: Callable[[str, str], str]
) -> tuple[str, ...]:
    found = [
        of(each, language)
        for language in languages
        for each in (word, *spellings_of(word, language), *parts_of(word, language))
    ]
    return tuple(dict.fromkeys(filter(None, found)))


def spellings_of(word: str, language: str) -> tuple[str, ...]:
    """How else a word may be written: Müller as Mueller, and in other languages as Muller.

    Several of an abbreviation (MPs, TVs, PhDs) are that, too, which no stemmer knows.
    """
    if word.isascii():
        return (word[:-1],) if _SEVERAL(word) else ()
    if language == DEFAULT:
        spelt = word.translate(_SPELT_OUT)
        return () if spelt == word else (spelt,)
    return (fold(word),) if LANGUAGES[language].is_latin else ()


def joined_word(text: str) -> str:
    """The word that a text in two parts is, as the index has it too; empty for another text.

    They have a hyphen between them (wi-fi, 3-D), a point (Ph.D.), or a slash (AC/DC).
    """
    parts = _HYPHENATED(text) or _POINTED(text) or _SLASHED(text)
    return "".join(parts.groups()) if parts else ""


def parted_code(text: str) -> str:
    """The two words that a word with a number may also be: `iphone15`, `F16`, `35mm`; else empty.

    After two or three capitals the index has both (MH 370), and more may be any word (page 15).
    """
    found = _NUMBERED(text) or _MEASURE(text)
    return " ".join(found.groups()) if found else ""


def parts_of(word: str, language: str) -> tuple[str, ...]:
    """Further words by which one of an article is found: Brien for O'Brien, MH, 370 for MH370.

    A query is not to be taken apart so: O'Brien is not every Brien.
    """
    if not word.isalpha() and (coded := _CODE(word) or _MEASURE(word)):
        return coded.groups()
    if language != DEFAULT:
        parts = LANGUAGES[language].parts
        return parts(fold(word)) if parts else ()
    if word.isalpha():
        other = english.other_base_of(word.lower())
        return (other,) if other else ()
    pieces = _APOSTROPHES(word)
    if len(pieces) == 1 or pieces[-1].lower() == "t":  # don't is not don
        return ()
    return tuple(piece for piece in pieces if len(piece) > 2)


_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa",
     "ø": "oe", "Ø": "Oe"}
)  # fmt: skip
_SEVERAL = re.compile(r"[A-Z][A-Za-z]*[A-Z]s").fullmatch
_HYPHENATED = re.compile(
    r"([^\W\d_]+(?=.[^\W_]+\Z)|\d+(?=.[^\W\d_]\Z))[-\u00b7\u2010\u2011\u200c]([^\W_]+)"
).fullmatch
_SLASHED = re.compile(r"([A-Z]{1,3})/([A-Z]{1,3})").fullmatch
_POINTED = re.compile(r"([A-Z][A-Za-z]?)\.([A-Z][A-Za-z]{0,3})\.?").fullmatch
_CODES = re.compile(r"(?:[a-z]+\d+|\d+[a-z]\d+|\d*[1-9])s").fullmatch
_NUMBERED = re.compile(
    r"([^\W\d_]{3,}|[^\W\d_AIai](?=\d\d))(\d+)"  # no letter that is a word: a 10-year plan
).fullmatch
_CODE = re.compile(r"([^\W\d_]+)(\d+)s?").fullmatch
_MEASURE = re.compile(
    r"(\d+)([ckm]?m|[km]?g|[cm]?l|ft|in|lbs?|oz|ha|km²|m²|kmh|mph|kph|[km]?b[np]s|[kmgt]b|[kmg]?hz"
    r"|[kmgt]wh?|bn|tn|[ap]m)",
    re.IGNORECASE,
).fullmatch
"""A number with its unit behind it. Others (21st, 4x4, 1980s) are words of their own."""
_APOSTROPHES = re.compile(f"[{APOSTROPHES}]").split


@lru_cache(maxsize=2**15)
def name_of(word: str) -> str:
    """The term by which a word of a name (outlet, byline, path) is searched: folded only."""
    return next((term for _, term in analyse(NAME_ANALYZER, (word,))), "")


def tokens(text: str, language: str = DEFAULT) -> Iterator[Token]:
    """The words of a text in order, with their places in characters."""
    for match in WORD.finditer(text):
        if term := term_of(match[0], language):
            yield Token(term, match.start(), match.end())
