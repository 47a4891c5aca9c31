"""What is known of an article, where it was found, and how to cite it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index import Article
from search import StoredArticle
from web.in_words import date_in_words, when_in_words
from web.language import language_name
from web.pages.reader import is_web_address


@dataclass(frozen=True, slots=True)
class ProvenanceRow:
    """One line of what is known: its name, value, address if it is one, and where it was found.

    `source` says that in words, `found_in` as the article's record does.
    """

    name: str
    value: str
    url: str
    source: str
    found_in: str


_SOURCES = (
    (("meta ", "json-ld ", "html lang"), "the page’s description of itself"),
    (("link canonical",), "the page’s own link to itself"),
    (("h1", "title element"), "the heading of the page"),
    (("author element", "byline element", "time element"), "the page"),
    (("front matter",), "the head of the file"),
    (("jsonl", "record"), "the record in the file"),
    (("text",), "the text"),
)
"""How the places begin where facts are found, and what they are to those who never wrote a page."""

_UNSURE = re.compile(r" \((?:medium confidence|uncertain)\)$")


def source_in_words(found_in: str) -> str:
    """Where a fact was found, for people; a place that needs no other words as it is."""
    place = _UNSURE.sub("", found_in)
    words = next((words for begins, words in _SOURCES if place.startswith(begins)), place)
    return f"{words}, not surely" if place != found_in else words


def facts(article: Article) -> tuple[ProvenanceRow, ...]:
    """The metadata that is known, in the order a reader asks for it."""
    values = {
        "title": ("Title", article.title),
        "outlet": ("Outlet", article.outlet),
        "date": ("Date", when_in_words(article.date, article.time)),
        "byline": ("Byline", article.byline),
        "lang": ("Language", language_name(article.lang)),
        "url": ("Address", article.url),
        "kind": ("Kind", article.provenance.get("text", "")),  # where it is no article
    }
    return tuple(
        ProvenanceRow(
            name=name,
            value=value,
            url=value if key == "url" and is_web_address(value) else "",
            source=source_in_words(found_in := article.provenance.get(key, "")),
            found_in=found_in,
        )
        for key, (name, value) in values.items()
        if value
    )


@dataclass(frozen=True, slots=True)
class CitedPart:
    """A value of a citation between its punctuation, which belongs to the page's language.

    `foreign` says that the value itself is in the article's.
    """

    before: str
    value: str
    after: str
    foreign: bool = False


def citation(stored: StoredArticle) -> tuple[CitedPart, ...]:
    """A footnote's worth: author, title, outlet, date, address, and the file it was read from."""
    article = stored.article
    date = date_in_words(article.date)
    parts = (
        CitedPart("", article.byline.rstrip("."), ". "),
        CitedPart("“", article.title or stored.id, "”. ", foreign=bool(article.title)),
        CitedPart("", article.outlet, ", " if date else ". "),
        CitedPart("", date, ". "),
        CitedPart("", article.url if is_web_address(article.url) else "", ". "),
        CitedPart("Saved as ", stored.id, "."),
    )
    return tuple(part for part in parts if part.value)


@dataclass(frozen=True, slots=True)
class RemovedGroup:
    """The lines that were left out for one reason, in the order of the file."""

    reason: str
    lines: tuple[str, ...]


def removed_groups(article: Article) -> tuple[RemovedGroup, ...]:
    """What the file holds beside the article, by the reason it was left out for."""
    groups: dict[str, list[str]] = {}
    for line, reason in article.removed:
        groups.setdefault(reason, []).append(line)
    return tuple(RemovedGroup(reason, tuple(lines)) for reason, lines in groups.items())
