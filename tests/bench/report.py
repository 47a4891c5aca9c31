"""What the comparison prints and keeps: the table, on what it was measured, and what differs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.corpus import data_folder
from tests.bench.form import OR, REQUEST
from tests.bench.machine import machine
from tests.bench.measured import NONE, OURS, Measured, compared

_NOTES = {
    OURS: """
Titles, outlets, bylines, paths and addresses can be searched by themselves in Backfile, and results
counted by outlet, language and month; the others have one field, title and text, and store id,
outlet, date and address. A request of Backfile counts these and looks for slips of the pen; the
others count only how many match.""",
    "lucene": """
Lucene runs in its own language, the others are called from Python. Its virtual machine compiles
what runs often: the round that is not timed is twenty rounds, and indexing is timed within one
process, five times at most.""",
    "sqlite": """
SQLite reads a query anew each time it is asked, the others are given what they have read before
(but for the request, which all read). It has no way of finding the ten best without ranking
all that match.""",
    "bm25s": """
bm25s keeps neither positions nor articles: it has no AND, no phrase and nothing to show.""",
    "xapian": """
Xapian's peak is that of a process that has not imported NumPy and Numba; those of the other
engines of Python have (some 65 MB).""",
}
_STEMS = """
All split, fold and stem English words, and keep the small ones: Backfile, tantivy, Xapian and bm25s
by Snowball's English, Lucene (EnglishAnalyzer), SQLite and Whoosh by Porter's first algorithm."""


def told(found: Sequence[Measured], absent: Sequence[str]) -> str:
    """The whole of what is printed, in Markdown; `absent` are engines that could not be run."""
    lines = [_head(found), "", compared(found), "", *_notes(found)]
    return "\n".join([*lines, *(f"- Not measured: {why}." for why in absent)])


def keep(path: Path, size: str, found: Sequence[Measured]) -> None:
    """Put the figures of a size into a file, beside those of other sizes."""
    kept = json.loads(path.read_text()) if path.exists() else {}
    kept[size] = {
        "measured": datetime.now(UTC).isoformat(timespec="minutes"),
        "machine": machine(),
        "articles": _corpus(),
        "engines": [asdict(each) for each in found],
    }
    path.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def _corpus() -> str:
    return "real articles" if data_folder() else "made articles"


def _head(found: Sequence[Measured]) -> str:
    ours = max((each for each in found if each.name == OURS), key=lambda each: each.articles)
    asked = ours.asked[OR].queries
    return (
        f"{ours.articles:,} {_corpus()} ({ours.cost.text_bytes / 1e6:,.0f} MB), {asked:,} queries; "
        f"{machine()}; {datetime.now(UTC):%Y-%m-%d}."
    )


def _notes(found: Sequence[Measured]) -> Iterator[str]:
    names = {each.name for each in found}
    yield _item(
        "In brackets: how many times Backfile's figure, over as many articles. One thread, all in "
        "memory, the best of five rounds for each query, the best of five builds. "
        f"{NONE}: the engine cannot be asked that."
    )
    if fewer := list(_fewer(found)):
        yield _item(f"Less often than five times: {', '.join(fewer)}.")
    yield _item(_STEMS)
    same = [
        f"{each.title} {each.same:.1%}" for each in found if each.name != OURS and each.same >= 0
    ]
    if same:
        yield _item(f"AND queries that as many articles match as in Backfile: {', '.join(same)}.")
    pages = [each.asked[REQUEST].queries for each in found if REQUEST in each.asked]
    if pages:
        yield _item(
            f"A request goes from typed words to a page of ten hits with facts, snippets and the "
            f"number of matches, for {max(pages):,} queries that have ten hits or more."
        )
    yield from (_item(text) for name, text in _NOTES.items() if name in names)


def _fewer(found: Sequence[Measured]) -> Iterator[str]:
    """Which engines had less than five builds or rounds, and how many."""
    for each in found:
        numbers = {form: times.runs for form, times in each.asked.items()}
        if each.name != "lucene":  # it does so within one process, and does not say how often
            numbers = {"building": each.builds, **numbers}
        fewer = [f"{what} {number}" for what, number in numbers.items() if number < 5]
        if fewer:
            yield f"{each.title} ({', '.join(fewer)})"


def _item(text: str) -> str:
    return f"- {' '.join(text.split())}"
