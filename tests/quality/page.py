"""Saved pages, and what people found in them.

A set is a folder in cleaning/ of the data folder: gold.jsonl.gz has a record for each page, with
its file (`html`), `url`, the article's `text`, and where they are known `title`, `date`
(ISO 8601) and `authors`; or it is one of the wider sets.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.cleaning.encoding import decode
from tests.quality.data import folder, lines
from tests.quality.wide import wide, wide_sets

PINNED = "wcxb-dev"
"""The set that floors are measured on."""

_GOLD = "gold.jsonl.gz"
# As waddle names them.
_LANGUAGES = {"English": "en", "Russian": "ru", "Polish": "pl", "Chinese": "zh", "Greek": "el"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its article and the facts of it; a fact that nobody knows is empty."""

    id: str
    html: str
    url: str
    text: str
    facts: Mapping[str, str]


def sets() -> list[str]:
    """The names of all sets there are in the data folder itself."""
    return sorted(path.parent.name for path in (folder() / "cleaning").glob(f"*/{_GOLD}"))


def pages(name: str = PINNED, every: int = 1) -> list[Page]:
    """The pages of a set, or each so-many-th."""
    place = folder() / "cleaning" / name
    gold = place / _GOLD
    if name in wide_sets():
        place = wide() / name
        gold = place / "gold.jsonl"
    return [
        Page(
            id=record["id"],
            html=decode(_unpacked(place / record["html"])),
            url=record.get("url") or "",
            text=record.get("text") or "",
            facts=facts_of(record),
        )
        for record in list(lines(gold))[::every]
    ]


def facts_of(record: Mapping[str, Any]) -> dict[str, str]:
    """What is known of a page; a date in other forms than ISO 8601 counts as not known."""
    date = str(record.get("date") or "")[:10]
    authors = record.get("authors") or record.get("author") or ""
    return {
        "title": record.get("title") or "",
        "date": date if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", date) else "",
        "byline": authors if isinstance(authors, str) else "; ".join(authors),
        "lang": _LANGUAGES.get(record.get("lang", ""), ""),
    }


def _unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data
