"""What a crawler brings home, made of bytes as tests need them: WARC records and their bodies."""

from __future__ import annotations

import gzip

SENTENCES = (
    "The ferry ran aground on the sandbank at noon, and nobody on board was hurt. "
    "Everybody was taken off by boat before the evening tide came in."
)


def page(title: str, text: str = SENTENCES) -> bytes:
    """A page with an article of two paragraphs."""
    body = f"<article><h1>{title}</h1><p>{text}</p><p>So said the master of {title}.</p></article>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def record(kind: str, block: bytes, content_type: str = "", *fields: str) -> bytes:
    """A record of any type; `fields` replace or add to the header's."""
    given = {name: f"{name}: {value}" for name, _, value in (f.partition(": ") for f in fields)}
    header = {
        "WARC-Type": f"WARC-Type: {kind}",
        "WARC-Target-URI": "WARC-Target-URI: https://courier.example/2023/ferry.html",
        "Content-Type": f"Content-Type: {content_type}",
        "Content-Length": f"Content-Length: {len(block)}",
        **given,
    }
    lines = ["WARC/1.1", *(line for line in header.values() if not line.endswith(": "))]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(
    body: bytes,
    *http: str,
    status: str = "200 OK",
    content_type: str = "text/html; charset=utf-8",
    url: str = "https://courier.example/2023/ferry.html",
) -> bytes:
    """A record of a server's answer; `http` are more header fields of the answer."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *http]
    block = "\r\n".join(head).encode() + b"\r\n\r\n" + body
    return record(
        "response", block, "application/http; msgtype=response", f"WARC-Target-URI: {url}"
    )


def packed(*records: bytes) -> bytes:
    """Records as crawlers pack them: each a gzip member of its own."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def chunked(body: bytes, size: int = 100) -> bytes:
    """A body in the chunks of HTTP/1.1."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in [*pieces, b""])
