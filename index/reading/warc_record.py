"""The records of a WARC file (ISO 28500), one after the other.

    WARC/1.1                      a version line
    WARC-Type: response           header fields, one of them the length of the block
    Content-Length: 5321
                                  an empty line
    HTTP/1.1 200 OK ...           the block, then two empty lines

A file that a crawler left unfinished, a copy that broke off, a byte that is wrong: after each,
reading goes on at the next version line. Libraries for WARC end there, some without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BufferedReader

from index.reading.allowance import Allowance, Metered
from index.reading.gunzip import MAGIC, Gunzipped
from index.reading.http_response import LONGEST_HEAD, fields_of

_VERSION = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
_LONGEST_VERSION = 11
_LENGTH = re.compile(r"[0-9]{1,15}")
_PIECE = 2**20  # bytes in memory of a block that is passed over
_PADDING = b"\r\n\t \0"  # between records; zeros where a disk was full
_PATIENCE = 1_000  # damaged places in a file, before the rest of it is given up


class Record:
    """The header fields of a record, names in lower case, and its block, to be read once."""

    def __init__(self, fields: Mapping[str, str], length: int, file: BufferedReader) -> None:
        self.fields = fields
        self.length = length
        self.left = length
        self._file = file
        self._has_ended = False

    def read(self, size: int) -> bytes:
        """At most `size` more bytes of the block, fewer only where it ends."""
        if self._has_ended:
            return b""
        wanted = min(size, self.left)
        data = self._file.read(wanted)
        # Behind an early end stands another record.
        self._has_ended = len(data) < wanted
        self.left -= len(data)
        return data

    def pass_over(self) -> int:
        """Go to the end of the block; returns how many bytes of it are missing."""
        while self.left and self.read(_PIECE):
            pass
        return self.left


def records_of(stream: BufferedReader) -> Iterator[tuple[int, Record | str]]:
    """(number from 1, a record or what is wrong with it or after it), as they stand.

    What is wrong before the first record has the number 0. A record can be read until the next
    one is asked for.
    """
    damages = 0
    for number, found in _all_of(stream):
        yield number, found
        damages += isinstance(found, str)
        if damages == _PATIENCE:
            yield number, "too much of this file is damaged; nothing more is read of it"
            return


def _all_of(stream: BufferedReader) -> Iterator[tuple[int, Record | str]]:
    file, packed = _unpacked(stream)
    number = known = 0
    is_sound = True
    while True:
        found, junk = _find_version(file)
        damaged = packed.damaged if packed else 0
        if is_sound and (junk or damaged > known):
            yield number, _damage(number, junk)
        known = damaged
        if not found:
            return
        number += 1
        record = _opened(file)
        is_sound = False
        if record is None:
            yield number, "damaged: its header does not say how long it is"
            continue
        yield number, record
        if missing := record.pass_over():
            yield number, f"breaks off: {missing:,} of its {record.length:,} bytes are missing"
        is_sound = not missing


def _unpacked(stream: BufferedReader) -> tuple[BufferedReader, Gunzipped | None]:
    if stream.peek(len(MAGIC))[: len(MAGIC)] != MAGIC:
        return stream, None
    allowance = Allowance()
    packed = Gunzipped(stream, allowance)
    return BufferedReader(Metered(packed, allowance)), packed


def _find_version(file: BufferedReader) -> tuple[bool, int]:
    """Go behind the next version line; whether there is one, and the bytes before it."""
    junk = ends = 0
    seen = b""
    # A damaged member of a gzip file ends early, and more may follow: the end comes twice.
    while ends < 2:
        seen = seen[1 - _LONGEST_VERSION :]
        window = file.peek()
        ends = 0 if window else ends + 1
        match = _VERSION.search(seen + window)
        passed = file.read(match.end() - len(seen) if match else len(window))
        junk += len(passed.translate(None, _PADDING))
        if match:
            return True, junk - len(match[0].rstrip())
        seen += window
    return False, junk


def _damage(number: int, junk: int) -> str:
    if not number:
        return "is not a WARC file, or its beginning is damaged"
    return f"damaged: {junk:,} bytes after it are no record" if junk else "damaged after its end"


def _opened(file: BufferedReader) -> Record | None:
    """The record whose version line has been read; None when its header is damaged."""
    head = [b"\n"]
    size = 0
    while (line := file.readline(LONGEST_HEAD)).strip():
        head.append(line)
        size += len(line)
        if size > LONGEST_HEAD:
            return None
    fields = fields_of(b"".join(head))
    length = fields.get("content-length", "")
    if not line or not _LENGTH.fullmatch(length):
        return None
    return Record(fields, int(length), file)
