"""What the spellings of names cost: at build, in bytes, and when a name is asked for.

    python -m tests.bench.names [--size 20000] [--asked 200]

At build: what finding names, their keys and the articles of each take, against all else of a run
over the same articles in a file. The names that are asked for are some of those of the articles, of
one word and of several. `first` is a query for one that was not asked for before; `of names` what
it takes more than the first query for the name as typed; `again` the same query later; `typed out`
a query for what was then searched, and `as typed` the name alone, both without any widening. The
last row has words that are no names.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click
import numpy as np
from whoosh import query as ast

from index import Store
from index.names.recognizer import Recognizer
from index.segment import builder, inverter
from search import Engine
from search.local.snapshot import Snapshot
from search.names.options import ALL_SPELLINGS, AS_TYPED, NameOptions
from search.query import parse
from search.query.unparse import understood
from tests.bench.corpus import articles, provenance
from tests.bench.cost import Timer, spent
from tests.bench.latency import Side, Times, figures, race
from tests.bench.peer import Ours
from tests.bench.run import batches, run_seconds
from tests.bench.table import micros, table

MOST_FIRST = 5_000  # µs, of the first query for a name
MOST_AGAIN = 10  # µs more than the words it became
MOST_BYTES, MOST_BUILD = 0.02, 0.05
_LEAST_ARTICLES = 3  # of a name that is asked for
_RUNS = 9
_WORDS = ("storm damage roof", "school teachers strike", "price of bread", "rain", "hospital beds")


def at_build(size: int, folder: Path) -> str:
    """What names take while an index of so many articles is built, and in it."""
    timer = Timer(
        (Recognizer, "names"),
        (builder, "rows_of"),
        (builder, "arrays_of_mentions"),
        (inverter, "arrays_of_names"),
    )
    spent(Ours(folder / "index"), batches(articles(size), size))
    seconds, run = timer.seconds, run_seconds(size, folder / "run")
    sizes = {path: path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file()}
    names = sum(size for path, size in sizes.items() if path.name in ("names", "mentions"))
    others = sum(sizes.values()) - names
    return (
        f"A run: {seconds:.2f} of {run:.2f} CPU seconds, {seconds / (run - seconds):.1%} of all "
        f"else (limit {MOST_BUILD:.0%}).\n"
        f"The index: {names / 1e6:.2f} MB, {names / others:.2%} of the {others / 1e6:.1f} MB of "
        f"all else (limit {MOST_BYTES:.0%})."
    )


def some_names(directory: Path, count: int) -> list[list[str]]:
    """So many names of one word and of several that articles have, all over them."""
    columns = Snapshot(Store.open(directory)).name_columns
    names = [columns.text(number) for number in np.flatnonzero(columns.articles >= _LEAST_ARTICLES)]
    found = []
    for kind in (lambda name: " " not in name, lambda name: " " in name):
        alike = list(filter(kind, names))
        places = np.linspace(0, len(alike) - 1, min(count, len(alike))).astype(int)
        found.append([alike[place] for place in places.tolist()])
    return found


def asked(directory: Path, count: int) -> str:
    """Times in µs of the first query of a name, of later ones, and of what each became."""
    single, several = some_names(directory, count + 20)
    for name in (*single[:20], *several[:20]):
        Engine.open(directory).search(name)
    rows = [
        _row(directory, "one word", single[20:]),
        _row(directory, "several words", several[20:]),
        _row(directory, "no names", _WORDS),
    ]
    head = (
        "names",
        "asked",
        "first",
        "p95",
        "of names",
        "again",
        "typed out",
        "more",
        "as typed",
        "spellings",
    )
    return table(head, rows)


def _row(directory: Path, title: str, names: Sequence[str]) -> list[str]:
    engine = Engine.open(directory)
    first, bare = (
        _first(engine, names, ALL_SPELLINGS),
        _first(Engine.open(directory), names, AS_TYPED),
    )
    snapshot = Snapshot(Store.open(directory))
    widened = [snapshot.widened(parse(name), ALL_SPELLINGS) for name in names]
    typed_out = [_typed_out(each.tree) for each in widened if each.tree is not None]
    as_typed = partial(engine.search, names=AS_TYPED)
    sides = [Side(engine.search, names), Side(as_typed, typed_out), Side(as_typed, names)]
    again, out, typed = map(figures, race(sides, _RUNS))
    spellings = sum(len(each.spellings) for each in widened) / len(names)
    return [
        title,
        f"{len(names):,}",
        micros(float(np.median(first))),
        micros(float(np.quantile(first, 0.95))),
        micros(float(np.median(first - bare))),
        micros(again.median),
        micros(out.median),
        micros(again.median - out.median),
        micros(typed.median),
        f"{spellings:.2f}",
    ]


def _first(engine: Engine, names: Sequence[str], options: NameOptions) -> Times:
    """What the first query for each name takes, in µs of CPU."""
    engine.search("Zanzibar", names=options)  # what is read once is read
    times = []
    for name in names:
        started = time.process_time()
        engine.search(name, names=options)
        times.append((time.process_time() - started) * 1e6)
    return np.array(times)


def _typed_out(tree: ast.Query) -> str:
    """A tree as a query; words side by side stay so, as those with AND are to be there all."""
    parts = tree.subqueries if type(tree) is ast.And else [tree]
    said = [(understood(part), type(part) is ast.Or) for part in parts]
    return " ".join(f"({text})" if is_group else text for text, is_group in said)


@click.command(help="The cost of the spellings of names.")
@click.option("--size", default=20_000, show_default=True, help="How many articles.")
@click.option("--asked", "count", default=200, show_default=True, help="Names of each kind.")
def main(size: int, count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="backfile-bench-") as folder:
        click.echo(f"{provenance()}, {size:,}\n")
        click.echo(at_build(size, Path(folder)))
        click.echo(f"\n{asked(Path(folder) / 'index', count)}")
        click.echo(f"Limits: the first {MOST_FIRST:,} µs, later ones {MOST_AGAIN} µs more.")


if __name__ == "__main__":
    main()
