"""A page as the judge sees it: its paragraphs and boxes as arrays, and what the rules say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.cleaning.html.judge.sight import BOX, COLUMNS, GIVEN, look, surround
from index.cleaning.html.outline import Box, Outline, Paragraph, Setting, class_of
from index.cleaning.text.judge.words import Array, entries_of, hashes_of, letters, points_of

_KINDS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "tr")
_KIND_NUMBER = {kind: number for number, kind in enumerate(_KINDS)}
# The reasons of the rules by what they mean to the judge; others are one class.
_CLASSES = (
    ("outside the article",), ("after the article",), ("links",), ("duplicate",), ("navigation",),
    ("title", "title again"), ("related articles",), ("comments",), ("caption",), ("sidebar",),
    ("hidden",), ("footer",), ("byline", "date line"), ("share bar", "tags"),
    ("newsletter", "advertisement"), ("dialog",), ("control",), ("another article",),
)  # fmt: skip
_OTHER = len(_CLASSES) + 1
_CLASS_OF = {"": 0} | {name: i + 1 for i, names in enumerate(_CLASSES) for name in names}
_NAMED = re.compile(r' (?:class|id|role|itemprop)="([^"]{1,300})"')
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MOST_NAMES, _MOST_PARTS = 20, 6
_MOST_KEPT = 1 << 16


def names_of(tag: str, attributes: str) -> tuple[str, ...]:
    """The words in the names of an element, each once, in order; and its tag."""
    words = [word for name in _names(attributes) for word in _words(name)]
    return tuple(dict.fromkeys((f"<{tag}>", *words)))


def _names(attributes: str) -> list[str]:
    found = " ".join(_NAMED.findall(attributes)).split() if attributes else []
    return found[:_MOST_NAMES]


def _words(name: str) -> tuple[str, ...]:
    """The words of one name, and all together: `teaserBox` is teaser, box and teaser-box."""
    parts = [part.lower() for part in _NAME.findall(name) if len(part) > 1][:_MOST_PARTS]
    return (*parts, "-".join(parts)) if len(parts) > 1 else tuple(parts)


class NameOdds(dict[str, tuple[float, ...]]):
    """The log odds of the words of each name, looked up when it is first met.

    A site has some hundred names, and its pages come together; a hostile page has many.
    """

    def __init__(self, odds: Mapping[str, float]) -> None:
        super().__init__()
        self.odds = odds

    def __missing__(self, name: str) -> tuple[float, ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        words = (name,) if name.startswith("<") else _words(name)
        self[name] = found = tuple([self.odds[word] for word in words if word in self.odds])
        return found

    def of(self, tag: str, attributes: str) -> tuple[float, float, float]:
        """The lowest, the highest and the mean of an element's; 0 where nothing is known."""
        found = list(self[f"<{tag}>"])
        for name in _names(attributes):
            found += self[name]
        return (min(found), max(found), sum(found) / len(found)) if found else (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class View:
    """A page before any table is asked.

    Paragraph i is `points[starts[i]:starts[i + 1]]`; `given` f4[n, GIVEN], `boxes` i4[m, BOX] and
    `page` i8[PAGE] are those of sight.py; `elements` are the different start tags of the boxes.
    """

    points: Array
    starts: Array
    given: Array
    title: Array
    boxes: Array
    page: Array
    elements: list[tuple[str, str]]

    @classmethod
    def of(cls, outline: Outline, setting: Setting) -> View:
        """The view of a page to which the rules have given reasons."""
        paragraphs = outline.paragraphs
        points, starts = points_of([paragraph.text for paragraph in paragraphs])
        boxes, elements = _boxes(outline.boxes)
        return cls(
            points,
            starts,
            _given(paragraphs),
            hashes_of(setting.title),
            boxes,
            np.array((setting.last, setting.headline), np.int64),
            elements,
        )

    def columns(self, keys: Array, odds: Array, names: NameOdds) -> Array:
        """All columns of each paragraph, f4[n, COLUMNS]; the tables are those of `Judge`."""
        out = np.zeros((len(self.starts) - 1, len(COLUMNS)), np.float32)
        look(self.points, self.starts, self.given, self.title, *letters(), keys, odds, out)
        found = np.array([names.of(*element) for element in self.elements], np.float32)
        surround(self.given, self.boxes, found.reshape(-1, 3), self.page, out)
        return out

    def entries(self) -> list[set[str]]:
        """For each paragraph the words, pairs and whole line that the table is asked for."""
        return entries_of(self.points, self.starts)


def _given(paragraphs: Sequence[Paragraph]) -> Array:
    given = np.empty((len(paragraphs), len(GIVEN)), np.float32)
    given[:, 0] = [paragraph.linked for paragraph in paragraphs]
    given[:, 1] = [_KIND_NUMBER[paragraph.kind] for paragraph in paragraphs]
    given[:, 2] = [_CLASS_OF.get(paragraph.reason, _OTHER) for paragraph in paragraphs]
    given[:, 3] = given[:, 2] == 0
    given[:, 4] = [paragraph.box for paragraph in paragraphs]
    return given


def _boxes(boxes: Sequence[Box]) -> tuple[Array, list[tuple[str, str]]]:
    """The boxes as `BOX` says, and their different start tags, by number."""
    numbers: dict[tuple[str, str], int] = {}
    of_box = [numbers.setdefault((box.tag, box.attributes), len(numbers)) for box in boxes]
    elements, signs = list(numbers), dict[tuple[str, str], int]()
    of_element = np.array(
        [
            (signs.setdefault((tag, class_of(rest)), len(signs)), tag == "article", tag == "main")
            for tag, rest in elements
        ],
        np.int32,
    )
    found = np.empty((len(boxes), len(BOX)), np.int32)
    found[:, 0] = [box.parent for box in boxes]
    found[:, 1] = [box.first for box in boxes]
    found[:, 2] = [box.last for box in boxes]
    found[:, 3] = of_box
    found[:, 4:] = of_element[of_box]
    return found, elements
