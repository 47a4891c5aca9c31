"""ARC: what the Internet Archive's crawlers wrote before WARC (versions 1 and 2).

filedesc://NAME ADDRESS DATE text/plain LENGTH        the first record tells the version
https://… 207.241.1.1 20050101120000 text/html 5321   a line, then as many bytes: HTTP and page
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from io import BufferedReader

from index.article import Article
from index.cleaning import clean_html
from index.problem import Overblown, Unreadable
from index.reading.allowance import Allowance, Metered
from index.reading.charset import bytes_of, in_charset
from index.reading.gunzip import MAGIC, Gunzipped
from index.reading.http_response import body_of, charset_of, head_of, is_html
from index.reading.kind import Head, Kind
from index.reading.source import LARGEST_ARTICLE, Extracted, Source, article_of

_RECORD = re.compile(rb"(\S{1,4000}) \S+ (\d{8,14}) (\S+) (?:.* )?(\d{1,12})\r?\n")
_LONGEST_LINE = 8 * 2**10
_PIECE = 2**20
_PATIENCE = 10_000  # lines that are no record, before the rest is given up


def articles_of_arc(source: Source) -> Iterator[Extracted]:
    """The article of each page in an ARC file, numbered by its place among all records."""
    stream = _unpacked(source.stream)
    number = strange = 0
    while line := stream.readline(_LONGEST_LINE):
        record = _RECORD.fullmatch(line)
        if record is None:
            strange += bool(line.strip())
            if strange > _PATIENCE:
                yield (
                    str(number or 1),
                    "too much of it is damaged; nothing more is read",
                )
                return
            continue
        number += 1
        length = int(record[4])
        block = stream.read(min(length, LARGEST_ARTICLE))
        _pass_over(stream, length - len(block))
        if source.passes_over(number):
            continue
        try:
            if source.wanted is not None:
                page = bytes_of(_page(record[3], block))
                source.wanted.take(number, page, f"{source.path}.{number}.html")
                continue
            found = _article(record[1].decode("utf-8", "replace"), record[3], block, source)
        except Overblown:
            raise
        except Unreadable as error:
            found = str(error)
        if found is not None:
            yield str(number), found
    if not number:
        raise Unreadable("is not an ARC file, or its beginning is damaged")


def _article(url: str, content_type: bytes, block: bytes, source: Source) -> Article | str | None:
    page = _page(content_type, block) if url.startswith("http") else None
    if page is None:
        return None
    path = url.partition("://")[2]
    return article_of(partial(clean_html, page, path=path, url=url), source.path)


def _page(content_type: bytes, block: bytes) -> bytes | str | None:
    head = head_of(block) if is_html(content_type.decode("latin-1")) else None
    if head is None or head.status != 200:
        return None
    declared = charset_of(head.fields.get("content-type", ""))
    return in_charset(body_of(head.fields, block[head.length :]), declared)


def _unpacked(stream: BufferedReader) -> BufferedReader:
    if stream.peek(len(MAGIC))[: len(MAGIC)] != MAGIC:
        return stream
    allowance = Allowance()
    return BufferedReader(Metered(Gunzipped(stream, allowance), allowance))


def _pass_over(stream: BufferedReader, length: int) -> None:
    while length > 0 and (piece := stream.read(min(length, _PIECE))):
        length -= len(piece)


def _is_arc(head: Head) -> bool:
    packed = head.ends(".arc", ".arc.gz") and head.data.startswith(MAGIC)
    return packed or head.data.startswith(b"filedesc://")


KINDS = (
    Kind("ARC archive", articles_of_arc, (".arc", ".arc.gz"), tells=_is_arc, turn=1, streams=True,
         gives_records=True),
)  # fmt: skip
