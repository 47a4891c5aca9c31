"""Saved pages, and what people found in them.

A set is a folder in cleaning/ of the data folder: gold.jsonl.gz has a record for each page, with
its file (`html`), `url`, the article's `text`, and where they are known `title`, `date`
(ISO 8601) and `authors`.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

from index.cleaning.encoding import decode
from tests.quality.data import folder, lines

PINNED = "wcxb-dev"
"""The set that floors are measured on."""

_GOLD = "gold.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its article and the facts of it; a fact that nobody knows is empty."""

    id: str
    html: str
    url: str
    text: str
    facts: Mapping[str, str]


def sets() -> list[str]:
    """The names of all sets there are."""
    return sorted(path.parent.name for path in (folder() / "cleaning").glob(f"*/{_GOLD}"))


def pages(name: str = PINNED, every: int = 1) -> list[Page]:
    """The pages of a set, or each so-many-th."""
    place = folder() / "cleaning" / name
    return [
        Page(
            id=record["id"],
            html=decode(gzip.decompress((place / record["html"]).read_bytes())),
            url=record.get("url") or "",
            text=record["text"],
            facts={
                "title": record.get("title") or "",
                "date": record.get("date") or "",
                "byline": "; ".join(record.get("authors") or []),
            },
        )
        for record in list(lines(place / _GOLD))[::every]
    ]
