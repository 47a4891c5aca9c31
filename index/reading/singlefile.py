"""SingleFile's self-extracting page: a ZIP behind a beginning of HTML, with index.html in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from zipfile import ZipFile

from index.cleaning import clean_html
from index.cleaning.encoding import decode
from index.problem import Unreadable
from index.reading.kind import Head, Kind
from index.reading.saved_address import address_of
from index.reading.source import LARGEST_ARTICLE, Extracted, Source, article_of
from index.reading.zip_damage import UNREADABLE

_PAGE = "index.html"


def articles_of_singlefile(source: Source) -> Iterator[Extracted]:
    """The article of the page in it. Raises Unreadable."""
    try:
        with ZipFile(source.stream) as archive:
            if archive.getinfo(_PAGE).file_size > LARGEST_ARTICLE:
                raise Unreadable(f"a page of over {LARGEST_ARTICLE:,} bytes")
            page = decode(archive.read(_PAGE))
    except UNREADABLE as error:
        raise Unreadable("a SingleFile page packed as ZIP, damaged") from error
    source.stream.seek(0)
    url = address_of(page) or address_of(decode(source.stream.read(20_000)))
    yield "", article_of(partial(clean_html, page, path=source.path, url=url), source.path)


def _is_packed(head: Head) -> bool:
    return _PAGE in head.members and head.data.lstrip()[:1] == b"<"


KINDS = (Kind("SingleFile page", articles_of_singlefile, tells=_is_packed, seeks=True, turn=1),)
