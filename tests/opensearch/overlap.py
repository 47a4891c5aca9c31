"""Do both engines rank alike? `BACKFILE_DATA=… python -m tests.opensearch.overlap ADDRESS`.

Every judged collection (tests.quality.score_ranking) is indexed in a folder and at the address,
and each of its queries is put to both as any of its words. Printed are the nDCG@10 of each engine,
how far they are apart, and which part of the ten best articles both have.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from index.opensearch import ClusterUrl
from search.opensearch.clause import Clauses
from search.opensearch.search_source import SearchSource
from search.plan import plan_of
from search.query import parse
from tests.opensearch.shelf import Shelf
from tests.quality.score_ranking import (
    COLLECTIONS,
    Collection,
    best,
    collection,
    indexed,
    joined,
    ndcg,
)

CUT = 10
"""Articles of each ranking that are compared."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The means over a collection's queries."""

    queries: int
    embedded: float
    """nDCG@10 of the engine over a folder,"""
    cluster: float
    """and of the one over a cluster."""
    overlap: float
    """Which part of the ten best articles both have."""
    same: float
    """Which part of the queries have the same ten in the same order."""


def compare(judged: Collection, address: ClusterUrl, folder: Path) -> Comparison:
    """Index a collection twice and ask all its queries."""
    engine, shelf = indexed(judged.articles, folder), Shelf(address)
    try:
        shelf.commit((record.id, record.file, record.article()) for record in judged.articles)
        figures = [
            _compared(
                best(engine, joined(text)),
                shelf.best(_question(joined(text)), CUT),
                judged.judged[name],
            )
            for name, text in judged.queries.items()
        ]
    finally:
        shelf.clear()
    means = [sum(column) / len(figures) for column in zip(*figures, strict=True)]
    return Comparison(len(figures), *means)


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Which part of two lists both have; 1 for two that are empty."""
    longest = max(len(one), len(other))
    return len({*one} & {*other}) / longest if longest else 1.0


def _compared(
    embedded: Sequence[str], cluster: Sequence[str], relevance: dict[str, int]
) -> tuple[float, float, float, float]:
    return (
        ndcg(embedded, relevance),
        ndcg(cluster, relevance),
        overlap(embedded, cluster),
        float(embedded == cluster),
    )


def _question(typed: str) -> SearchSource:
    """A query as the cluster is asked it."""
    plan = plan_of(parse(typed).tree)
    return SearchSource(Clauses.sharing(plan).of(plan))


def main(arguments: Sequence[str]) -> int:
    """Print a line for each collection."""
    if not arguments:
        sys.stderr.write("which cluster? opensearch+http://127.0.0.1:9201/overlap\n")
        return 2
    address = ClusterUrl.parse(arguments[0])
    row = "{:<16}{:>9}{:>10}{:>10}{:>9}{:>9}{:>9}\n"
    head = ("", "queries", "embedded", "cluster", "apart", "overlap", "same")
    sys.stdout.write(row.format(*head))
    for name in arguments[1:] or COLLECTIONS:
        with TemporaryDirectory() as folder:
            found = compare(collection(name), address, Path(folder) / "index")
        figures = (found.embedded, found.cluster, found.cluster - found.embedded)
        shown = [f"{figure:.4f}" for figure in (*figures, found.overlap, found.same)]
        sys.stdout.write(row.format(name, found.queries, *shown))
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
