"""Plain text and Markdown: one article, or the articles of an export of a press database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from index.article import Article
from index.cleaning import clean_markdown, clean_text
from index.cleaning.encoding import decode
from index.reading.exports import articles_of_export
from index.reading.kind import Head, Kind
from index.reading.source import Extracted, Source, article_of


def articles_of_text(source: Source) -> Iterator[Extracted]:
    """The article of a text, or the articles of an export that is text."""
    text = decode(source.whole())
    if exported := articles_of_export(text, source):
        yield from exported
    else:
        yield from _one(clean_text, text, source)


def articles_of_markdown(source: Source) -> Iterator[Extracted]:
    """The article of a Markdown file."""
    yield from _one(clean_markdown, decode(source.whole()), source)


def _one(clean: Callable[..., Article], text: str, source: Source) -> Iterator[Extracted]:
    cleaned = partial(clean, text, path=source.path, repeated=source.repeated)
    yield "", article_of(cleaned, source.path)


def _is_front_matter(head: Head) -> bool:
    """Whether a text without an ending of its own has facts as Markdown has them."""
    return head.ends(".txt", ".text") and head.text.startswith(("---\ntitle:", "---\r\ntitle:"))


KINDS = (
    Kind("Markdown", articles_of_markdown, (".md", ".markdown"), tells=_is_front_matter,
         is_text=True, turn=9),
    Kind("text", articles_of_text, (".txt", ".text"), is_text=True, turn=9, gives_records=True),
    Kind("list of references", articles_of_text, (".ris", ".bib"), is_text=True, turn=9,
         gives_records=True),
)  # fmt: skip
