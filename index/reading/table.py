"""CSV and TSV with a header: a row an article, as databases of news and data sets are given out.

The columns are known by the names that JSON records have for their fields. A row is numbered by
its place below the header.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from index.cleaning.encoding import decode
from index.problem import Unreadable
from index.reading.entry import found_of
from index.reading.json_record import entry_of
from index.reading.kind import Head, Kind
from index.reading.source import Extracted, Source

_LOOKED_INTO = 1_000  # rows without text, before a table is taken for one of something else
_SAMPLE = 256 * 2**10
_LONGEST_CELL = 16 * 2**20
_NO_TEXT = "a row without text (columns: text, content, body …)"
_DELIMITERS = ",\t;|"


def articles_of_table(source: Source) -> Iterator[Extracted]:
    """The article of each row of a table. Raises Unreadable when it has no column of texts."""
    csv.field_size_limit(_LONGEST_CELL)
    sample = _sample(source)
    encoding = _codec(sample)
    stream = io.TextIOWrapper(source.stream, encoding=encoding, errors="replace", newline="")
    try:
        yield from _rows(stream, delimiter_of(decode(sample)), source)
    finally:
        stream.detach()  # whoever opened the file closes it


class _Lines(Iterator[str]):
    """The lines of a table; `read` are those since it was emptied: a row may have several."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self.read: list[str] = []

    def __next__(self) -> str:
        line = next(self._stream)
        self.read.append(line)
        return line.replace("\0", "")


def _rows(stream: io.TextIOWrapper, delimiter: str, source: Source) -> Iterator[Extracted]:
    lines = _Lines(stream)
    rows = csv.reader(lines, delimiter=delimiter)
    header = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
    if len(header) < 2:
        raise Unreadable("a table without a header of several columns")
    head = "".join(lines.read)
    number = found = 0
    while True:
        number += 1
        lines.read.clear()
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield str(number), f"a row that cannot be read ({error})"
            continue
        if row is None:
            break
        if not any(map(str.strip, row)) or source.passes_over(number):
            continue
        if source.wanted is not None:
            content = (head + "".join(lines.read)).encode(
                stream.encoding.removesuffix("-sig"), "replace"
            )
            ending = source.path.rpartition(".")[2]
            source.wanted.take(number, content, f"{source.path}.{number}.{ending}")
            continue
        entry = entry_of(dict(zip(header, row, strict=False)))
        found += entry is not None
        if found:
            yield str(number), found_of(entry, source, "table") if entry else _NO_TEXT
        elif number == _LOOKED_INTO:
            break
    if not found:
        raise Unreadable(f"a table without texts: {', '.join(header)[:200]}")


def _sample(source: Source) -> bytes:
    if source.stream.seekable():
        sample = source.stream.read(_SAMPLE)
        source.stream.seek(0)
        return sample
    return source.stream.peek(_SAMPLE)


def _codec(sample: bytes) -> str:
    """The encoding of a table by its beginning."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        sample[: len(sample) - 4].decode("utf-8")
    except UnicodeDecodeError as error:
        if len(sample) - error.start > 8:
            text = decode(sample)
            for codec in ("cp1252", "cp1251", "cp1250", "iso8859-2", "cp1257", "cp1254"):
                if sample.decode(codec, "replace") == text:
                    return codec
            return "cp1252"
    return "utf-8-sig"


def delimiter_of(start: str) -> str:
    """What parts the columns: the sign that the header has most of."""
    header = start.partition("\n")[0]
    return max(_DELIMITERS, key=header.count)


def _is_table(head: Head) -> bool:
    """Whether a text is called a table and begins with a header."""
    return head.ends(".csv", ".tsv", ".tab") and not head.start.startswith(("<", "{", "["))


KINDS = (
    Kind("table", articles_of_table, (".csv", ".tsv", ".tab"), tells=_is_table, is_text=True,
         turn=6, streams=True, gives_records=True),
)  # fmt: skip
