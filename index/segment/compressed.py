"""Arrays of a segment that are read whole, once: compressed with zstd."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import zstandard

from index.segment.array_file import ArrayFile

_LEVEL = 9  # half the bytes saved by 19 cost twenty times as much


def compressed(data: bytes) -> npt.NDArray[np.uint8]:
    """Bytes as an array of a file."""
    return np.frombuffer(zstandard.ZstdCompressor(level=_LEVEL).compress(data), np.uint8)


def decompressed(file: ArrayFile, array: str) -> bytes:
    """The bytes that `compressed` was given.

    Raises:
        IndexDamaged: They cannot be read.
    """
    stored: npt.NDArray[Any] = file.whole(array)
    try:
        return zstandard.ZstdDecompressor().decompress(stored.tobytes())
    except zstandard.ZstdError as error:
        raise file.damaged(f"{array}: {error}") from error
