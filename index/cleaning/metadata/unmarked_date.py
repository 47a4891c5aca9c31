"""The date of a page that neither declares one nor shows one by its headline: never certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from index.cleaning.metadata.dated_element import (
    dates_in_lines,
    is_elsewhere,
    is_of_others,
    says_change,
)
from index.cleaning.metadata.dates import Convention, dates_in, iso_date, short_dates_in

# As content systems and trackers name the day of publication in the data that scripts hold.
_KEY = re.compile(
    r"(?:date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time|at|on)|"
    r"pub_?date|first_?published|publication_?(?:date|time)|article_?(?:date|published)|"
    r"date_?created|create_?date|created_?at|release_?date|post_?date|display_?date|"
    r"show_?date)$",
    re.IGNORECASE,
)
# Far fewer places look like the end of a pair than like the beginning of a key.
_VALUE = re.compile(
    r"""\\?["']?\s{0,3}[:=(]\s{0,3}\\?["']?"""
    r"""(\d{10}(?:\d{3})?(?!\d)|\d{4}([-/]?)\d\d\2\d\d)"""
)
_LONGEST_KEY = 20
_MOST_SCRIPTS = 60
_LONGEST_SCRIPT = 300_000
_MOST_NODES = 20_000
_LONGEST_LINE = 120
_BESIDE_A_DATE = 45
# A run of text of this length is prose; what is beyond the last one is not about it.
_PROSE = 200
_LONGEST_TEXT = 1_000
# A dateline is a place, if any, and the date; then begins a sentence: "Am 3.4.2019 kam" is none.
_SENTENCE, _LONGEST_DATELINE = 60, 60
_PLACE = re.compile(r"(?:[A-ZÀ-ÞŁŚŻА-Я][\w.'’-]{1,20}[ ,/(–-]{1,3}){0,3}\(?")
_SENTENCE_BEGINS = re.compile(r"\s?[).:|–—-]{1,2}\s?|,?\s(?=[„“«\"A-ZÄÖÜ])")
_MOST_STAMPS, _LONGEST_STAMP = 20, 100
_LONGEST_BLOCK = 160
_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "nobr", "small", "span", "strong", "u"})
_PUBLISHED = re.compile(
    r"(?:first |originally )?(?:publi[sc]|posted|veröffentlicht|erschienen|pubblicat|gepubliceerd|"
    r"опубликован|publicerad|udgivet|julkaistu)",
    re.IGNORECASE,
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "option"})
_DIGITS = re.compile(r"\d.*\d", re.DOTALL)


def dates_in_scripts(tree: LexborHTMLParser, convention: Convention) -> set[str]:
    """The days that the data in a page's scripts call days of publication."""
    found: set[str] = set()
    for script in tree.css("script")[:_MOST_SCRIPTS]:
        source = script.text()[:_LONGEST_SCRIPT]
        for match in _VALUE.finditer(source):
            if _KEY.search(source[max(0, match.start() - _LONGEST_KEY) : match.start()]):
                found.add(iso_date(match[1], convention))
    return found - {""}


def dates_in_text(tree: LexborHTMLParser, convention: Convention) -> set[str]:
    """The days in short lines from a page's start to the end of its prose, else in any.

    Two-digit years are read too.
    """
    in_prose: set[str] = set()
    since: set[str] = set()
    published: set[str] = set()
    for node, text in _texts(tree):
        if len(text) >= _PROSE:
            in_prose |= since
            since = set()
        elif len(text) <= _LONGEST_LINE and _DIGITS.search(text):
            days = _days_of(text, convention)
            if _PUBLISHED.match(text):
                published.update(days)
            if days and not _is_elsewhere_or_prose(node):
                since.update(days)
    return published or in_prose or since


def dates_of_datelines(tree: LexborHTMLParser, convention: Convention) -> set[str]:
    """The days with which paragraphs begin: "Karlsruhe (12.11.2021). A choir …"."""
    found: set[str] = set()
    for node, text in _texts(tree):
        written = dates_in(text[:_LONGEST_DATELINE], convention) if len(text) >= _SENTENCE else []
        if written and len(written[0].iso) == 10:
            is_dateline = _PLACE.fullmatch(text[: written[0].start])
            is_over = _SENTENCE_BEGINS.match(text[written[0].end :])
            if is_dateline and is_over and not is_elsewhere(node):
                found.add(written[0].iso)
    return found


def stamps_of_article(tree: LexborHTMLParser) -> list[str]:
    """The times that an article element states for programs, but those of changes."""
    return [
        value[:_LONGEST_STAMP]
        for time in tree.css("article time[datetime]")[:_MOST_STAMPS]
        if (value := time.attributes.get("datetime")) and not is_of_others(time)
        if not says_change(time.parent.text()[:_LONGEST_LINE] if time.parent else "")
        and time.attributes.get("itemprop") != "dateModified"
    ]


def dates_anywhere(tree: LexborHTMLParser, convention: Convention, month: str) -> set[str]:
    """The days of a month that the lines of a page name, whatever they say of them."""
    return {
        written.iso
        for _, text in _texts(tree)
        if len(text) < _PROSE and _DIGITS.search(text)
        for written in dates_in(text, convention)
        if len(written.iso) == 10 and written.iso.startswith(month)
    }


def _days_of(line: str, convention: Convention) -> list[str]:
    """The days of a line that says little else, and not that something was changed."""
    if says_change(line):
        return []
    days = dates_in_lines([line], convention)
    if days:
        dates = sum(written.end - written.start for written in dates_in(line, convention))
        return days if len(line) - dates <= _BESIDE_A_DATE else []
    return short_dates_in(line, convention)


def _is_elsewhere_or_prose(node: LexborNode) -> bool:
    block = node.parent
    while block is not None and block.tag in _INLINE:
        block = block.parent
    if block is None or is_elsewhere(block):
        return True
    return len(" ".join(block.text()[:_LONGEST_TEXT].split())) > _LONGEST_BLOCK


def _texts(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    nodes = tree.body.traverse(include_text=True) if tree.body is not None else ()
    for node in islice(nodes, _MOST_NODES):
        if node.tag == "-text" and node.parent is not None and node.parent.tag not in _UNSEEN:
            text = " ".join((node.text(deep=False) or "")[:_LONGEST_TEXT].split())
            if text:
                yield node, text
