"""The members of a gzip file, one after the other, going on after one that is damaged.

A crawler packs each record as a member of its own, so that a byte that is wrong costs one record
and not all that follow. (The standard library's reader ends at the first such byte.)
"""

from __future__ import annotations

import zlib
from typing import IO

from index.reading.allowance import Allowance

MAGIC = b"\x1f\x8b\x08"
"""How a member begins: two bytes for gzip, one for DEFLATE, the only method there is."""

_PIECE = 16 * 2**10  # packed bytes in memory
_PATIENCE = 1_000  # damaged places in a file, before the rest of it is given up
_GZIP = 31  # zlib's word for a gzip header and the largest window


class Gunzipped:
    """The unpacked bytes of a gzip file; what is packed of them is earned for the allowance.

    Where a member is damaged it ends early, as a file does: a read gives no bytes, and the next
    read those of the member that follows. `damaged` counts these places.
    """

    def __init__(self, file: IO[bytes], allowance: Allowance) -> None:
        self.damaged = 0
        self._file = file
        self._allowance = allowance
        self._ahead = b""
        self._member = zlib.decompressobj(_GZIP)
        self._begun = False  # something of this member has been read
        self._gave = False  # something was given since the last early end

    def read(self, size: int) -> bytes:
        """At most `size` bytes, and none at the end of the file or of a damaged member."""
        data = self._next(size)
        self._gave = bool(data)
        return data

    def _next(self, size: int) -> bytes:
        while self.damaged < _PATIENCE:
            if not self._ahead and not self._read_ahead():
                self.damaged += self._begun
                self._begun = False
                break
            try:
                data = self._unpack(size)
            except zlib.error:
                self.damaged += 1
                self._find_member()
                if self._gave:
                    break
                continue
            if data:
                return data
        return b""

    def _unpack(self, size: int) -> bytes:
        self._begun = True
        data = self._member.decompress(self._ahead, size)
        self._ahead = self._member.unconsumed_tail
        if self._member.eof:
            self._ahead = self._member.unused_data.lstrip(b"\0")
            self._restart()
        return data

    def _find_member(self) -> None:
        """Pass over bytes to where a member seems to begin."""
        self._ahead = self._ahead[1:]
        while (begin := self._ahead.find(MAGIC)) < 0:
            kept = self._ahead[-len(MAGIC) + 1 :]
            self._ahead = b""
            if not self._read_ahead():
                break
            self._ahead = kept + self._ahead
        else:
            self._ahead = self._ahead[begin:]
        self._restart()

    def _read_ahead(self) -> bool:
        while piece := self._file.read(_PIECE):
            # Some writers fill up with zeros after a member.
            self._ahead = piece if self._begun else piece.lstrip(b"\0")
            self._allowance.earn(len(self._ahead))
            if self._ahead:
                return True
        return False

    def _restart(self) -> None:
        self._member = zlib.decompressobj(_GZIP)
        self._begun = False
