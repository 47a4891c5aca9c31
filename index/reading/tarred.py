"""tar: any supported files in one archive, packed or not, read in their order.

Members are numbered by their place in the archive; nothing is written to disk.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from io import BufferedReader
from typing import cast

from index.problem import Overblown, Unreadable, shown
from index.reading.allowance import Allowance, Metered, Readable
from index.reading.kind import Head, Kind
from index.reading.members import Member, read_member
from index.reading.source import Extracted, Source

_MAGIC = slice(257, 262)


def articles_of_tar(source: Source) -> Iterator[Extracted]:
    """The articles of an archive's members: of member 3 the article `3`, or its records `3.N`."""
    allowance = Allowance(max(source.size, 1))
    number = 0
    try:
        with tarfile.open(fileobj=source.stream, mode="r|", errorlevel=1) as archive:
            for info in archive:
                number += info.isfile()
                content = archive.extractfile(info) if info.isfile() else None
                if content is None:
                    continue
                # What a tar holds is as large as the tar; the packing around it is metered.
                allowance.earn(info.size)
                raw = Metered(cast(Readable, content), allowance)
                stream: BufferedReader = BufferedReader(raw, 64 * 2**10)
                member = Member(number, info.name.replace("\\", "/").removeprefix("./"), info.size)
                yield from read_member(member, stream, source)
    except Overblown:
        raise
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        if not number:
            raise Unreadable(f"not a tar archive, or damaged ({shown(str(error))})") from error
        yield str(number + 1), f"damaged after member {number} ({shown(str(error))})"
    if not number:
        raise Unreadable("an archive without files")


def _is_tar(head: Head) -> bool:
    return head.data[_MAGIC] == b"ustar"


KINDS = (
    Kind(
        "tar archive",
        articles_of_tar,
        (".tar",),
        tells=_is_tar,
        turn=1,
        streams=True,
        gives_records=True,
    ),
)
