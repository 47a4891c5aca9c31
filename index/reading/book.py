"""EPUB: each chapter that holds text is an article, with the book as its outlet."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote
from zipfile import ZipFile

from index.article import Article
from index.cleaning import clean_html
from index.problem import Unreadable, shown
from index.reading.allowance import Allowance
from index.reading.entry import with_facts
from index.reading.kind import Head, Kind
from index.reading.source import LARGEST_ARTICLE, Extracted, Source, article_of
from index.reading.xml_tree import children, find, name_of, text_of, tree_of
from index.reading.zip_damage import UNREADABLE

_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbncx+xml"})
_LEAST = 200  # characters of a chapter; covers and title pages have fewer
_MOST_CHAPTERS = 5_000


def articles_of_book(source: Source) -> Iterator[Extracted]:
    """The chapters of a book, numbered in their order. Raises Unreadable."""
    try:
        archive = ZipFile(source.stream)
        place = _package_of(archive)
        package = tree_of(archive.read(place))
    except UNREADABLE as error:
        raise Unreadable("not an EPUB, or damaged") from error
    facts = _facts(package)
    allowance = Allowance(source.size)
    with archive:
        for number, name in enumerate(_chapters(package, place), 1):
            if source.passes_over(number):
                continue
            try:
                page = archive.read(name)
            except UNREADABLE as error:
                yield str(number), f"{shown(name)}: damaged ({shown(str(error))})"
                continue
            allowance.spend(len(page))
            if source.wanted is not None:
                source.wanted.take(number, page, f"{source.path}.{number}.xhtml")
                continue
            found = article_of(partial(_chapter, page, source.path, facts), source.path)
            if not isinstance(found, str) and len(found.text) >= _LEAST:
                yield str(number), found


def _chapter(page: bytes, path: str, facts: dict[str, object]) -> Article:
    if len(page) > LARGEST_ARTICLE:
        raise Unreadable(
            f"over {LARGEST_ARTICLE:,} bytes; an article has {LARGEST_ARTICLE:,} at most"
        )
    return with_facts(clean_html(page, path=path), facts, "EPUB package")


def _package_of(archive: ZipFile) -> str:
    container = tree_of(archive.read("META-INF/container.xml"))
    root = find(container, "rootfile")
    if root is None:
        raise Unreadable("not an EPUB, or damaged")
    return root.get("full-path", "")


def _facts(package: object) -> dict[str, object]:
    metadata = find(package, "metadata")  # type: ignore[arg-type]
    if metadata is None:
        return {}
    facts: dict[str, object] = {
        "outlet": text_of(next(children(metadata, "title"), None)),
        "author": text_of(next(children(metadata, "creator"), None)),
        "date": text_of(next(children(metadata, "date"), None)),
        "language": text_of(next(children(metadata, "language"), None)),
    }
    return {name: value for name, value in facts.items() if value}


def _chapters(package: object, place: str) -> Iterator[str]:
    """The names of the chapters in the order of reading."""
    manifest, spine = find(package, "manifest"), find(package, "spine")  # type: ignore[arg-type]
    if manifest is None or spine is None:
        raise Unreadable("an EPUB without chapters")
    items = {item.get("id", ""): item for item in manifest if name_of(item) == "item"}
    for reference in list(spine)[:_MOST_CHAPTERS]:
        item = items.get(reference.get("idref", ""))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" not in item.get("properties", "").split():
            name = unquote(item.get("href", ""))
            yield posixpath.normpath(posixpath.join(posixpath.dirname(place), name))


def _is_book(head: Head) -> bool:
    return head.package.startswith("application/epub+zip")


KINDS = (
    Kind("EPUB book", articles_of_book, (".epub",), tells=_is_book, seeks=True, turn=2,
         gives_records=True),
)  # fmt: skip
