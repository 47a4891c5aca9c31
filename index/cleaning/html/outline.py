"""A page as a flat outline: its paragraphs in order, and the boxes that hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CLASS = re.compile(r' class="([^"]*)"')
_SINGLE = HEADINGS | {"p", "li", "tr", "blockquote"}
SENTENCE_END: Final = re.compile(r"[.!?…。！？؟۔][\"'”“’‘»«)\]]{0,3}$")
# Characters from which a sentence is no label.
_SENTENCE_CHARS = 50
_SHORT_SENTENCE_CHARS = 20


class Box:
    """A block-level element: which paragraphs it holds, and why it is boilerplate, if it is.

    `kind` is the element that fits text straight inside it; `attributes` what its start tag says.
    """

    __slots__ = ("attributes", "first", "kind", "last", "parent", "reason", "tag")

    def __init__(
        self, tag: str, attributes: str, kind: str, reason: str, parent: int, first: int
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.kind = kind
        self.reason = reason
        self.parent = parent
        self.first = first
        self.last = first

    @property
    def names(self) -> str:
        """The value of the element's class."""
        return class_of(self.attributes)


def class_of(attributes: str) -> str:
    """The value of the class in what a start tag says."""
    found = _CLASS.search(attributes) if attributes else None
    return found[1].strip() if found else ""


class Paragraph:
    """A run of text between two block boundaries.

    `markup` is its inline HTML; `linked` and `anchored` count the characters inside links and
    inside links to no other page; `box` is the number of the innermost box.
    """

    __slots__ = ("anchored", "box", "kind", "linked", "markup", "reason", "text")

    def __init__(self, kind: str, text: str, markup: str, box: int) -> None:
        self.kind = kind
        self.text = text
        self.markup = markup
        self.linked = 0
        self.anchored = 0
        self.box = box
        self.reason = ""


class Outline(NamedTuple):
    """The boxes of a page, each after the one that holds it (0 is the body), and its paragraphs."""

    boxes: list[Box]
    paragraphs: list[Paragraph]


class Setting(NamedTuple):
    """What the rules know of a page beside its outline.

    `last` is the number of the paragraph at which the article has ended, `headline` that of its
    headline, -1 for none.
    """

    title: str
    last: int
    headline: int


def is_sentence(paragraph: Paragraph) -> bool:
    """Whether the paragraph is or ends with a sentence, and is not mostly links."""
    return _ends_as_sentence(paragraph, _SENTENCE_CHARS)


def is_short_sentence(paragraph: Paragraph) -> bool:
    """The same of one that may be as short as a label, where no label is to be expected."""
    return _ends_as_sentence(paragraph, _SHORT_SENTENCE_CHARS)


def _ends_as_sentence(paragraph: Paragraph, least: int) -> bool:
    size = len(paragraph.text)
    if size < least or paragraph.kind == "h1" or paragraph.linked >= 0.3 * size:
        return False
    return SENTENCE_END.search(paragraph.text) is not None


def container_of(paragraph: Paragraph, boxes: Sequence[Box]) -> int:
    """The number of the box in which the paragraph stands beside others."""
    box = boxes[paragraph.box]
    return box.parent if box.tag in _SINGLE else paragraph.box
