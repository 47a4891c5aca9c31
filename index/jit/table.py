"""Tables that follow from the program alone, kept between runs beside the machine code.

What each of Unicode's characters is to the analysis takes a third of a second to work out, which a
search from the command line would wait for each time.
"""

from __future__ import annotations

import hashlib
import io
import os
import unicodedata
import zlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.cache import cache_folder, is_shared

Table = npt.NDArray[Any]

_CHECKSUM_BYTES = 4
_SOURCES = (".py", ".txt")


def kept_table(make: Callable[[], Table]) -> Callable[[], Table]:
    """A function that returns the read-only table that `make` makes; it is made once.

    It is made anew where a file beside `make`'s own has changed or Python brings another Unicode,
    where the kept one is damaged, and in each process where nothing can be kept.
    """

    @cache
    def table() -> Table:
        folder, beside = cache_folder(), Path(make.__code__.co_filename).parent
        digest = _digest(beside, unicodedata.unidata_version)
        path = folder and folder / f"{make.__module__}.{make.__name__}-{digest}.table"
        made = _read(path) if path else None
        if made is None:
            made = make()
            if path:
                _write(path, made)
        made.setflags(write=False)
        return made

    return wraps(make)(table)


@cache
def _digest(folder: Path, unicode: str) -> str:
    digest = hashlib.blake2b(unicode.encode(), digest_size=8)
    for path in sorted(folder.iterdir()):
        if path.suffix in _SOURCES:
            digest.update(hashlib.blake2b(path.read_bytes()).digest())
    return digest.hexdigest()


def _read(path: Path) -> Table | None:
    """The table in a file; None where there is none, or it is damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    body, checksum = content[:-_CHECKSUM_BYTES], content[-_CHECKSUM_BYTES:]
    if zlib.crc32(body).to_bytes(_CHECKSUM_BYTES, "little") != checksum:
        return None
    table: Table = np.load(io.BytesIO(body), allow_pickle=False)
    return table


def _write(path: Path, table: Table) -> None:
    body = io.BytesIO()
    np.save(body, table, allow_pickle=False)
    content = body.getvalue()
    own = path.with_suffix(f".{os.getpid()}")
    try:
        for older in (
            () if is_shared() else path.parent.glob(f"{path.name.rpartition('-')[0]}-*.table")
        ):
            older.unlink(missing_ok=True)
        own.write_bytes(content + zlib.crc32(content).to_bytes(_CHECKSUM_BYTES, "little"))
        own.replace(path)
    except OSError:  # the next process makes it again
        own.unlink(missing_ok=True)
