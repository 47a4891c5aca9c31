"""ZIP: any supported files in one archive, read where they are and never extracted to disk.

Members are taken in the order of their names and numbered over all files of the archive, so
that a number stands for the same member however the archive was packed.
"""

from __future__ import annotations

import io
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from index.problem import Overblown, Unreadable, reason_of, shown
from index.reading.allowance import Allowance, Metered
from index.reading.source import Found, Reader, Source

_ENCRYPTED = 0x1  # flag bit 0 of a member
_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst")
_DAMAGE = (BadZipFile, EOFError, UnicodeDecodeError, zlib.error, lzma.LZMAError)
_DRIVE = re.compile("[A-Za-z]:")

ReaderOf = Callable[[str], Reader | None]
"""The reader for files of a name, or None when such files hold no articles."""


class _Member(NamedTuple):
    """A file in an archive; `name` has "/" whatever the writer's system has."""

    number: int
    name: str
    info: ZipInfo

    @property
    def leads_out(self) -> bool:
        """Whether extracting it could write outside the folder that one extracts to."""
        parts = self.name.split("/")
        return not parts[0] or ".." in parts or bool(_DRIVE.match(self.name))

    @property
    def is_hidden(self) -> bool:
        parts = self.name.split("/")
        return "__MACOSX" in parts or any(p.startswith(".") and p not in {".", ".."} for p in parts)

    @property
    def is_archive(self) -> bool:
        return self.name.lower().endswith(_ARCHIVES)


def articles_of_zip(source: Source, reader_of: ReaderOf) -> Iterator[Found]:
    """The articles of an archive's members: of member 3 the article `3`, or its records `3.N`.

    Raises Unreadable when this is no archive.
    """
    with _archive(source) as archive:
        allowance = Allowance(source.size)
        for member in _members(archive):
            reader = reader_of(member.name)
            if not (reader or member.is_archive or member.leads_out) or member.is_hidden:
                continue
            where = f"{source.path}/{member.name}"
            try:
                stream = _opened(archive, member, allowance)
                if reader:
                    yield from _read(reader, Source(stream, where, member.info.file_size), member)
            except Overblown as error:
                yield str(member.number), f"{shown(member.name)}: {error}"
                return
            except Exception as error:
                yield str(member.number), f"{shown(member.name)}: {_reason(error, where)}"


def _archive(source: Source) -> ZipFile:
    try:
        return ZipFile(source.stream)
    except (*_DAMAGE, NotImplementedError) as error:
        raise Unreadable(f"not a ZIP archive, or damaged ({shown(str(error))})") from error


def _members(archive: ZipFile) -> Iterator[_Member]:
    files = [info for info in archive.infolist() if not info.filename.endswith("/")]
    files.sort(key=lambda info: (info.filename, info.header_offset))
    for number, info in enumerate(files, 1):
        yield _Member(number, info.filename.replace("\\", "/"), info)


def _opened(archive: ZipFile, member: _Member, allowance: Allowance) -> BufferedReader:
    """The member's bytes, counted as they are read; raises when they are not to be read."""
    if member.leads_out:
        raise Unreadable("its name leads out of the archive")
    if member.is_archive:
        raise Unreadable("an archive within an archive; unpack it into the folder of articles")
    if member.info.flag_bits & _ENCRYPTED:
        raise Unreadable("encrypted; unpack it with its password into the folder of articles")
    if not member.info.file_size:  # there may be 300,000 of them, and opening one takes long
        return BufferedReader(io.BytesIO())
    return BufferedReader(Metered(archive.open(member.info), allowance))


def _read(reader: Reader, source: Source, member: _Member) -> Iterator[Found]:
    """What the reader finds in a member, numbered within the archive."""
    with source.stream:
        for inner, found in reader(source):
            number = f"{member.number}.{inner}" if inner else str(member.number)
            yield number, f"{shown(member.name)}: {found}" if isinstance(found, str) else found


def _reason(error: Exception, where: str) -> str:
    # The bz2 module reports damage as an OSError, which the system knows nothing of.
    if isinstance(error, _DAMAGE) or (isinstance(error, OSError) and not error.errno):
        return f"damaged ({shown(str(error)) or type(error).__name__})"
    if isinstance(error, NotImplementedError):
        return f"packed in a way that cannot be undone here ({shown(str(error))})"
    return reason_of(error, where)
