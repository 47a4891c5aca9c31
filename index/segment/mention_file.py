"""The names in each article of a segment, as they are written there (`index.names.recognizer`).

The arrays of the file `mentions` (index.segment). Names are numbered from the most frequent, so
that their numbers are short; both arrays are compressed, and read whole when names are first
counted. A name stands with the form by which its spellings are one: folded, without particles, so
that al-Tanf and Al Tanf are one name; most forms follow from the name, and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import zstandard

from index.analysis import form_of, tokens
from index.names import PARTICLES
from index.names.word_kind import words_checksum
from index.segment.array_file import ArrayFile

Array = npt.NDArray[Any]

_LEVEL = 9
_UTF8 = ("utf-8", "surrogatepass")


class Mentions(NamedTuple):
    """Which names each article has: name[start[d] : start[d + 1]], ascending, are those of d."""

    start: npt.NDArray[np.int64]
    """[N + 1]"""
    name: npt.NDArray[np.uint32]


class MentionFile:
    """The names in the articles of one segment; any number of threads may share it."""

    def __init__(self, file: ArrayFile, documents: int) -> None:
        self._file = file
        self._documents = documents

    @cached_property
    def rows(self) -> list[bytes]:
        """Each name, and behind a tab its form where that does not follow from it.

        Raises:
            IndexDamaged: They cannot be read; also for `mentions`.
        """
        text = self._decompressed("text")
        return text.split(b"\n") if text else []

    @cached_property
    def mentions(self) -> Mentions:
        """The numbers of the names of all articles."""
        from index.segment.mention_codes import decode_mentions  # noqa: PLC0415  # compiled code: loaded when needed

        code = np.frombuffer(self._decompressed("code"), np.uint8)
        start = np.zeros(self._documents + 1, np.int64)
        name = np.empty(len(code), np.uint32)
        count = decode_mentions(code, start, name)
        if count < 0 or (count and int(name[:count].max()) >= len(self.rows)):
            raise self._file.damaged("it has other names than articles have")
        return Mentions(start, name[:count].copy())

    @property
    def words(self) -> int:
        """By which rules the names were found; 0 for several."""
        return int(self._file.whole("words")[0])

    def of(self, doc: int) -> list[str]:
        """The names of an article as it writes them, those that few articles have last."""
        start, name = self.mentions
        return [text_of_row(self.rows[one]) for one in name[start[doc] : start[doc + 1]].tolist()]

    def _decompressed(self, array: str) -> bytes:
        try:
            return zstandard.ZstdDecompressor().decompress(self._file.whole(array).tobytes())
        except zstandard.ZstdError as error:
            raise self._file.damaged(f"{array}: {error}") from error


def text_of_row(row: bytes) -> str:
    """A name of `MentionFile.rows` as it is written."""
    return str(row.partition(b"\t")[0], *_UTF8)


def form_of_row(row: bytes) -> str:
    """The form by which its spellings are one."""
    text, _, form = row.partition(b"\t")
    return str(form, *_UTF8) if form else _plain_form(str(text, *_UTF8))


def form_of_name(name: str) -> str:
    """The form by which the spellings of a name are one: folded, without particles."""
    if name.isascii() and name.replace("-", "").replace(" ", "").isalpha():
        words = _plain_form(name).split()
    else:
        words = [form_of(name[found.start : found.end]) for found in tokens(name)]
    core = [word for word in words if word not in PARTICLES]
    return " ".join(core or words)


def _plain_form(name: str) -> str:
    """What the form of a name of ASCII letters is, unless it has particles."""
    return name.replace("-", " ").lower()


def arrays_of_mentions(
    articles: Sequence[Sequence[bytes]], words: int | None = None
) -> dict[str, Array]:
    """The arrays of the file `mentions`.

    Args:
        articles: The rows (`row_of`) of each article, each once.
        words: By which rules they were found (`words_checksum`); the present ones by default.
    """
    from index.segment.mention_codes import encode_mentions  # noqa: PLC0415  # compiled code: loaded when needed

    counts = Counter(chain.from_iterable(articles))
    ordered = sorted(counts, key=lambda row: (-counts[row], row))
    number = {row: place for place, row in enumerate(ordered)}
    sizes = np.fromiter(map(len, articles), np.int64, len(articles))
    start = np.concatenate([[0], np.cumsum(sizes)])
    numbers = map(number.__getitem__, chain.from_iterable(articles))
    names = np.fromiter(numbers, np.uint32, int(start[-1]))
    compressor = zstandard.ZstdCompressor(level=_LEVEL)
    code = np.empty(5 * (len(names) + len(articles)), np.uint8)
    size = encode_mentions(start, names, code)
    return {
        "text": np.frombuffer(compressor.compress(b"\n".join(ordered)), np.uint8),
        "code": np.frombuffer(compressor.compress(code[:size].tobytes()), np.uint8),
        "words": np.array([words_checksum() if words is None else words], np.uint32),
    }


class Rows(dict[str, bytes]):
    """The row of each name (`MentionFile.rows`); made when a name is first met."""

    def __missing__(self, name: str) -> bytes:
        row = self[name] = _row_of(name)
        return row


def rows_of(names: Iterable[str], known: Rows) -> list[bytes]:
    """The names of an article as rows, each once."""
    found = dict.fromkeys(map(known.__getitem__, names))
    found.pop(b"", None)
    return list(found)


def _row_of(name: str) -> bytes:
    """A name and its form; empty for what has none."""
    text, plain = name.encode(*_UTF8), _plain_form(name)
    words = plain.split()
    if "".join(words).isalpha() and name.isascii() and PARTICLES.isdisjoint(words):
        return text  # mostly
    form = form_of_name(name)
    if not form:
        return b""
    return text if form == plain else text + b"\t" + form.encode(*_UTF8)
