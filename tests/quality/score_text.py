"""How well saved text is cleaned: `BACKFILE_DATA=… python -m tests.quality.score_text`.

Words of kept lines against the words of the article, per article, the mean over all articles.
The title's lines and blank lines count neither way. `kept` and `stripped` are the shares of all
article lines that were kept and of all other lines that were left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from index.cleaning.block import Block
from index.cleaning.text.saved_text import blocks_of_text
from tests.bench.table import table
from tests.quality.data import folder, lines

SETS = ("dev", "guards", "seeds")
# Timed this often, and the fastest counts: other processes only ever make it slower.
_ROUNDS = 3
_WORDS = 500


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one set, as shares of one."""

    f1: float
    precision: float
    recall: float
    kept: float
    stripped: float


def documents(name: str) -> list[dict[str, Any]]:
    """The labelled articles of a set of cleaning/plaintext-dev in the data folder."""
    return list(lines(folder() / "cleaning" / "plaintext-dev" / f"{name}.jsonl"))


def blocks_of(document: dict[str, Any]) -> list[Block]:
    """The blocks of a document, its title not given: as of a file that has nothing but text."""
    is_markdown = document["id"].endswith((".md", ":markdown"))
    return blocks_of_text(document["text"], is_markdown=is_markdown)[1]


def keeps_of(document: dict[str, Any]) -> list[bool]:
    """For each line of the document whether it is kept; blank lines are not."""
    blocks = iter(blocks_of(document))
    return [bool(line.strip()) and next(blocks).kept for line in document["text"].split("\n")]


def score(
    documents: Sequence[dict[str, Any]],
    keeps: Callable[[dict[str, Any]], Sequence[bool]] = keeps_of,
) -> Score:
    """The mean scores of a set."""
    rows, count = [], {"keep": [0, 0], "strip": [0, 0]}
    for document in documents:
        words = {"keep": [0, 0], "strip": [0, 0]}
        texts = document["text"].split("\n")
        for text, label, keep in zip(texts, document["labels"], keeps(document), strict=True):
            if label in words:
                words[label][keep] += len(text.split())
                count[label][keep] += 1
        rows.append(_f1(words))
    f1, precision, recall = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    kept = count["keep"][1] / sum(count["keep"])
    return Score(f1, precision, recall, kept, count["strip"][0] / (sum(count["strip"]) or 1))


def _f1(words: dict[str, list[int]]) -> tuple[float, float, float]:
    lost, right = words["keep"]
    wrong = words["strip"][1]
    precision = right / (right + wrong) if right else 0.0
    recall = right / (right + lost) if right + lost else 1.0
    return 2 * right / (2 * right + lost + wrong) if right else 0.0, precision, recall


def milliseconds(documents: Sequence[dict[str, Any]]) -> float:
    """CPU milliseconds for five hundred words of these documents."""
    words = sum(len(document["text"].split()) for document in documents)
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        for document in documents:
            blocks_of(document)
        times.append(time.process_time() - start)
    return min(times) * 1000 * _WORDS / words


@click.command(help="Clean saved texts; print quality and cost.")
def main() -> None:
    rows = []
    for name in SETS:
        found = documents(name)
        result = score(found)
        shares = (result.f1, result.precision, result.recall, result.kept, result.stripped)
        shown = [f"{share:.4f}" for share in shares]
        rows.append([name, str(len(found)), *shown, f"{milliseconds(found):.2f}"])
    head = ("set", "articles", "F1", "precision", "recall", "kept", "stripped", "ms per 500 words")
    click.echo(table(head, rows))


if __name__ == "__main__":
    main()
