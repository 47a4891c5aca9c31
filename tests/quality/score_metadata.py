"""Score titles, dates and authors on pages with known ones; compare with trafilatura, htmldate.

    BACKFILE_DATA=… python -m tests.quality.score_metadata

Reads cleaning/wcxb-dev of the data folder. All systems are compared under one normalisation:
NFKC, case folded, white space collapsed, curly quotes and long dashes made plain; authors as
the set of the names between commas, semicolons, "&", "and" and "|", without "By". A date must
be equal to the day. `given` counts pages without a known value for which a system gave one.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.facts.metadata import metadata_of_page

FIELDS = ("title", "date", "byline")
Facts = Mapping[str, str]
Reader = Callable[[str, str], Facts]

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page with the facts that people found in it."""

    html: str
    url: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Score:
    """How often a reader was right, per field, and what a page cost it."""

    right: Mapping[str, float]
    given: Mapping[str, int]
    ms: float


def pages(data: Path) -> Iterator[Page]:
    """The development pages of the data folder."""
    folder = data / "cleaning" / "wcxb-dev"
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as records:
        for record in map(json.loads, records):
            html = gzip.decompress((folder / record["html"]).read_bytes())
            facts = {
                "title": record["title"] or "",
                "date": record["date"] or "",
                "byline": "; ".join(record["authors"] or []),
            }
            yield Page(html.decode("utf-8", "replace"), record["url"] or "", facts)


def score(read: Reader, data: Path) -> Score:
    """Read all pages and compare; parsing the page counts as part of reading it."""
    right = dict.fromkeys(FIELDS, 0)
    known = dict.fromkeys(FIELDS, 0)
    given = dict.fromkeys(FIELDS, 0)
    seconds, count = 0.0, 0
    for page in pages(data):
        start = time.process_time()
        found = read(page.html, page.url)
        seconds += time.process_time() - start
        count += 1
        for field in FIELDS:
            value, truth = found.get(field) or "", page.facts[field]
            known[field] += bool(truth)
            right[field] += bool(truth) and same(field, value, truth)
            given[field] += bool(value) and not truth
    rates = {field: right[field] / max(1, known[field]) for field in FIELDS}
    return Score(rates, given, 1000 * seconds / max(1, count))


def same(field: str, value: str, truth: str) -> bool:
    """Whether two values of a field are equal under the normalisation."""
    if field == "byline":
        return _names(value) == _names(truth)
    return _normal(value) == _normal(truth)


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN).split())


def _names(text: str) -> frozenset[str]:
    text = re.sub(r"^\W*(?:written by|by)\b", "", _normal(text))
    parts = re.split(r"[,;&|]|\band\b", text)
    return frozenset(" ".join(re.findall(r"[\w'.-]+", part)).strip(". ") for part in parts) - {""}


def read_here(html: str, url: str) -> Facts:
    """Our own metadata."""
    metadata = metadata_of_page(LexborHTMLParser(html), url=url)
    return {"title": metadata.title, "date": metadata.date, "byline": metadata.byline}


def others() -> Iterator[tuple[str, Reader]]:
    """The readers to compare with that are installed here."""
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 (may be missing)
    except ImportError:
        pass
    else:
        yield (
            "trafilatura",
            lambda html, url: _facts_of(bare_extraction(html, url or None, with_metadata=True)),
        )
    try:
        from htmldate import find_date  # noqa: PLC0415 (may be missing)
    except ImportError:
        return
    yield "htmldate", lambda html, _: {"date": find_date(html, original_date=True) or ""}


def _facts_of(document: object) -> Facts:
    names = {"title": "title", "date": "date", "byline": "author"}
    return {field: str(getattr(document, name, None) or "") for field, name in names.items()}


def main() -> None:
    """Print a line for each reader."""
    if "BACKFILE_DATA" not in os.environ:
        sys.exit("set BACKFILE_DATA to the folder that holds cleaning/wcxb-dev")
    data = Path(os.environ["BACKFILE_DATA"])
    sys.stdout.write(
        "               title   date  author | given though unknown: date, author | ms/page\n"
    )
    for name, read in [("backfile", read_here), *others()]:
        result = score(read, data)
        rates = "  ".join(f"{result.right[field]:.3f}" for field in FIELDS)
        given = f"{result.given['date']:4d} {result.given['byline']:4d}"
        sys.stdout.write(f"{name:14} {rates} | {given} | {result.ms:.2f}\n")


if __name__ == "__main__":
    main()
