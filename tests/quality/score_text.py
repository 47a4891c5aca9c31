"""How well saved text is cleaned: `BACKFILE_DATA=… python -m tests.quality.score_text`.

A text goes the way of a file: as bytes, its title not given. Words of kept lines count against
the words of the article, per article, the mean over all articles. The title's lines and blank
lines count neither way. `kept` and `stripped` are the shares of all article lines that were kept
and of all other lines that were left out; `intact` of the articles that lost no line at all. In a
clean text every line counts, whichever it is.

`dev`, `guards` and `seeds` are of cleaning/plaintext-dev; the others of the wider data: `clean`
are articles in which nothing may be cut, the rest is named for what the page was saved with.
`plain` are articles of news/, each the beginning of its file, as crawlers keep them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import click

from index.article import Article
from index.cleaning import clean_markdown, clean_text
from tests.bench.table import table
from tests.quality.data import folder, lines, wide

NEAR = ("dev", "guards", "seeds")
FORMS = ("main", "whole", "lynx", "w3m", "html2text", "markdown")
CLEAN, PLAIN = "clean", "plain"
SETS = (*NEAR, *FORMS, CLEAN, PLAIN)
_OF_A_FILE = 200
# Timed this often, and the fastest counts: other processes only ever make it slower.
_ROUNDS = 3
_CHARACTERS = 5_300
_FACTS = {"title": "Ferry late", "date": "2019-04-02", "source": "The Courier",
          "author": "Ada Byron", "language": "en"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one set, as shares of one."""

    f1: float
    precision: float
    recall: float
    kept: float
    stripped: float
    intact: float


def documents(name: str) -> list[dict[str, Any]]:
    """The labelled articles of a set in the data folder."""
    if name in NEAR:
        return list(lines(folder() / "cleaning" / "plaintext-dev" / f"{name}.jsonl"))
    if name in (CLEAN, PLAIN):
        found = map(json.loads, wide("plaintext/guards.jsonl").splitlines())
        files = sorted((folder() / "news").glob("*.jsonl.gz"))
        news = (one for file in files for one in islice(lines(file), _OF_A_FILE))
        whole = news if name == PLAIN else found
        return [one | {"labels": ["keep"] * (one["text"].count("\n") + 1)} for one in whole]
    found = map(json.loads, wide("plaintext/dev.jsonl").splitlines())
    if name == "markdown":  # what html2text writes, in a file that says so
        return [one | {"id": f"{one['id']}.md"} for one in found if one["form"] == "html2text"]
    return [one for one in found if one["form"] == name]


def is_markdown(document: dict[str, Any]) -> bool:
    """Whether a document was saved as a Markdown file."""
    return document["id"].endswith((".md", ":markdown"))


def article_of(document: dict[str, Any]) -> Article:
    """What is made of a document that was saved as a file with nothing but text."""
    clean = clean_markdown if is_markdown(document) else clean_text
    return clean(document["text"].encode("utf-8", "surrogatepass"))


def keeps_of(document: dict[str, Any]) -> list[bool]:
    """For each line of the document whether it is kept; blank lines are not."""
    page = article_of(document).page()
    return [bool(line.strip()) and not next(page).reason for line in document["text"].split("\n")]


def score(
    documents: Sequence[dict[str, Any]],
    keeps: Callable[[dict[str, Any]], Sequence[bool]] = keeps_of,
) -> Score:
    """The mean scores of a set."""
    rows, count, intact = [], {"keep": [0, 0], "strip": [0, 0]}, 0
    for document in documents:
        words = {"keep": [0, 0], "strip": [0, 0]}
        lost = count["keep"][0]
        texts = document["text"].split("\n")
        for text, label, keep in zip(texts, document["labels"], keeps(document), strict=True):
            if label in words and text.strip():
                words[label][keep] += len(text.split())
                count[label][keep] += 1
        rows.append(_f1(words))
        intact += count["keep"][0] == lost
    f1, precision, recall = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    kept = count["keep"][1] / sum(count["keep"])
    stripped = count["strip"][0] / (sum(count["strip"]) or 1)
    return Score(f1, precision, recall, kept, stripped, intact / len(rows))


def _f1(words: dict[str, list[int]]) -> tuple[float, float, float]:
    lost, right = words["keep"]
    wrong = words["strip"][1]
    precision = right / (right + wrong) if right else 0.0
    recall = right / (right + lost) if right + lost else 1.0
    return 2 * right / (2 * right + lost + wrong) if right else 0.0, precision, recall


def milliseconds(documents: Sequence[dict[str, Any]], facts: Mapping[str, str]) -> float:
    """CPU milliseconds for so much of these documents as an article has, 5,300 characters.

    The `facts` come with each of them, as the keys of a record of JSON Lines do.
    """
    texts = [document["text"] for document in documents]
    times = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        for text in texts:
            clean_text(text, given=facts)
        times.append(time.process_time() - start)
    return min(times) * 1000 * _CHARACTERS / sum(map(len, texts))


@click.command(help="Clean saved texts; print quality and cost.")
@click.argument("names", nargs=-1, type=click.Choice(SETS))
def main(names: tuple[str, ...]) -> None:
    rows = []
    for name in names or SETS:
        found = documents(name)
        result = score(found)
        shares = (result.f1, result.precision, result.recall)
        shares += (result.kept, result.stripped, result.intact)
        shown = [f"{share:.4f}" for share in shares]
        times = [f"{milliseconds(found, facts):.2f}" for facts in ({}, _FACTS)]
        rows.append([name, str(len(found)), *shown, *times])
    head = ("set", "articles", "F1", "precision", "recall", "kept", "stripped", "intact")
    click.echo(table((*head, "ms a text", "with its facts"), rows))


if __name__ == "__main__":
    main()
