"""Where on a page the article stands: the smallest box that holds most of the prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from index.cleaning.html.element import ABOUT, FIRM_TAGS, HIDDEN, is_named_after
from index.cleaning.html.outline import HEADINGS, Box, Outline, Paragraph, is_sentence
from index.cleaning.rules import reasons
from index.cleaning.rules.phrases import phrase_book
from index.cleaning.text.line import tokens_of

# A larger share pulls in whatever follows the article; a smaller one loses articles that are
# split over sibling boxes. .65 to .85 measured alike.
_SHARE = 0.75
# The lead often stands above the box of the body, in a box that is little larger.
_LEAD_GROWTH, _LEAD_CHARS = 1.4, 200
# Below these a paragraph is a label, a button or a caption.
_SHORTEST, _SHORT, _SHORTEST_LOOSE = 30, 80, 60
# When p elements hold less of the text, the page sets its paragraphs with div or br.
_P_SHARE = 0.4

# Boilerplate larger than its limit (a share of the page's text) is the article itself under an odd
# name: React streams articles inside hidden boxes, and some pages put theirs into an aside.
_FIRM_LIMIT, _NAME_LIMIT = 0.4, 0.3
# Comments, link lists and footers do outgrow short articles.
_LIMITS = {"comments": 0.6, "related articles": 0.6, "footer": 0.6, ABOUT: 0.9}
_SMALL = 400
_CELLS = frozenset({"td", "th"})
# These consist of links; a box of that name with plain sentences is a section of the article.
_OF_LINKS = frozenset({"navigation", "control", "share bar", "tags"})
_LINKED, _FEW = 0.3, 250
# The same of the page's prose. Comments may be all the sentences there are.
_PROSE_LIMIT = 0.5
_PROSE_LIMITS = {"comments": 1.0, ABOUT: 1.0, "related articles": 0.8, "footer": 0.8}
_SHARE_OF_PROSE = 0.05
# What boxes are called or tagged that hold a note on who writes, prints or sends the article.
_OF_NOTES = frozenset({"sidebar", reasons.BYLINE})
# "About us" is also a place of menus, whose other places are no headings of a note.
_ABOUT_US = frozenset({"about", "über", "sobre", "om", "over", "о"})
# An element that is one paragraph with a sentence is boilerplate only if its name says what kind of
# line it is; other names are those of the box that it stands in, or of what it looks like.
_TEXTS = HEADINGS | {"p", "blockquote"}
_LABELS = frozenset(
    {reasons.CAPTION, reasons.BYLINE, reasons.COPYRIGHT, "footer", "disclaimer", "newsletter"}
) | {reasons.ADVERTISEMENT, "comments", "cookie notice"}


class ArticleRange(NamedTuple):
    """The article's paragraphs are `first` to `last`; its lead may begin as early as `lead`."""

    lead: int
    first: int
    last: int


def mark_boilerplate(outline: Outline, headline: int = -1, *, by_name: bool = True) -> None:
    """Give the paragraphs of boilerplate the reason of the outermost box that is boilerplate.

    Boxes are boilerplate by their tag or because they are hidden; `by_name`, by their names, too.
    One that holds the paragraph `headline` and text below it is the article.
    """
    for box in outline.boxes:
        if box.reason in _OF_NOTES and _is_note(box, outline):
            box.reason = ABOUT
    prose = _sums([_prose(paragraph) for paragraph in outline.paragraphs])
    # Without full stops nothing is a sentence: then prose says nothing.
    has_prose = prose[-1] >= _SHARE_OF_PROSE * _sizes(outline.paragraphs)[-1]
    for is_firm in (True, False) if by_name else (True,):
        sizes = _sizes(outline.paragraphs)
        links = _sums([0 if p.reason else p.linked for p in outline.paragraphs])
        done = 0
        for box in outline.boxes:
            if not box.reason or box.last <= done or _is_firm(box) is not is_firm:
                continue
            if _is_headed_by(headline, box, outline):
                continue
            size = sizes[box.last] - sizes[box.first]
            if not _is_boilerplate(box, size, links[box.last] - links[box.first], sizes[-1]):
                continue
            share = (prose[box.last] - prose[box.first]) / prose[-1] if has_prose else 0
            if is_firm or (share <= _prose_limit(box) and not _is_article(box, outline)):
                done = box.last
                for paragraph in outline.paragraphs[box.first : box.last]:
                    paragraph.reason = paragraph.reason or box.reason


def range_of_article(outline: Outline, opening: int = 0) -> ArticleRange:
    """Where the article is; the whole page if nothing on it looks like prose.

    What stands before the paragraph `opening` is none of it.
    """
    boxes, paragraphs = outline
    weights = _sums(0 if i < opening else w for i, w in enumerate(_weights(outline)))
    enough = _SHARE * weights[-1]
    inner = 0
    if not enough:
        return ArticleRange(0, 0, len(paragraphs))
    for i, box in enumerate(boxes):
        held = boxes[inner]
        weight = weights[box.last] - weights[box.first]
        if enough <= weight <= weights[held.last] - weights[held.first]:
            inner = i
    if boxes[inner].tag in _TEXTS:
        inner = boxes[inner].parent  # one paragraph is no box: what stands beside it belongs to it
    first, last = boxes[inner].first, boxes[inner].last
    return ArticleRange(_lead(outline, inner), first, last)


