"""How fast articles are indexed, and how large the index is, against other engines.

    python -m tests.bench.indexing [--limit 5000] [--runs 3]

Each engine builds in a process of its own, on one core, the engines taking turns; the best run
of each counts. Cleaning is left out for all. Ours keeps more than the others: the fields title,
outlet, byline, path and url are searchable beside the text, and outlet, language and date are
columns.
"""

from __future__ import annotations

from collections.abc import Sequence

import click

from tests.bench.build import cost_of
from tests.bench.corpus import provenance
from tests.bench.cost import Cost
from tests.bench.peer import is_there

ALL = 72_410
WHOOSH_LIMIT = 5_000  # it takes some minutes for all


@click.command(help="Articles indexed per CPU-second, and bytes of the index, against others.")
@click.option("--limit", default=ALL, show_default=True, help="How many articles.")
@click.option("--runs", default=3, show_default=True, help="Of each engine; the best counts.")
@click.option("--peer", "peers", multiple=True, default=("tantivy",), show_default=True)
@click.option("--whoosh-limit", default=WHOOSH_LIMIT, show_default=True, help="0 leaves it out.")
def main(limit: int, runs: int, peers: Sequence[str], whoosh_limit: int) -> None:
    click.echo(f"On {provenance()}:")
    compare(("ours", *peers), limit, runs)
    if whoosh_limit:
        compare(("ours", "whoosh", "whoosh-facts"), min(limit, whoosh_limit), 1)


def compare(engines: Sequence[str], limit: int, runs: int) -> None:
    """Print the best of so many runs of each engine, and the first's ratio to the others."""
    there = [name for name in engines if is_there(name)]
    costs = [[cost_of(name, limit) for name in there] for _ in range(runs)]
    best = [min(column, key=lambda cost: cost.cpu_seconds) for column in zip(*costs, strict=True)]
    click.echo(f"\n{limit:,} articles, {best[0].text_bytes / 1e6:.0f} MB of text, best of {runs}")
    click.echo(f"{'':14}{'articles/CPU-s':>15}{'index MB':>10}{'of text':>9}{'peak MB':>9}")
    for cost in best:
        click.echo(_row(cost))
    for cost in best[1:]:
        click.echo(
            f"ours / {cost.engine}: speed {best[0].per_cpu_second / cost.per_cpu_second:.2f}, "
            f"bytes {best[0].index_bytes / cost.index_bytes:.2f}"
        )
    for name in set(engines) - set(there):
        click.echo(f"{name} is not installed: left out")


def _row(cost: Cost) -> str:
    return (
        f"{cost.engine:14}{cost.per_cpu_second:>15,.0f}{cost.index_bytes / 1e6:>10.1f}"
        f"{cost.index_bytes / cost.text_bytes:>9.3f}{cost.peak_mb:>9.0f}"
    )


if __name__ == "__main__":
    main()
