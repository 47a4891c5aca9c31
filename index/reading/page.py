"""HTML: a page that a browser, an extension or a crawler saved, one article.

Where it was fetched is said by a comment of the program that saved it, by a file or an attribute
beside it (`saved_address`), and serves for outlet, address and date where the page is silent. In a
folder of ArchiveBox index.json says it. Pages of the Wayback Machine are read as the page that was
archived.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.article import Article
from index.cleaning import clean_html
from index.cleaning.encoding import decode
from index.problem import Unreadable
from index.reading.entry import with_facts
from index.reading.exports import articles_of_export
from index.reading.kind import Head, Kind
from index.reading.saved_address import address_of, as_archived, facts_beside
from index.reading.source import LARGEST_ARTICLE, Extracted, Source, article_of

_MOST = 512 * 2**20  # bytes of a page with its pictures in it
_PIECE = 4 * 2**20
_DATA = re.compile(rb"[A-Za-z0-9+/=%_.~-]{2000,}")
"""What is embedded: no text has 2,000 such characters without a blank or a bracket."""

_START = re.compile(
    r"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype (?:html|netscape)|html|head|body)\b", re.DOTALL
)
_TAG = re.compile(r"</?(?:p|div|h[1-6]|article|section|span|a|ul|li|table|br|img|meta)\b[^<>]*>")
_BOOKMARKS = re.compile(r"<!doctype netscape-bookmark-file|<title>pocket export", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown")


def articles_of_page(source: Source) -> Iterator[Extracted]:
    """The article of a page, or those of an export of a press database."""
    page = as_archived(_without_data(source))
    text = decode(page)
    if _BOOKMARKS.search(text[:1_000]):
        raise Unreadable("a list of bookmarks: addresses without texts")
    if exported := articles_of_export(text, source):
        yield from exported
        return
    beside = facts_beside(source.place)
    url = address_of(text) or str(beside.get("url", ""))

    def clean() -> Article:
        article = clean_html(text, path=source.path, url=url)
        return with_facts(article, beside, "beside the page") if beside else article

    yield "", article_of(clean, source.path)


def _without_data(source: Source) -> bytes:
    """The page's bytes without what is embedded in it when it is large; raises Unreadable."""
    if source.size > _MOST:
        raise Unreadable(f"{source.size:,} bytes; a page with its pictures has {_MOST:,} at most")
    pieces: list[bytes] = []
    length = read = 0
    while piece := source.stream.read(_PIECE):
        read += len(piece)
        if read > _PIECE or len(piece) == _PIECE:
            piece = _DATA.sub(b"", piece)
        pieces.append(piece)
        length += len(piece)
        if length > LARGEST_ARTICLE or read > _MOST:
            raise Unreadable(
                f"over {LARGEST_ARTICLE:,} bytes; an article has {LARGEST_ARTICLE:,} at most"
            )
    return b"".join(pieces)


def is_page(head: Head) -> bool:
    """Whether a file begins as pages do, or, where its name does not deny it, holds their tags."""
    if _START.match(head.start):
        return True
    if head.ends(*_MARKDOWN) or not head.start.startswith("<"):
        return False
    return not head.start.startswith(("<?xml", "<!doctype")) and len(_TAG.findall(head.start)) > 2


KINDS = (
    Kind(
        "HTML page",
        articles_of_page,
        (".html", ".htm", ".xhtml"),
        tells=is_page,
        is_text=True,
        turn=7,
        gives_records=True,
    ),
)
