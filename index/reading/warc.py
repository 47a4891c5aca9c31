"""WARC: a crawler's harvest, one file of many pages, packed with gzip or not.

Articles are the HTML pages that a server answered with 200, and pages stored as resources.
Redirects, errors, pictures, robots.txt and revisits are part of every harvest and are passed
over without a word. Captures of the same page are all kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from index.article import Article
from index.cleaning import clean_html
from index.problem import Overblown, Unreadable
from index.reading.charset import bytes_of, in_charset
from index.reading.gunzip import MAGIC
from index.reading.http_response import LONGEST_HEAD, body_of, charset_of, head_of, is_html
from index.reading.kind import Kind
from index.reading.source import LARGEST_ARTICLE, Extracted, Source, article_of
from index.reading.warc_record import Record, records_of


def articles_of_warc(
    source: Source, titles: Mapping[str, str] | None = None
) -> Iterator[Extracted]:
    """The articles of a WARC file, each with the number that its record has among all.

    With `titles` (address in the form of `plain` → title, or "") only those of these pages; the
    title serves where the page has none.
    """
    label = ""
    try:
        for number, record in records_of(source.stream):
            label = str(number) if number else ""
            if source.passes_over(number):
                continue
            if source.wanted is not None and isinstance(record, Record):
                page = bytes_of(_page(record))
                source.wanted.take(number, page, f"{source.path}.{number}.html")
                continue
            if isinstance(record, str):
                yield label, record
            elif (found := _found(record, f"{source.path}#{number}", titles)) is not None:
                yield label, found
    except Overblown as error:
        yield label, str(error)


def plain(url: str) -> str:
    """An address as pages are compared by: without what browsers do not send."""
    return url.strip("<> ").partition("#")[0].rstrip("/")


def _found(record: Record, where: str, titles: Mapping[str, str] | None) -> Article | str | None:
    """The record's article, if it is of one of the pages that are wanted."""
    if titles is None:
        return _article(record, where)
    title = titles.get(plain(record.fields.get("warc-target-uri", "")))
    found = _article(record, where) if title is not None else None
    if not title or not isinstance(found, Article):
        return found
    if found.title and found.provenance.get("title") != "file name":
        return found
    return replace(found, title=title, provenance={**found.provenance, "title": "list of pages"})


def _article(record: Record, where: str) -> Article | str | None:
    """The record's article, the reason why it has none, or None when none is expected."""
    try:
        page = _page(record)
    except Overblown:
        raise
    except Unreadable as error:
        return str(error)
    if page is None:
        return None
    url = record.fields.get("warc-target-uri", "").strip("<> ")
    # The name of the archive says when the crawl was, which is no date of an article.
    return article_of(partial(clean_html, page, path=_path(url), url=url), where)


def _page(record: Record) -> bytes | str | None:
    kind = record.fields.get("warc-type", "").lower()
    content_type = record.fields.get("content-type", "")
    if kind == "resource" and is_html(content_type):
        return in_charset(_whole(record), charset_of(content_type))
    if kind != "response":
        return None
    start = record.read(LONGEST_HEAD)
    head = head_of(start)
    if head is None or head.status != 200 or not is_html(head.fields.get("content-type", "")):
        return None
    body = body_of(head.fields, start[head.length :] + _whole(record))
    return in_charset(body, charset_of(head.fields["content-type"]))


def _whole(record: Record) -> bytes:
    """The rest of the record's block; raises Unreadable when it is too large for a page."""
    if record.left > LARGEST_ARTICLE:
        raise Unreadable(f"{record.length:,} bytes; an article has {LARGEST_ARTICLE:,} at most")
    return record.read(LARGEST_ARTICLE)


def _path(url: str) -> str:
    """The page's place on its server, as a path whose first folder is the host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.netloc}{parts.path}"


KINDS = (
    Kind(
        "WARC archive",
        articles_of_warc,
        (".warc", ".warc.gz"),
        (b"WARC/",),
        lambda head: head.ends(".warc", ".warc.gz") and head.data.startswith(MAGIC),
        turn=2,
        streams=True,
        gives_records=True,
    ),
)
