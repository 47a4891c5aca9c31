"""What a kind of file is: how it is told from others, and who reads it.

A module of this package that has `KINDS` is a format; `index.reading.registry` finds it. What it
imports is imported when the program starts, so a library that only one kind needs is imported in
the function that reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from index.cleaning.encoding import BOMS, wide_codec_of
from index.reading.source import Reader

LOOKED_AT = 8 * 2**10
"""Bytes from the beginning of a file by which its kind is told."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.02  # of a text's bytes; random and packed bytes have 0.1


class Head:
    """The beginning of a file, by which its kind is told."""

    def __init__(self, data: bytes, name: str, members: frozenset[str] = frozenset()) -> None:
        self.data = data
        self.name = name.lower()
        self.members = members
        """The names in a ZIP archive, as far as they could be listed."""

    @cached_property
    def text(self) -> str:
        """The beginning as text, without what precedes the first sign; "" when it is none."""
        if self.is_binary:
            return ""
        for mark, codec in BOMS:
            if self.data.startswith(mark):
                return self.data[len(mark) :].decode(codec, "replace").lstrip()
        return self.data.decode(wide_codec_of(self.data) or "utf-8", "replace").lstrip(
            "\ufeff \t\r\n"
        )

    @cached_property
    def start(self) -> str:
        """The first signs of the text in lower case."""
        return self.text[:1_000].lower()

    @property
    def package(self) -> str:
        """What a package (OpenDocument, EPUB) says it is, in its first member; else ""."""
        is_package = self.data.startswith(b"PK\x03\x04") and self.data[30:38] == b"mimetype"
        return self.data[38:100].decode("latin-1") if is_package else ""

    @cached_property
    def is_binary(self) -> bool:
        """Whether these are bytes that no text is made of."""
        data = self.data.rstrip(b"\0")  # what a disk that was full left behind
        if data.startswith(tuple(mark for mark, _ in BOMS)) or wide_codec_of(data):
            return False
        controls = len(data) - len(data.translate(None, _CONTROLS))
        return controls > _MOST_CONTROLS * len(data)

    def ends(self, *endings: str) -> bool:
        """Whether the file's name has one of these endings."""
        return self.name.endswith(endings)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    A file is of the first kind, by `turn` and then by name, one of whose signs its content has:
    `begins` (its first bytes) or `tells`. A text without any such sign is what its ending says.
    """

    name: str
    """As people call it, for messages."""
    read: Reader
    endings: tuple[str, ...] = ()
    """In lower case with the dot. Files with these are looked into without being asked."""
    begins: tuple[bytes, ...] = ()
    tells: Callable[[Head], bool] | None = None
    is_text: bool = False
    """A text with one of the endings is of this kind although nothing in it says so."""
    turn: int = 5
    """0 to 9: what is more particular is asked earlier."""
    seeks: bool = False
    """It is read back and forth: from an archive it is taken into memory first."""
    streams: bool = False
    """No more than one of its articles is held at a time, however large the file is."""
    gives_records: bool = False
    """Its reader hands over the bytes of records (`Source.wanted`)."""
    wants: str = ""
    """The module of an optional library; without it such files are named and not read."""
    extra: str = ""
    """The name under which that library is installed: `make install NAME=1`."""

    def holds(self, head: Head) -> bool:
        """Whether a file that begins like this is of this kind, by what it holds."""
        if self.begins and head.data.startswith(self.begins):
            return True
        return self.tells is not None and self.tells(head)
