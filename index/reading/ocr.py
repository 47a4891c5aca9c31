"""Scans and screenshots, through RapidOCR where it is installed: PNG, JPEG and TIFF.

Off unless it was asked for (`make install OCR=1`): it takes seconds a page and 400 MB of libraries.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from importlib.util import find_spec
from typing import Any

from index.cleaning import clean_text
from index.reading.kind import Kind
from index.reading.problem import Unreadable
from index.reading.source import Found, Source, article_of

_MOST_PIXELS = 80_000_000
_LEAST = 40  # characters; a photograph has a few by chance
_SURE = 0.6


def is_there() -> bool:
    """Whether pictures can be read."""
    return find_spec("rapidocr") is not None


@cache
def _engine() -> Any:
    import logging

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR()


def lines_of_picture(picture: Any) -> Iterator[tuple[str, float, float, float, float]]:
    """(text, left, top, right, bottom) for each line in a picture, an array or a file's bytes."""
    result = _engine()(picture)
    boxes = getattr(result, "boxes", None)
    if boxes is None:
        return
    for box, text, score in zip(boxes, result.txts, result.scores, strict=True):
        if score >= _SURE:
            (left, top), _, (right, bottom), _ = box
            yield text, float(left), float(top), float(right), float(bottom)


def _text_of(picture: bytes) -> str:
    """The lines of a picture, with a blank one where the gap is wide."""
    text, last, height = "", 0.0, 0.0
    for line, _, top, _, bottom in lines_of_picture(picture):
        text += ("\n\n" if height and top - last > 0.9 * height else "\n") + line
        last, height = bottom, max(bottom - top, 1.0)
    return text.strip()


def articles_of_picture(source: Source) -> Iterator[Found]:
    """The article that is written in a picture. Raises Unreadable when there is hardly any text."""
    text = _text_of(source.whole())
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
