"""A Word document of all articles: a list of contents, then each with its source and notes."""

from __future__ import annotations

import io
import re
from typing import Any

from web.deliver.dossier import Dossier, Item
from web.deliver.reference import chicago
from web.desk.shelf import clean
from web.in_words import counted, date_in_words, moment_in_words
from web.language import direction
from web.pages.reader import blocks_of

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def document(dossier: Dossier) -> bytes:
    """The document, as Word and LibreOffice open it."""
    from docx import Document

    made = Document()
    made.core_properties.title = _legal(dossier.title)[:255]
    made.core_properties.author = "Backfile"
    made.add_heading(_legal(dossier.title), level=0)
    if dossier.about:
        made.add_paragraph(_legal(dossier.about))
    made.add_paragraph(
        f"{counted(len(dossier.items), 'article')} from {_legal(dossier.corpus)}, handed on "
        f"{moment_in_words(dossier.made)}."
    )
    made.add_heading("Contents", level=1)
    for number, item in enumerate(dossier.items, 1):
        made.add_paragraph(f"{number}.  {_legal(chicago(item.facts))}")
    for number, item in enumerate(dossier.items, 1):
        made.add_paragraph().paragraph_format.page_break_before = True
        _add_article(made, number, item)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _add_article(made: Any, number: int, item: Item) -> None:  # noqa: ANN401  # no annotations
    facts = item.facts
    is_rtl = direction(facts.lang) == "rtl"
    _run_from_right(made.add_heading(f"{number}.  {_legal(item.title)}", level=1), is_rtl)
    slug = " · ".join(filter(None, (facts.outlet, date_in_words(facts.date), facts.byline)))
    if slug:
        made.add_paragraph(_legal(slug), style="Subtitle")
    if item.article is None:
        made.add_paragraph("This article is no longer in the archive.")
    for block in blocks_of(item.article) if item.article else ():
        if block.strip():
            _run_from_right(made.add_paragraph(_legal(block)), is_rtl)
    for note in item.notes:
        if note.quote:
            made.add_paragraph(_legal(f"“{note.quote}”, paragraph {note.paragraph}"), style="Quote")
        if note.text:
            made.add_paragraph(_legal(f"Note: {note.text}"), style="Intense Quote")
    if item.tags:
        made.add_paragraph(_legal(f"Tags: {', '.join(item.tags)}"))
    source = made.add_paragraph()
    source.add_run(_legal(chicago(facts))).italic = True
    made.add_paragraph(_legal(f"Saved as {facts.id}"))


def _run_from_right(paragraph: Any, is_rtl: bool) -> None:  # noqa: ANN401
    """Set a paragraph from right to left, which the library has no word for."""
    if is_rtl:
        from docx.oxml import OxmlElement

        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _legal(text: str) -> str:
    """A text without what XML cannot hold."""
    return _ILLEGAL.sub("", clean(text))
