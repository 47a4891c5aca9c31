"""Webarchive, as Safari saves a page: a property list with the page and its pictures."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator, Mapping
from functools import partial

from index.cleaning import clean_html
from index.problem import Unreadable
from index.reading.charset import in_charset
from index.reading.kind import Head, Kind
from index.reading.saved_address import as_archived, original
from index.reading.source import Extracted, Source, article_of

_MOST = 256 * 2**20


def articles_of_webarchive(source: Source) -> Iterator[Extracted]:
    """The article of the page. Raises Unreadable when there is none."""
    content = source.stream.read(_MOST)
    try:
        said = plistlib.loads(content)
        main: object = said["WebMainResource"] if isinstance(said, Mapping) else None
    except Exception as error:  # plistlib has a dozen errors for what is none
        raise Unreadable("not a webarchive, or damaged") from error
    data = main.get("WebResourceData") if isinstance(main, Mapping) else None
    if not isinstance(main, Mapping) or not isinstance(data, bytes):
        raise Unreadable("a webarchive without a page")
    if "html" not in str(main.get("WebResourceMIMEType", "text/html")):
        raise Unreadable("a webarchive of something that is no page")
    page = in_charset(as_archived(data), str(main.get("WebResourceTextEncodingName", "")))
    url = original(str(main.get("WebResourceURL", "")))
    yield "", article_of(partial(clean_html, page, path=source.path, url=url), source.path)


def _is_webarchive(head: Head) -> bool:
    return b"WebMainResource" in head.data and head.data.startswith((b"bplist", b"<?xml"))


KINDS = (
    Kind("webarchive", articles_of_webarchive, (".webarchive",), tells=_is_webarchive, turn=1),
)
