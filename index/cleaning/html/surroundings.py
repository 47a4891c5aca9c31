"""What stands in the article's own box and yet is not the article.

The headline above the text, copies for other screens, tables of contents, lists of links, lines
such as "Advertisement", and whatever follows "Related stories".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.cleaning.html.outline import (
    HEADINGS,
    SENTENCE_END,
    Box,
    Paragraph,
    container_of,
    is_sentence,
)
from index.cleaning.rules import reasons
from index.cleaning.rules.byline_line import is_byline
from index.cleaning.rules.date_line import is_date_line
from index.cleaning.rules.phrases import KnownPhrase, phrase_book
from index.cleaning.text.line import Line, tokens_of

# A paragraph of this many characters is no label, caption or button.
_PROSE = 80
# Copies for small and large screens are whole paragraphs; what is shorter may be a refrain.
_DUPLICATE = 60
# A block with more of its text in links is a link; a longer one is a summary.
_LINKED, _LINKED_CHARS, _SUMMARY = 0.6, 400, 150
# What leads to a place on the page and is longer was never closed: it is no entry of a contents.
_TOC_CHARS = 200
# A line of boilerplate is short: this saves reading every paragraph for phrases.
LINE_CHARS = 160
# A heading such as "Related stories" ends the article if so much of the text is before it; other
# lines of that meaning ("Comments") stand within articles, too, and need more.
_HEADING_ENDS, _LINE_ENDS = 0.66, 0.9
# Headings and labels left over at the end are boilerplate, but not when they are much of the text.
_TAIL = 0.06
# A line of these is boilerplate only if it leads there: "Read more: ..." is a link.
_LINKING = frozenset({reasons.RELATED, "newsletter", "read more", "follow us"})

_TITLE_WORDS = 4
# A teaser is one link around a headline and its summary; what is shorter may be a name and a price.
_ALL_LINKED, _HEADLINE_CHARS, _SUMMARY_CHARS = 0.9, 15, 40

# Between the places of a path: "Home > News > Harbour".
_CRUMBS = (" > ", " › ", " » ", " / ")

_LABEL_CHARS = 4
_LINK = re.compile(r"<a [^>]*>.*?</a>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_LINE_END = re.compile(r"[.!?…\"”“’‘»«)。！？؟۔]$")


def mark_surroundings(
    paragraphs: Sequence[Paragraph], boxes: Sequence[Box], title: str, opening: int = 0
) -> None:
    """Give a reason to the paragraphs in the article's box that are not the article.

    Before `opening`, where its headline stands, the article cannot end.
    """
    sentences = list(filter(is_sentence, kept_of(paragraphs)))
    _mark_title(paragraphs, title)
    _mark_duplicates(paragraphs, boxes)
    _mark_links(paragraphs)
    _mark_phrases(paragraphs[:opening], boxes, may_end=False)
    _mark_phrases(paragraphs[opening:], boxes)
    _mark_tail(paragraphs)
    if not any(kept_of(sentences)):
        # Whatever they look like: a brief about a person is no note on the author.
        for paragraph in sentences:
            paragraph.reason = ""


def kept_of(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs to which nothing has given a reason."""
    return (paragraph for paragraph in paragraphs if not paragraph.reason)


def size_of(paragraphs: Iterable[Paragraph]) -> int:
    """How many characters are kept."""
    return sum([len(paragraph.text) for paragraph in paragraphs if not paragraph.reason])


def _is_prose(paragraph: Paragraph) -> bool:
    size = len(paragraph.text)
    return size >= _PROSE and paragraph.linked < 0.4 * size


def _is_link(paragraph: Paragraph) -> bool:
    return paragraph.linked > _LINKED * len(paragraph.text)


def _mark_title(paragraphs: Sequence[Paragraph], title: str) -> None:
    """Take out the headline; further h1 elements below it are subheads.

    A heading that has all words of a longer title has a kicker beside them.
    """
    words = set(tokens_of(title))
    is_long = len(words) >= _TITLE_WORDS
    for paragraph in kept_of(paragraphs):
        is_top = paragraph.kind == "h1"
        if is_top or len(paragraph.text) <= 2 * len(title):
            own = set(tokens_of(paragraph.text))
            has_kicker = is_long and paragraph.kind in HEADINGS and words < own
            if is_top or has_kicker or (own and own == words):
                paragraph.reason = reasons.TITLE if is_top else reasons.TITLE_AGAIN
        if _is_prose(paragraph):
            break
    for paragraph in kept_of(paragraphs):
        if paragraph.kind == "h1":
            own = set(tokens_of(paragraph.text))
            if len(own & words) >= 0.6 * max(len(own), len(words)):
                paragraph.reason = reasons.TITLE_AGAIN


def _mark_duplicates(paragraphs: Sequence[Paragraph], boxes: Sequence[Box]) -> None:
    """Take out copies; what stands twice in the same box is meant to."""
    seen: dict[str, int] = {}
    for paragraph in kept_of(paragraphs):
        if len(paragraph.text) >= _DUPLICATE:
            container = container_of(paragraph, boxes)
            if seen.setdefault(paragraph.text, container) != container:
                paragraph.reason = reasons.DUPLICATE


def _mark_links(paragraphs: Sequence[Paragraph]) -> None:
    """Take out tables of contents, buttons, and links that no prose follows."""
    _mark_teasers(paragraphs)
    is_followed = False
    for paragraph in reversed(list(kept_of(paragraphs))):
        size = len(paragraph.text)
        if paragraph.anchored > _LINKED * size and size < _TOC_CHARS:
            paragraph.reason = reasons.NAVIGATION
        elif not is_followed and _is_list_of_links(paragraph):
            paragraph.reason = reasons.LINKS
        elif not is_followed:
            is_followed = _is_prose(paragraph)


