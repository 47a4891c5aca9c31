"""The headline of a saved text, and its repetitions: pages show it two or three times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.cleaning.rules import reasons
from index.cleaning.text.line import Line
from index.cleaning.text.line_classifier import LineClass

_LONGEST = 30
# The headline may stand under the menu; further down it is something else.
_LOOK = 12
# The menus of a text browser are long.
_FARTHEST = 150
_MENU = frozenset({reasons.NAVIGATION, reasons.SECTION, "newsletter", "share bar"})
_SAME = 0.75
# "The Daily Post", "Science & Nature": no more words than that.
_NAME = 3
_HEADINGS = ("p", "h2", "h3")
# What a page adds to its title: " - The Courier", "Home » Science » ".
_ADDED = 8
LONGEST_AGAIN = _LONGEST + _ADDED
"""Words of a line that may say the title again."""
_FULL_STOPS = (".", "。", "।", "۔", ":", ";", ",")


def title_of(lines: Sequence[Line], findings: Sequence[LineClass]) -> int:
    """The index of the line that is the headline, or -1."""
    prose = next((i for i, line in enumerate(lines[:_FARTHEST]) if line.is_prose), 0)
    head = [
        i
        for i in range(min(max(_LOOK, prose), len(lines)))
        if not findings[i].reason and not _is_in_menu(lines, findings, i)
    ]
    for i in head:
        if lines[i].raw.lstrip().startswith("# "):
            return i
    if not head or not _is_title(lines, findings, head[0]):
        return -1
    return next(_longer(lines, head), head[0])


def _is_in_menu(lines: Sequence[Line], findings: Sequence[LineClass], i: int) -> bool:
    """Whether the line is an item, or stands between two that are known as parts of a menu."""
    around = [findings[k].reason for k in (i - 1, i + 1) if 0 <= k < len(lines)]
    return lines[i].kind == "li" or (len(around) == 2 and all(r in _MENU for r in around))


def _longer(lines: Sequence[Line], head: Sequence[int]) -> Iterator[int]:
    """Lines that are a headline sooner than the name of a section or a site on top of them."""
    if lines[head[0]].words > _NAME or sum(line.is_prose for line in lines) < 2:
        return
    for i in head[1:]:
        line = lines[i]
        if line.is_prose:
            return
        stands_alone = not line.glued and i + 1 < len(lines) and not lines[i + 1].glued
        if line.words > _NAME + 1 and stands_alone and not line.ends and line.kind in _HEADINGS:
            yield i


def _is_title(lines: Sequence[Line], findings: Sequence[LineClass], i: int) -> bool:
    line = lines[i]
    if line.words > _LONGEST or line.wrapped or line.kind in ("li", "blockquote", "pre", "tr"):
        return False
    after = lines[i + 1] if i + 1 < len(lines) else None
    if after is None:
        return False
    if not line.text.rstrip("\"'”’»)").endswith(_FULL_STOPS):
        return True
    # Some headlines are sentences: they stand alone, with boilerplate and not prose below.
    is_alone = not after.glued or after.text == line.text
    return is_alone and line.words <= 20 and (bool(findings[i + 1].reason) or not after.is_prose)


def is_title_again(line: Line, words: Sequence[str], wanted: Sequence[str], is_early: bool) -> bool:
    """Whether a line of the tokens `words` says the title `wanted`, give or take a site's name."""
    if not words:
        return False
    if words == wanted:
        return True
    one, other = set(words), set(wanted)
    common = len(one & other)
    if common < 3:
        return False
    if common >= _SAME * max(len(one), len(other)):
        return True
    short, long = sorted((" ".join(words), " ".join(wanted)), key=len)
    is_part = f" {short} " in f" {long} " and abs(len(words) - len(wanted)) <= _ADDED
    # Deep in the text a heading may well say a part of the title.
    return is_part and common >= 4 and not line.ends and is_early
