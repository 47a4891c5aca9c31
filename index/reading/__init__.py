"""From a file of the corpus to its articles.

The ending of its name says what a file is, and one reader knows each kind:

    .txt .text .md .markdown .html .htm .xhtml    one article
    .mhtml .mht                                   one article: the page in it
    .jsonl                                        an article a line
    .warc .warc.gz                                an article for each page that was fetched
    .zip                                          any of these, each read by its own reader

An article's id is the file's path below the corpus. In a file of many, `#N` follows: the line
or the record, counted from 1 over all that the file has, articles or not, so that N stands for
the same record when another one before it is read differently. In an archive N is the member's
number in the order of names, and `#N.M` the M-th record of that member.

What cannot be read is a Problem beside the articles that can. No more is held in memory than
one article, and no more is unpacked than an honest archive holds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from index.article import Article
from index.cleaning import clean_html, clean_markdown, clean_text
from index.problem import Problem, Unreadable, reason_of
from index.reading.jsonl import articles_of_lines
from index.reading.mhtml import articles_of_mhtml
from index.reading.source import LARGEST, Found, Reader, Source, article_of
from index.reading.tally import tallied
from index.reading.warc import articles_of_warc
from index.reading.zipped import articles_of_zip
from index.regular_file import open_regular

__all__ = ["LARGEST", "SUFFIXES", "Problem", "Reading", "holds_articles", "read_articles"]


class Reading(NamedTuple):
    """An article and its id."""

    id: str
    article: Article


def holds_articles(name: str) -> bool:
    """Whether files of this name are read, by its ending."""
    return name.lower().endswith(_ENDINGS)


def held_of(name: str, size: int) -> int:
    """How many bytes of a file are held at once: all of them when it is one article."""
    return 0 if name.lower().endswith(_MANY) or size > LARGEST else size


def read_articles(
    path: Path, file_id: str, repeated: Container[str] = frozenset()
) -> Iterator[Reading | Problem]:
    """The articles of a file, then what could not be read of it (`tally`). Never raises.

    `repeated` holds the boilerplate lines of the file's folder, as `clean_text` takes them.
    """
    return tallied(_safely(path, file_id, repeated))


def _safely(path: Path, file_id: str, repeated: Container[str]) -> Iterator[Reading | Problem]:
    try:
        yield from _read(path, file_id, repeated)
    except Exception as error:
        yield Problem(file_id, reason_of(error, file_id))


def _read(path: Path, file_id: str, repeated: Container[str]) -> Iterator[Reading | Problem]:
    reader = _reader_of(path.name)
    if reader is None:
        raise Unreadable("not a kind of file that holds articles")
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        for number, found in reader(Source(file, file_id, size, repeated)):
            article_id = f"{file_id}#{number}" if number else file_id
            if isinstance(found, Article):
                yield Reading(article_id, found)
            else:
                yield Problem(article_id, found)


def _reader_of(name: str) -> Reader | None:
    lowered = name.lower()
    return next((reader for end, reader in _READERS.items() if lowered.endswith(end)), None)


def _page(source: Source) -> Iterator[Found]:
    """A saved page."""
    content = source.whole()
    yield "", article_of(partial(clean_html, content, path=source.path), source.path)


def _text(clean: Callable[..., Article], source: Source) -> Iterator[Found]:
    """A file of text that is one article."""
    content = source.whole()
    cleaned = partial(clean, content, path=source.path, repeated=source.repeated)
    yield "", article_of(cleaned, source.path)


_READERS: dict[str, Reader] = {
    ".txt": partial(_text, clean_text),
    ".text": partial(_text, clean_text),
    ".md": partial(_text, clean_markdown),
    ".markdown": partial(_text, clean_markdown),
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".mhtml": articles_of_mhtml,
    ".mht": articles_of_mhtml,
    ".jsonl": articles_of_lines,
    ".warc": articles_of_warc,
    ".warc.gz": articles_of_warc,
    ".zip": partial(articles_of_zip, reader_of=_reader_of),
}

SUFFIXES = frozenset(_READERS)
"""Endings of the files that hold articles, in lower case."""

_ENDINGS = tuple(SUFFIXES)
_MANY = (".jsonl", ".warc", ".warc.gz", ".zip")
