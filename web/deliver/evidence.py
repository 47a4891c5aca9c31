"""A ZIP of the originals with what proves them.

    TITLE/
      contents.html     the list of all articles, with links to their originals
      articles.html     all of them to read and print, when there are not too many
      manifest.json     of each article its facts with their sources, its original's SHA-256, path,
                        size and time, and when the archive was last brought up to date
      SHA256SUMS        the SHA-256 of every other file: `sha256sum -c SHA256SUMS`
      citations.txt, references.ris, references.bib, references.json
      originals/        the files as they are, each once, below the folders they are in; of a file
                        of many the records that are meant, each by itself, below NAME.records/

The names below originals/ are the articles' ids with what some system forbids in names replaced;
the manifest has the ids themselves, and of a record the SHA-256 of the file that it is from too.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from typing import IO, Any

from flask import render_template

from index import parts_of
from web.deliver.bibtex import bibtex
from web.deliver.bundle import Bundle, Stamp
from web.deliver.dossier import MOST_READ, Dossier, Item
from web.deliver.originals import PutIn, add_originals
from web.deliver.printed import chapter, printed
from web.deliver.reference import chicago, csl
from web.deliver.ris import ris
from web.deliver.table import record
from web.in_words import moment_in_words


def write_evidence(dossier: Dossier, target: IO[bytes]) -> None:
    """Write the ZIP of a dossier."""
    with zipfile.ZipFile(target, "w", allowZip64=True) as made:
        bundle = Bundle(made, dossier.name)
        originals = add_originals(bundle, dossier.items)
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


def _manifest(dossier: Dossier, originals: dict[str, PutIn]) -> bytes:
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


def _file_record(item: Item, originals: dict[str, PutIn]) -> dict[str, Any]:
    put_in = originals.get(item.facts.id)
    if put_in is None:
        return {"original": None}
    file_id, label = parts_of(item.facts.id)
    named = {"file": put_in.name, "path": file_id, "record": label.removeprefix("#")}
    original = named | _stamp_record(put_in.stamp)
    if put_in.container:
        original["container"] = _stamp_record(put_in.container)
    return {"original": original}


def _stamp_record(stamp: Stamp) -> dict[str, Any]:
    return {"sha256": stamp.sha256, "bytes": stamp.size, "modified": stamp.modified}


def _contents(dossier: Dossier, originals: dict[str, PutIn]) -> bytes:
    def original_of(item: Item) -> str:
        put_in = originals.get(item.facts.id)
        return put_in.name if put_in else ""

    page = render_template(
        "deliver/contents.html",
        dossier=dossier,
        chapters=[chapter(item, original_of(item)) for item in dossier.items],
        sums={put_in.name: put_in.stamp.sha256 for put_in in originals.values()},
        made=moment_in_words(dossier.made),
        run=moment_in_words(dossier.run) if dossier.run else "",
        has_texts=len(dossier.items) <= MOST_READ,
    )
    return page.encode("utf-8", "replace")


def _lines(sums: dict[str, str]) -> Iterator[str]:
    return (f"{digest}  {name}\n" for name, digest in sorted(sums.items()))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")
