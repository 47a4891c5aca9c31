"""The members of an archive, whatever packed them: which are read, and with which numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader

from index.problem import Overblown, Unreadable, reason_of, shown
from index.reading import registry
from index.reading.kind import LOOKED_AT, Head
from index.reading.other import is_known
from index.reading.source import Extracted, Source

ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst")
_DRIVE = re.compile("[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `name` has "/" whatever the writer's system has."""

    number: int
    name: str
    size: int

    @property
    def leads_out(self) -> bool:
        """Whether extracting it could write outside the folder that one extracts to."""
        parts = self.name.split("/")
        return not parts[0] or ".." in parts or bool(_DRIVE.match(self.name))

    @property
    def is_hidden(self) -> bool:
        """Whether systems hide it, or put it in by themselves."""
        parts = self.name.split("/")
        return "__MACOSX" in parts or any(p.startswith(".") and p not in {".", ".."} for p in parts)

    @property
    def is_archive(self) -> bool:
        """Whether it is an archive by its name."""
        return self.name.lower().endswith(ARCHIVES)

    @property
    def may_hold_articles(self) -> bool:
        """Whether it must be looked into."""
        return (
            self.name.lower().endswith(registry.endings())
            or self.is_archive
            or self.leads_out
            or not is_known(self.name)
        )


def read_member(
    member: Member,
    stream: BufferedReader,
    source: Source,
    reason: Callable[[Exception, str], str] = reason_of,
) -> Iterator[Extracted]:
    """What is found in a member, numbered within the archive; nothing in other kinds of files.

    `reason` says what an error means. Never raises but when the whole archive is to be left
    (Overblown).
    """
    if member.is_hidden or not member.may_hold_articles or source.passes_over(member.number):
        return
    where = f"{source.path}/{member.name}"
    try:
        refuse(member)
        if not member.name.lower().endswith(registry.endings()):
            head = Head(stream.peek(LOOKED_AT)[:LOOKED_AT], member.name)
            if registry.kind_of(head) is None:
                return
        inside = source.within(member.number, stream, where)._replace(
            size=member.size, place=None, depth=source.depth + 1
        )
        yield from numbered(registry.read(inside), member.number, member.name)
    except Overblown:
        raise
    except Exception as error:
        yield str(member.number), f"{shown(member.name)}: {reason(error, where)}"


def refuse(member: Member) -> None:
    """Raises Unreadable for a member that is not to be opened."""
    if member.leads_out:
        raise Unreadable("its name leads out of the archive")
    if member.is_archive:
        raise Unreadable("an archive within an archive; unpack it into the folder of articles")


def numbered(found: Iterator[Extracted], number: int, name: str) -> Iterator[Extracted]:
    """What was found in a member of an archive, with the numbers that it has in the archive."""
    for inner, article in found:
        if "." in inner:
            yield str(number), f"{shown(name)}: packed too many times over; unpack it"
            return
        label = f"{number}.{inner}" if inner else str(number)
        yield label, f"{shown(name)}: {article}" if isinstance(article, str) else article
