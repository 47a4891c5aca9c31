"""How fast queries are answered, against other engines.

    python -m tests.bench.searching [--limit 72410] [--runs 5] [--part top --part total …]

All in one process, one thread asking, everything warm, the engines taking turns loop by loop: each
asks all of its queries, so often as there are runs; the best time of each query counts
(tests.bench.latency). A ratio is tantivy's time by ours: above one, ours is the shorter. The parts:

    top       the ten best, from a parsed query to a list: any of the words, all, as a phrase
    total     the same with the exact number of matches (ours gives the set of them too)
    first     the ten best right after opening, when no word has been looked up
    facets    what counting by outlet, language and month adds, by the number of matches
    quoted    phrases as they are written against any form of their words; bytes of the forms
    request   the whole way from what was typed to ten hits with facts and snippets
    whoosh    the ten best, against Whoosh over an index of its own

Indexes are kept in a folder (tests.bench.cache) for the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tests.bench import corpus, queries
from tests.bench.cache import CACHE, index_of
from tests.bench.contest import Contest, Sets, first
from tests.bench.facets import MOST_TIMES, facets
from tests.bench.indexing import ALL, WHOOSH_LIMIT
from tests.bench.peer import is_there
from tests.bench.quoted import MOST_TIMES as MOST_QUOTED
from tests.bench.quoted import quoted
from tests.bench.request import whole_requests
from tests.bench.searcher import SEARCHERS, is_small

_RIVAL = "tantivy-facts"
_WHOOSH_EVERY = 5  # it takes a hundred times as long: fewer queries will do
_WHOOSH_RUNS = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """What is measured, and where indexes are kept."""

    limit: int
    runs: int
    every: int
    whoosh_limit: int
    cache: Path

    @property
    def sets(self) -> Sets:
        """The queries, by where they come from."""
        return {
            queries.GAME: queries.queries(queries.GAME),
            queries.WEB: queries.queries(queries.WEB, self.every),
        }

    def index(self, engine: str) -> Path:
        """The folder of an engine's index."""
        return index_of(engine, self.limit, self.cache)

    def contest(self) -> Contest:
        """Ours against tantivy."""
        ours, theirs = SEARCHERS["ours"], SEARCHERS[_RIVAL]
        return Contest(ours(self.index("ours")), theirs(self.index(_RIVAL)), "tantivy")


def _top(setting: Setting) -> None:
    _say("Top 10", setting.contest().top(setting.sets, setting.runs))


def _total(setting: Setting) -> None:
    _say("Top 10 and the exact total", setting.contest().total(setting.sets, setting.runs))


def _first(setting: Setting) -> None:
    table = first(setting.contest, setting.sets, setting.runs)
    _say("Top 10 right after opening: each query asked once", table)


def _facets(setting: Setting) -> None:
    title = f"Total and three facets, µs, ours alone (limit {MOST_TIMES} times)"
    _say(title, facets(setting.index("ours"), setting.sets, setting.runs))


def _quoted(setting: Setting) -> None:
    title = f"Phrases, top 10, µs, ours alone (limit {MOST_QUOTED} times)"
    _say(title, quoted(setting.index("ours"), setting.sets, setting.runs))


def _request(setting: Setting) -> None:
    rows = queries.telling(setting.sets[queries.WEB])
    ours, theirs = setting.index("ours"), setting.index(_RIVAL)
    _say("Whole request, web queries, all words", whole_requests(ours, theirs, rows, setting.runs))


def _whoosh(setting: Setting) -> None:
    limit = min(setting.limit, setting.whoosh_limit)
    ours, theirs = (
        SEARCHERS[name](index_of(name, limit, setting.cache)) for name in ("ours", "whoosh")
    )
    rows = queries.telling(queries.queries(queries.GAME, _WHOOSH_EVERY), is_small)
    runs = min(setting.runs, _WHOOSH_RUNS)
    table = Contest(ours, theirs, "Whoosh").top({queries.GAME: rows}, runs)
    _say(f"Top 10 of {limit:,} articles, without stop words, best of {runs}", table)


PARTS: dict[str, Callable[[Setting], None]] = {
    "top": _top,
    "total": _total,
    "first": _first,
    "facets": _facets,
    "quoted": _quoted,
    "request": _request,
    "whoosh": _whoosh,
}
_NEEDS_RIVAL = {"top", "total", "first", "request"}


@click.command(help="Time of queries, against tantivy and Whoosh.")
@click.option("--limit", default=ALL, show_default=True, help="How many articles.")
@click.option("--runs", default=5, show_default=True, help="Of each query; the best counts.")
@click.option("--part", "parts", multiple=True, type=click.Choice(list(PARTS)), help="Not all.")
@click.option("--every", default=5, show_default=True, help="Every so many-th web query only.")
@click.option("--whoosh-limit", default=WHOOSH_LIMIT, show_default=True, help="Articles for it.")
@click.option("--cache", default=CACHE, show_default=True, type=click.Path(path_type=Path))
def main(  # the options of a command are what they are
    limit: int, runs: int, parts: Sequence[str], every: int, whoosh_limit: int, cache: Path
) -> None:
    setting = Setting(limit, runs, every, whoosh_limit, cache)
    click.echo(f"{limit:,} {corpus.provenance()}, {queries.provenance()}, best of {runs}")
    for part in parts or PARTS:
        if part in _NEEDS_RIVAL and not is_there(_RIVAL):
            click.echo(f"\ntantivy is not installed: no {part}")
            continue
        PARTS[part](setting)


def _say(title: str, table: str) -> None:
    click.echo(f"\n{title}\n\n{table}")


if __name__ == "__main__":
    main()