def _mark_teasers(paragraphs: Sequence[Paragraph]) -> None:
    """Take out headlines that are links together with a summary that is one, too."""
    for paragraph, following in pairwise(list(kept_of(paragraphs))):
        if paragraph.kind not in HEADINGS or following.kind != "p":
            continue
        if len(paragraph.text) < _HEADLINE_CHARS or len(following.text) < _SUMMARY_CHARS:
            continue
        if all(each.linked >= _ALL_LINKED * len(each.text) for each in (paragraph, following)):
            paragraph.reason = following.reason = reasons.RELATED


def _is_list_of_links(paragraph: Paragraph) -> bool:
    size = len(paragraph.text)
    if not _is_link(paragraph) or size >= _LINKED_CHARS:
        return False
    return paragraph.kind not in {"h2", "h3"} and (paragraph.kind != "p" or size <= _SUMMARY)


def _mark_phrases(
    paragraphs: Sequence[Paragraph], boxes: Sequence[Box], *, may_end: bool = True
) -> None:
    """Take out lines that phrases know, and what they bring with them."""
    kept = list(kept_of(paragraphs))
    total, before, is_head = size_of(kept), 0, True
    for i, paragraph in enumerate(kept):
        is_head = is_head and not _is_prose(paragraph)
        phrase = None if paragraph.reason else _phrase_of(paragraph)
        share = _HEADING_ENDS if paragraph.kind in HEADINGS else _LINE_ENDS
        if may_end and phrase and phrase.ends_article and before >= share * total:
            end = _end_of_inset(kept, i, boxes) if phrase.reason == reasons.RELATED else len(kept)
            for rest in kept[i:end]:
                rest.reason = phrase.reason if end < len(kept) else reasons.AFTER
            if end == len(kept):
                return
        links = _links_after(kept, i) if phrase and phrase.brings_headline else []
        if phrase and links:
            for link in (paragraph, *links):
                link.reason = phrase.reason
        elif not paragraph.reason and paragraph.kind not in HEADINGS:
            paragraph.reason = _line_reason(paragraph, phrase, is_head=is_head)
        before += len(paragraph.text)


def _end_of_inset(paragraphs: Sequence[Paragraph], i: int, boxes: Sequence[Box]) -> int:
    """Where the article goes on after links that are set into it at `i`, else the end.

    It does with plain prose in the box of the prose before; each teaser has a box of its own, or
    follows its linked headline.
    """
    own = {container_of(p, boxes) for p in paragraphs[:i] if _is_prose(p)}
    end = i + 1
    while end < len(paragraphs) and not _is_prose(paragraphs[end]):
        end += 1
    if end == i + 1 or end == len(paragraphs):
        return len(paragraphs)
    return end if container_of(paragraphs[end], boxes) in own else len(paragraphs)


def _phrase_of(paragraph: Paragraph) -> KnownPhrase | None:
    if len(paragraph.text) > LINE_CHARS or paragraph.kind in {"tr", "pre"}:
        return None
    ends = SENTENCE_END.search(paragraph.text) is not None
    phrase = phrase_book().match(tokens_of(paragraph.text), ends)
    unlinked = len(paragraph.text) - paragraph.linked
    if phrase or not paragraph.linked or unlinked < _LABEL_CHARS or paragraph.text[-1] in ".。":
        return phrase
    # "Read also: " before a headline, in whatever language, and even if nothing parts the two.
    label = _MARKUP.sub(" ", _LINK.sub(" ", paragraph.markup))
    phrase = phrase_book().match(tokens_of(label), is_sentence=False)
    if phrase is None or phrase.reason not in _LINKING:
        return None
    return replace(phrase, ends_article=False)


def _links_after(paragraphs: Sequence[Paragraph], i: int) -> list[Paragraph]:
    end = i + 1
    while end < len(paragraphs) and _is_link(paragraphs[end]):
        end += 1
    return list(paragraphs[i + 1 : end])


def _line_reason(paragraph: Paragraph, phrase: KnownPhrase | None, *, is_head: bool) -> str:
    """What a single line is; between paragraphs of prose, only firm reasons count."""
    if phrase and (is_head or phrase.reason in reasons.FIRM):
        return phrase.reason if paragraph.linked or phrase.reason not in _LINKING else ""
    if phrase or not is_head or len(paragraph.text) > LINE_CHARS:
        return ""
    if paragraph.linked and sum(map(paragraph.text.count, _CRUMBS)) >= 2:
        return reasons.NAVIGATION
    return who_or_when(paragraph.text)


def who_or_when(text: str) -> str:
    """The reason to leave out a line that says who wrote the article or when, else ""."""
    line, tokens = Line(text, "p", text, "", len(text.split()), glued=False), tokens_of(text)
    if is_byline(line, tokens):
        return reasons.BYLINE
    return reasons.DATE_LINE if is_date_line(line, tokens) else ""


def _mark_tail(paragraphs: Sequence[Paragraph]) -> None:
    """Take out headings and labels that nothing follows."""
    left = _TAIL * size_of(paragraphs)
    for paragraph in reversed(list(kept_of(paragraphs))):
        text = paragraph.text
        is_label = paragraph.kind == "p" and len(text) < _DUPLICATE and not _LINE_END.search(text)
        if left <= 0 or not (paragraph.kind in HEADINGS or is_label):
            return
        paragraph.reason = reasons.AFTER
        left -= len(text)
