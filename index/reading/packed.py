"""A single file that is packed with gzip, bzip2, xz or Zstandard: whatever is in it is read.

The name without the packer's ending is the hint to what that is. A WARC file is left to its own
reader, which goes on after a damaged record; a tar archive to `tarred`.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Iterator
from io import BufferedReader
from typing import cast

import zstandard

from index.problem import Unreadable, shown
from index.reading import registry
from index.reading.allowance import Allowance, Metered, Readable
from index.reading.gunzip import MAGIC, Gunzipped
from index.reading.kind import Head, Kind
from index.reading.source import LARGEST_ARTICLE, Extracted, Source
from index.reading.warc import articles_of_warc

_ENDINGS = (".gz", ".bz2", ".xz", ".zst", ".br")
_SHORT = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar", ".tzst": ".tar"}
_BEGINS = (MAGIC, b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd")
_WARC = b"WARC/"
_DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError)


def articles_of_packed(source: Source) -> Iterator[Extracted]:
    """The articles of what is packed in a file, numbered as if it were not."""
    if _is_packed_warc(source):
        yield from articles_of_warc(source)
        return
    allowance = Allowance() if source.stream.peek(3).startswith(MAGIC) else Allowance(source.size)
    raw = Metered(_unpacking(source.stream, allowance), allowance)
    stream: BufferedReader = BufferedReader(raw, 64 * 2**10)
    with stream:
        inside = source._replace(
            stream=stream, path=_inner(source.path), size=0, place=None, depth=source.depth + 1
        )
        try:
            yield from registry.read(inside)
        except _DAMAGE as error:
            if isinstance(error, OSError) and error.errno:
                raise
            raise Unreadable(f"damaged ({shown(str(error)) or type(error).__name__})") from error


def _unpacking(stream: BufferedReader, allowance: Allowance) -> Readable:
    start = stream.peek(6)
    if start.startswith(MAGIC):
        return Gunzipped(stream, allowance)
    if start.startswith(b"BZh"):
        return cast(Readable, bz2.BZ2File(stream))
    if start.startswith(b"\xfd7zXZ"):
        return cast(Readable, lzma.LZMAFile(stream))
    if start.startswith(b"\x28\xb5\x2f\xfd"):
        unpacker = zstandard.ZstdDecompressor(max_window_size=LARGEST_ARTICLE * 4)
        return cast(Readable, unpacker.stream_reader(stream, read_across_frames=True))
    raise Unreadable("not packed in the way that its name says, or damaged")


def _is_packed_warc(source: Source) -> bool:
    start = source.stream.peek(4_096)
    if not start.startswith(MAGIC):
        return False
    try:
        return zlib.decompressobj(31).decompress(start, len(_WARC)) == _WARC
    except zlib.error:
        return False


def _inner(path: str) -> str:
    """The name of what is packed."""
    lowered = path.lower()
    for ending, inner in _SHORT.items():
        if lowered.endswith(ending):
            return path[: -len(ending)] + inner
    return path[: path.rindex(".")] if lowered.endswith(_ENDINGS) else path


def _is_packed(head: Head) -> bool:
    return head.data.startswith(_BEGINS) and head.is_binary


KINDS = (
    Kind(
        "packed file",
        articles_of_packed,
        (".gz", ".bz2", ".xz", ".zst", *_SHORT),
        tells=_is_packed,
        turn=8,
        streams=True,
        gives_records=True,
    ),
)
