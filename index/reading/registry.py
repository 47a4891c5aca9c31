"""Which kind a file is, decided by its content; its ending is a hint.

The kinds are found, not listed: each module of this package with `KINDS` adds its own.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from io import BufferedReader, BytesIO
from zipfile import ZipFile

import index.reading
from index.problem import Unreadable
from index.reading.kind import LOOKED_AT, Head, Kind
from index.reading.other import named_by_content
from index.reading.source import LARGEST_ARTICLE, NOTHING, Extracted, Source, bounded
from index.reading.zip_damage import UNREADABLE

ZIP = b"PK\x03\x04"
"""How a ZIP archive begins, and with it every office document and book."""

_DEEPEST = 4  # a page packed with gzip, in a tar that is packed too
_MOST_MEMBERS = 10_000


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds of files that are read, in the order in which they are asked."""
    found: list[Kind] = []
    for module in pkgutil.iter_modules(index.reading.__path__, "index.reading."):
        if not module.ispkg:
            found += getattr(importlib.import_module(module.name), "KINDS", ())
    return tuple(sorted(found, key=lambda kind: (kind.turn, kind.name)))


@cache
def endings() -> tuple[str, ...]:
    """The endings of files that are looked into whatever they hold."""
    return tuple(end for kind in kinds() if is_installed(kind) for end in kind.endings)


@cache
def streaming() -> tuple[str, ...]:
    """The endings of files of which one article is held at a time."""
    return tuple(end for kind in kinds() if kind.streams for end in kind.endings)


@cache
def is_installed(kind: Kind) -> bool:
    """Whether the library that a kind wants is there."""
    return not kind.wants or find_spec(kind.wants) is not None


def kind_of(head: Head) -> Kind | None:
    """The kind of a file that begins like this, None when it is none that is read.

    A file that does not hold what its ending says is of that kind too, and damaged; but bytes
    that are no text are no text whatever they are called.
    """
    for kind in kinds():
        if kind.holds(head):
            return kind
    named = (kind for kind in kinds() if head.ends(*kind.endings))
    return next((kind for kind in named if not (kind.is_text and head.is_binary)), None)


def read(source: Source) -> Iterator[Extracted]:
    """What is found in a file of any kind. Raises Unreadable when it is of none."""
    if source.depth > _DEEPEST:
        raise Unreadable("packed too many times over; unpack it into the folder of articles")
    if not source.stream.seekable() and source.stream.peek(4).startswith(ZIP):
        source = _in_memory(source)  # what kind of package it is says its end
    head = head_of(source.stream, source.path)
    if not head.data:  # whatever it was to be, a PDF or a crawler's records
        raise Unreadable(NOTHING)
    kind = kind_of(head)
    if kind is None:
        raise Unreadable(_refusal(head))
    if not is_installed(kind):
        raise Unreadable(f"a {kind.name}; to read it: make install {kind.extra}=1, then rebuild")
    if source.wanted is not None and (source.wanted.is_whole or not kind.gives_records):
        source.wanted.take_whole(bounded(source.stream.read(LARGEST_ARTICLE + 1)), source.path)
        return
    if kind.seeks and not source.stream.seekable():
        source = _in_memory(source)
    yield from kind.read(source)


def _in_memory(source: Source) -> Source:
    content = source.whole()
    return source._replace(stream=BufferedReader(BytesIO(content)), size=len(content))


def head_of(stream: BufferedReader, path: str) -> Head:
    """The beginning of a stream, which stays where it is."""
    members: frozenset[str] = frozenset()
    if stream.seekable():
        data = stream.read(LOOKED_AT)
        stream.seek(0)
        if data.startswith(ZIP) or b"SingleFile" in data:
            members = _members(stream)
    else:
        data = stream.peek(LOOKED_AT)[:LOOKED_AT]
    return Head(data, path.rpartition("/")[2], members)


def _members(stream: BufferedReader) -> frozenset[str]:
    try:
        names = ZipFile(stream).namelist()[:_MOST_MEMBERS]
    except (*UNREADABLE, OSError):
        names = []
    finally:
        stream.seek(0)
    return frozenset(names)


def _refusal(head: Head) -> str:
    if what := named_by_content(head):
        return f"{what}, whatever its name says"
    return "neither text nor any kind of file that is read"
