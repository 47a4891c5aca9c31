"""The lines of a printed page in the order in which they are read, and the paragraphs they make.

What a PDF or a scan gives is lines and their places. Columns are read one after the other, what
stands at the edge of several pages alike is left out, lines are joined to paragraphs and the words
that were parted at the end of a line are whole again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from index.reading.source import LARGEST_ARTICLE

_EDGE = 0.09  # of the height: where running heads stand


class Line(NamedTuple):
    """A line of a page: its text, and where it stands, in points from the left and the bottom."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """In points."""
        return self.top - self.bottom


def merged(pieces: Sequence[Line]) -> list[Line]:
    """Pieces of one line (a change of font ends a piece) put together."""
    lines: list[Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if last and _is_beside(last, piece):
            gap = " " if piece.left - last.right > 0.1 * last.height else ""
            lines[-1] = Line(
                last.text + gap + piece.text, last.left, min(last.bottom, piece.bottom),
                max(last.right, piece.right), max(last.top, piece.top),
            )  # fmt: skip
        else:
            lines.append(piece)
    return lines


def _is_beside(last: Line, piece: Line) -> bool:
    overlap = min(last.top, piece.top) - max(last.bottom, piece.bottom)
    if overlap < 0.5 * min(last.height, piece.height):
        return False
    return -last.height < piece.left - last.right < 1.5 * max(last.height, piece.height)


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Lines column by column, parted by those that reach over several columns.

    A PDF gives its lines in the order in which they were set, which is that of reading as a rule.
    Only where it goes back and forth between columns are they sorted.
    """
    pairs = list(pairwise(lines))
    leaps = sum(a.bottom > b.bottom + b.height and a.left < b.left for b, a in pairs)
    abreast = sum(abs(a.bottom - b.bottom) < 0.5 * b.height and a.left > b.right for b, a in pairs)
    if leaps < 2 and abreast < 2:
        return list(lines)
    width = max(line.right for line in lines) - min(line.left for line in lines)
    ordered: list[Line] = []
    columns: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.top, line.left)):
        if line.right - line.left > 0.6 * width:
            ordered += [one for column in columns for one in column] + [line]
            columns = []
            continue
        beside = next((c for c in columns if _overlaps(c[-1], line)), None)
        if beside is None:
            columns.append([line])
            columns.sort(key=lambda column: column[0].left)
        else:
            beside.append(line)
    return ordered + [one for column in columns for one in column]


def _overlaps(above: Line, line: Line) -> bool:
    shared = min(above.right, line.right) - max(above.left, line.left)
    return shared > 0.5 * min(above.right - above.left, line.right - line.left)


_FIGURES = re.compile(r"\d+")


def without_running_heads(pages: Sequence[tuple[Sequence[Line], float]]) -> list[list[Line]]:
    """The lines of each page without those that stand at the edge of several pages alike."""
    seen: Counter[str] = Counter()
    for lines, height in pages:
        seen.update({_FIGURES.sub("#", line.text) for line in lines if _is_at_edge(line, height)})
    kept = []
    for lines, height in pages:
        kept.append([
            line for line in lines
            if not _is_at_edge(line, height) or not _is_running(line, seen, len(pages))
        ])  # fmt: skip
    return kept


def _is_at_edge(line: Line, height: float) -> bool:
    return line.bottom > (1 - _EDGE) * height or line.top < _EDGE * height


def _is_running(line: Line, seen: Counter[str], pages: int) -> bool:
    text = _FIGURES.sub("#", line.text)
    return text.strip(" -–—|/·") in {"#", "# #", ""} or (pages > 1 and seen[text] > 1)


def paragraphs_of(lines: Sequence[Line], *, keeps_lines: bool = False) -> str:
    """Lines joined to paragraphs: one ends at a gap, another size, an indent or a short line.

    With `keeps_lines` every line ends one that was not broken because it was full.
    """
    text = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        is_end = _begins(before, line, lines) or (keeps_lines and _is_short(before, lines))
        text += ("\n\n" if is_end else "\n") + line.text
    return text


def _is_short(line: Line, lines: Sequence[Line]) -> bool:
    """Whether there was room for another word in a line."""
    widest = max((one.right for one in lines if _overlaps(one, line)), default=line.right)
    return widest - line.right > 0.2 * (widest - line.left)


def _begins(before: Line, line: Line, lines: Sequence[Line]) -> bool:
    """Whether a paragraph begins with a line, as its place and size tell."""
    size = max(before.height, line.height, 1.0)
    if abs(before.height - line.height) > 0.25 * size:
        return True
    gap = before.bottom - line.top
    if gap < -size:  # further up: the next column, where a sentence may go on
        return before.text.endswith((".", "!", "?", "”", "»", '"'))
    if gap > 0.75 * size:
        return True
    if line.left - before.left > 0.8 * size and before.text.endswith((".", "!", "?", "”", "»")):
        return True
    return _is_short(before, lines) and before.text.endswith((".", "!", "?", ":", "”", "»", '"'))


_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\ufffe\x02]\n(?=[^\W\d_A-Z])")


def joined(pages: Sequence[str]) -> str:
    """The paragraphs of the pages, lines and words that were broken put together again."""
    text = pages[0] if pages else ""
    for page in pages[1:]:
        goes_on = text and text[-1] not in '.!?:”»"' and page[:1].islower()
        text = f"{text}\n{page}" if goes_on else f"{text}\n\n{page}"
    paragraphs = re.split(r"\n{2,}", _HYPHEN.sub("", text))
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)[:LARGEST_ARTICLE]
