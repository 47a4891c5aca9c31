"""From a parsed page to its blocks: those of the article, and the others with the reason why."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.block import Block
from index.cleaning.html.container import mark_boilerplate, place_of_article
from index.cleaning.html.json_ld_body import json_ld_body
from index.cleaning.html.outline import Outline, Paragraph
from index.cleaning.html.surroundings import is_sentence, kept_of, mark_surroundings, size_of
from index.cleaning.html.tree import outline_of

OUTSIDE = "outside the article"

# With less text it is a brief, or an article that the names of its elements hid.
_ENOUGH = 400
_FAR_MORE = 2
# What the page states for programs counts when it is so much longer than what was found.
_STATED = 1.6


def blocks_of_page(tree: LexborHTMLParser, title: str = "") -> list[Block]:
    """Every text block of a page in order, those outside the article with a reason.

    A page that has text has kept blocks: when too little is left, the names of elements are
    disregarded, then their tags; then comes the text that the page states for programs; then
    every sentence is kept, or at last every line. Takes elements out of `tree`. Never raises,
    however deep, broken or large the page.
    """
    stated = json_ld_body(tree)
    outline = outline_of(tree)
    paragraphs = outline.paragraphs
    mark_boilerplate(outline)
    has_boilerplate = any(paragraph.reason for paragraph in paragraphs)
    _mark_outside(outline, title)
    if has_boilerplate and size_of(paragraphs) < _ENOUGH:
        _mark_again(outline, title, by_tag=True)
        _mark_again(outline, title, by_tag=False)
    if len(stated) > _STATED * max(size_of(paragraphs), _ENOUGH):
        return _blocks_of_stated(paragraphs, stated)
    if not any(kept_of(paragraphs)):
        for paragraph in list(filter(is_sentence, paragraphs)) or paragraphs:
            paragraph.reason = ""
    return [_block(paragraph) for paragraph in paragraphs]


def _block(paragraph: Paragraph) -> Block:
    kind, text, markup, reason = paragraph.kind, paragraph.text, paragraph.markup, paragraph.reason
    if kind == "h1":
        kind = "h2"  # the one h1 of the reader's page is the article's title
    if reason or (kind != "pre" and "<" not in markup):
        return Block(kind, text, "", reason)
    return Block(kind, text, markup if kind == "pre" else " ".join(markup.split()))


def _mark_outside(outline: Outline, title: str) -> None:
    """Find the article, and give a reason to all that is not it and has none yet."""
    paragraphs = outline.paragraphs
    lead, first, last = place_of_article(outline)
    for paragraph in kept_of((*paragraphs[:lead], *paragraphs[last:])):
        paragraph.reason = OUTSIDE
    for paragraph in kept_of(paragraphs[lead:first]):
        if not is_sentence(paragraph):
            paragraph.reason = OUTSIDE
    mark_surroundings(paragraphs[lead:last], title)


def _mark_again(outline: Outline, title: str, *, by_tag: bool) -> None:
    """Decide without the names of elements, or without their tags, too, if that finds far more."""
    paragraphs = outline.paragraphs
    before, size = [paragraph.reason for paragraph in paragraphs], size_of(paragraphs)
    for paragraph in paragraphs:
        paragraph.reason = ""
    if by_tag:
        mark_boilerplate(outline, by_name=False)
    _mark_outside(outline, title)
    if size_of(paragraphs) <= _FAR_MORE * size:
        for paragraph, reason in zip(paragraphs, before, strict=True):
            paragraph.reason = reason


def _blocks_of_stated(paragraphs: Sequence[Paragraph], stated: str) -> list[Block]:
    """The stated text, then what the page shows beside it."""
    blocks = [Block("p", line) for line in stated.split("\n")]
    for paragraph in paragraphs:
        if paragraph.text not in stated:
            blocks.append(Block("p", paragraph.text, "", paragraph.reason or OUTSIDE))
    return blocks
