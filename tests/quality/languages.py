"""How well articles in other languages are ranked: nDCG@10 through `Engine.search`.

    .venv/bin/python -m tests.quality.languages [COLLECTION ...] [--together]

Each question is put as any of its words (`OR`). The collections are in ir-wide/ of the data folder.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from index import Store
from index.cleaning.metadata.language import detect_language
from index.store.lock import locked
from search import Engine
from search.query.word import trimmed
from tests.quality.score_ranking import Collection, collection, ndcg

COLLECTIONS = (
    "xquad_ar", "xquad_de", "xquad_el", "xquad_es", "xquad_hi", "xquad_ro", "xquad_tr", "xquad_vi",
    "xquad_zh", "squad_it", "legalquad_de",
)  # fmt: skip


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice([*COLLECTIONS, "xquad_en"]))
@click.option("--together", is_flag=True, help="All collections in one archive.")
def main(names: tuple[str, ...], together: bool) -> None:
    """Print the figure of each collection."""
    collections = {name: collection(name, "ir-wide") for name in names or COLLECTIONS}
    archives = [collections] if together else [{name: one} for name, one in collections.items()]
    for archive in archives:
        with tempfile.TemporaryDirectory() as folder:
            engine = _indexed(archive, Path(folder) / "index")
            for name, one in archive.items():
                click.echo(f"{name:14} {_ndcg(engine, name, one):.4f}")


def _indexed(archive: Mapping[str, Collection], folder: Path) -> Engine:
    corpus = folder.with_name("articles")
    with locked(folder, corpus):
        store = Store.create(folder, corpus)
        with store.batch() as batch:
            for name, one in archive.items():
                for record in one.articles:
                    article = replace(record.article(), lang=detect_language(record.text))
                    batch.add(f"{name}/{record.id}", f"{name}/{record.file}", article)
        store.publish(finished=True)
    return Engine.open(folder)


def _ndcg(engine: Engine, name: str, one: Collection) -> float:
    total = 0.0
    for query, text in one.queries.items():
        words = filter(None, map(trimmed, text.split()))
        hits = engine.search(" OR ".join(words)).hits
        found = [hit.id.removeprefix(f"{name}/") for hit in hits]
        total += ndcg(found, one.judged[query])
    return total / len(one.queries)


if __name__ == "__main__":
    main()
