"""7z, through py7zr: any supported files in one archive, unpacked into memory member by member."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Any

from index.problem import Unreadable, shown
from index.reading.kind import Kind
from index.reading.members import Member, read_member
from index.reading.source import LARGEST_ARTICLE, Extracted, Source


def articles_of_7z(source: Source) -> Iterator[Extracted]:
    """The articles of an archive's members: of member 3 the article `3`, or its records `3.N`.

    Raises Unreadable when this is no archive, or one with a password.
    """
    import py7zr
    from py7zr.exceptions import ArchiveError
    from py7zr.io import BytesIOFactory

    try:
        with py7zr.SevenZipFile(source.stream, "r") as archive:
            if archive.needs_password():
                raise Unreadable(
                    "encrypted; unpack it with its password into the folder of articles"
                )
            for member in _members(archive.list()):
                if source.passes_over(member.number):
                    continue
                if member.leads_out or member.is_hidden or not member.may_hold_articles:
                    continue
                if member.size > LARGEST_ARTICLE:
                    yield str(member.number), f"{shown(member.name)}: {member.size:,} bytes"
                    continue
                archive.reset()
                factory = BytesIOFactory(LARGEST_ARTICLE)
                archive.extract(targets=[member.name], factory=factory)
                yield from read_member(member, _stream(factory, member.name), source)
    except (ArchiveError, OSError, EOFError, ValueError) as error:
        raise Unreadable(f"not a 7z archive, or damaged ({shown(str(error))})") from error


def _stream(factory: Any, name: str) -> BufferedReader:
    content = factory.get(name)
    content.seek(0)
    return BufferedReader(BytesIO(content.read()))


def _members(infos: Any) -> list[Member]:
    files = sorted((i for i in infos if not i.is_directory), key=lambda i: i.filename)
    return [Member(n, i.filename, i.uncompressed) for n, i in enumerate(files, 1)]


KINDS = (
    Kind(
        "7z archive",
        articles_of_7z,
        (".7z",),
        (b"7z\xbc\xaf\x27\x1c",),
        turn=1,
        seeks=True,
        gives_records=True,
    ),
)
