"""Articles as they are kept in a segment: one compressed frame each.

A frame holds u4[7] lengths in bytes, then the pieces in UTF-8: title, byline, url, time, text,
markdown, and as JSON what was removed, the runs, where each fact was found, a date that is not as
the column of dates gives it back, and the description. What a hit shows stands
first; the whole frame is small (3 KB, 5 µs to decompress), so it is not split: kept apart,
the Markdown could not be compressed against the text that it repeats, and would double the file.
Outlet, language, date, sketch and id are columns of the segment.

The frames are compressed with a dictionary trained on the segment's own articles, without
which so short a text compresses a third worse. Measured on 72,410 press articles: see
tests/bench.
"""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Sequence
from typing import NamedTuple

import zstandard

from index.article import HEADLINES, Article, RemovedLine
from index.schema import date_number, date_of_number

LEVEL = 3
SAMPLES = 6_000  # articles a dictionary is trained for
# When no more are to come it is trained on every fourth: the time goes with the samples, which is
# what a small segment takes longest over, and four times as many make the articles themselves
# (not the dictionary with them) a hundredth smaller, which pays in a large segment only.
_EVERY_OF_FEW = 4
_DICTIONARY = 512 * 1024  # bytes; larger ones are worth little
_SHARE = 12  # bytes of text that a dictionary is trained on, for each of its own
_K, _D = 200, 8  # bytes of a segment and of a dmer; searching for better ones gains nothing
_FEWEST = 200  # articles; fewer train a dictionary that costs more than it saves
_LENGTHS = struct.Struct("<7I")
_PLAIN_MARKDOWN = b"\0"  # stands for Markdown that is the text with blank lines between


class Facts(NamedTuple):
    """What a hit shows of an article, besides its columns."""

    title: str
    byline: str
    url: str
    time: str
    text: str
    is_list: bool = False


_SHOWN = len(Facts._fields) - 1  # the pieces that stand first in a frame
_IS_LIST = f'"text":"{HEADLINES}"'.encode()  # as JSON has it; in a string, " is written otherwise


def pack(article: Article) -> bytes:
    """The content of an article's frame."""
    extras = b""
    odd_date = article.date if date_of_number(date_number(article.day)) != article.date else ""
    if article.removed or article.provenance or article.runs or odd_date or article.description:
        removed = [list(line) for line in article.removed]
        provenance = dict(article.provenance)
        kept = [removed, list(article.runs), provenance, odd_date, article.description]
        extras = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode(*_UTF8)
    markdown = article.markdown.encode(*_UTF8)
    if markdown and article.markdown == _spaced(article.text):
        markdown = _PLAIN_MARKDOWN
    pieces = (
        article.title.encode(*_UTF8),
        article.byline.encode(*_UTF8),
        article.url.encode(*_UTF8),
        article.time.encode(*_UTF8),
        article.text.encode(*_UTF8),
        markdown,
        extras,
    )
    return _LENGTHS.pack(*map(len, pieces)) + b"".join(pieces)


def unpack_facts(content: bytes) -> Facts:
    """What a hit shows; the rest of the frame is not looked at."""
    at = _LENGTHS.size
    pieces = []
    for length in _LENGTHS.unpack_from(content)[:_SHOWN]:
        pieces.append(content[at : at + length].decode(*_UTF8))
        at += length
    title, byline, url, time, text = pieces
    return Facts(title, byline, url, time, text, content.find(_IS_LIST, at) >= 0)


def unpack(content: bytes, **columns: str) -> Article:
    """The article of a frame, with what the columns say of it: outlet, date, lang, sketch."""
    *strings, markdown, extras = _pieces(content)
    title, byline, url, time, text = (str(piece, *_UTF8) for piece in strings)
    removed, runs, provenance, odd_date, description = (
        json.loads(str(extras, *_UTF8)) if extras else ([], [], {}, "", "")
    )
    if odd_date:
        columns["date"] = odd_date
    plain = markdown == _PLAIN_MARKDOWN
    return Article(
        title=title,
        text=text,
        markdown=_spaced(text) if plain else str(markdown, *_UTF8),
        byline=byline,
        url=url,
        time=time,
        removed=tuple(RemovedLine(*line) for line in removed),
        runs=tuple(runs),
        description=description,
        provenance=provenance,
        **columns,
    )


def train(contents: Sequence[bytes]) -> bytes:
    """A dictionary for articles like these; empty when they are too few to train one.

    Fewer than SAMPLES are taken for all that there are.
    """
    if len(contents) < _FEWEST:
        return b""
    every = 1 if len(contents) >= SAMPLES else _EVERY_OF_FEW
    samples = contents[:: min(every, len(contents) // _FEWEST)]
    size = min(_DICTIONARY, sum(map(len, samples)) // _SHARE)
    try:
        return zstandard.train_dictionary(size, list(samples), level=LEVEL, k=_K, d=_D).as_bytes()
    except zstandard.ZstdError:  # articles so alike, or so short, that there is nothing to learn
        return b""


class Compressor:
    """Makes the frames of one segment."""

    def __init__(self, dictionary: bytes) -> None:
        parameters = zstandard.ZstdCompressionParameters(
            compression_level=LEVEL,
            format=zstandard.FORMAT_ZSTD1_MAGICLESS,
            write_dict_id=False,
            write_checksum=False,  # the pages of the file have theirs
        )
        self._zstd = zstandard.ZstdCompressor(
            dict_data=_loaded(dictionary), compression_params=parameters
        )

    def frame(self, content: bytes) -> bytes:
        """One article's frame."""
        return self._zstd.compress(content)


class Decompressor:
    """Reads the frames of one segment; any number of threads may share it.

    A zstd context must not be used by two threads at once, so each has its own, which is kept:
    making one takes twice as long as the decompression of an article.
    """

    def __init__(self, dictionary: bytes) -> None:
        self._dictionary = _loaded(dictionary)
        self._threads = threading.local()

    def content(self, frame: memoryview | bytes) -> bytes:
        """The content of a frame. Raises zstandard.ZstdError when it is damaged."""
        try:
            context = self._threads.context
        except AttributeError:
            context = self._threads.context = zstandard.ZstdDecompressor(
                dict_data=self._dictionary, format=zstandard.FORMAT_ZSTD1_MAGICLESS
            )
        return context.decompress(frame)  # type: ignore[no-any-return]


_UTF8 = ("utf-8", "surrogatepass")  # JSON can smuggle in halves of characters


def _loaded(dictionary: bytes) -> zstandard.ZstdCompressionDict | None:
    return zstandard.ZstdCompressionDict(dictionary) if dictionary else None


def _pieces(content: bytes) -> list[memoryview]:
    lengths = _LENGTHS.unpack_from(content)
    view, at, pieces = memoryview(content), _LENGTHS.size, []
    for length in lengths:
        pieces.append(view[at : at + length])
        at += length
    return pieces


def _spaced(text: str) -> str:
    """The Markdown of a text that has paragraphs only."""
    return text.replace("\n", "\n\n")
