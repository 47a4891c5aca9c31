"""The query's hits in a text that is cut into pieces by inline markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

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
    """`text` as safe HTML with these places marked, and nothing to link to."""
    return marked(text, [Mark(start, end, 0, False) for start, end in spans])


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
