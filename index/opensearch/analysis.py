"""The analysis of this program in OpenSearch's terms: the same words, folded, stemmed alike.

A cluster analyses by itself what it indexes. So `index.analysis` is said once more here: a word
is the same pattern in Java's syntax; the signs that folding changes are a char filter, made from
`fold` itself; the English Snowball stemmer is asked in the same cases. Stop words stay, since
phrases need them; the query leaves them out.

tests/opensearch/test_analysis.py counts what remains different on real text. By design these do:
accents and what folds to other letters are gone before words are found, not after; what folds to
a sign that is no letter (½) stays; a capital sigma that ends a word becomes σ, not ς. All articles
are analysed as English ones; what stands in the place of a word (Brien in O'Brien, wifi in wi-fi)
is not indexed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

from index.analysis import LONGEST, english, fold, term_of
from index.analysis.characters import APOSTROPHES, EMOJI, IDEOGRAPHS

TEXT = "backfile_text"
"""The analyzer for running text: folded and stemmed."""

FORM = "backfile_form"
"""The analyzer for running text as it is written: folded and not stemmed."""

CAPITALS = "backfile_capitals"
"""The analyzer that leaves of running text the words in capitals, folded."""

NAME = "backfile_name"
"""The analyzer for names and addresses: folded only."""

_LAST = 0x40000  # no letter lies beyond
_WORDS = """
emergence emergencies emergency emergent emergently evened evening evenings intercity
interfere interfered interference interferes interfering interment interments internal
internalizing internally international internationalism internationalist internationalists
internationalization internationalize internationalized internationally internationals
interned interning internment internments interns interstate interstates interval intervals
interviewing later lateral laterally organic organically organics organisation organisations
organise organised organiser organisers organises organising organism organismic organisms
organist organists organization organizational organizationally organizations organize
organized organizer organizers organizes organizing paste pasted pastes pasting universal
universalism universalist universalists universality universally universals universities
university vying
"""  # stemmed otherwise by the younger Snowball of this program than by Lucene's
_VOICED = "\u3099\u309a\uff9e\uff9f"  # written apart from their letter, which they make another


@cache
def settings() -> dict[str, Any]:
    """The `analysis` section of an index's settings."""
    return {
        "char_filter": {
            "backfile_fold": {"type": "mapping", "mappings": _mappings()},
            "backfile_spelling": {"type": "mapping", "mappings": _spellings()},
        },
        "tokenizer": {"backfile_word": {"type": "pattern", "pattern": _pattern(), "group": 0}},
        "filter": _FILTERS,
        "analyzer": {
            TEXT: _analyzer(
                "lowercase",
                "backfile_longest",
                "backfile_possessive",
                "backfile_group",
                "backfile_initials",
                "backfile_apostrophe",
                "backfile_code",
                *_ENDINGS,
                "backfile_ise",
                "backfile_unstemmed",
                "backfile_younger",
                "backfile_science",
                "backfile_stem",
                "backfile_centre",
                "backfile_catalogue",
                "backfile_analyse",
                "backfile_programme",
                "backfile_something",
                spelt=True,
            ),
            FORM: _analyzer(
                "lowercase",
                "backfile_longest",
                "backfile_possessive",
                "backfile_group",
                "backfile_initials",
                "backfile_apostrophe",
                "backfile_something",
            ),
            CAPITALS: _analyzer(
                "backfile_longest",
                "backfile_possessive_capitals",
                "backfile_initials",
                "backfile_apostrophe",
                "backfile_not_capitals",
                "lowercase",
                "backfile_something",
            ),
            NAME: _analyzer("lowercase", "backfile_longest", "backfile_sign", "backfile_something"),
        },
    }


def _analyzer(*filters: str, spelt: bool = False) -> dict[str, Any]:
    return {
        "type": "custom",
        "char_filter": ["backfile_fold", *(["backfile_spelling"] if spelt else [])],
        "tokenizer": "backfile_word",
        "filter": list(filters),
    }


def _ending(words: Iterable[str], old: str) -> str:
    """A pattern for words that begin so and end with `old`."""
    roots = (word.removesuffix(old) for word in words if word.endswith(old))
    return f"^({'|'.join(roots)}){old}$"


_NO_PLURAL = f"(?!(?:{'|'.join(sorted(english.SINGULAR_MEN))})$)"
_ENDINGS: dict[str, dict[str, Any]] = {
    f"backfile_{old}": {
        "type": "pattern_replace",
        "pattern": f"^{_NO_PLURAL}([a-z]*){old}$",
        "replacement": f"$1{new}",
    }
    for old, new in english.ENDINGS.items()
}
"""Plurals by themselves and at the end of other words: grandchildren, policemen, midwives."""

