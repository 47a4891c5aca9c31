"""All articles as a table (CSV) or as JSON, with what the reader has done with them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from web.api.csv import cell
from web.deliver.dossier import Dossier, Item
from web.deliver.reference import chicago

_FACTS = ("id", "title", "outlet", "date", "byline", "lang", "url")


def table(dossier: Dossier) -> bytes:
    """RFC 4180 as `web.api.csv` writes it: nothing in a cell is run by a spreadsheet."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow((*_FACTS, "tags", "notes", "citation"))
    for item in dossier.items:
        notes = " | ".join(
            ": ".join(filter(None, (f"“{note.quote}”" if note.quote else "", note.text)))
            for note in item.notes
        )
        facts = (getattr(item.facts, name) for name in _FACTS)
        writer.writerow(map(cell, (*facts, ", ".join(item.tags), notes, chicago(item.facts))))
    return file.getvalue().encode("utf-8-sig", "replace")


def records(dossier: Dossier) -> bytes:
    """All of it as JSON, each fact with where it was found."""
    value = {
        "title": dossier.title,
        "about": dossier.about,
        "corpus": dossier.corpus,
        "run": dossier.run.isoformat(timespec="seconds") if dossier.run else None,
        "made": dossier.made.isoformat(timespec="seconds"),
        "articles": [record(item) | _text(item) for item in dossier.items],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def record(item: Item) -> dict[str, Any]:
    """An article: its facts and their sources, its citation, the reader's tags and notes."""
    sources = dict(item.article.provenance) if item.article else {}
    names = [name for name in _FACTS if name != "id"]
    return {
        "id": item.facts.id,
        "facts": {
            name: {"value": getattr(item.facts, name), "source": sources.get(name, "")}
            for name in names
            if getattr(item.facts, name)
        },
        "citation": chicago(item.facts),
        "tags": list(item.tags),
        "notes": [
            {"text": note.text, "quote": note.quote, "paragraph": note.paragraph}
            for note in item.notes
        ],
        "is_in_archive": item.article is not None,
    }


def _text(item: Item) -> dict[str, str]:
    return {"text": item.article.text, "markdown": item.article.markdown} if item.article else {}
