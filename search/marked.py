"""A whole article with the hits of a query marked and numbered, to step from one to the next."""

from __future__ import annotations

import html
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from search.mark import Marker
from search.snippet import MARK_END, MARK_START

_NO_MARKS = {ord(MARK_START): None, ord(MARK_END): None}


class Piece(NamedTuple):
    """A stretch of a text: the hit with a number, counted from 1, or 0 for what is between."""

    text: str
    hit: int


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """A text cut at its hits; the pieces together are the text, but for U+0002 and U+0003."""

    pieces: tuple[Piece, ...]
    hits: int

    @property
    def plain(self) -> str:
        """The text with each hit between U+0002 and U+0003."""
        return "".join(
            f"{MARK_START}{text}{MARK_END}" if hit else text for text, hit in self.pieces
        )

    @property
    def html(self) -> str:
        """The text as HTML, escaped first and marked last: hit 3 is `<mark id="hit-3">`."""
        return "".join(
            f'<mark id="hit-{hit}">{html.escape(text)}</mark>' if hit else html.escape(text)
            for text, hit in self.pieces
        )


def marked_article(text: str, marker: Marker) -> MarkedArticle:
    """A text with all its hits; hit n is the n-th of the marker's spans."""
    spans = marker.spans(text)
    places = [0, *(place for span in spans for place in (span.start, span.end)), len(text)]
    pieces = [text[start:end].translate(_NO_MARKS) for start, end in pairwise(places)]
    numbered = (
        Piece(piece, (place + 1) // 2 if place % 2 else 0) for place, piece in enumerate(pieces)
    )
    return MarkedArticle(tuple(piece for piece in numbered if piece.text), len(spans))