def _is_firm(box: Box) -> bool:
    return box.tag in FIRM_TAGS or box.reason == HIDDEN


def _prose(paragraph: Paragraph) -> int:
    """How many characters of a paragraph are those of sentences that lead nowhere else."""
    return len(paragraph.text) - paragraph.linked if is_sentence(paragraph) else 0


def _prose_limit(box: Box) -> float:
    return _PROSE_LIMITS.get(box.reason, _PROSE_LIMIT)


def _is_article(box: Box, outline: Outline) -> bool:
    """Whether a box that is named like boilerplate holds a part of the article's own text."""
    inside = outline.paragraphs[box.first : box.last]
    if box.tag in _TEXTS and box.reason not in _LABELS:
        return any(map(is_sentence, inside))
    headings = [paragraph for paragraph in inside if paragraph.kind in HEADINGS]
    is_headed = bool(headings) and headings[0] is inside[0]
    is_section = is_headed and is_named_after(inside[0].text, box.attributes)
    if box.reason == reasons.RELATED:
        # "read-more" around the rest of an article: teasers have headlines, or are a list of links.
        is_listed = any(paragraph.kind == "li" for paragraph in inside)
        is_unlinked = not any(paragraph.linked for paragraph in inside)
        if is_headed and len(headings) == 1 and is_unlinked:
            # "Related costs" that lead nowhere are a section.
            return is_named_after(inside[0].text, box.attributes, fewest=2)
        return not (headings or is_listed) and sum(map(is_sentence, inside)) > len(inside) / 2
    if box.reason == ABOUT:
        return headings != inside[:1]
    return is_section or (is_headed and box.reason == reasons.CAPTION)


def _is_headed_by(headline: int, box: Box, outline: Outline) -> bool:
    """Whether a box that readers see holds the page's headline and text below it."""
    if box.reason == HIDDEN or not box.first <= headline < box.last:
        return False
    below = outline.paragraphs[headline + 1 : box.last]
    return not outline.paragraphs[headline].linked and any(map(is_sentence, below))


def _is_note(box: Box, outline: Outline) -> bool:
    """Whether a box is headed "About us" or "About the author": it is longer than many a brief."""
    if box.first == box.last or outline.paragraphs[box.first].kind not in HEADINGS:
        return False
    tokens = tokens_of(outline.paragraphs[box.first].text)
    phrase = phrase_book().match(tokens, is_sentence=False)
    if phrase is None or phrase.reason != reasons.NAVIGATION:
        return phrase is not None and phrase.reason == reasons.AUTHOR_NOTE
    return tokens[0] in _ABOUT_US


def _is_boilerplate(box: Box, size: float, linked: float, total: float) -> bool:
    if _is_firm(box):
        return size <= _LIMITS.get(box.reason, _FIRM_LIMIT) * total
    if size > _SMALL and size > _LIMITS.get(box.reason, _NAME_LIMIT) * total:
        return False
    return box.reason not in _OF_LINKS or size <= _FEW or linked >= _LINKED * size


def _weights(outline: Outline) -> Iterable[float]:
    """How much each paragraph looks like prose: long, with commas, without links."""
    boxes, paragraphs = outline
    kept = [p for p in paragraphs if not p.reason]
    in_p = sum([len(p.text) for p in kept if boxes[p.box].tag == "p"])
    is_loose = in_p < _P_SHARE * sum([len(p.text) for p in kept])
    for paragraph in paragraphs:
        size = len(paragraph.text)
        if paragraph.reason or size < _SHORTEST or paragraph.linked > size / 2:
            yield 0
            continue
        tag = boxes[paragraph.box].tag
        if tag != "p" and (not is_loose or size < _SHORTEST_LOOSE or tag in HEADINGS):
            yield 0
            continue
        weight = max(0, size - paragraph.linked - 20)
        # A comma is worth 20 characters, as in Readability: menus and labels have none.
        yield (weight if size >= _SHORT else 0.3 * weight) + 20 * paragraph.text.count(",")


def _lead(outline: Outline, inner: int) -> int:
    boxes = outline.boxes
    sizes = _sizes(outline.paragraphs)
    spans = [sizes[box.last] - sizes[box.first] for box in boxes]
    limit = _LEAD_GROWTH * spans[inner] + _LEAD_CHARS
    outer = boxes[inner].parent
    # A cell is a column or a row of the page's layout: its neighbours are other things.
    while outer > 0 and boxes[inner].tag not in _CELLS and spans[outer] <= limit:
        inner, outer = outer, boxes[outer].parent
    return boxes[inner].first


def _sizes(paragraphs: Sequence[Paragraph]) -> Sequence[float]:
    return _sums([0 if paragraph.reason else len(paragraph.text) for paragraph in paragraphs])


def _sums(values: Iterable[float]) -> Sequence[float]:
    return [0, *accumulate(values)]
