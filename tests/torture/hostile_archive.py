"""Archives that bring programs down: in one another, damaged, lying, and bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import struct
import zipfile
from pathlib import Path

from tests.torture.made import Made, Maker

_ZEROS = 100 * 2**20  # bytes that a bomb unpacks to


def packed(folder: Path, rng: random.Random) -> Made:
    """Archives in archives, with files of many articles, odd names and bombs."""
    archive, told = io.BytesIO(), []
    with zipfile.ZipFile(archive, "w", rng.choice(_METHODS)) as written:
        for name, content in rng.sample(_members(rng), rng.randrange(1, 7)):
            written.writestr(name, content)
    content = archive.getvalue()
    damage = rng.random()
    if damage < 0.2:
        content, told = content[: rng.randrange(1, len(content))], ["packed.zip"]
    elif damage < 0.5:
        changed = bytearray(content)
        for _ in range(rng.randrange(1, 9)):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        content = bytes(changed)
    (folder / "packed.zip").write_bytes(content)
    return Made(tuple(told))


_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def _members(rng: random.Random) -> list[tuple[str, bytes]]:
    inner = io.BytesIO()
    lines = b'{"title": "A", "text": "The ferry left the harbour."}\n' * 5
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.jsonl", lines)
    return [
        ("in.zip", inner.getvalue()), ("a.jsonl", lines), ("b.warc", capture(3)),
        ("b.warc.gz", gzip.compress(capture(3))), ("../../out.txt", b"out"), ("/abs.txt", b"abs"),
        ("c:\\x.txt", b"x"), ("\x1b[31mred\x07.txt", b"The ferry left."), ("new\nline.txt", b"x"),
        ("a" * 60_000 + ".txt", b"x"), ("zeros.txt", bytes(rng.choice((99, _ZEROS)))),
        ("twice.txt", b"The ferry."), ("deep/" * 900 + "a.txt", b"x"), (".txt", b"x"),
        ("a.html", b"<p>a"),
        ("é\u202e.md", b"---\na: [\n---\nx"), ("c.mhtml", b"Content-Type: text/html\r\n\r\n<p>a"),
        ("bomb.jsonl", b'{"text":"' + bytes(rng.choice((99, _ZEROS)))),
        *((f"{n}.txt", b"The ferry left.") for n in range(5)),
    ]  # fmt: skip


def capture(count: int, damage: bytes = b"") -> bytes:
    """A crawler's archive of some pages."""
    page = b"<title>Ferry</title><p>" + b"The ferry left the harbour at noon. " * 20 + damage
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/a\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head.encode() + body + b"\r\n\r\n") * count


def odd_capture(folder: Path, rng: random.Random) -> Made:
    content = bytearray(capture(rng.randrange(1, 6)))
    if rng.random() < 0.3:
        content += b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: " + rng.choice(
            (b"-1", b"999999999999999", b"x", b"", b"1" * 5_000)
        ) + b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"  # fmt: skip
    for _ in range(rng.choice((0, 1, 20))):
        content[rng.randrange(len(content))] = rng.randrange(256)
    squeeze = rng.choice((bytes, gzip.compress, bz2.compress, lzma.compress))
    made = squeeze(bytes(content))
    if rng.random() < 0.2:
        made = gzip.compress(bytes(_ZEROS))
    if rng.random() < 0.3:
        made = made[: rng.randrange(1, len(made))]
    (folder / rng.choice(("odd.warc", "odd.warc.gz"))).write_bytes(made)
    return Made()


def lying_sizes(folder: Path, rng: random.Random) -> Made:
    """An archive whose directory says other things than its members."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for number in range(3):
            written.writestr(f"{number}.txt", b"The ferry left the harbour. " * 99)
    content = bytearray(archive.getvalue())
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<II", content, at + 20, *rng.choices((0, 1, 2**31, 2**32 - 1), k=2))
    struct.pack_into("<I", content, at + 42, rng.choice((0, 7, 2**31, len(content))))
    (folder / "lying.zip").write_bytes(content)
    return Made()


MAKERS: tuple[Maker, ...] = (packed, odd_capture, lying_sizes)
