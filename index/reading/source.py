"""What every reader is given and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from index.article import Article
from index.problem import Unreadable, reason_of

LARGEST = 32 * 2**20
"""Bytes of one article's file; the largest real pages are a tenth of that."""

NOTHING = "no text in it"


class Taken(BaseException):
    """Ends a reading that was for the bytes of one record; no fault, and nobody's to handle."""

    def __init__(self, content: bytes, name: str) -> None:
        self.content = content
        self.name = name
        super().__init__(name)


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
    wanted: str | None = None
    """The number of the one record whose bytes are wanted, "" for those of the file; None when
    articles are. Its reader passes over all others, makes no article, and raises Taken."""

    def passes_over(self, number: int | str) -> bool:
        """Whether a record is none of what is wanted."""
        return self.wanted is not None and self.wanted.partition(".")[0] != str(number)

    def whole(self) -> bytes:
        """All the bytes; raises Unreadable when there are none, or more than an article has."""
        if self.size > LARGEST:
            raise Unreadable(f"{self.size:,} bytes; an article has {LARGEST:,} at most")
        content = bounded(self.stream.read(LARGEST + 1))
        if not content or content.isspace():
            raise Unreadable(NOTHING)
        return content


Found = tuple[str, Article | str]
"""(The number of a record within its file, "" for the file itself; its article, or the reason
why there is none.)"""

Reader = Callable[[Source], Iterator[Found]]
"""Reads one kind of file. What it raises concerns all that it has not given yet."""


def bounded(content: bytes) -> bytes:
    """`content`; raises Unreadable when it is more than an article has."""
    if len(content) > LARGEST:
        raise Unreadable(f"over {LARGEST:,} bytes; an article has {LARGEST:,} at most")
    return content


def article_of(clean: Callable[[], Article], where: str) -> Article | str:
    """What `clean` makes of a page, or the reason why that is no article. Never raises."""
    try:
        article = clean()
    except Exception as error:
        return reason_of(error, where)
    return article if article.text else NOTHING
