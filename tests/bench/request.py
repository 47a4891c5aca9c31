"""A whole request: from what was typed to ten hits with their facts and snippets.

Ours is `Engine.search`: it reads the query, ranks, counts the total and the facets, and gives hits
with their stored facts and snippets. tantivy's is what its documentation shows: parse (all words
must be there, as with us), search, fetch the ten articles, make their snippets and read what is
stored; without a total or with it, but without facets in both.

Queries are plain words without stop words, which we leave out and tantivy would look for. We
remember queries that we have read; so that this is no help, each round asks each query with
another number of blanks behind it, of both engines.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from search import Engine
from tests.bench.form import AND, TOP
from tests.bench.latency import Side, race
from tests.bench.queries import Words
from tests.bench.searcher import Tantivy, Whoosh
from tests.bench.table import Row, compared

_FACTS = ("id", "outlet", "date", "url")


def whole_requests(ours: Path, theirs: Path, rows: Sequence[Words], runs: int) -> str:
    """Times of whole requests, by how many hits ours has to show."""
    texts = [" ".join(words) for words in rows]
    engine, bare, counted = Engine.open(ours), Request(theirs), Request(theirs, count=True)
    totals = np.array([engine.search(text).total for text in texts])
    asks = (engine.search, bare.ask, counted.ask)
    times = race([Side(ask, texts, with_blanks) for ask in asks], runs)
    rows_of = {
        "ten hits": totals >= TOP,
        "fewer": (totals < TOP) & (totals > 0),
        "none": totals == 0,
        "all queries": totals >= 0,
    }
    made = [
        Row(f"{label}, {how}", times[0][chosen], times[side][chosen])
        for how, side in (("theirs without total", 1), ("theirs with it", 2))
        for label, chosen in rows_of.items()
        if chosen.any()
    ]
    return compared("tantivy", made)


def with_blanks(text: str, number: int) -> str:
    """The same query, as no other round asks it."""
    return text + " " * number


class Request:
    """tantivy, asked for what a page of results shows."""

    def __init__(self, folder: Path, *, count: bool = False) -> None:
        import tantivy  # noqa: PLC0415  # not everybody who runs the tests has it

        opened = Tantivy(folder)
        self._index: Any = opened.index
        self._searcher, self._count = opened.searcher, count
        self._schema = opened.index.schema
        self._snippets = tantivy.SnippetGenerator

    def ask(self, text: str) -> tuple[list[tuple[Any, ...]], int | None]:
        """(score, facts, snippet) of the ten best, and how many match when that is asked."""
        query = self._index.parse_query(text, ["text"], conjunction_by_default=True)
        result = self._searcher.search(query, TOP, self._count)
        snippets = self._snippets.create(self._searcher, query, self._schema, "text")
        hits = []
        for score, address in result.hits:
            document = self._searcher.doc(address)
            facts = [str(document.get_first(name), "utf-8") for name in _FACTS]
            hits.append((score, facts, snippets.snippet_from_doc(document).to_html()))
        return hits, result.count


class WhooshRequest:
    """Whoosh, asked for the same: its documentation's parser, results and highlights."""

    def __init__(self, folder: Path) -> None:
        self._opened = Whoosh(folder)

    def ask(self, text: str) -> tuple[list[tuple[Any, ...]], int]:
        """(score, facts, snippet) of the ten best, and how many match."""
        query = self._opened.parsed(AND, tuple(text.split()))
        found = self._opened.searcher.search(query, limit=TOP)
        hits = [
            (hit.score, hit["facts"], hit.highlights("text", text=hit["article"])) for hit in found
        ]
        return hits, len(found)
