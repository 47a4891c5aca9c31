"""From a parsed page to its blocks: those of the article, and the others with the reason why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from index.article import HEADLINES
from index.cleaning.block import Block
from index.cleaning.html.container import ArticleRange, mark_boilerplate, range_of_article
from index.cleaning.html.element import ABOUT
from index.cleaning.html.genre import (
    FORUM,
    genre_of,
    is_headline,
    is_list_of_headlines,
)
from index.cleaning.html.headline import (
    ANOTHER,
    is_opening,
    mark_next_articles,
    place_of_headline,
)
from index.cleaning.html.outline import (
    Outline,
    Paragraph,
    Setting,
    is_sentence,
    is_short_sentence,
)
from index.cleaning.html.surroundings import kept_of, mark_surroundings, size_of
from index.cleaning.html.tree import outline_of
from index.cleaning.metadata.structured import structured_of
from index.cleaning.rules import reasons

# With less text it is a brief, or an article that the names of its elements hid.
_ENOUGH = 400
_FAR_MORE = 2
# What is left of a page whose text only its program can show: "You need to enable JavaScript".
_LINE = 100
# What stands between the headline and the text may be as long.
_STANDFIRST = 1500
# In a list of headlines what is shorter is a section, a date or "more".
_BUTTON = 12
# What a forum calls its posts.
_OF_POSTS = frozenset({"comments"})
# What forum software (vBulletin, phpBB, XenForo) calls a poster's card and signature.
_OF_POSTERS = re.compile(
    r' class="(?:[^"]{0,300}?[\s_])?(?:(?:post|message)-?signature|signature(?:-[\w-]+)?|user-?info'
    r'|user-?details|postprofile|user-?title|message-user(?:extras|title))[\s"]',
    re.IGNORECASE,
)
# Reasons that hold even where little else is left: much is said about a brief.
_LASTING = frozenset({"comments", ABOUT, ANOTHER})
# What the page states for programs counts when it is so much longer than what was found.
_STATED = 1.6


class CleanPage(NamedTuple):
    """The blocks of a page, and HEADLINES as its kind where it has no article, else ""."""

    blocks: list[Block]
    kind: str


class PageReading(NamedTuple):
    """A page as the rules read it; it has no `setting` where it has no article."""

    outline: Outline
    genre: str | None
    setting: Setting | None
    stated: str


def blocks_of_page(tree: LexborHTMLParser, title: str = "") -> list[Block]:
    """Every text block of a page in order, those outside the article with a reason.

    A page that has text has kept blocks: when too little is left, the names of elements are
    disregarded, then their tags; then comes the text that the page states for programs; then
    every sentence is kept, or at last every line. Takes elements out of `tree`. Never raises,
    however deep, broken or large the page.
    """
    return page_of(tree, title, structured_of(tree).body).blocks


def page_of(tree: LexborHTMLParser, title: str, stated: str) -> CleanPage:
    """The blocks of a page as `blocks_of_page` gives them, and what kind of page it is.

    `stated` is the text that the page states for programs (`Structured.body`).
    """
    reading = read(tree, title, stated)
    if reading.setting is not None and reading.genre != FORUM:
        # It takes NumPy and Numba, which those that read no page can do without.
        from index.cleaning.html.judge import decide  # noqa: PLC0415

        decide(reading.outline, reading.setting)
    return concluded(reading)


def read(tree: LexborHTMLParser, title: str, stated: str) -> PageReading:
    """A page with the verdicts of the rules."""
    genre = genre_of(tree)
    outline = outline_of(tree)
    paragraphs = outline.paragraphs
    if genre == FORUM:
        _mark_posts(outline)
    headline = place_of_headline(paragraphs, title)
    mark_boilerplate(outline, headline)
    if is_list_of_headlines(outline, genre):
        _keep_headlines(paragraphs)
        return PageReading(outline, genre, None, stated)
    has_boilerplate = any(paragraph.reason for paragraph in paragraphs)
    place = _mark_outside(outline, title, headline)
    if has_boilerplate and size_of(paragraphs) < _ENOUGH:
        place = _mark_again(outline, title, headline, place, by_tag=True)
        place = _mark_again(outline, title, headline, place, by_tag=False)
    return PageReading(outline, genre, Setting(title, place.last, headline), stated)


def _mark_posts(outline: Outline) -> None:
    """A forum's posts are its text; what stands beside and under each about its author is not."""
    for box in outline.boxes:
        if box.reason in _OF_POSTS:
            box.reason = ""
        elif not box.reason and _OF_POSTERS.search(box.attributes):
            box.reason = reasons.AUTHOR_NOTE


