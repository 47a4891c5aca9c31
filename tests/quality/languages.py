"""How well articles in other languages are ranked: nDCG@10 through `Engine.search`.

    .venv/bin/python -m tests.quality.languages [COLLECTION ...] [--together]

Each question is put as any of its words (`OR`), to each collection by itself or to all of them in
one archive. The collections are in ir-wide/ of the data folder.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from search import Engine
from tests.quality.score_ranking import LANGUAGES, Collection, collection, indexed, joined, ndcg


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice([*LANGUAGES, "xquad_en"]))
@click.option("--together", is_flag=True, help="All collections in one archive.")
def main(names: tuple[str, ...], together: bool) -> None:
    """Print the figure of each collection."""
    collections = {name: collection(name) for name in names or LANGUAGES}
    archives = [collections] if together else [{name: one} for name, one in collections.items()]
    for archive in archives:
        with tempfile.TemporaryDirectory() as folder:
            engine = _indexed(archive, Path(folder) / "index")
            for name, one in archive.items():
                click.echo(f"{name:14} {_ndcg(engine, name, one):.4f}")


def _indexed(archive: Mapping[str, Collection], folder: Path) -> Engine:
    records = (
        record._replace(id=f"{name}/{record.id}")
        for name, one in archive.items()
        for record in one.articles
    )
    return indexed(list(records), folder)


def _ndcg(engine: Engine, name: str, one: Collection) -> float:
    total = 0.0
    for query, text in one.queries.items():
        hits = engine.search(joined(text)).hits
        found = [hit.id.removeprefix(f"{name}/") for hit in hits]
        total += ndcg(found, one.judged[query])
    return total / len(one.queries)


if __name__ == "__main__":
    main()
