"""A page, saved as HTML or as text, is a list of blocks; cleaning decides which are the article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, quotation … of a page, in document order.

    `kind` is the HTML element that fits it: p, h2 to h6, li, blockquote, pre, or tr (a table
    row, cells joined by " | "). `text` is one line of plain text; `html` the same with inline
    markup only (a, strong, em, code), escaped, or empty where there is none beyond the text.
    `reason` says why the block is not part of the article; empty means it is.
    """

    kind: str
    text: str
    html: str = ""
    reason: str = ""

    @property
    def kept(self) -> bool:
        """Whether the block is part of the article."""
        return not self.reason
