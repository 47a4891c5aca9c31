"""Which single-byte encoding a text in Latin letters is in, when nothing says so.

In the wrong encoding some letters of a language become signs, capitals within words, or letters
that the language does not have; and its commonest words, which most texts hold, are not there. So
each pair of a language and an encoding in which it was written is tried on the letters beyond
ASCII, and on the words with them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SIGNS = frozenset("“”„‘’‚–—…«»‹›°©®™€£§·•¿¡ºª´\xa0\xad′″×")
_ENOUGH = 0.8  # of the letters beyond ASCII; in the right encoding nearly all fit
_WORD = re.compile(r"[^\W\d_]+")
_MOST_HIGH = 0.45  # of all letters; beyond that the script is another one
_COMMON = 3.0  # what a language's common word weighs beside one letter that fits


class _Language(NamedTuple):
    letters: frozenset[str]
    codecs: tuple[str, ...]
    """Most usual first."""
    words: frozenset[str]


def _language(letters: str, codecs: str, words: str) -> _Language:
    return _Language(
        frozenset(letters + letters.upper()), tuple(codecs.split()), frozenset(words.split())
    )


_WESTERN = "cp1252 mac-roman cp850"
_CENTRAL = "cp1250 iso8859-2 cp852 mac-latin2"
_BALTIC = "cp1257 iso8859-13 iso8859-4"
_LANGUAGES = (
    _language("âàéèêëîïôœùûüÿæç", _WESTERN, "à été même où très après déjà était être"),
    _language("áéíóúüñ", _WESTERN, "más él está también según así año años sí qué"),
    _language("áâãàçéêíóôõú", _WESTERN, "não é são também já até está às à há três"),
    _language("äöüß", _WESTERN, "für über können würde wäre während später größte müssen"),
    _language("åäöæøé", _WESTERN, "på är för från också når får også så været blå året"),
    _language("àèéìíòóùú", _WESTERN, "è più perché così già può sarà città"),
    _language("ëïéèöüáóê", _WESTERN, "één zó vóór financiële geïnteresseerd"),
    _language("àéèíïóòúüç", _WESTERN, "és més també però això així què són"),
    _language("áðéíóúýþæö", _WESTERN, "að á það í við eða því þegar sé"),
    _language("ąčęėįšųūž", _BALTIC, "kad iš buvo už apie taip yra dėl prieš kurį tačiau šį"),
    _language("āčēģīķļņšūž", _BALTIC, "tā arī nav būs kā vairāk šī gadā pēc kļūt"),
    _language("äõöüšž", f"{_BALTIC} cp1252", "või üle pärast käis võib ära nüüd õigus"),
    _language("áčďéěíňóřšťúůýž", _CENTRAL, "že při už jsou také až před byl který můžete když"),
    _language("áäčďéíĺľňóôŕšťúýž", _CENTRAL, "že však sú tiež už až pri môže ľudí bola ktorý"),
    _language("ąćęłńóśźż", _CENTRAL, "się że jest był są może także będzie już też przez który"),
    _language("áéíóöőúüű", _CENTRAL, "és már még több között így előtt után szerint új"),
    _language("čšžćđ", _CENTRAL, "što već još više može biti će če več še že tudi"),
    _language("ăâîșțşţ", f"{_CENTRAL} iso8859-16", "și în să că fără după către şi"),
    _language("ëç", "cp1252 cp1250", "është një dhe për më kjo të në së"),
    _language("çğıöşüâîİ", "cp1254 cp857", "için çok değil bir olduğunu kadar şu gün şekilde"),
)


def latin_codec_of(sample: bytes) -> str:
    """The codec of a sample with bytes beyond ASCII; "" where no pair explains them.

    Of pairs that explain them equally well the more usual one.
    """
    best, codec = 0.0, ""
    texts: dict[str, str] = {}
    for language in _LANGUAGES:
        for rank, candidate in enumerate(language.codecs):
            text = texts.setdefault(candidate, sample.decode(candidate, "replace"))
            score = _score(text, language) - rank / 1_000
            if score > best:
                best, codec = score, candidate
    return codec


def _score(text: str, language: _Language) -> float:
    """How well a language explains a text, 0 when it does not; common words outweigh letters."""
    high = [sign for sign in text if sign > "~" and sign not in _SIGNS]
    fitting = sum(sign in language.letters for sign in high)
    letters = sum(map(str.isalpha, text))
    if high and (fitting < _ENOUGH * len(high) or len(high) > _MOST_HIGH * letters):
        return 0.0
    words = _WORD.findall(text)
    odd = sum(map(_is_odd, words)) + _signs_within(text)
    known = sum(word.lower() in language.words for word in words)
    return 0.01 + (fitting - len(high)) - 2 * odd + fitting / (1 + len(high)) + _COMMON * known


def _is_odd(word: str) -> bool:
    """Whether a letter beyond ASCII is a capital within a word that is not all capitals."""
    if word.isascii():
        return False
    rest = word[1:]
    return any(sign > "~" and sign.isupper() for sign in rest) and any(map(str.islower, rest))


_WITHIN = re.compile(r"[^\W\d_](?![’‘'´\-–\xad·])[^\w\s]+(?<![.,:;/\-–’‘'´@&\xad·])[^\W\d_]")


def _signs_within(text: str) -> int:
    """Signs beyond ASCII between two letters, where only apostrophes and hyphens are at home."""
    return sum(not match[0].isascii() for match in _WITHIN.finditer(text))
