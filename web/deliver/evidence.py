"""A ZIP of the originals with what proves them.

    TITLE/
      contents.html     the list of all articles, with links to their originals
      articles.html     all of them to read and print, when there are not too many
      manifest.json     of each article its facts with their sources, its original's SHA-256, path,
                        size and time, and when the archive was last brought up to date
      SHA256SUMS        the SHA-256 of every other file: `sha256sum -c SHA256SUMS`
      citations.txt, references.ris, references.bib, references.json
      originals/        the files as they are, each once, below the folders they are in

The names below originals/ are the articles' ids with what some system forbids in names replaced;
the manifest has the ids themselves.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from flask import render_template

from index import parts_of
from web.deliver.bibtex import bibtex
from web.deliver.dossier import MOST_READ, Dossier, Item
from web.deliver.printed import chapter, printed
from web.deliver.reference import chicago, csl
from web.deliver.ris import ris
from web.deliver.table import record
from web.in_words import moment_in_words

_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_PIECE = 2**20  # bytes that are read at once
_LONGEST = 180  # bytes of one part of a name; systems allow 255
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # what a ZIP can say


@dataclass(slots=True)
class _Original:
    """A file as it was put in."""

    name: str
    sha256: str
    size: int
    modified: str


@dataclass(slots=True)
class _Bundle:
    """The ZIP as it grows; `sums` has the SHA-256 of each file by its name below the folder."""

    zip: zipfile.ZipFile
    folder: str
    sums: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, content: bytes) -> None:
        """Put in what was made here."""
        info = zipfile.ZipInfo(f"{self.folder}/{name}", time.gmtime()[:6])
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        self.zip.writestr(info, content)
        self.sums[name] = hashlib.sha256(content).hexdigest()

    def add_file(self, name: str, path: Path) -> _Original:
        """Put in a file as it is; it is hashed on the way. Raises OSError."""
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as file:
            modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            moment = max(modified.timetuple()[:6], _EARLIEST)
            info = zipfile.ZipInfo(f"{self.folder}/{name}", moment)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with self.zip.open(info, "w", force_zip64=True) as target:
                while piece := file.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
                    target.write(piece)
        self.sums[name] = digest.hexdigest()
        return _Original(name, digest.hexdigest(), size, modified.isoformat(timespec="seconds"))


def write_evidence(dossier: Dossier, target: IO[bytes]) -> None:
    """Write the ZIP of a dossier."""
    with zipfile.ZipFile(target, "w", allowZip64=True) as made:
        bundle = _Bundle(made, dossier.name)
        originals = _add_originals(bundle, dossier)
        bundle.add("manifest.json", _manifest(dossier, originals))
        bundle.add("contents.html", _contents(dossier, originals))
        if len(dossier.items) <= MOST_READ:
            bundle.add("articles.html", printed(dossier, standalone=True))
        bundle.add("references.ris", ris(dossier.items))
        bundle.add("references.bib", bibtex(dossier.items))
        references = [csl(item.facts) for item in dossier.items]
        bundle.add("references.json", _json(references))
        bundle.add("citations.txt", citations(dossier))
        bundle.add("SHA256SUMS", "".join(_lines(bundle.sums)).encode("utf-8", "replace"))


def citations(dossier: Dossier) -> bytes:
    """The citations of all articles, one a line, in the order of a bibliography."""
    lines = sorted((chicago(item.facts) for item in dossier.items), key=str.casefold)
    return "\n".join([*lines, ""]).encode("utf-8", "replace")


def _add_originals(bundle: _Bundle, dossier: Dossier) -> dict[str, _Original]:
    """Put each file in once; those that were put in, by their ids."""
    originals: dict[str, _Original] = {}
    taken: set[str] = set()
    for item in dossier.items:
        file_id = parts_of(item.facts.id)[0]
        if item.file is None or file_id in originals:
            continue
        name = _free(safe_name(file_id), taken)
        try:
            originals[file_id] = bundle.add_file(name, item.file)
        except OSError:  # gone since the index was written: the manifest says that it is missing
            continue
        taken.add(name.casefold())
    return originals


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
    """The name, with a number where another file has it; some systems know no case."""
    stem, dot, ending = name.rpartition(".")
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem}-{number}.{ending}" if dot else f"{name}-{number}"
    return free


def _manifest(dossier: Dossier, originals: dict[str, _Original]) -> bytes:
    return _json(
        {
            "format": "backfile-evidence",
            "version": 1,
            "program": f"Backfile {version('backfile')}",
            "title": dossier.title,
            "about": dossier.about,
            "corpus": dossier.corpus,
            "run": dossier.run.isoformat(timespec="seconds") if dossier.run else None,
            "made": dossier.made.isoformat(timespec="seconds"),
            "articles": [record(item) | _file_record(item, originals) for item in dossier.items],
        }
    )


def _file_record(item: Item, originals: dict[str, _Original]) -> dict[str, Any]:
    file_id, label = parts_of(item.facts.id)
    original = originals.get(file_id)
    if original is None:
        return {"original": None}
    return {
        "original": {
            "file": original.name,
            "path": file_id,
            "record": label.removeprefix("#"),
            "sha256": original.sha256,
            "bytes": original.size,
            "modified": original.modified,
        }
    }


def _contents(dossier: Dossier, originals: dict[str, _Original]) -> bytes:
    def original_of(item: Item) -> str:
        original = originals.get(parts_of(item.facts.id)[0])
        return original.name if original else ""

    page = render_template(
        "deliver/contents.html",
        dossier=dossier,
        chapters=[chapter(item, original_of(item)) for item in dossier.items],
        sums={original.name: original.sha256 for original in originals.values()},
        made=moment_in_words(dossier.made),
        run=moment_in_words(dossier.run) if dossier.run else "",
        has_texts=len(dossier.items) <= MOST_READ,
    )
    return page.encode("utf-8", "replace")


def _lines(sums: dict[str, str]) -> Iterator[str]:
    return (f"{digest}  {name}\n" for name, digest in sorted(sums.items()))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")
