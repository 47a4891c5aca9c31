"""A file of arrays: written once, mapped read-only, every byte of it under a checksum.

The layout, little-endian; a page is 4,096 bytes:

    page 0      the header
                  0  8s  magic "BACKFILE"
                  8  u4  version of this layout
                 12  u4  number of arrays
                 16 16s  kind: what the file holds ("postings")
                 32 24s  owner: the segment it belongs to ("" for none)
                 56  u8  size of the whole file in bytes
                 64  u8  offset of the table of checksums
                 72  u4  CRC-32 of that table
                 76  u4  CRC-32 of page 0 with zero in this place
                128      one entry an array: 24s name, 8s dtype as NumPy writes it ("<u2"),
                         u8 offset, u8 number of elements
    page 1 …    the arrays, each beginning at a multiple of 64 (a cache line), zeros between
    the table   u4 CRC-32 of each page from 1; the last one ends where the table begins

Version history: 1, the first.

Opening a file checks its header, its size and the table, which takes microseconds. A page is
checked the first time something on it is wanted (`touch`), so that damage is noticed before it
can become an answer, and an index of any size opens at once. CRC-32 finds every change of up to
32 bits in a row, and runs at some 3 GB/s; it is not meant to withstand an attacker, who could
write a whole index of his own.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.errors import IndexDamaged, IndexUnreadable
from index.segment.mapping import mapped

Array = npt.NDArray[Any]

PAGE = 4096
VERSION = 1

_MAGIC = b"BACKFILE"
_HEADER = struct.Struct("<8sII16s24sQQII")
_ENTRY = struct.Struct("<24s8sQQ")
_DIRECTORY = 128  # where the entries begin; what lies before is for fields yet to come
_ALIGNED = 64


class _Entry(NamedTuple):
    """Where an array stands in its file."""

    name: str
    dtype: np.dtype[Any]
    offset: int
    elements: int


class ArrayFileWriter:
    """Writes a file of arrays; at the end of its `with` block the file is whole and on the disk."""

    def __init__(self, path: Path, kind: str, owner: str = "") -> None:
        self._kind, self._owner = kind.encode(), owner.encode()
        self._file = path.open("xb")
        self._file.write(bytes(PAGE))
        self._at = PAGE
        self._crc = 0
        self._table: list[int] = []
        self._entries: list[_Entry] = []

    def __enter__(self) -> ArrayFileWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close the file, whole or not."""
        with suppress(OSError):  # a full disk is reported once; closing would do so again
            self._file.close()

    def add(self, name: str, array: Array) -> None:
        """Write a whole array."""
        self.begin(name, array.dtype)
        self.append(array)

    def begin(self, name: str, dtype: npt.DTypeLike) -> None:
        """Begin an array whose elements are `append`ed piece by piece."""
        self._write(memoryview(bytes(-self._at % _ALIGNED)))
        little = np.dtype(dtype).newbyteorder("<")
        self._entries.append(_Entry(name, little, self._at, 0))

    def append(self, elements: Array | bytes) -> None:
        """Write the next elements of the array begun last."""
        entry = self._entries[-1]
        array = np.frombuffer(elements, "<u1") if isinstance(elements, bytes) else elements
        array = np.ascontiguousarray(array, entry.dtype)
        self._write(array.reshape(-1).view(np.uint8).data)
        self._entries[-1] = entry._replace(elements=entry.elements + array.size)

    def _write(self, data: memoryview) -> None:
        self._file.write(data)
        done = 0
        while done < len(data):
            piece = data[done : done + PAGE - self._at % PAGE]
            self._crc = zlib.crc32(piece, self._crc)
            self._at += len(piece)
            done += len(piece)
            if self._at % PAGE == 0:
                self._table.append(self._crc)
                self._crc = 0

    def _finish(self) -> None:
        """Write the table and the header, and wait until all is on the disk."""
        if self._at % PAGE:
            self._table.append(self._crc)
        table = np.array(self._table, "<u4").tobytes()
        self._file.write(table)
        self._file.seek(0)
        self._file.write(self._header(table))
        self._file.flush()
        os.fsync(self._file.fileno())

    def _header(self, table: bytes) -> bytes:
        page = bytearray(PAGE)
        for number, entry in enumerate(self._entries):
            name, dtype = entry.name.encode(), entry.dtype.str.encode()
            at = _DIRECTORY + number * _ENTRY.size
            _ENTRY.pack_into(page, at, name, dtype, entry.offset, entry.elements)
        fields = (
            _MAGIC, VERSION, len(self._entries), self._kind, self._owner,
            self._at + len(table), self._at, zlib.crc32(table),
        )  # fmt: skip
        _HEADER.pack_into(page, 0, *fields, 0)
        _HEADER.pack_into(page, 0, *fields, zlib.crc32(page))
        return bytes(page)


