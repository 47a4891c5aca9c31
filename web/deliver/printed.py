"""One HTML page of all articles with a list of contents, to read and to print.

The same template makes the page that a browser shows, with our stylesheet, and the file that is
handed on, which carries the stylesheet within. The texts are those of the reader view: escaped,
without images, and with links to web addresses only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import render_template
from markupsafe import Markup

from web.deliver.dossier import Dossier, Item
from web.deliver.reference import chicago
from web.in_words import date_in_words, moment_in_words
from web.language import direction
from web.pages.marks import find_nothing
from web.pages.provenance import ProvenanceRow, facts
from web.pages.reader import read

_STYLESHEET = Path(__file__).parent.parent / "static" / "dossier.css"


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article of the page."""

    item: Item
    title: str
    body: Markup
    date_words: str
    direction: str
    citation: str
    facts: tuple[ProvenanceRow, ...]
    original: str = ""
    """The name of its original beside the page, in a ZIP."""


def printed(dossier: Dossier, *, standalone: bool) -> bytes:
    """The page of a dossier; `standalone` carries its own style."""
    style = Markup("")
    if standalone:  # our own file, with no sign in it that means something to HTML
        style = Markup(f"<style>{_STYLESHEET.read_text('utf-8')}</style>")  # noqa: S704
    page = render_template(
        "deliver/articles.html",
        dossier=dossier,
        chapters=[chapter(item) for item in dossier.items],
        made=moment_in_words(dossier.made),
        run=moment_in_words(dossier.run) if dossier.run else "",
        style=style,
    )
    return page.encode("utf-8", "replace")


def chapter(item: Item, original: str = "") -> Chapter:
    """An article as the page has it."""
    return Chapter(
        item=item,
        title=item.title,
        body=read(item.article, find_nothing).body if item.article else Markup(""),
        date_words=date_in_words(item.facts.date),
        direction=direction(item.facts.lang),
        citation=chicago(item.facts),
        facts=facts(item.article) if item.article else (),
        original=original,
    )
