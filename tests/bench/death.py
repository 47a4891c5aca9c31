"""Queries of death: how long the worst that can be asked takes.

    python -m tests.bench.death [--limit 72410]

Each goes through `Engine.search` twice: when its words are first asked for, and once more, as a
text that has not been read before. The command fails when one takes a second or more.
"""

from __future__ import annotations

import gc
import time
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import click

from search import Engine, Result
from tests.bench import corpus
from tests.bench.cache import CACHE, index_of
from tests.bench.hostile import hostile_queries
from tests.bench.indexing import ALL
from tests.bench.table import table

MOST_MS = 1_000.0
_TEXTS = 2_000  # articles from which frequent words are taken
_NOTE = 100  # characters of the notes that are printed
_WARM_UP = (
    *("council vote", "council OR vote", "date:2005 -vote", "counc* OR vote~1", "nosuchwrod"),
    *('"city council"', '"city council"~5', '"city council"~5 OR "council vote" OR vote'),
)


class Death(NamedTuple):
    """What one query took, in ms, and what came of it."""

    name: str
    first: float
    again: float
    result: Result

    @property
    def cells(self) -> list[str]:
        notes = " ".join(" ".join(self.result.notes).split())
        cut = notes if len(notes) <= _NOTE else f"{notes[:_NOTE]}…"
        times = [f"{time:,.1f}" for time in (self.first, self.again)]
        return [self.name.replace("|", r"\|"), *times, f"{self.result.total:,}", cut]


def deaths(folder: Path, queries: dict[str, str]) -> list[Death]:
    """What each query takes."""
    engine = Engine.open(folder)
    for text in _WARM_UP:  # compiled code is loaded at its first use
        engine.search(text)
    gc.collect()
    gc.freeze()  # what is there already is not looked through before each query
    made = []
    for name, text in queries.items():
        first, _ = _ask(engine, text)
        again, result = _ask(engine, f"{text} ")
        made.append(Death(name, first, again, result))
    gc.unfreeze()
    return made


def _ask(engine: Engine, text: str) -> tuple[float, Result]:
    gc.collect()
    started = time.perf_counter()
    result = engine.search(text)
    return (time.perf_counter() - started) * 1e3, result


@click.command(help="Time of the most expensive queries that can be asked.")
@click.option("--limit", default=ALL, show_default=True, help="How many articles.")
@click.option("--cache", default=CACHE, show_default=True, type=click.Path(path_type=Path))
def main(limit: int, cache: Path) -> None:
    texts = (article.text for article in islice(corpus.articles(limit), _TEXTS))
    found = deaths(index_of("ours", limit, cache), hostile_queries(texts))
    click.echo(f"{limit:,} {corpus.provenance()}\n")
    head = ("query", "first ms", "again", "total", "notes")
    click.echo(table(head, [death.cells for death in found], words=(0, len(head) - 1)))
    worst = max(found, key=lambda death: death.first)
    click.echo(f"\nThe longest: {worst.name}, {worst.first:,.0f} ms (limit {MOST_MS:,.0f}).")
    slow = [death.name for death in found if max(death.first, death.again) >= MOST_MS]
    if slow:
        raise click.ClickException(f"a second or more: {', '.join(slow)}")


if __name__ == "__main__":
    main()
