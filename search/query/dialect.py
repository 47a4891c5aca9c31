"""What people type who know Nexis, ProQuest, Factiva or Westlaw, said in our query language.

    terror!  econom$  econom$3     terror*, econom*
    headline(x)  TI(x)  hd=x       title:(x)    byline(x)  AU(x)  by=x         byline:(x)
    publication(x)  pub(x)  sn=x   outlet:(x)   language(x)  la=x              lang:(x)
    hlead(x)  body(x)  hlp=x       x            atleast5(x)  allcaps(x)  rst=x   x
    date geq 5/1/2010  date > 2010  since:…   date leq 2010  date bef 2010   until:…, before:…
    headline:x  author:x  intitle:x  site:x      title:x  byline:x  title:x  url:x
    allintitle: x y                          title:(x y)
    a ODER b  a UND NICHT b  a OU b  a SAUF b    a OR b  a NOT b

Words that stand near one another (`w/3`, NEAR/3, adj) are operators of the grammar (`nearness`).
Whoever writes any of these takes `and`, `or` and `not` for operators too, so there they are. Each
change is said. What stands in quotation marks is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from search.dates import day_range
from search.query.diagnostics import Diagnostics
from search.query.nearness import NEARNESS, is_nearness

_FREE = r"(?<![^\s(+-])"  # only what separates words, or a sign, stands before
_ENDS = r"(?![^\s)])"
_NAMES = {
    "title": "headline title ti hd head",
    "byline": "byline author au by",
    "outlet": "publication pub source sn",
    "lang": "language la",
}
_WRITTEN_OUT = {
    "headline": "title", "intitle": "title", "ti": "title", "author": "byline", "au": "byline",
    "publication": "outlet", "newspaper": "outlet", "source": "outlet", "language": "lang",
    "site": "url", "inurl": "url",
}  # fmt: skip
"""What other systems, and Google, write before a colon where we have another name."""
_IN_OTHER_LANGUAGES = {
    "UND": "AND", "ODER": "OR", "NICHT": "NOT", "UND NICHT": "NOT", "ET": "AND", "OU": "OR",
    "SAUF": "NOT", "ET NON": "NOT",
}  # fmt: skip
_FIELD = {name: field for field, names in _NAMES.items() for name in names.split()}
_UNKNOWN = (
    "hlead", "lead", "body", "ab", "abstract", "lp", "td", "hlp", "nocaps", "caps", "allcaps",
    "singular", "plural", "exact",
)  # fmt: skip
_CODES = ("hlp", "lp", "td", "rst", "in", "ns", "co", "re", "fds", "an", "wc", "se")
"""What Factiva writes before `=` and nothing here has."""
_DATES = {
    "since": "geq >= > aft after since",
    "until": "leq <= until",
    "before": "< bef before",
    "date": "eq = is",
}
_SINCE = {name: field for field, names in _DATES.items() for name in names.split()}


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_TRUNCATED = rf"{_FREE}(?:\w+:)?[^\W\d_]{{3,}}(?:!|\$\d{{0,2}}){_ENDS}"
_CUT = re.compile(_TRUNCATED)
_SEGMENT = re.compile(
    rf"{_FREE}(?i:({_any_of([*_FIELD, *_UNKNOWN])}|atleast\d{{1,3}})(?=\([^\s)]))"
)
_ATLEAST = re.compile(rf"{_FREE}(?i:(atleast\d{{1,3}}))\s+(?=[^\s)])")
_EQUALS = re.compile(rf"{_FREE}(?i:({_any_of([*_FIELD, *_CODES])})=(?=[^\s=)]))")
_COLON = re.compile(rf"{_FREE}(?i:({_any_of(_WRITTEN_OUT)})):(?=[^\s:/)])")
_ALL_IN_TITLE = re.compile(
    rf"{_FREE}(?i:allintitle):\s*([^\s()\"|:][^()\"|:]*?)(?=\s*(?:[()\"|]|\S+:|\Z))"
)
_FOREIGN = re.compile(rf"(?<=\S\s)({_any_of(_IN_OTHER_LANGUAGES)})(?=\s+[^\s)])")
_DATE = re.compile(
    rf"{_FREE}(?i:date\s*({_any_of(name for name in _SINCE if not name.isalpha())})\s*"
    rf"|date\s+({_any_of(name for name in _SINCE if name.isalpha())})\s+)(\d[^\s()]*)"
)
_OPERATOR = re.compile(rf"{_FREE}(?:and not|and|or|not)(?=\s)")
_NEAR = re.compile(rf"{_FREE}{NEARNESS}(?![^\s()])", re.VERBOSE)
_ONE_FIGURE = re.compile(r"\b(\d)\b")
_QUOTED = re.compile(r'("[^"]*"(?:~\d+)?)')


MAY_BE_OTHER = re.compile(
    r"[!$=<>/]|\w\(|(?i:allintitle:)|\(\d*[WN]\)|\bNEAR\b|(?i:\batleast\d|\bdate\s|\badj|\bnear\d)"
    rf"|(?i:{_any_of(_WRITTEN_OUT)}):|\b(?:UND|ODER|NICHT|ET|OU|SAUF)\b"
).search
"""Finds what may be of another system; what it does not find is surely ours."""


def translated(text: str, notes: Diagnostics) -> str:
    """A tidied query with what other systems write said in ours."""
    if not MAY_BE_OTHER(text):
        return text
    parts = _QUOTED.split(text)
    mere = parts[::2]
    parts[::2] = [_translated(part, notes) for part in mere]
    if parts[::2] != mere or any(map(_NEAR.search, mere)):
        parts[::2] = [_with_operators(part, notes) for part in parts[::2]]
    return "".join(parts)


def is_of_others(word: str) -> bool:
    """Whether a word before others would be read as another system's."""
    if not MAY_BE_OTHER(word):
        return False
    if word in _IN_OTHER_LANGUAGES:
        return True
    return is_nearness(word) or translated(f"{word} x", Diagnostics()) != f"{word} x"