_FILTERS: dict[str, dict[str, Any]] = {
    "backfile_younger": {
        "type": "stemmer_override",
        "rules": [f"{word}=>{term_of(word)}" for word in (*_WORDS.split(), *english.IRREGULAR)],
    },
    # 1,200,000 is 1200000.
    "backfile_group": {
        "type": "pattern_replace",
        "pattern": r"(?<=\d),(?=(?:\d{2,3},)*\d{3}(?:\.\d+)?$)",
        "replacement": "",
    },
    # B52s are B52, and 747s a 747; the 1980s are no 1980.
    "backfile_code": {
        "type": "pattern_replace",
        "pattern": r"^([a-z]++\d++|\d++[a-z]\d++|\d*[1-9])s$",
        "replacement": "$1",
    },
    **_ENDINGS,
    "backfile_ise": {
        "type": "pattern_replace",
        "pattern": f"^(?!(?:{'|'.join(sorted(english.ONLY_ISE))})is)([a-z]{{3,}})is{english.ISE}$",
        "replacement": "$1iz$2",
    },
    "backfile_centre": {
        "type": "pattern_replace",
        "pattern": _ending((old for old, new in english.STEMS.items() if new[-2:] == "er"), "r"),
        "replacement": "$1er",
    },
    "backfile_catalogue": {
        "type": "pattern_replace",
        "pattern": _ending(english.STEMS, "ogu"),
        "replacement": "$1og",
    },
    "backfile_analyse": {
        "type": "pattern_replace",
        "pattern": _ending(english.STEMS, "ys"),
        "replacement": "$1yz",
    },
    "backfile_programme": {
        "type": "pattern_replace",
        "pattern": "^programm$",
        "replacement": "program",
    },
    # The younger Snowball knows geologists too, not only geology.
    "backfile_science": {
        "type": "pattern_replace",
        "pattern": "logists?$",
        "replacement": "logy",
    },
    "backfile_longest": {"type": "truncate", "length": LONGEST},
    "backfile_possessive": {"type": "pattern_replace", "pattern": "'s?$", "replacement": ""},
    "backfile_possessive_capitals": {
        "type": "pattern_replace",
        "pattern": "'[sS]?$",
        "replacement": "",
    },
    # What has a small letter, no capital, or fewer than two letters is not in capitals.
    "backfile_not_capitals": {
        "type": "pattern_replace",
        "pattern": r"^(?:.*\p{Ll}.*|\P{Lu}*+|\P{L}*+\p{L}?\P{L}*+)$",
        "replacement": "",
    },
    # What is not letters of English alone is no English word; two letters have no ending.
    "backfile_unstemmed": {
        "type": "keyword_marker",
        "keywords_pattern": ".*[^a-z].*|.{0,2}",
    },
    # U.S. and US are one; the points of 7.5 stay.
    "backfile_initials": {
        "type": "pattern_replace",
        "pattern": r"(?<!\p{Nd})\.",
        "replacement": "",
    },
    "backfile_stem": {"type": "snowball", "language": "English"},
    "backfile_apostrophe": {"type": "pattern_replace", "pattern": "'", "replacement": ""},
    "backfile_sign": {"type": "pattern_replace", "pattern": "['.]", "replacement": ""},
    "backfile_something": {"type": "length", "min": 1},
}


def _pattern() -> str:
    """`index.analysis.WORD` for java.util.regex.

    Repetitions are possessive: they match the same here, and Java runs them as loops. Otherwise
    it calls itself for each character, and one long enough would end the node.
    """
    ranges, emoji = map(_java_ranges, (IDEOGRAPHS, EMOJI))
    letter = r"[\p{L}\p{Nl}\p{No}]"
    first = rf"[\p{{L}}\p{{N}}&&[^{ranges}]]"
    row = rf"{first}[{first}\p{{M}}]*+"
    in_word = r"[\p{L}\p{N}\p{M}]"
    ideograph = rf"[{ranges}&&{letter}]\p{{M}}*+"
    initials = rf"(?:{letter}\.(?={letter}(?!{in_word})))++{letter}\.?+"
    figure = r"\p{Nd}++(?:[.,]\p{Nd}++(?![_\p{L}\p{N}\p{M}]))++"
    pictures = rf"[{emoji}]\p{{M}}*+"
    signed = r"[A-Za-z](?:\+\+|#(?![_\p{L}\p{N}\p{M}]))"
    plain = rf"{row}(?:'(?!{initials}){row})*+(?:'{initials})?+"  # all apostrophes are mapped to '
    return rf"{ideograph}|{pictures}|{signed}|{initials}|{figure}|{plain}"


def _java_ranges(ranges: str) -> str:
    return "".join(sign if sign == "-" else rf"\x{{{ord(sign):x}}}" for sign in ranges)


def _spellings() -> list[str]:
    """`one spelling=>the other`, in small letters, with a capital and in capitals."""
    return [
        f"{case(old)}=>{case(new)}"
        for old, new in english.SPELLINGS.items()
        for case in (str.lower, str.capitalize, str.upper)
    ]


def _mappings() -> list[str]:
    """`sign=>what it is folded to`, for all that change otherwise than by their case alone."""
    signs = (*APOSTROPHES, *map(chr, range(0x80, _LAST)))
    singles = {sign: fold(sign) for sign in signs if _is_of_word(sign)}
    voiced = {
        letter + mark: whole
        for letter in map(chr, (*range(0x3040, 0x3100), *range(0xFF66, 0xFF9E)))
        for mark in _VOICED
        if len(whole := unicodedata.normalize("NFKC", letter + mark)) == 1
    }
    changed = {
        sign: folded
        for sign, folded in (singles | voiced).items()
        if folded != sign.lower() and all(_is_of_word(part) for part in folded)
    }
    return [f"{sign}=>{folded}" for sign, folded in changed.items()]


def _is_of_word(sign: str) -> bool:
    """Whether it is a letter, number, mark or apostrophe, so that words end where they did."""
    return unicodedata.category(sign)[0] in "LNM" or sign in APOSTROPHES
