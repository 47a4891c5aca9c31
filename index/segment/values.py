"""Strings of a file, and a column of few values: each once, and for each article its number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from index.segment.array_file import ArrayFile

_UTF8 = ("utf-8", "surrogatepass")


class Strings:
    """Strings that lie one behind the other: s is blob[offset[s] : offset[s + 1]]."""

    def __init__(self, offset: npt.NDArray[np.uint32], blob: npt.NDArray[np.uint8]) -> None:
        self._offset, self._blob = offset.data, blob.data  # read one by one much faster so

    def __len__(self) -> int:
        return len(self._offset) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._blob[self._offset[number] : self._offset[number + 1]])


class Values(Sequence[str]):
    """The distinct values of a column, ascending by their UTF-8 bytes; `code` [N] u2 says whose."""

    def __init__(self, file: ArrayFile, column: str) -> None:
        self.code: npt.NDArray[np.uint16] = file.whole(column)
        self.offset: npt.NDArray[np.uint32] = file.whole(f"{column}_offset")
        self.blob: npt.NDArray[np.uint8] = file.whole(f"{column}_blob")
        """Where each value begins, and the last ends, and their bytes."""
        self._bytes = Strings(self.offset, self.blob)
        self._strings: dict[int, str] = {}  # those that were asked for

    def __len__(self) -> int:
        return len(self._bytes)

    def __getitem__(self, code: int) -> str:  # type: ignore[override]  # no slices are wanted
        """The value with a code."""
        if not 0 <= code < len(self):
            raise IndexError(code)
        return str(self._bytes[code], *_UTF8)

    def of(self, doc: int) -> str:
        """The value of an article."""
        code = int(self.code[doc])
        value = self._strings.get(code)
        if value is None:
            value = self._strings[code] = str(self._bytes[code], *_UTF8)
        return value

    def find(self, value: str) -> int | None:
        """The code of a value, or None when no article has it."""
        wanted = value.encode(*_UTF8)
        code = bisect_left(self._bytes, wanted)
        return code if code < len(self) and self._bytes[code] == wanted else None


def arrays_of(column: str, values: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """The arrays that hold a column of these values, one an article."""
    distinct = {value: value.encode(*_UTF8) for value in set(values)}
    ascending = sorted(distinct, key=distinct.__getitem__)
    code = {value: number for number, value in enumerate(ascending)}
    return {
        column: np.fromiter(map(code.__getitem__, values), np.uint16, len(values)),
        **blob_of(column, [distinct[value] for value in ascending]),
    }


def blob_of(name: str, strings: Sequence[bytes]) -> dict[str, npt.NDArray[Any]]:
    """The arrays that hold strings: where each begins (and the last ends), and their bytes."""
    offset = np.zeros(len(strings) + 1, np.uint32)
    np.cumsum(np.fromiter(map(len, strings), np.uint32, len(strings)), out=offset[1:])
    return {
        f"{name}_offset": offset,
        f"{name}_blob": np.frombuffer(b"".join(strings), np.uint8),
    }
