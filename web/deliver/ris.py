"""RIS, which reference managers read: a record for each article, as a newspaper article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from web.deliver.dossier import Item
from web.deliver.reference import authors, date_parts
from web.desk.shelf import clean
from web.pages.reader import is_web_address


def ris(items: Iterable[Item]) -> bytes:
    """The records of all articles, in UTF-8."""
    import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]  # the library carries no annotations
        def set_header(self, count: int) -> str:
            """None: the number that the library puts there is no part of the format."""
            del count
            return ""

    records = [_record(item) for item in items]
    written: str = rispy.dumps(records, implementation=Writer)
    return written.lstrip("\n").encode("utf-8", "replace")


def _record(item: Item) -> dict[str, Any]:
    facts = item.facts
    parts = date_parts(facts.date)
    notes = [f"Saved as {facts.id}"]
    for note in item.notes:
        passage = f"“{note.quote}” (paragraph {note.paragraph})" if note.quote else ""
        notes.append(" – ".join(filter(None, (passage, note.text))))
    record: dict[str, Any] = {
        "type_of_reference": "NEWS",
        "title": item.title,
        "authors": [author.inverted for author in authors(facts.byline)],
        "secondary_title": facts.outlet,
        "year": f"{parts[0]:04}" if parts else "",
        "date": "/".join([*(f"{part:02}" for part in parts), *[""] * (3 - len(parts)), ""])
        if parts
        else "",
        "urls": [facts.url] if is_web_address(facts.url) else [],
        "language": facts.lang,
        "keywords": list(item.tags),
        "notes": notes,
    }
    # A line is a field: what stands in one of ours must not begin another.
    return {name: _one_line(value) for name, value in record.items() if value}


def _one_line(value: str | list[str]) -> str | list[str]:
    if isinstance(value, list):
        return [" ".join(clean(each).split()) for each in value]
    return " ".join(clean(value).split())