def _with_operators(text: str, notes: Diagnostics) -> str:
    def operator(found: re.Match[str]) -> str:
        notes.instead(
            found[0], found[0].upper(), "so it is where the rest of this query comes from"
        )
        return found[0].upper()

    return _OPERATOR.sub(operator, text)


def _translated(text: str, notes: Diagnostics) -> str:
    def cut(found: re.Match[str]) -> str:
        word = found[0].rstrip("!$0123456789")
        if not word.rpartition(":")[2].islower():  # a name that is written so: Yahoo!, US$
            return found[0]
        beginning = f"{word}*"
        notes.instead(found[0], beginning, "any ending will do")
        return beginning

    def segment(found: re.Match[str]) -> str:
        field = _FIELD.get(found[1].lower(), "")
        if field == found[1].lower():
            field = found[1]  # nothing is said of a mere colon
        return _named(found[1], f"{found[1]}( )", field, notes)

    def equals(found: re.Match[str]) -> str:
        return _named(found[1], found[0], _FIELD.get(found[1].lower(), ""), notes)

    def colon(found: re.Match[str]) -> str:
        return _named(found[1], found[0], _WRITTEN_OUT[found[1].lower()], notes)

    def all_in_title(found: re.Match[str]) -> str:
        notes.instead(found[0], f"title:({found[1]})", "that is how a field is named here")
        return f"title:({found[1]})"

    def foreign(found: re.Match[str]) -> str:
        if text.isupper():  # all is typed so: LIBERTÉ OU MORT
            return found[0]
        ours = _IN_OTHER_LANGUAGES[found[1]]
        notes.instead(found[1], ours, "that is how it is said here")
        return ours

    def atleast(found: re.Match[str]) -> str:
        return _named(found[1], found[1], "", notes)

    def dated(found: re.Match[str]) -> str:
        field, date = _SINCE[(found[1] or found[2]).lower()], _ONE_FIGURE.sub(r"0\1", found[3])
        if day_range(date) is None:
            return found[0]
        notes.instead(found[0], f"{field}:{date}", "that is how dates are asked for here")
        return f"{field}:{date}"

    changes: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (_ALL_IN_TITLE, all_in_title), (_DATE, dated), (_CUT, cut), (_SEGMENT, segment),
        (_ATLEAST, atleast), (_EQUALS, equals), (_COLON, colon), (_FOREIGN, foreign),
    )  # fmt: skip
    for pattern, change in changes:
        text = pattern.sub(change, text)
    return text


def _named(name: str, typed: str, field: str, notes: Diagnostics) -> str:
    """What stands instead of the name of a part of the article: our field, or nothing."""
    if field:
        notes.instead(typed, f"{field}:", "that is how a field is named here")
        return f"{field}:"
    notes.ignored(typed, name)
    return ""
