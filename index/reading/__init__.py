"""From a file of the corpus to its articles.

    kind        what a kind of file is: how it is told, and who reads it
    registry    which kind a file is, by its content first and its ending second
    source      what every reader is given and what it gives
    entry       an article that is not a page of its own: of an export, a feed, a table

Every other module that has `KINDS` is a format, and its docstring says what is taken of it;
docs/formats.md has them all. What files are that hold no articles says `other`. What formats share:

    members        the members of any archive; `allowance` how much they may unpack to, `gunzip` and
                   `zip_damage` what archives that are damaged still hold
    warc_record    the records of a WARC file; `http_response` the page in one
    charset        letters of a page by what was said outside it; `saved_address` where it was saved
    json_record    an article in a JSON object; `xml_tree` XML of strangers
    layout         the lines of a printed page in the order of reading
    parts          files that belong to a saved page
    exports        press databases and reference managers, by the text of any of these kinds
    original       the bytes that one article was made of
    tally          what could not be read, a line for each kind

An article's id is the file's path below the corpus. In a file of many, `#N` follows: the line
or the record, counted from 1 over all that the file has, articles or not, so that N stands for
the same record when another one before it is read differently; or a number made of the article's
own key, where the file may be made again in another order. In an archive N is the member's
number in the order of names, and `#N.M` the M-th record of that member.

What cannot be read is a Problem beside the articles that can. No more is held in memory than
one article, and no more is unpacked than an honest archive holds.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

from index.article import Article
from index.corrections import NONE, Lines
from index.problem import Problem, Unreadable, reason_of
from index.put_back import putting_back
from index.reading import registry
from index.reading.other import is_known, named_by_ending
from index.reading.source import LARGEST_ARTICLE, Extracted, Source
from index.reading.tally import tallied
from index.regular_file import open_regular

__all__ = [
    "LARGEST_ARTICLE",
    "Problem",
    "Reading",
    "held_of",
    "holds_articles",
    "read_articles",
    "unread_kind",
]


class Reading(NamedTuple):
    """An article and its id.

    `at` says how far its file was read by then, in bytes; where a file is not read from its
    beginning to its end it may go back.
    """

    id: str
    article: Article
    at: int = 0


def holds_articles(name: str) -> bool:
    """Whether files of this name are read, by its ending."""
    return name.lower().endswith(registry.endings())


def held_of(name: str, size: int) -> int:
    """How many bytes of a file are held at once: all of them when it is one article."""
    return 0 if name.lower().endswith(registry.streaming()) else size


def read_articles(
    path: Path, file_id: str, repeated: Container[str] = frozenset(), put_back: Lines = NONE
) -> Iterator[Reading | Problem]:
    """The articles of a file, then what could not be read of it (`tally`). Never raises.

    `repeated` holds the boilerplate lines of the file's folder, as `clean_text` takes them;
    `put_back` the lines that readers have put back in its articles.
    """
    return tallied(_safely(path, file_id, repeated, put_back))


def _safely(
    path: Path, file_id: str, repeated: Container[str], put_back: Lines
) -> Iterator[Reading | Problem]:
    records = _corrected if put_back else _records
    try:
        for (number, found), at in records(path, file_id, repeated, put_back):
            article_id = f"{file_id}#{number}" if number else file_id
            if isinstance(found, Article):
                yield Reading(article_id, found, at)
            else:
                yield Problem(article_id, found)
    except Exception as error:
        is_passing = isinstance(error, OSError)
        yield Problem(file_id, reason_of(error, file_id), is_passing=is_passing)


def _records(
    path: Path, file_id: str, repeated: Container[str], _put_back: Lines
) -> Iterator[tuple[Extracted, int]]:
    """What is found in a file, and how far into it, in bytes."""
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        for found in registry.read(Source(file, file_id, size, repeated, path)):
            yield found, 0 if file.closed else file.tell()


def _corrected(
    path: Path, file_id: str, repeated: Container[str], put_back: Lines
) -> Iterator[tuple[Extracted, int]]:
    """The records of a file with what is put back in some of them.

    Which record is read is known only when it has been cleaned. So the file is read twice side by
    side, once with all lines that are put back in it, and each record is taken from one of both.
    """
    plain = _records(path, file_id, repeated, put_back)
    other = _records(path, file_id, repeated, put_back)
    everything = frozenset[str]().union(*put_back.values())
    while True:
        with putting_back(everything):
            corrected = next(other, None)
        found = next(plain, None)
        if corrected is None or found is None:
            return
        yield corrected if found[0][0] in put_back else found


def unread_kind(path: str, name: str) -> str:
    """What a file is whose ending is of no kind that is read; "" when its content is of one.

    In the plural, as it is counted. Files whose ending is known are not opened.
    """
    if is_known(name):
        return named_by_ending(name)
    try:
        with open_regular(path) as file:
            head = registry.head_of(file, name)
    except (OSError, Unreadable):
        return named_by_ending(name)
    kind = registry.kind_of(head)
    return "" if kind and registry.is_installed(kind) else named_by_ending(name)
