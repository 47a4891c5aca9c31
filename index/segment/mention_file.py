"""The names in each article of a segment, as they are written there (`index.names.recognizer`).

The arrays of the file `mentions` (index.segment). Names ascend by their bytes, so that each is told
by how it goes on from the one before; of each stand the articles that have it, which are often near
one another. All are compressed, and read whole when names are first counted. A name stands with the
form by which its spellings are one: folded, without particles, so that al-Tanf and Al Tanf are one
name; most forms follow from the name, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import form_of, tokens
from index.names import PARTICLES
from index.names.word_kind import words_checksum
from index.segment.array_file import ArrayFile
from index.segment.compressed import compressed, decompressed

Array = npt.NDArray[Any]

_UTF8 = ("utf-8", "surrogatepass")


class Mentions(NamedTuple):
    """Which names each article has, and the other way round."""

    start: npt.NDArray[np.int64]
    """[N + 1] The names of article d are name[start[d] : start[d + 1]],"""
    name: npt.NDArray[np.uint32]
    """and this is [mentions]."""
    first: npt.NDArray[np.int64]
    """[M + 1] The articles of name n are doc[first[n] : first[n + 1]], ascending,"""
    doc: npt.NDArray[np.uint32]
    """and this is [mentions]."""


class MentionFile:
    """The names in the articles of one segment; any number of threads may share it."""

    def __init__(self, file: ArrayFile, documents: int) -> None:
        self._file = file
        self._documents = documents

    @cached_property
    def rows(self) -> list[bytes]:
        """Each name, and behind a tab its form where that does not follow from it; ascending.

        Raises:
            IndexDamaged: They cannot be read; also for `mentions`.
        """
        from index.segment.strings import front_decode  # noqa: PLC0415  # compiled code: loaded when needed

        shared, rest = (
            np.frombuffer(decompressed(self._file, name), np.uint8) for name in ("shared", "text")
        )
        text = np.empty(len(rest) + int(shared.sum(dtype=np.int64)), np.uint8)
        if front_decode(shared, rest, text) != len(text):
            raise self._file.damaged("text: these are no names")
        return text.tobytes().split(b"\n")[:-1]

    @cached_property
    def mentions(self) -> Mentions:
        """The numbers of the names of all articles."""
        from index.segment.mention_codes import (  # noqa: PLC0415  # compiled code: loaded when needed
            decode_mentions,
            turn_round,
        )

        code = np.frombuffer(decompressed(self._file, "code"), np.uint8)
        first = np.zeros(len(self.rows) + 1, np.int64)
        doc = np.empty(len(code), np.uint32)
        count = decode_mentions(code, first, doc)
        if count < 0 or (count and int(doc[:count].max()) >= self._documents):
            raise self._file.damaged("it has other names than articles have")
        start, name = np.zeros(self._documents + 1, np.int64), np.empty(count, np.uint32)
        turn_round(first, doc, start, name)
        return Mentions(start, name, first, doc[:count].copy())

    @property
    def words(self) -> int:
        """By which rules the names were found; 0 for several."""
        return int(self._file.whole("words")[0])

    def of(self, doc: int) -> list[str]:
        """The names of an article as it writes them, those that few articles have last."""
        start, name, first, _ = self.mentions
        some = name[start[doc] : start[doc + 1]].astype(np.int64)
        order = np.argsort(first[some] - first[some + 1], kind="stable")
        return [text_of_row(self.rows[one]) for one in some[order].tolist()]


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
    from index.segment.strings import front_code  # noqa: PLC0415  # as above

    ordered = sorted(set(chain.from_iterable(articles)))
    number = {row: place for place, row in enumerate(ordered)}
    sizes = np.fromiter(map(len, articles), np.int64, len(articles))
    name = np.fromiter(
        map(number.__getitem__, chain.from_iterable(articles)), np.int64, int(sizes.sum())
    )
    doc = np.repeat(np.arange(len(articles), dtype=np.uint32), sizes)
    first = np.concatenate([[0], np.cumsum(np.bincount(name, minlength=len(ordered)))])
    code = np.empty(5 * (len(name) + len(ordered)), np.uint8)
    size = encode_mentions(first, doc[np.argsort(name, kind="stable")], code)
    text = np.frombuffer(b"".join(row + b"\n" for row in ordered), np.uint8)
    shared, rest = np.empty(len(ordered), np.uint8), np.empty_like(text)
    _, left = front_code(text, shared, rest)
    return {
        "shared": compressed(shared.tobytes()),
        "text": compressed(rest[:left].tobytes()),
        "code": compressed(code[:size].tobytes()),
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