def concluded(reading: PageReading) -> CleanPage:
    """The blocks of a page by the reasons that its paragraphs have; some are kept."""
    paragraphs, stated = reading.outline.paragraphs, reading.stated
    if reading.setting is None:
        return CleanPage([_block(paragraph) for paragraph in paragraphs], HEADLINES)
    size = size_of(paragraphs)
    if len(stated) > _STATED * (max(size, _ENOUGH) if size > _LINE else _LINE):
        return CleanPage(_blocks_of_stated(paragraphs, stated), "")
    if not any(kept_of(paragraphs)):
        for paragraph in list(filter(is_sentence, paragraphs)) or paragraphs:
            paragraph.reason = ""
    return CleanPage([_block(paragraph) for paragraph in paragraphs], "")


def _keep_headlines(paragraphs: Sequence[Paragraph]) -> None:
    """Keep the headlines of a list and what stands with them, but for its buttons."""
    for paragraph in paragraphs:
        if paragraph.reason == reasons.RELATED:
            paragraph.reason = ""
        if not paragraph.reason and len(paragraph.text) < _BUTTON:
            paragraph.reason = reasons.OUTSIDE


def _block(paragraph: Paragraph) -> Block:
    kind, text, markup, reason = paragraph.kind, paragraph.text, paragraph.markup, paragraph.reason
    if kind == "h1":
        kind = "h2"  # the one h1 of the reader's page is the article's title
    if reason or (kind != "pre" and "<" not in markup):
        return Block(kind, text, "", reason)
    return Block(kind, text, markup if kind == "pre" else " ".join(markup.split()))


def _mark_outside(outline: Outline, title: str, headline: int) -> ArticleRange:
    """Find the article, and give a reason to all that is not it and has none yet."""
    boxes, paragraphs = outline
    mark_next_articles(outline, headline)
    lead, first, last = range_of_article(outline)
    is_open = headline > lead and is_opening(paragraphs, headline)
    if is_open and last <= headline:
        lead, first, last = range_of_article(outline, headline)
    if 0 <= headline < lead and size_of(paragraphs[headline:lead]) <= _STANDFIRST:
        lead = headline
    for paragraph in kept_of((*paragraphs[:lead], *paragraphs[last:])):
        paragraph.reason = reasons.OUTSIDE
    for i, paragraph in enumerate(paragraphs[lead:first], lead):
        is_under = 0 <= headline < i and is_short_sentence(paragraph)
        if not (paragraph.reason or is_under or is_sentence(paragraph)):
            paragraph.reason = reasons.OUTSIDE
    opening = headline - lead if is_open else 0
    mark_surroundings(paragraphs[lead:last], boxes, title, max(0, opening))
    return ArticleRange(lead, first, last)


def _mark_again(
    outline: Outline, title: str, headline: int, place: ArticleRange, *, by_tag: bool
) -> ArticleRange:
    """Decide without the names of elements, or without their tags, too, if that finds far more."""
    paragraphs = outline.paragraphs
    before, size = [paragraph.reason for paragraph in paragraphs], size_of(paragraphs)
    lasting = _LASTING if size else frozenset[str]()
    for paragraph in paragraphs:
        # Links that were left out are not what is missing.
        if paragraph.reason not in lasting and not is_headline(paragraph):
            paragraph.reason = ""
    if by_tag:
        mark_boilerplate(outline, headline, by_name=False)
    again = _mark_outside(outline, title, headline)
    if size_of(paragraphs) > _FAR_MORE * size:
        return again
    for paragraph, reason in zip(paragraphs, before, strict=True):
        paragraph.reason = reason
    return place


def _blocks_of_stated(paragraphs: Sequence[Paragraph], stated: str) -> list[Block]:
    """The stated text, then what the page shows beside it."""
    blocks = [Block("p", line) for line in stated.split("\n")]
    for paragraph in paragraphs:
        if paragraph.text not in stated:
            blocks.append(Block("p", paragraph.text, "", paragraph.reason or reasons.OUTSIDE))
    return blocks