class ArrayFile:
    """A file of arrays, mapped into memory; any number of threads may read it.

    It stays readable when it is unlinked meanwhile, and holds no descriptor. Raises
    FileNotFoundError when there is none, IndexUnreadable when the system does not let it be read,
    IndexDamaged when it is not whole or not the file that is meant.
    """

    def __init__(self, directory: Path, name: str, kind: str, owner: str = "") -> None:
        self.directory = directory
        self.name = name
        try:
            self.data = self._mapped()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise IndexUnreadable(directory, error, name) from error
        self.size = len(self.data)
        self._end, self._entries = self._read_header(kind, owner)
        self._table = np.frombuffer(self.data, "<u4", offset=self._end)
        self._checked = bytearray(len(self._table) + 1)  # by page; page 0 is checked here
        self._checked[0] = 1
        self.arrays = MappingProxyType(
            {
                entry.name: np.frombuffer(self.data, entry.dtype, entry.elements, entry.offset)
                for entry in self._entries.values()
            }
        )

    def __getitem__(self, name: str) -> Array:
        """An array whose elements have not been checked yet; `touch` what is wanted first."""
        return self.arrays[name]

    def whole(self, name: str) -> Array:
        """An array, all of it checked."""
        self.touch(name)
        return self.arrays[name]

    def touch(self, name: str, start: int = 0, stop: int | None = None) -> None:
        """Check the pages that hold the elements [start, stop) of an array.

        Raises:
            IndexDamaged: A page is not as it was written, or the range not in the array.
        """
        entry = self._entries[name]
        stop = entry.elements if stop is None else stop
        if not 0 <= start <= stop <= entry.elements:
            raise self.damaged(f"{name} {start:,} to {stop:,} of {entry.elements:,} do not exist")
        if start < stop:
            size = entry.dtype.itemsize
            first, last = entry.offset + start * size, entry.offset + stop * size - 1
            self._check(first // PAGE, last // PAGE + 1)

    def touch_all(self) -> None:
        """Check every page."""
        self._check(1, len(self._checked))

    def damaged(self, reason: str) -> IndexDamaged:
        """The error that names this file."""
        return IndexDamaged(self.directory, f"{self.name}: {reason}")

    def _mapped(self) -> memoryview:
        with (self.directory / self.name).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < PAGE:
                raise self.damaged(f"{size:,} bytes are too few")
            return mapped(file.fileno(), size)

    def _check(self, first: int, stop: int) -> None:
        page = self._checked.find(0, first, stop)
        while page >= 0:
            content = self.data[page * PAGE : min((page + 1) * PAGE, self._end)]
            if zlib.crc32(content) != self._table[page - 1]:
                raise self.damaged(f"the bytes from {page * PAGE:,} on are not as written")
            self._checked[page] = 1
            page = self._checked.find(0, page + 1, stop)

    def _read_header(self, kind: str, owner: str) -> tuple[int, dict[str, _Entry]]:
        """(where the arrays end, the directory)."""
        page = bytearray(self.data[:PAGE])
        magic, version, count, found, owned_by, size, end, table, crc = _HEADER.unpack_from(page)
        if magic != _MAGIC or version != VERSION:
            raise self.damaged("it does not begin as such a file does")
        _HEADER.pack_into(page, 0, magic, version, count, found, owned_by, size, end, table, 0)
        if zlib.crc32(page) != crc:
            raise self.damaged("its header is not as written")
        if size != self.size:
            raise self.damaged(f"it has {self.size:,} bytes of {size:,}")
        if (_text(found), _text(owned_by)) != (kind, owner):
            raise self.damaged(f"it is {_text(found)} of {_text(owned_by) or 'no segment'}")
        if zlib.crc32(self.data[end:size]) != table:
            raise self.damaged("its checksums are not as written")
        return end, _entries(page, count)


def write_arrays(path: Path, kind: str, owner: str, arrays: Mapping[str, Array]) -> None:
    """Write a file of whole arrays."""
    with ArrayFileWriter(path, kind, owner) as file:
        for name, array in arrays.items():
            file.add(name, array)


def _entries(page: bytearray, count: int) -> dict[str, _Entry]:
    entries = {}
    for number in range(count):
        at = _DIRECTORY + number * _ENTRY.size
        name, dtype, offset, elements = _ENTRY.unpack_from(page, at)
        entries[_text(name)] = _Entry(_text(name), np.dtype(_text(dtype)), offset, elements)
    return entries


def _text(padded: bytes) -> str:
    return padded.rstrip(b"\0").decode("ascii", "replace")
