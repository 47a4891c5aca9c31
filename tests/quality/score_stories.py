"""How well copies and stories are told: `BACKFILE_DATA=… python -m tests.quality.score_stories`.

The labelled sets are in story/ of the data folder: ecb, fnc and stream for the same event, copies
for the same text. B³ is the mean over the articles of how pure and how whole each one's group is
(Bagga and Baldwin 1998), as F1; of the same text the F1 over pairs, and which share of the pairs
that were joined is false. Articles without a label are there to be in the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import click
import numpy as np

from index import date_number
from index.stories.features import features_of, opener_of
from index.stories.groups import NO_OUTLET, Articles, Groups, group
from index.stories.words import WordTable
from tests.bench.table import table
from tests.quality.data import folder, lines

EVENTS = ("ecb", "fnc", "stream")
COPIES = "copies"


@dataclass(frozen=True, slots=True)
class Score:
    """How found groups agree with labelled ones."""

    precision: float
    recall: float
    b3_precision: float
    b3_recall: float

    @property
    def f1(self) -> float:
        """Over pairs of articles."""
        return _f1(self.precision, self.recall)

    @property
    def b3(self) -> float:
        """Over articles."""
        return _f1(self.b3_precision, self.b3_recall)

    @property
    def false(self) -> float:
        """The share of joined pairs that should not be."""
        return 1 - self.precision


def score(name: str) -> Score:
    """Group a labelled set and compare."""
    records = list(lines(folder() / "story" / f"{name}.jsonl.gz"))
    found = grouped(records)
    which = found.copies if name == COPIES else found.story
    labels = [record["group"] for record in records]
    return agreement(labels, which.tolist())


def grouped(records: list[Mapping[str, str]]) -> Groups:
    """The groups of records with id, title, date, outlet and text."""
    texts = [(r["title"], r["text"]) for r in records]
    outlets = {outlet: n for n, outlet in enumerate(sorted({r["outlet"] for r in records}))}
    outlets[""] = NO_OUTLET
    ranks = {name: n for n, name in enumerate(sorted(r["id"] for r in records))}
    words = WordTable()
    features = features_of(((r["title"], r["text"], r["outlet"]) for r in records), words)
    return group(
        Articles(
            [opener_of(features)],
            np.arange(len(records)),
            np.array([date_number(r["date"][:10]) for r in records], np.int64),
            np.array([outlets[r["outlet"]] for r in records], np.int64),
            np.array([ranks[r["id"]] for r in records], np.int64),
            texts.__getitem__,
            words,
        )
    )


def agreement(labels: Iterable[str], groups: Iterable[int]) -> Score:
    """Compare groups with labels; what has none does not count."""
    pairs = [(label, found) for label, found in zip(labels, groups, strict=True) if label]
    both, gold, found = Counter(pairs), Counter(p[0] for p in pairs), Counter(p[1] for p in pairs)
    right = _pairs(both)
    return Score(
        right / max(_pairs(found), 1),
        right / max(_pairs(gold), 1),
        sum(n * n / found[group] for (_, group), n in both.items()) / len(pairs),
        sum(n * n / gold[label] for (label, _), n in both.items()) / len(pairs),
    )


def _pairs(counts: Mapping[object, int]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@click.command(help="Measure how well copies and stories are told.")
def main() -> None:
    rows = []
    for name in (*EVENTS, COPIES):
        found = score(name)
        rows.append(
            [
                name,
                f"{found.b3:.4f}",
                f"{found.f1:.4f}",
                f"{found.recall:.4f}",
                f"{found.false:.4f}",
            ]
        )
    click.echo(table(("set", "B³ F1", "pairs F1", "recall", "false"), rows, (0,)))


if __name__ == "__main__":
    main()
