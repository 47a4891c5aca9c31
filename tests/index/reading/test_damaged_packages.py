"""A package whose bytes are damaged is named as that, whatever Python's zipfile makes of it."""

import io
import struct
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from index import Problem
from index.reading import read_articles
from tests.index.reading.office import docx, odt

SENTENCES = "The ferry ran aground at noon, and all on board were saved by boats. " * 8
EPUB = {
    "META-INF/container.xml": "<c><rootfile full-path='book.opf'/></c>",
    "book.opf": "<package><manifest><item id='a' href='a.xhtml' "
    "media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>",
    "a.xhtml": f"<html><body><h1>Ferry</h1><p>{SENTENCES}</p></body></html>",
}
WARC = {"archive/a.warc": "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"}
SINGLEFILE = {"index.html": f"<html><body><p>{SENTENCES}</p></body></html>"}


def _deflated(members: dict[str, str | bytes], before: bytes = b"") -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return before + file.getvalue()


def _members(content: bytes) -> dict[str, str | bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_invalid_blocks(content: bytes) -> bytes:
    """Each member's bytes begin with a kind of block that deflate does not have."""
    damaged = bytearray(content)
    with ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            names, extra = struct.unpack_from("<HH", content, info.header_offset + 26)
            damaged[info.header_offset + 30 + names + extra] = 0x07
    return bytes(damaged)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.epub", _deflated(EPUB)),
        ("a.docx", _deflated(_members(docx("# Ferry", SENTENCES)))),
        ("a.odt", _deflated(_members(odt("# Ferry", SENTENCES)))),
        ("a.wacz", _deflated(WARC)),
        ("a.html", _deflated(SINGLEFILE, b"<!DOCTYPE html><html><!-- SingleFile -->")),
        ("a.zip", _deflated({"a.txt": SENTENCES})),
    ],
)  # fmt: skip
def test_corrupt_member_is_told_as_damage(corpus, caplog, name, content):
    found = list(read_articles(corpus.write(name, _with_invalid_blocks(content)), name))
    assert found
    assert all(isinstance(each, Problem) and "damaged" in each.reason for each in found), found
    assert not caplog.records
