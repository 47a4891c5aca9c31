"""Score titles, dates and authors on pages with known ones; compare with trafilatura, htmldate.

    BACKFILE_DATA=… python -m tests.quality.score_metadata

Reads the pages that floors are measured on. All systems are compared under one normalisation:
NFKC, case folded, white space collapsed, curly quotes and long dashes made plain; authors as
the set of the names between commas, semicolons, "&", "and" and "|", without "By". A date must
be equal to the day. `given` counts pages without a known value for which a system gave one.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import click

from index.cleaning.html.parse import parse
from index.cleaning.metadata.metadata import metadata_of_page
from tests.bench.table import table
from tests.quality.page import Page, pages

FIELDS = ("title", "date", "byline")
Facts = Mapping[str, str]
Reader = Callable[[str, str], Facts]

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Score:
    """How often a reader was right, per field, and what a page cost it."""

    right: Mapping[str, float]
    given: Mapping[str, int]
    ms: float


def score(read: Reader, pages: Iterable[Page]) -> Score:
    """Read all pages and compare; parsing the page counts as part of reading it."""
    right = dict.fromkeys(FIELDS, 0)
    known = dict.fromkeys(FIELDS, 0)
    given = dict.fromkeys(FIELDS, 0)
    seconds, count = 0.0, 0
    for page in pages:
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
    metadata = metadata_of_page(parse(html), url=url)
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


@click.command(help="Read title, date and authors with ours and with others.")
def main() -> None:
    found = pages()
    rows = []
    for name, read in [("backfile", read_here), *others()]:
        result = score(read, found)
        rates = [f"{rate:.3f}" if (rate := result.right[field]) else "-" for field in FIELDS]
        made_up = [str(result.given[field]) for field in ("date", "byline")]
        rows.append([name, *rates, *made_up, f"{result.ms:.2f}"])
    head = ("", "title", "date", "author", "dates nobody knows", "authors", "ms a page")
    click.echo(f"\n{table(head, rows)}")


if __name__ == "__main__":
    main()
