"""An HTTP response as a crawler stored it: its head, and its body as the server meant it.

Crawlers store what came over the wire, or undo chunks and compression and leave the header
fields that announce them. So a body that is not what its header says is taken as it is.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

import brotli

from index.problem import Unreadable
from index.reading.allowance import Allowance
from index.reading.gunzip import Gunzipped
from index.reading.source import LARGEST_ARTICLE, bounded

LONGEST_HEAD = 64 * 2**10
"""Bytes of a response's header fields; browsers give up at a quarter of a megabyte, servers
earlier."""

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"charset ?= ?[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]{0,9}([0-9a-fA-F]{1,8})[ \t]{0,9}(?:;[^\n]*)?\r?")
_LONGEST_CHUNK_LINE = 1_000
_MOST_CODINGS = 3  # one over another; more than one is a mistake already


class Head(NamedTuple):
    """Status and header fields, names in lower case; `length` is the bytes they take."""

    status: int
    fields: Mapping[str, str]
    length: int


def head_of(start: bytes) -> Head | None:
    """The head of a response of which `start` is the beginning, None when it is none."""
    status = _STATUS.match(start)
    end = _END_OF_HEAD.search(start)
    if not status or not end:
        return None
    return Head(int(status[1]), fields_of(start[: end.start()]), end.end())


def fields_of(head: bytes) -> dict[str, str]:
    """Header fields by their names in lower case; one that is repeated is joined by commas."""
    fields: dict[str, list[str]] = {}
    name = ""
    for line in head.decode("utf-8", "replace").split("\n")[1:]:
        if line[:1] in {" ", "\t"} and name:
            fields[name][-1] += f" {line.strip()}"
            continue
        name, colon, value = line.partition(":")
        name = name.strip().lower() if colon else ""
        if name:
            fields.setdefault(name, []).append(value.strip())
    return {name: ", ".join(values) for name, values in fields.items()}


def is_html(content_type: str) -> bool:
    """Whether a Content-Type is that of a page."""
    kind = re.split("[;,]", content_type, maxsplit=1)[0]
    return kind.strip().lower() in {"text/html", "application/xhtml+xml"}


def charset_of(content_type: str) -> str:
    """The charset that a Content-Type states, or ""."""
    match = _CHARSET.search(content_type)
    return match[1] if match else ""


def body_of(fields: Mapping[str, str], body: bytes) -> bytes:
    """The body without chunks and compression.

    Of a body cut short, what is there. Raises Unreadable when the body is larger than an
    article may be, or packed in a way that cannot be undone.
    """
    transfer = _codings(fields.get("transfer-encoding", ""))
    if "chunked" in transfer:
        body = _dechunked(body)
    content = _codings(fields.get("content-encoding", ""))
    codings = [name for name in content + transfer if name in _UNDO]
    if len(codings) > _MOST_CODINGS:
        raise Unreadable(f"packed {len(codings)} times over")
    for name in reversed(codings):
        body = bounded(_UNDO[name](body))
    return body


def _codings(field: str) -> list[str]:
    return [name.strip().lower().removeprefix("x-") for name in field.split(",")]


def _dechunked(body: bytes) -> bytes:
    pieces = []
    at, done = 0, False
    while not done:
        end = body.find(b"\n", at, at + _LONGEST_CHUNK_LINE)
        chunk = _CHUNK.fullmatch(body, at, end) if end >= 0 else None
        if chunk is None:
            break
        size = int(chunk[1], 16)
        pieces.append(body[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
        done = size == 0
    # After a chunk that is no chunk stands what a reader of the page would miss.
    return b"".join(pieces) + (b"" if done else body[at:])


def _gunzipped(body: bytes) -> bytes:
    packed, pieces, left = Gunzipped(io.BytesIO(body), Allowance()), [], LARGEST_ARTICLE + 1
    while left and (piece := packed.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces) or body


def _inflated(body: bytes) -> bytes:
    """DEFLATE with zlib's frame, as the standard has it, or bare, as some servers do."""
    for frame in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(frame).decompress(body, LARGEST_ARTICLE + 1)
        except zlib.error:
            continue
    return body


def _unbrotlied(body: bytes) -> bytes:
    try:
        unpacked: bytes = brotli.Decompressor().process(
            body, output_buffer_limit=LARGEST_ARTICLE + 1
        )
    except brotli.error:
        return body
    return unpacked


def _not_zstd(body: bytes) -> bytes:
    if body.startswith(b"\x28\xb5\x2f\xfd"):
        raise Unreadable("packed with zstd, which this version cannot unpack")
    return body


_UNDO: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzipped,
    "deflate": _inflated,
    "br": _unbrotlied,
    "zstd": _not_zstd,
}
