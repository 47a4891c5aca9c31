"""The originals of what is handed on: files, and of files of many the records that are meant.

A record is put below a folder that is named for its file, under a name that says which record it
is. A file of many goes in whole only where its kind has no records that stand for themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from index import Original, Unreadable, originals_of, parts_of
from web.deliver.bundle import Bundle, Stamp, changed, stamp_of
from web.deliver.dossier import Item

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_LONGEST = 180  # bytes of one part of a name; systems allow 255


@dataclass(frozen=True, slots=True)
class PutIn:
    """What was put in for an article: a file, or the record of the `container`."""

    name: str
    stamp: Stamp
    container: Stamp | None = None


def add_originals(bundle: Bundle, items: Sequence[Item]) -> dict[str, PutIn]:
    """Put in the original of each article; what was put in, by the articles' ids.

    Each file and each record goes in once. One that is gone since the index was written is left
    out. Raises OSError when the bundle cannot be written.
    """
    by_file: dict[Path, list[str]] = defaultdict(list)
    for item in items:
        if item.file is not None:
            by_file[item.file].append(item.facts.id)
    taken: set[str] = set()
    found: dict[str, PutIn] = {}
    for path, ids in by_file.items():
        try:
            file = path.open("rb")
        except OSError:  # gone since the index was written: the manifest says that it is missing
            continue
        with file:
            found |= _add_records(bundle, path, file, ids, taken)
            if rest := [each for each in ids if each not in found]:
                file.seek(0)
                name = _free(safe_name(parts_of(rest[0])[0]), taken)
                found |= dict.fromkeys(rest, PutIn(name, bundle.add_file(name, file)))
    return found


def _add_records(
    bundle: Bundle, path: Path, file: BufferedReader, ids: Iterable[str], taken: set[str]
) -> dict[str, PutIn]:
    """The records of a file that stand for themselves."""
    added: dict[str, tuple[str, Stamp]] = {}
    modified = changed(file)

    def add(article_id: str, original: Original) -> None:
        name = safe_name(f"{parts_of(article_id)[0]}.records/{original.name}")
        name = _free(name, taken)
        added[article_id] = name, bundle.add(name, original.content, modified)

    with suppress(Unreadable):  # what was read before is as good as ever
        originals_of(path, ids, add)
    container = stamp_of(file) if added else None
    return {each: PutIn(name, stamp, container) for each, (name, stamp) in added.items()}


def safe_name(file_id: str) -> str:
    """A name below originals/ that every system takes, and `sha256sum` reads."""
    parts = []
    for part in file_id.encode("utf-8", "replace").decode().split("/"):
        plain = _FORBIDDEN.sub("_", part).rstrip(". ") or "_"
        stem, dot, ending = plain.rpartition(".")
        while len(plain.encode()) > _LONGEST:
            if dot and len(ending) < 12 and len(stem) > 1:
                stem = stem[:-1]
                plain = f"{stem}.{ending}"
            else:
                plain = plain[:-1]
        parts.append(plain if plain not in {".", ".."} else "_")
    return "/".join(["originals", *parts])


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where another file has it, and taken; some systems know no case."""
    stem, dot, ending = name.rpartition(".")
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem}-{number}.{ending}" if dot else f"{name}-{number}"
    taken.add(free.casefold())
    return free
