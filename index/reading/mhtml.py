"""MHTML: a page and its pictures in one file, as Chrome and Edge save it.

The file is a MIME message (RFC 2557) whose root part is the page. Only that part is taken out;
the pictures, which are most of such a file, are never decoded. The Date of the message is the
moment when somebody saved the page, which says nothing about the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from functools import partial
from itertools import islice
from typing import NamedTuple

from index.cleaning import clean_html
from index.problem import Unreadable
from index.reading.charset import in_charset
from index.reading.kind import Head, Kind
from index.reading.source import LARGEST_ARTICLE, Extracted, Source, article_of

_HEAD = 16 * 2**10  # bytes of a part's header fields; long addresses make 2,000
_NESTING = 4  # multipart/alternative within multipart/related is 2
_PARTS = 1_000  # how many parts are looked at: the page comes first
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")


class _Part(NamedTuple):
    head: Message
    body: bytes

    @property
    def is_page(self) -> bool:
        return self.head.get_content_type() in {"text/html", "application/xhtml+xml"}


def articles_of_mhtml(source: Source) -> Iterator[Extracted]:
    """The article of the page in an MHTML file. Raises Unreadable when there is no page.

    Of a file that is larger than an article may be, the beginning is enough.
    """
    message = _opened(source.stream.read(LARGEST_ARTICLE))
    root = _root(message)
    if root is None:
        raise Unreadable("no HTML page in it")
    page = in_charset(_decoded(root), root.head.get_content_charset() or "")
    url = _address(root.head) or _address(message.head)
    yield "", article_of(partial(clean_html, page, path=source.path, url=url), source.path)


def _root(message: _Part) -> _Part | None:
    """The part that `start` names, else the first HTML."""
    start = message.head.get_param("start")
    first = None
    for part in islice(_parts(message), _PARTS):
        if part.is_page and (not start or part.head.get("Content-ID") == start):
            return part
        if part.is_page and first is None:
            first = part
    return first


def _parts(whole: _Part, depth: int = 0) -> Iterator[_Part]:
    """The parts of a message that are no containers, in order."""
    boundary = whole.head.get_boundary()
    if not boundary or whole.head.get_content_maintype() != "multipart" or depth == _NESTING:
        yield whole
        return
    for piece in _pieces(whole.body, boundary.encode("utf-8", "surrogateescape")):
        yield from _parts(_opened(piece), depth + 1)


def _pieces(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """What stands between the lines of a boundary; the last of a file cut short is kept."""
    line = re.compile(rb"(?:\A|\n)--" + re.escape(boundary) + rb"(--)?[ \t]*\r?(?=\n|\Z)")
    begin = None
    for match in line.finditer(body):
        if begin is not None:
            yield body[begin : match.start()]
        if match[1]:
            return
        begin = match.end() + 1
    if begin is not None:
        yield body[begin:]


def _opened(data: bytes) -> _Part:
    """A message or part: its header fields and what follows them."""
    end = _END_OF_HEAD.search(data, 0, _HEAD)
    head = BytesHeaderParser().parsebytes(data[: end.start() if end else _HEAD])
    return _Part(head, data[end.end() :] if end else b"")


def _decoded(part: _Part) -> bytes:
    """The part's bytes without quoted-printable or base64."""
    part.head.set_payload(part.body.decode("ascii", "surrogateescape"))
    payload = part.head.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _address(head: Message) -> str:
    """Where a page was fetched: long addresses are folded or stand in encoded words."""
    for name in ("Content-Location", "Snapshot-Content-Location"):
        try:
            value = str(make_header(decode_header(str(head.get(name, "")))))
        except (MessageError, LookupError, ValueError):
            continue
        address = "".join(value.split())
        if address.lower().startswith(("http://", "https://")):
            return address
    return ""


_HEADER = re.compile(r"(?:[\w-]{1,40}:.*(?:\n[ \t]+.*)*\n)+", re.ASCII)


def _is_saved_page(head: Head) -> bool:
    """Whether this is a page with its parts in the form of a message, and no mail."""
    header = _HEADER.match(head.text.replace("\r\n", "\n"))
    fields = header[0].lower() if header else ""
    if "snapshot-content-location:" in fields or "saved by" in fields[:200]:
        return True
    return "multipart/related" in fields and "\nto:" not in fields and "received:" not in fields


KINDS = (
    Kind("MHTML page", articles_of_mhtml, (".mhtml", ".mht"), tells=_is_saved_page,
         is_text=True, turn=3),
)  # fmt: skip
