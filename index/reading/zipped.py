"""ZIP: any supported files in one archive, read where they are and never extracted to disk.

Members are taken in the order of their names and numbered over all files of the archive, so
that a number stands for the same member however the archive was packed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from io import BufferedReader
from zipfile import ZipFile, ZipInfo

from index.problem import Overblown, Unreadable, reason_of, shown
from index.reading.allowance import Allowance, Metered
from index.reading.kind import Kind
from index.reading.members import Member, read_member, refuse
from index.reading.parts import Parts
from index.reading.source import Extracted, Source
from index.reading.zip_damage import DAMAGE, UNREADABLE

_ENCRYPTED = 0x1  # flag bit 0 of a member


def articles_of_zip(source: Source) -> Iterator[Extracted]:
    """The articles of an archive's members: of member 3 the article `3`, or its records `3.N`.

    Raises Unreadable when this is no archive.
    """
    with _archive(source) as archive:
        allowance = Allowance(source.size)
        members = list(_members(archive))
        parts = Parts(member.name for member, _ in members)
        for member, info in members:
            if source.passes_over(member.number):
                continue
            if member.is_hidden or parts.holds(member.name) or not member.may_hold_articles:
                continue
            try:
                with _opened(archive, member, info, allowance) as stream:
                    yield from read_member(member, stream, source, _reason)
            except Overblown as error:
                yield str(member.number), f"{shown(member.name)}: {error}"
                return
            except Exception as error:
                where = f"{source.path}/{member.name}"
                yield str(member.number), f"{shown(member.name)}: {_reason(error, where)}"


def _archive(source: Source) -> ZipFile:
    try:
        return ZipFile(source.stream)
    except UNREADABLE as error:
        raise Unreadable(f"not a ZIP archive, or damaged ({shown(str(error))})") from error


def _members(archive: ZipFile) -> Iterator[tuple[Member, ZipInfo]]:
    files = [info for info in archive.infolist() if not info.filename.endswith("/")]
    files.sort(key=lambda info: (info.filename, info.header_offset))
    for number, info in enumerate(files, 1):
        yield Member(number, info.filename.replace("\\", "/"), info.file_size), info


def _opened(
    archive: ZipFile, member: Member, info: ZipInfo, allowance: Allowance
) -> BufferedReader:
    """The member's bytes, counted as they are read; raises when they are not to be read."""
    refuse(member)
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("encrypted; unpack it with its password into the folder of articles")
    if not info.file_size:  # there may be 300,000 of them, and opening one takes long
        return BufferedReader(io.BytesIO())
    return BufferedReader(Metered(archive.open(info), allowance), 64 * 2**10)


def _reason(error: Exception, where: str) -> str:
    # The bz2 module reports damage as an OSError, which the system knows nothing of.
    if isinstance(error, DAMAGE) or (isinstance(error, OSError) and not error.errno):
        return f"damaged ({shown(str(error)) or type(error).__name__})"
    if isinstance(error, NotImplementedError):
        return f"packed in a way that cannot be undone here ({shown(str(error))})"
    return reason_of(error, where)


KINDS = (
    Kind(
        "ZIP archive",
        articles_of_zip,
        (".zip",),
        (b"PK\x03\x04", b"PK\x05\x06"),
        turn=8,
        streams=True,
        seeks=True,
        gives_records=True,
    ),
)
