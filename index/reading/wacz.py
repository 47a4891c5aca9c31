"""WACZ: what Browsertrix and ArchiveWeb.page harvest, a ZIP of WARC files with a list of its pages.

pages.jsonl gives a title where a page has none. Only the pages that are listed are read when the
list is there: the harvest holds every frame and advertisement, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedReader
from zipfile import ZipFile

from index.problem import Overblown, Unreadable, shown
from index.reading.allowance import Allowance, Metered
from index.reading.kind import Head, Kind
from index.reading.source import Extracted, Source
from index.reading.warc import articles_of_warc, plain
from index.reading.zip_damage import DAMAGE, UNREADABLE

_LARGEST_LIST = 64 * 2**20


def articles_of_wacz(source: Source) -> Iterator[Extracted]:
    """The articles of the WARC files in a harvest: of the second the record 5 is `2.5`."""
    try:
        archive = ZipFile(source.stream)
    except UNREADABLE as error:
        raise Unreadable("not a WACZ archive, or damaged") from error
    allowance = Allowance(source.size)
    with archive:
        titles = _titles(archive)
        names = sorted(n for n in archive.namelist() if n.endswith((".warc", ".warc.gz")))
        for number, name in enumerate(names, 1):
            if source.passes_over(number):
                continue
            try:
                stream: BufferedReader = BufferedReader(Metered(archive.open(name), allowance))
                with stream:
                    inside = source.within(number, stream, f"{source.path}/{name}")
                    for label, found in articles_of_warc(inside, titles or None):
                        yield f"{number}.{label}" if label else str(number), found
            except Overblown as error:
                yield str(number), f"{shown(name)}: {error}"
                return
            except (*DAMAGE, OSError, NotImplementedError) as error:
                yield str(number), f"{shown(name)}: damaged ({shown(str(error))})"


def _titles(archive: ZipFile) -> dict[str, str]:
    """The addresses of the pages that the harvest is of, with their titles."""
    titles: dict[str, str] = {}
    for name in ("pages/pages.jsonl", "pages/extraPages.jsonl"):
        if name not in archive.namelist() or archive.getinfo(name).file_size > _LARGEST_LIST:
            continue
        for line in archive.read(name).splitlines():
            try:
                page = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                titles[plain(page["url"])] = str(page.get("title") or "")
    return titles


def _is_wacz(head: Head) -> bool:
    return "datapackage.json" in head.members and any(
        name.startswith("archive/") for name in head.members
    )


KINDS = (
    Kind(
        "WACZ archive",
        articles_of_wacz,
        (".wacz",),
        tells=_is_wacz,
        seeks=True,
        turn=2,
        streams=True,
        gives_records=True,
    ),
)
