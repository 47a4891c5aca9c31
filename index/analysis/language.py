"""The languages that are analysed by rules of their own: a row of a table each.

English is the default: what has no row is analysed as English is, which leaves words of other
alphabets as they are. A language with a Snowball stemmer needs nothing but its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from index.analysis.semitic import arabic_stem, without_particles, without_prefixes
from index.analysis.slavic import slavic_stem
from index.analysis.snowball import snowball

DEFAULT = "en"
"""The language of a text in one without a row."""

MARK = "\x1f"
"""Stands in a term before the code of its language; no word holds it."""

_ELIDED = r"\A(?:[cdjlmnstç]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'(?=\w)"
_ITALIAN = (
    r"\A(?:[cdlmstnv]|gl|un|all|dall|dell|nell|sull|coll|quell|quest|bell|sant|tutt|mezz|ciascun"
    r"|nessun|alcun|senz|quant)'(?=\w)"
)
_CATALAN = r"\A[dlmnst]'(?=\w)|(?<=\w)'(?:[lmnst]|ls|ns|hi|ho|n)\Z"
_GENITIVE = r"'s?\Z"
_SUFFIX = r"(?<=\w\w)'.*\Z"  # behind one letter it is another language's: l'Élysée, O'Brien


@dataclass(frozen=True, slots=True)
class Language:
    """How words of a language become terms.

    `clitic` is what is taken off a small word, accents and all; `stem` is asked before accents are
    folded, `folded_stem` after. `parts` are the words that a folded word may be with something
    written onto it; it is found by each.
    """

    code: str
    clitic: str = _GENITIVE
    stem: Callable[[str], str] | None = None
    folded_stem: Callable[[str], str] | None = None
    parts: Callable[[str], tuple[str, ...]] | None = None
    is_latin: bool = True
    has_dotless_i: bool = False
    has_decimal_comma: bool = True
    has_prefixes: bool = False
    """Whether stemming takes off the beginnings of words."""

    @property
    def mark(self) -> str:
        """What the terms of the language end with."""
        return MARK + self.code


def _rows() -> Iterable[Language]:
    latin = {
        "ca": ("catalan", _CATALAN), "cs": ("czech", _GENITIVE), "da": ("danish", _GENITIVE),
        "de": ("german", _GENITIVE), "es": ("spanish", _GENITIVE), "et": ("estonian", _SUFFIX),
        "eu": ("basque", _GENITIVE), "fi": ("finnish", _SUFFIX), "fr": ("french", _ELIDED),
        "hu": ("hungarian", _GENITIVE), "it": ("italian", _ITALIAN),
        "lt": ("lithuanian", _GENITIVE), "nl": ("dutch", _GENITIVE), "no": ("norwegian", _GENITIVE),
        "pl": ("polish", _SUFFIX), "pt": ("portuguese", _ELIDED), "ro": ("romanian", _GENITIVE),
        "sv": ("swedish", _GENITIVE),
    }  # fmt: skip
    for code, (algorithm, clitic) in latin.items():
        yield Language(code, clitic, snowball(algorithm))
    yield Language("ga", r"\A[bdmst]'(?=\w)", snowball("irish"), has_prefixes=True)
    yield Language("id", _GENITIVE, snowball("indonesian"), has_prefixes=True)
    yield Language("tr", _SUFFIX, snowball("turkish"), has_dotless_i=True)
    yield Language("az", _SUFFIX, has_dotless_i=True)
    for code, algorithm in (("el", "greek"), ("hy", "armenian"), ("ru", "russian")):
        yield Language(code, _GENITIVE, snowball(algorithm), is_latin=False)
    for code, algorithm in (("hi", "hindi"), ("ne", "nepali"), ("ta", "tamil")):
        yield Language(
            code, _GENITIVE, snowball(algorithm), is_latin=False, has_decimal_comma=False
        )
    yield Language("sr", _GENITIVE, snowball("serbian"))
    yield Language("hr", _GENITIVE, snowball("serbian"))
    for code in ("sk", "sl"):
        yield Language(code, _GENITIVE, slavic_stem(code))
    for code in ("bg", "mk", "uk"):
        yield Language(code, _GENITIVE, slavic_stem(code), is_latin=False)
    yield Language(
        "ar", folded_stem=arabic_stem, parts=without_particles, is_latin=False, has_prefixes=True
    )
    yield Language("fa", _GENITIVE, snowball("persian"), is_latin=False)
    yield Language("he", parts=without_prefixes, is_latin=False, has_decimal_comma=False)


LANGUAGES = {language.code: language for language in _rows()}
"""By their ISO 639-1 codes."""


def language_of(lang: str) -> str:
    """The language that an article in `lang` is analysed in: `lang` itself, or DEFAULT."""
    return lang if lang in LANGUAGES else DEFAULT
