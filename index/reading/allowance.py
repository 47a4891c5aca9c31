"""How much an archive may unpack to, counted while it is read: headers can lie."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Protocol

from index.problem import Overblown
from index.reading.source import LARGEST_ARTICLE

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

RATIO = 100
"""Unpacked bytes for each packed one. Saved pages shrink 5 times, 13 at the most (800 pages);
a bomb of zeros does 1,000 times with gzip and a million times with other methods."""


class Allowance:
    """What is left to unpack: `RATIO` times what was packed, and one article beyond that."""

    def __init__(self, packed: int = 0) -> None:
        self._packed = packed
        self._left = LARGEST_ARTICLE + RATIO * packed

    def earn(self, packed: int) -> None:
        """Allow what `packed` more bytes of the archive may unpack to."""
        self._packed += packed
        self._left += RATIO * packed

    def spend(self, unpacked: int) -> None:
        """Count unpacked bytes; raises Overblown when they are more than is allowed."""
        self._left -= unpacked
        if self._left < 0:
            raise Overblown(
                f"{self._packed:,} bytes unpack to over {RATIO} times as many; "
                "nothing more is read of this archive"
            )


class Readable(Protocol):
    """All that is asked of a stream to be metered."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""


class Metered(io.RawIOBase):
    """A stream whose bytes are counted against an allowance as they are read."""

    def __init__(self, stream: Readable, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill `buffer` with what one read gives; raises Overblown when that is too much."""
        target = memoryview(buffer)
        data = self._stream.read(len(target))
        self._allowance.spend(len(data))
        target[: len(data)] = data
        return len(data)
