"""Where the headline stands on a page, and what that says of the text around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from index.cleaning.html.outline import HEADINGS, Box, Outline, Paragraph, is_sentence
from index.cleaning.text.line import tokens_of

ANOTHER = "another article"

# What is loaded under an article are a few more; a live report has many entries.
_MOST_NEXT = 6
# A first box with fewer sentences is the head of a report whose entries follow.
_FEWEST_SENTENCES = 3
# The heading of a box is among its first paragraphs: a section or a date may stand above it.
_HEAD = 3


def place_of_headline(paragraphs: Sequence[Paragraph], title: str) -> int:
    """The number of the first heading that is the title, else of the first such line, or -1.

    Where no line is, it is the page's only h1: the title may have come from elsewhere.
    """
    words = set(tokens_of(title))
    line = -1
    for i, paragraph in enumerate(paragraphs):
        # Half as long again or as short at most: three quarters of the words are the same.
        if words and 0.5 * len(title) <= len(paragraph.text) <= 2 * len(title):
            own = set(tokens_of(paragraph.text))
            if len(own & words) >= 0.75 * max(len(own), len(words)):
                if paragraph.kind in HEADINGS:
                    return i
                line = i if line < 0 else line
    if line < 0:
        tops = [i for i, paragraph in enumerate(paragraphs) if paragraph.kind == "h1"]
        line = tops[0] if len(tops) == 1 else line
    return line


def is_opening(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """Whether a headline at `place` opens the page's text: more sentences follow than precede it.

    Else it is said again under the article, or heads a list of links.
    """
    if place < 0 or paragraphs[place].linked:
        return False
    before, after = (
        sum(len(p.text) for p in part if not p.reason and is_sentence(p))
        for part in (paragraphs[:place], paragraphs[place:])
    )
    return after > before


def mark_next_articles(outline: Outline, place: int) -> None:
    """Give a reason to whole articles that the page shows under the one that it is about.

    `place` is that of its headline. They stand in boxes like that of the first, beside it, and
    begin with headlines of their own.
    """
    boxes, paragraphs = outline
    if place < 0 or paragraphs[place].kind not in HEADINGS:
        return
    number = paragraphs[place].box
    while number > 0:
        own = boxes[number]
        kinds = {"h1", "h2"} if own.tag == "article" else {paragraphs[place].kind}
        following = [box for box in _like(boxes, number) if _has_headline(box, paragraphs, kinds)]
        if following:
            sentences = sum(map(is_sentence, paragraphs[own.first : own.last]))
            if sentences >= _FEWEST_SENTENCES and len(following) <= _MOST_NEXT:
                for box in following:
                    for paragraph in paragraphs[box.first : box.last]:
                        paragraph.reason = paragraph.reason or ANOTHER
            return
        number = own.parent


def _like(boxes: Sequence[Box], number: int) -> Iterator[Box]:
    """The later boxes beside one that are of its kind, by tag and names."""
    own = boxes[number]
    for box in islice(boxes, number + 1, None):
        if box.parent < own.parent:  # behind the box around it
            return
        if box.parent != own.parent or box.tag != own.tag:
            continue
        if own.tag == "article" or (box.names and box.names == own.names):
            yield box


def _has_headline(box: Box, paragraphs: Sequence[Paragraph], kinds: Collection[str]) -> bool:
    inside = paragraphs[box.first : box.last]
    has_heading = any(paragraph.kind in kinds for paragraph in inside[:_HEAD])
    return has_heading and any(map(is_sentence, inside))
