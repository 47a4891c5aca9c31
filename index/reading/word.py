"""DOCX and ODT: an article that somebody wrote or copied, or an export of a press database.

DOCX goes through mammoth, which makes HTML of styles; of ODT its own XML is read. Both are then
cleaned as text, headings and links kept. Title, author and date are those of the document's
properties where they say something and the text does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from index.article import Article
from index.cleaning import clean_markdown
from index.cleaning.metadata.supplied import supplied_facts
from index.problem import Unreadable
from index.reading.entry import with_facts
from index.reading.exports import articles_of_export
from index.reading.exports.lines import lines_of
from index.reading.kind import Head, Kind
from index.reading.source import LARGEST_ARTICLE, Extracted, Source, article_of
from index.reading.xml_tree import tree_of
from index.reading.zip_damage import UNREADABLE

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SKIPPED = frozenset({f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_TEXT}bookmark"})
_PROPERTIES = {
    "title": "title", "creator": "author", "initial-creator": "author", "language": "language",
    "created": "date", "creation-date": "date",
}  # fmt: skip
_NO_AUTHOR = re.compile(r"user|admin|author|unknown|python-docx|microsoft|windows|.{0,2}$", re.I)
_NO_TITLE = re.compile(r"document\d*$|untitled|microsoft word|.*\.(?:docx?|odt|rtf|html?)$", re.I)


def articles_of_docx(source: Source) -> Iterator[Extracted]:
    """The article of a Word document, or the articles of an export."""
    import mammoth

    content = source.whole()
    _check(content)
    try:
        page = mammoth.convert_to_html(BytesIO(content), convert_image=_no_picture).value
        facts = _properties(content, "docProps/core.xml")
    except (*UNREADABLE, AttributeError) as error:
        raise Unreadable("not a Word document, or damaged") from error
    text = "\n".join(lines_of(f"<body>{_with_marks(page)}</body>"))
    yield from _articles(text, facts, source)


def articles_of_odt(source: Source) -> Iterator[Extracted]:
    """The article of an OpenDocument text, or the articles of an export."""
    content = source.whole()
    _check(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            body = tree_of(archive.read("content.xml"))
        facts = _properties(content, "meta.xml")
    except UNREADABLE as error:
        raise Unreadable("not an OpenDocument text, or damaged") from error
    yield from _articles("\n\n".join(_paragraphs(body)), facts, source)


def _articles(text: str, facts: Mapping[str, object], source: Source) -> Iterator[Extracted]:
    # A headline of an export may be a heading.
    if exported := articles_of_export(_HEADING_MARK.sub("", text), source):
        yield from exported
        return

    def clean() -> Article:
        article = clean_markdown(text, path=source.path)
        stated = {
            name: fact.value
            for name, fact in supplied_facts(facts, "document properties").items()
            if not getattr(article, name) or article.provenance.get(name) == "file name"
        }
        return with_facts(article, stated, "document properties")

    yield "", article_of(clean, source.path)


def _check(content: bytes) -> None:
    """Raises Unreadable when a document unpacks to more than an article may have."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            size = sum(i.file_size for i in archive.infolist() if i.filename.endswith(".xml"))
    except UNREADABLE as error:
        if content.startswith(b"\xd0\xcf\x11\xe0"):
            raise Unreadable("an old or encrypted Office document; save it as .docx") from error
        raise Unreadable("not a document of this kind, or damaged") from error
    if size > 4 * LARGEST_ARTICLE:
        raise Unreadable(
            f"it unpacks to {size:,} bytes; an article has {LARGEST_ARTICLE:,} at most"
        )


def _no_picture(_: object) -> list[object]:
    return []


_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)
_ITEM = re.compile(r"<li[^>]*>")
_HEADING_MARK = re.compile(r"^#{1,6} ", re.MULTILINE)


def _with_marks(page: str) -> str:
    """Headings and list items with the marks that Markdown has for them."""
    marked = _HEADING.sub(lambda m: f"<p>{'#' * int(m[1])} {m[2]}</p>", page)
    return _ITEM.sub("<li>- ", marked)


def _properties(content: bytes, name: str) -> dict[str, object]:
    """What a document says about itself: programs put their own names and file names there."""
    facts: dict[str, object] = {}
    with ZipFile(BytesIO(content)) as archive:
        if name not in archive.namelist():
            return facts
        said = tree_of(archive.read(name))
    for element in said.iter():
        fact = _PROPERTIES.get(element.tag.rpartition("}")[2])
        value = (element.text or "").strip()
        refused = {"title": _NO_TITLE, "author": _NO_AUTHOR}.get(fact or "")
        if fact and value and not (refused and refused.match(value)):
            facts.setdefault(fact, value)
    return facts


def _paragraphs(body: Element) -> Iterator[str]:
    """The paragraphs of an OpenDocument text, headings and list items marked."""
    for element in body.iter():
        if element.tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level", "1")
            yield f"{'#' * min(6, int(level) if level.isdecimal() else 1)} {_text_of(element)}"
        elif element.tag == f"{_TEXT}p":
            yield _text_of(element)


def _text_of(element: Element) -> str:
    text = element.text or ""
    for child in element:
        if child.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            text += " "
        elif child.tag == f"{_TEXT}line-break":
            text += "\n"
        elif child.tag not in _SKIPPED:
            text += _text_of(child)
        text += child.tail or ""
    return text


def _is_docx(head: Head) -> bool:
    return "word/document.xml" in head.members


def _is_odt(head: Head) -> bool:
    return head.package.startswith("application/vnd.oasis.opendocument.text")


KINDS = (
    Kind("Word document", articles_of_docx, (".docx", ".docm"), tells=_is_docx, seeks=True, turn=2,
         gives_records=True),
    Kind("OpenDocument text", articles_of_odt, (".odt", ".ott"), tells=_is_odt, seeks=True, turn=2,
         gives_records=True),
)  # fmt: skip
