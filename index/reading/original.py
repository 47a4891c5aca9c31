"""The bytes that one article of a file of many was made of: its record, and not the whole file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from index.cleaning.encoding import decode
from index.problem import Unreadable, reason_of
from index.reading import registry
from index.reading.kind import LOOKED_AT, Head
from index.reading.page import is_page
from index.reading.source import LARGEST_ARTICLE, Source, Taken, Wanted
from index.record_number import number_of
from index.regular_file import open_regular


class Original(NamedTuple):
    """What was saved of an article, under a name that says what it is."""

    name: str
    content: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is HTML."""
        return is_page(self._head)

    @property
    def text(self) -> str:
        """It as text; empty where it is none, such as a PDF."""
        return "" if self._head.is_binary else decode(self.content)

    @property
    def _head(self) -> Head:
        return Head(self.content[:LOOKED_AT], self.name)


def original_of(path: Path, article_id: str) -> Original | None:
    """The record of an article in the file at `path`, as it was saved.

    None when the file is the article, or has no such record that stands for itself: then the file
    is the original. Nothing is cleaned. Raises Unreadable.
    """
    found: list[Original] = []
    originals_of(path, [article_id], lambda _, original: found.append(original))
    return found[0] if found else None


def originals_of(
    path: Path, article_ids: Iterable[str], keep: Callable[[str, Original], None]
) -> None:
    """Give `keep` the id and record of each of these articles of the file at `path`.

    In the order of the file, which is read once; as of `original_of` what has no record is left
    out. Raises Unreadable, and whatever `keep` does.
    """
    ids = {label: each for each in article_ids if (label := _parts(each)[1])}
    left, faults = set(ids), list[Exception]()

    def take(label: str, content: bytes, name: str) -> None:
        left.discard(label)
        try:
            if content:
                keep(ids[label], Original(name.rpartition("/")[2], content))
        except Exception as fault:  # of whoever takes them: it says nothing about the file
            faults.append(fault)
            raise Taken from fault
        if not left:
            raise Taken

    if not ids:
        return
    file_id = _parts(next(iter(ids.values())))[0]
    try:
        with open_regular(path) as file:
            kind = registry.kind_of(registry.head_of(file, path.name))
            if kind is None or not kind.gives_records:
                return
            size = os.fstat(file.fileno()).st_size
            source = Source(file, file_id, size, place=path, wanted=Wanted(ids, take))
            for _ in registry.read(source):
                pass
    except Taken:
        for fault in faults:
            raise fault from None
    except Exception as error:
        raise Unreadable(reason_of(error, file_id)) from error


def whole_original(path: Path) -> Original | None:
    """A file that is one article; None when it is larger than any article that is looked at."""
    try:
        with open_regular(path) as file:
            content = file.read(LARGEST_ARTICLE + 1)
    except OSError as error:
        raise Unreadable(reason_of(error, path.name)) from error
    return Original(path.name, content) if len(content) <= LARGEST_ARTICLE else None


def _parts(article_id: str) -> tuple[str, str]:
    """The id of an article's file, and the number of its record there, if it is one."""
    file_id, _, label = article_id.rpartition("#")
    return (file_id, label) if file_id and number_of(label) else (article_id, "")
