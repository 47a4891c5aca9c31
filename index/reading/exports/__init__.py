"""Exports of press databases and reference managers: many articles in one file.

A module of this package with `EXPORTS` knows some of them; `export` and `lines` have what they
share. It is told by its content, whatever kind of file that came in: the text of a TXT, RTF, DOCX
or PDF file, or the source of an HTML page.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from itertools import chain

from index.reading.entry import found_in
from index.reading.exports.export import Export
from index.reading.source import Extracted, Source

__all__ = ["Export", "articles_of_export", "export_of"]


@cache
def _exports() -> tuple[Export, ...]:
    found: list[Export] = []
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        found += getattr(importlib.import_module(module.name), "EXPORTS", ())
    return tuple(found)


def export_of(content: str) -> Export | None:
    """The kind of export that a text or the source of a page is; None for any other text."""
    return next((export for export in _exports() if export.tells(content)), None)


def articles_of_export(content: str, source: Source) -> Iterator[Extracted] | None:
    """The articles of an export; None for any other text, or one that only reminds of an export."""
    export = export_of(content)
    entries = export.entries(content) if export else iter(())
    first = next(entries, None)
    if export is None or first is None:
        return None
    return found_in(chain([first], entries), source, export.name, export.ending)
