"""Exports of press databases and reference managers: many articles in one file.

A module of this package with `EXPORT` knows one of them. It is told by its content, whatever kind
of file that came in: the text of a TXT, RTF, DOCX or PDF file, or the source of an HTML page.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from index.reading.exports.export import Export

__all__ = ["Export", "export_of"]


@cache
def _exports() -> tuple[Export, ...]:
    found: list[Export] = []
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        found += getattr(importlib.import_module(module.name), "EXPORTS", ())
    return tuple(found)


def export_of(content: str) -> Export | None:
    """The kind of export that a text or the source of a page is; None for any other text."""
    return next((export for export in _exports() if export.tells(content)), None)
