"""Saved pages, and what people found in them.

A set is a folder in cleaning/ of the data folder: gold.jsonl.gz has a record for each page, with
its file (`html`), `url`, the article's `text`, and where they are known `title`, `date`
(ISO 8601) and `authors`; or it is one of the wider sets. Where nobody wrote the whole text down
there are passages instead, some `with` which an article is whole and some that it is `without`.
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

WHOLE = ("fundus-dev", "waddle", "readability", "newspaper4k", "cleanportal")
"""The wider sets of articles whose whole text is known."""

PASSAGES = "trafilatura"
"""The wider set of articles of which passages are known."""

OTHER = "wcxb-other"
KINDS = ("collection", "documentation", "forum", "listing", "product", "service")
"""The kinds of pages in OTHER, which are no articles; each is a set by the name `wcxb-KIND`."""

_GOLD = "gold.jsonl.gz"
# Their texts begin with the headline, which is no part of the text here.
_WITH_HEADLINE = frozenset({"waddle", "cleanportal"})
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
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


def sets() -> list[str]:
    """The names of all sets there are in the data folder itself."""
    return sorted(path.parent.name for path in (folder() / "cleaning").glob(f"*/{_GOLD}"))


def text_sets() -> list[str]:
    """The names of the sets of which the text is known: those of articles, then the others."""
    return [*sets(), *WHOLE, PASSAGES, *(f"wcxb-{kind}" for kind in KINDS)]


def pages(name: str = PINNED, every: int = 1) -> list[Page]:
    """The pages of a set, or each so-many-th."""
    kind = name.removeprefix("wcxb-")
    if kind in KINDS:
        name = OTHER
    place = folder() / "cleaning" / name
    gold = place / _GOLD
    if name in wide_sets():
        place = wide() / name
        gold = place / "gold.jsonl"
    records = [record for record in lines(gold) if kind not in KINDS or record["kind"] == kind]
    return [
        Page(
            id=record["id"],
            html=decode(_unpacked(place / record["html"])),
            url=record.get("url") or "",
            text=_text_of(record, with_headline=name in _WITH_HEADLINE),
            facts=facts_of(record),
            wanted=tuple(record.get("with") or ()),
            unwanted=tuple(record.get("without") or ()),
        )
        for record in records[::every]
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


def _text_of(record: Mapping[str, Any], *, with_headline: bool) -> str:
    text = str(record.get("text") or "")
    return text.strip().partition("\n")[2] if with_headline else text


def _unpacked(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data
