"""What every reader is given and what it gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from index.article import Article
from index.problem import Unreadable, reason_of

LARGEST_ARTICLE = 32 * 2**20
"""Bytes of one article's file; the largest real pages are a tenth of that."""

NOTHING = "no text in it"


class Taken(BaseException):
    """Ends a reading for the bytes of records when it has the last; no reader may handle it."""


class Wanted:
    """The records of a file whose bytes are wanted, and whoever takes them as they are read."""

    def __init__(self, numbers: Iterable[str], keep: Callable[[str, bytes, str], None]) -> None:
        """`keep` is given the number of a record, its bytes, and a name that says what it is."""
        self._inside: dict[str, list[str]] = defaultdict(list)
        for number in numbers:
            first, _, rest = number.partition(".")
            self._inside[first].append(rest)
        self._keep = keep

    @property
    def is_whole(self) -> bool:
        """Whether the file itself is wanted."""
        return self.has("")

    def has(self, number: int | str) -> bool:
        """Whether a record is wanted, or one inside it."""
        return str(number) in self._inside

    def take(self, number: int | str, content: bytes, name: str) -> None:
        """Hand over a record, also for whatever is wanted inside it."""
        for rest in self._inside.get(str(number), ()):
            self._keep(_inner(str(number), rest), content, name)

    def take_whole(self, content: bytes, name: str) -> None:
        """Hand over the file, for all that is wanted of it."""
        for number in self._inside:
            self.take(number, content, name)

    def within(self, number: int | str) -> Wanted:
        """What is wanted of a file inside, which is the record of that number."""
        return Wanted(
            self._inside.get(str(number), ()),
            lambda inner, content, name: self._keep(_inner(str(number), inner), content, name),
        )


def _inner(number: str, inner: str) -> str:
    return f"{number}.{inner}" if inner else number


class Source(NamedTuple):
    """The bytes of a file of the corpus, or of a member of an archive, open to be read once.

    `path` is its place below the corpus. `size` is what the folder or the archive says: good
    for refusing early, not to be relied on.
    """

    stream: BufferedReader
    path: str
    size: int
    repeated: Container[str] = frozenset()
    """Lines that are boilerplate of the folder."""
    place: Path | None = None
    """The file itself, where it is one: what lies beside it may tell about it."""
    depth: int = 0
    """Archives and packed files around it."""
    wanted: Wanted | None = None
    """The records whose bytes are wanted; None when articles are. A reader passes over all others,
    makes no article, and hands over these."""

    def passes_over(self, number: int | str) -> bool:
        """Whether a record is none of what is wanted."""
        return self.wanted is not None and not self.wanted.has(number)

    def within(self, number: int | str, stream: BufferedReader, path: str) -> Source:
        """A file inside this one, which is the record of that number."""
        wanted = self.wanted and self.wanted.within(number)
        return self._replace(stream=stream, path=path, wanted=wanted)

    def whole(self) -> bytes:
        """All the bytes; raises Unreadable when there are none, or more than an article has."""
        if self.size > LARGEST_ARTICLE:
            raise Unreadable(f"{self.size:,} bytes; an article has {LARGEST_ARTICLE:,} at most")
        content = bounded(self.stream.read(LARGEST_ARTICLE + 1))
        if not content or content.isspace():
            raise Unreadable(NOTHING)
        return content


Extracted = tuple[str, Article | str]
"""(The number of a record within its file, "" for the file itself; its article, or the reason
why there is none.)"""

Reader = Callable[[Source], Iterator[Extracted]]
"""Reads one kind of file. What it raises concerns all that it has not given yet."""


def bounded(content: bytes) -> bytes:
    """`content`; raises Unreadable when it is more than an article has."""
    if len(content) > LARGEST_ARTICLE:
        raise Unreadable(
            f"over {LARGEST_ARTICLE:,} bytes; an article has {LARGEST_ARTICLE:,} at most"
        )
    return content


def article_of(clean: Callable[[], Article], where: str) -> Article | str:
    """What `clean` makes of a page, or the reason why that is no article. Never raises."""
    try:
        article = clean()
    except Exception as error:
        return reason_of(error, where)
    return article if article.text else NOTHING
