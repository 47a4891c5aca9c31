"""Which of a page's many titles is the headline of the article."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.cleaning.metadata.sourced_value import UNKNOWN, SourcedValue, cleaned
from index.cleaning.metadata.structured import Structured

LONGEST_TITLE = 500
# Pages with more headings of the first rank use them for everything.
_MOST_HEADINGS = 12
# Of the words of a heading or of a declared title, this share must be common to both.
_SAME_TITLE = 0.5
SEPARATOR = re.compile(r" (?:[|–—·•»:]|-|::|//) |\s?\|\s?")
_ARTICLE = re.compile(r"(?:the|der|die|das|le|la|el)\s")
_SIGNS = re.compile(r"[\W_]+")
_ASCII_SIGNS = dict.fromkeys(code for code in range(128) if not chr(code).isalnum())


def title_of_page(
    tree: LexborHTMLParser, structured: Structured, site_names: set[str]
) -> SourcedValue:
    """The headline that a reader sees, else what the page declares without the outlet's name.

    `site_names` are names of the outlet, folded by `fold_name`: a heading that is one of them
    is the masthead.
    """
    declared = _declared(tree, structured, site_names)
    headings = [
        (text, _likeness(text, declared))
        for text in map(_heading_text, tree.css("h1")[:_MOST_HEADINGS])
        if text and fold_name(text) not in site_names
    ]
    if headings:
        text, likeness = max(headings, key=lambda heading: heading[1])
        if likeness >= _SAME_TITLE or not declared or (len(headings) == 1 and " " in text):
            return SourcedValue(text, "h1")
    return declared[0] if declared else UNKNOWN


def without_outlet(title: str, site_names: set[str]) -> str:
    """`title` without the outlet's name before or after a separator, if it surely is that."""
    parts = [(match.start(), match.end()) for match in SEPARATOR.finditer(title)]
    for start, end in reversed(parts):
        if fold_name(title[end:]) in site_names:
            return without_outlet(title[:start].strip(), site_names)
    for start, end in parts:
        if fold_name(title[:start]) in site_names:
            return title[end:].strip()
    return title


def fold_name(name: str) -> str:
    """A name's letters and digits in lower case, without a leading article: names compare so."""
    low = name.casefold()
    if article := _ARTICLE.match(low):
        low = low[article.end() :]
    # Every line of a text is folded: a table is ten times as fast, but only where all is ASCII.
    folded = low.translate(_ASCII_SIGNS) if low.isascii() else _SIGNS.sub("", low)
    return folded or name


def _declared(
    tree: LexborHTMLParser, structured: Structured, site_names: set[str]
) -> list[SourcedValue]:
    element = tree.css_first("title")
    candidates = (
        (structured.article.get("headline"), "json-ld headline"),
        (structured.meta("og:title"), "meta og:title"),
        (structured.meta("twitter:title", "sailthru.title", "citation_title"), "meta title"),
        (element.text() if element else "", "title element"),
    )
    facts = ((cleaned(value, LONGEST_TITLE), source) for value, source in candidates)
    stripped = (SourcedValue(without_outlet(value, site_names), source) for value, source in facts)
    return [fact for fact in stripped if fact.value and fold_name(fact.value) not in site_names]


def _heading_text(heading: LexborNode) -> str:
    # Only a line break parts words; other elements may stand inside of one.
    separator = " " if heading.css_first("br") else ""
    return cleaned(heading.text(separator=separator)[:4_000], LONGEST_TITLE).strip(" #¶")


def _likeness(heading: str, declared: list[SourcedValue]) -> float:
    words = set(_words(heading))
    best = 0.0
    for fact in declared:
        others = set(_words(fact.value))
        common = len(words & others)
        best = max(best, common / max(1, min(len(words), len(others))) if len(words) > 1 else 0)
    return best


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
