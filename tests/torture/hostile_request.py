"""Requests as bytes: odd in what they ask for, or in how they are written."""

from __future__ import annotations

import random

from tests.web.odd_request import HEADERS, OddRequests


def odd_bytes(rng: random.Random, odd: OddRequests) -> bytes:
    """A request that is odd in what it asks for, or in how it is written."""
    query = odd.query()
    target = odd.path() + (f"?{query}" if query else "")
    lines = [f"{odd.method()} {target} HTTP/1.{rng.choice('0111')}"]
    headers = {"Host": "127.0.0.1", **odd.headers()}
    lines += [f"{name}: {value}" for name, value in headers.items()]
    request = "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")
    if rng.random() < 0.6:
        return request
    return rng.choice((_flipped, _cut, _many, _endless, _with_body, _raw))(rng, request)


def _flipped(rng: random.Random, request: bytes) -> bytes:
    changed = bytearray(request)
    for _ in range(rng.randrange(1, 6)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(rng: random.Random, request: bytes) -> bytes:
    return request[: rng.randrange(len(request))]


def _many(rng: random.Random, request: bytes) -> bytes:
    return request * rng.randrange(2, 30)


def _endless(rng: random.Random, request: bytes) -> bytes:
    line = rng.choice((b"X: " + b"a" * 100_000, b"X: a\r\n" * 5_000, b"a" * 200_000, b"\r\n" * 999))
    return request.replace(b"\r\n", b"\r\n" + line + b"\r\n", 1)


def _with_body(rng: random.Random, request: bytes) -> bytes:
    size = rng.choice(("-1", "0", "5", "70000", "99999999999999999999", "1e3", "0x10", "5, 5", ""))
    field = rng.choice((
        f"Content-Length: {size}", f"Content-Length: {size}\r\nContent-Length: 7",
        "Transfer-Encoding: chunked", "Transfer-Encoding: chunked, gzip", "Transfer-Encoding: x",
        f"Transfer-Encoding: chunked\r\nContent-Length: {size}", "Expect: 100-continue",
        "Expect: x",
    ))  # fmt: skip
    body = rng.choice(
        (b"", b"a=b", b"5\r\nhello\r\n0\r\n\r\n", b"-1\r\n", b"fffffffff\r\nx", b"a" * 99_999)
    )
    head = rng.choice((b"GET / HTTP/1.1", b"POST /search HTTP/1.1", request.partition(b"\r\n")[0]))
    return head + b"\r\nHost: localhost\r\n" + field.encode() + b"\r\n\r\n" + body


def _raw(rng: random.Random, _: bytes) -> bytes:
    name = rng.choice(list(HEADERS)).encode()
    return rng.choice((
        rng.randbytes(rng.randrange(200)), b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n", b"GET  /  HTTP/1.1\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"CONNECT a:1 HTTP/1.1\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\n\r\n", b"GET //evil.example/ HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + name + b"\r\n\r\n", b"GET / HTTP/1.1\r\n " + name + b": x\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + name + b" : x\r\n\r\n", b"GET / HTTP/1.1\n\n",
        b"OPTIONS * HTTP/1.1\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\n\r\n", b"GET /%00%ff?q=%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ))  # fmt: skip
