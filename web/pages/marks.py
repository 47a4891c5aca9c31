"""The query's hits as HTML: in snippets, and in texts that inline markup cuts into pieces.

Text is escaped first and marked last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from search import MARK_END, MARK_START

_BETWEEN = re.compile(f"{MARK_END}([ \u00a0]+){MARK_START}")
_SIGNS = re.compile(f"([{MARK_START}{MARK_END}])")
_PLAIN = f"[^{MARK_START}{MARK_END}]*+"
_PAIRED = re.compile(f"{_PLAIN}(?>(?:{MARK_START}{_PLAIN}{MARK_END}{_PLAIN})*)")

Find = Callable[[Sequence[str]], Sequence[Sequence[tuple[int, int]]]]
"""Where each of some texts holds what is looked for: (start, end) in characters, ascending."""


class Mark(NamedTuple):
    """The part of hit `number` that lies in one piece of text; `first` if the hit begins there."""

    start: int
    end: int
    number: int
    first: bool


def find_nothing(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """A `Find` where nothing is looked for."""
    return [[] for _ in texts]


def highlighted(text: str, spans: Sequence[tuple[int, int]]) -> Markup:
    """`text` as safe HTML with these places marked, and nothing to link to.

    Words next to each other are one mark.
    """
    marks: list[Mark] = []
    for start, end in spans:
        if marks and text[marks[-1].end : start].isspace():
            marks[-1] = marks[-1]._replace(end=end)
        else:
            marks.append(Mark(start, end, 0, False))
    return marked(text, marks)


def cut(spans: Sequence[tuple[int, int]], pieces: Sequence[tuple[int, int]]) -> list[list[Mark]]:
    """For each piece (start, end) the marks that fall in it, in the piece's own offsets.

    Both sequences ascend and do not overlap. Hit n is the n-th span. One that runs over several
    pieces, such as a phrase half in italics, is marked in each of them under its one number.
    """
    cuts: list[list[Mark]] = []
    at = begun = 0
    for start, end in pieces:
        marks: list[Mark] = []
        while at < len(spans) and spans[at][0] < end:
            hit_start, hit_end = spans[at]
            if hit_end > start:
                within = max(hit_start, start) - start, min(hit_end, end) - start
                marks.append(Mark(*within, number=at + 1, first=begun <= at))
                begun = at + 1
            if hit_end > end:
                break  # goes on in the next piece
            at += 1
        cuts.append(marks)
    return cuts


def marked(text: str, marks: Sequence[Mark]) -> Markup:
    """`text` as safe HTML, escaped first and marked last; hit 3 begins at `#hit-3`."""
    parts: list[str] = []
    done = 0
    for start, end, number, first in marks:
        opening = f'<mark id="hit-{number}">' if first else "<mark>"
        parts += [escape(text[done:start]), opening, escape(text[start:end]), "</mark>"]
        done = end
    parts.append(escape(text[done:]))
    return Markup("".join(parts))  # noqa: S704  # each part is escaped, or a mark


def snippet_markup(snippet: str) -> Markup:
    """`snippet`, hits between U+0002 and U+0003, as safe HTML with the hits in `<mark>`.

    Built here from the plain form, so that the page trusts no HTML made elsewhere. Signs that do
    not pair up are dropped, so that no `<mark>` stays open. Words next to each other are one mark.
    """
    snippet = _BETWEEN.sub(r"\1", snippet)
    if _PAIRED.fullmatch(snippet):
        opened = str.replace(escape(snippet), MARK_START, "<mark>")
        return Markup(opened.replace(MARK_END, "</mark>"))  # noqa: S704  # escaped and marked
    parts: list[str] = []
    inside = False
    for part in _SIGNS.split(snippet):
        if part == MARK_START and not inside:
            parts.append("<mark>")
        elif part == MARK_END and inside:
            parts.append("</mark>")
        elif part not in (MARK_START, MARK_END):
            parts.append(escape(part))
            continue
        inside = part == MARK_START
    if inside:
        parts.append("</mark>")
    return Markup("".join(parts))  # noqa: S704  # each part is escaped, or a mark
