"""Scans are read where OCR is installed, and named with what to do where it is not."""

import struct
import zlib

import pypdfium2
import pytest

from index.reading import holds_articles, read_articles, registry
from tests.index.reading.paper import column, pdf

TEXT = (
    "The tide gauge at the old pier read forty centimetres\n"
    "too low all winter, the harbour office said on Tuesday.\n"
    "Fishermen had complained since October."
)
DRAWN = [(50, 740, 24, "Tide gauge read wrong"), *column(50, 690, TEXT, 14)]


def png() -> bytes:
    """A picture of a page."""
    with pypdfium2.PdfDocument(pdf(DRAWN)) as document:
        pixels = document[0].render(scale=2).to_numpy()
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.tobytes() for row in pixels[:, :, ::-1])

    def chunk(kind, data):
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def test_picture_is_named_with_what_to_do_where_ocr_is_not_installed(corpus, monkeypatch):
    monkeypatch.setattr(registry, "is_installed", lambda kind: not kind.wants)
    (problem,) = read_articles(corpus.write("a.txt", png()), "a.txt")
    assert "a scan" in problem.reason
    assert "make install OCR=1" in problem.reason


def test_picture_is_read_where_ocr_is_installed(corpus):
    pytest.importorskip("rapidocr", reason="an optional part of the installation")
    assert holds_articles("a.png")
    (reading,) = read_articles(corpus.write("a.png", png()), "a.png")
    assert reading.article.title == "Tide gauge read wrong"
    assert "forty centimetres too low all winter" in reading.article.text
