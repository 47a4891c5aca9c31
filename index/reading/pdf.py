"""PDF, through pypdfium2: an article of a newspaper's PDF, a printed page, an export.

Lines are joined to paragraphs and columns read one after the other; what stands at the same place
of several pages (running heads, page numbers) is left out, and words that were parted at the end
of a line are whole again. Title, date and author are those of the document's information,
where it says something, else of its first lines. A document with a password, and one whose
pages are pictures, is named as such; with RapidOCR installed the pictures are read (`ocr`).
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from index.article import Article
from index.cleaning import clean_text
from index.cleaning.metadata.supplied import supplied_facts
from index.problem import Unreadable
from index.reading.entry import with_facts
from index.reading.exports import articles_of_export
from index.reading.kind import Head, Kind
from index.reading.layout import (
    Line,
    in_reading_order,
    joined,
    merged,
    paragraphs_of,
    without_running_heads,
)
from index.reading.ocr import is_there, lines_of_picture
from index.reading.source import Extracted, Source, article_of

SCAN = "a scan: its pages are pictures; to read it: make install OCR=1, then rebuild"
_MOST_BYTES = 512 * 2**20
_MOST_PAGES = 2_000
_PATIENCE = 40.0  # seconds for pictures of pages; a worker that is silent for longer is ended
_LEAST = 40  # characters of a page that has text
_DPI = 200 / 72


def articles_of_pdf(source: Source) -> Iterator[Extracted]:
    """The article of a PDF, or the articles of an export. Raises Unreadable."""
    import pypdfium2 as pdfium

    if source.size > _MOST_BYTES:
        raise Unreadable(f"{source.size:,} bytes; a PDF has {_MOST_BYTES:,} at most")
    try:
        document = pdfium.PdfDocument(source.stream.read(_MOST_BYTES + 1))
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("a PDF with a password; save it without one") from error
        raise Unreadable("not a PDF, or damaged") from error
    with document:
        pages = _pages_of(document)
        if len(pages) < min(len(document), _MOST_PAGES):
            yield "", f"of {len(document):,} scanned pages only the first {len(pages)} were read"
        facts = _information(document, PurePosixPath(source.path).stem)
    by_line = joined([paragraphs_of(page, keeps_lines=True) for page in pages])
    if exported := articles_of_export(by_line, source):
        yield from exported
        return
    text = joined([paragraphs_of(page) for page in pages])

    def clean() -> Article:
        known = supplied_facts(facts, "PDF information")
        title = known["title"].value if "title" in known else ""
        article = clean_text(text, path=source.path, given={"title": title} if title else None)
        stated = dict(facts)
        if article.date and article.provenance.get("date", "").startswith("text"):
            stated.pop("date", None)  # the document was made when it was saved
        return with_facts(article, stated, "PDF information")

    yield "", article_of(clean, source.path)


def _pages_of(document: Any) -> list[list[Line]]:
    """The lines of all pages; those of pictures are read where that can be done."""
    pages = [_lines_of(document[number]) for number in range(min(len(document), _MOST_PAGES))]
    if sum(len(line.text) for page, _ in pages for line in page) < _LEAST:
        if not is_there():
            raise Unreadable(SCAN)
        return _recognised(document)
    return without_running_heads(pages)


def _recognised(document: Any) -> list[list[Line]]:
    """The lines of pages that are pictures, as many as there is time for."""
    started = time.monotonic()
    pages: list[list[Line]] = []
    while len(pages) < len(document) and time.monotonic() - started < _PATIENCE:
        pages.append(lines_of_picture(document[len(pages)].render(scale=_DPI).to_numpy()))
    return pages


def _lines_of(page: Any) -> tuple[list[Line], float]:
    """The lines of a page in the order in which they are read, and the page's height."""
    height = float(page.get_height())
    textpage = page.get_textpage()
    lines: list[Line] = []
    for number in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(number)
        text = textpage.get_text_bounded(left, bottom, right, top).strip()
        if text:
            lines.append(Line(" ".join(text.split()), left, bottom, right, top))
    textpage.close()
    page.close()
    return in_reading_order(merged(lines)), height


_UNTITLED = re.compile(
    r"untitled|microsoft word|document\d*$|.*\.(?:docx?|indd|qxd|pdf|html?|tmp)$|https?://|about:|"
    r"layout \d|print|page \d", re.IGNORECASE)  # fmt: skip


def _information(document: Any, name: str) -> Mapping[str, object]:
    """What a document of a name says about itself: programs put their own and its name there."""
    said = {key.lower(): value.strip() for key, value in document.get_metadata_dict().items()}
    title, author = said.get("title", ""), said.get("author", "")
    facts: dict[str, object] = {}
    if title and title != name and not _UNTITLED.match(title):
        facts["title"] = title
    if author and " " in author and not _UNTITLED.match(author):
        facts["author"] = author
    if match := re.match(r"D:(\d{4})(\d\d)(\d\d)", said.get("creationdate", "")):
        facts["date"] = "-".join(match.groups())
    return facts


def _is_pdf(head: Head) -> bool:
    return b"%PDF-" in head.data[:1_024]


KINDS = (Kind("PDF", articles_of_pdf, (".pdf",), tells=_is_pdf, turn=1, gives_records=True),)
