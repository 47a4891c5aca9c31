"""The passage of an article that shows why it was found.

One to three fragments, together 150 to 300 characters, on sentence bounds where there are any,
chosen for the most different words of the query; the first paragraph where the text itself has
none of them. Text is escaped first and marked last.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from search.highlight.character import kinds
from search.highlight.mark import Marker, joined
from search.highlight.passage import passages
from search.highlight.raw import readable
from search.highlight.window import PASSAGE_LENGTH
from search.result import MARK_END, MARK_START

_BEFORE = ("", MARK_START, MARK_END, " ", " … ", "… ", " …", "\n")
"""What comes before a piece: see NOTHING and so on in `search.highlight.passage`."""

_BEGINNING = 3 * PASSAGE_LENGTH  # characters that are read when there is nothing to mark
_VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]")


class Snippet(NamedTuple):
    """A passage in both forms: plain with control characters, and escaped HTML."""

    plain: str
    html: str


def snippets_of(texts: Sequence[str], marker: Marker) -> list[Snippet]:
    """The best passage of each text: all in one go, which takes less than one by one."""
    if not texts:
        return []
    shown = texts if marker else list(map(_beginning, texts))
    whole, points, starts = joined(shown)
    spans = marker.places(whole, points, starts)
    before, firsts, lasts = passages(points, kinds(), starts, spans, marker.worth).T.tolist()
    pieces = zip(before, firsts, lasts, strict=True)
    plain = readable("".join([_BEFORE[kind] + whole[start:end] for kind, start, end in pieces]))
    # A snippet has one line, so that all of them can be escaped at once.
    return list(map(Snippet, plain.split("\n"), html_of(plain).split("\n")))


def html_of(plain: str) -> str:
    """A plain snippet as HTML: escaped first and marked last."""
    return html.escape(plain).replace(MARK_START, "<mark>").replace(MARK_END, "</mark>")


def _beginning(text: str) -> str:
    """As much of a text as is read when there is nothing to mark."""
    first = _VISIBLE.search(text)
    return text[: first.start() + _BEGINNING] if first else ""
