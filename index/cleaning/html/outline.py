"""A page as a flat outline: its paragraphs in order, and the boxes that hold them."""

from __future__ import annotations

from typing import NamedTuple


class Box:
    """A block-level element: which paragraphs it holds, and why it is boilerplate, if it is.

    `kind` is the element that fits text straight inside it.
    """

    __slots__ = ("first", "kind", "last", "parent", "reason", "tag")

    def __init__(self, tag: str, kind: str, reason: str, parent: int, first: int) -> None:
        self.tag = tag
        self.kind = kind
        self.reason = reason
        self.parent = parent
        self.first = first
        self.last = first


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
