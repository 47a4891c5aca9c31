"""How much memory building an index takes, for more and more articles.

    python -m tests.bench.memory [--limit 20000]

It must not grow with the collection: batches bound it. Each size is built in a process of its
own; the peak is the whole process's, interpreter and libraries included.
"""

from __future__ import annotations

import click

from tests.bench.build import cost_of
from tests.bench.corpus import provenance

SIZES = (72_410, 200_000)
MOST_MB = 1_000


@click.command(help="Peak memory of building indexes of two sizes.")
@click.option("--limit", default=0, help="The larger of the two sizes, to try it on fewer.")
@click.option("--engine", default="ours", show_default=True)
def main(limit: int, engine: str) -> None:
    sizes = (limit * SIZES[0] // SIZES[1], limit) if limit else SIZES
    click.echo(f"On {provenance()}; what is beyond them is recombined from them.")
    costs = [cost_of(engine, size) for size in sizes]
    for cost in costs:
        click.echo(
            f"{cost.articles:>9,} articles: peak {cost.peak_mb:,.0f} MB "
            f"({cost.before_mb:,.0f} MB before the first article), "
            f"{cost.per_cpu_second:,.0f} articles/CPU-s, index {cost.index_bytes / 1e6:,.0f} MB"
        )
    few, many = costs
    click.echo(
        f"{many.articles / few.articles:.1f} times the articles, "
        f"{many.peak_mb / few.peak_mb:.2f} times the memory (limit {MOST_MB:,} MB)"
    )


if __name__ == "__main__":
    main()
