"""Scans and screenshots, through RapidOCR where it is installed: PNG, JPEG and TIFF.

Off unless it was asked for (`make install OCR=1`): it takes seconds a page and 400 MB of libraries.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from importlib.util import find_spec
from typing import Any

from index.cleaning import clean_text
from index.problem import Unreadable
from index.reading.kind import Kind
from index.reading.layout import Line, in_reading_order, joined, paragraphs_of
from index.reading.source import Extracted, Source, article_of

_LEAST = 40  # characters; a photograph has a few by chance
_SURE = 0.6


def is_there() -> bool:
    """Whether pictures can be read."""
    return find_spec("rapidocr") is not None


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def lines_of_picture(picture: Any) -> list[Line]:
    """The lines that are written in a picture: an array, or the bytes of a file."""
    result = _engine()(picture)
    if result.boxes is None:
        return []
    lines = []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        if score >= _SURE:
            (left, top), _, (right, bottom), _ = box
            # A page's places are counted from its foot.
            lines.append(Line(text, float(left), -float(bottom), float(right), -float(top)))
    return in_reading_order(lines)


def articles_of_picture(source: Source) -> Iterator[Extracted]:
    """The article that is written in a picture. Raises Unreadable when there is hardly any text."""
    text = joined([paragraphs_of(lines_of_picture(source.whole()))])
    if len(text) < _LEAST:
        raise Unreadable("a picture with hardly any text in it")
    yield "", article_of(partial(clean_text, text, path=source.path), source.path)


KINDS = (
    Kind(
        "picture (perhaps a scan)",
        articles_of_picture,
        (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
        (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*"),
        turn=1,
        wants="rapidocr",
        extra="OCR",
    ),
)
