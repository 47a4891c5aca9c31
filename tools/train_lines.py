"""Trains the judge of saved texts: `make model`, or `BACKFILE_DATA=… python -m tools.train_lines`.

Reads the labelled texts that tests.quality.score_text reads, but those whose licence nobody
states, and writes index/cleaning/text/judge/model/: words.txt (log odds, readable), first.npz,
second.npz and MODEL.md. Everything is sorted and seeded, and one thread works: the same data give
the same bytes.

Figures are out of fold: the texts are in four parts by domain, none of which is in two; each part
is judged by what was learnt from the others. A table of words that is used in training is made of
yet other parts, or the trees would trust it too much; and so are the probabilities of the first
look, of which the second trees learn.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import click
import lightgbm
import numpy as np

from index.cleaning.metadata.site_key import label_of
from index.cleaning.text.judge import MODEL, Judge, decided
from index.cleaning.text.judge.around import COLUMNS
from index.cleaning.text.judge.second_look import COLUMNS as SECOND
from index.cleaning.text.judge.trees import Trees
from index.cleaning.text.judge.view import View
from index.cleaning.text.judge.words import Array, table_of
from index.cleaning.text.saved_text import TextReading, read
from tests.bench.table import table
from tests.quality.score_text import CLEAN, FORMS, Score, documents, is_markdown, score
from tools.folds import PARTS, UNLICENSED, by_part, part_of

Scores = Mapping[str, Score]
Parts = frozenset[int]

SETS = ("dev", *FORMS, CLEAN)
# Losing a line of an article costs so many times what keeping one of boilerplate costs.
_LOSS = 3.0
# A paragraph weighs as its share of the article's words, but no more and no less than that.
_LEAST, _MOST = 0.006, 0.25
# A word counts that this many domains have; weaker odds than these are left out.
_DOMAINS, _ODDS = 3, 0.7
_SETTINGS = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.1,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
# Trees of the first look and of the second.
_FIRST, _SECOND = 120, 80


@dataclass(frozen=True, slots=True)
class Example:
    """A text with what is known of its paragraphs: article or not, and how much each weighs."""

    name: str
    document: Mapping[str, Any]
    part: int
    domain: str
    reading: TextReading
    view: View
    entries: Sequence[set[str]]
    labels: Array
    weights: Array


def examples(corrected: Path | None = None) -> list[Example]:
    """All texts of all sets, in order, then those that readers have corrected."""
    found = [(name, document) for name in SETS for document in documents(name)]
    if corrected:
        rows = corrected.read_text("utf-8").splitlines()
        found += [("corrected", json.loads(row)) for row in rows]
    domains = {_page(d): _owner(d["domain"]) for _, d in found if d.get("domain")}
    return [
        _example(name, document, domains.get(_page(document)) or _domain(document))
        for name, document in found
        if not document["id"].startswith(UNLICENSED)
    ]


def _page(document: Mapping[str, Any]) -> str:
    """The page that a text was made of: several forms may have been."""
    return ":".join(document["id"].split(":")[:2])


def _domain(document: Mapping[str, Any]) -> str:
    address = re.sub(r"^https?://", "", document.get("url") or "")
    return _owner(address.split("/")[0]) or _page(document)


def _owner(domain: str) -> str:
    """Who owns a domain: its pages are alike, whatever stands before and behind the name."""
    return label_of(domain)


def _example(name: str, document: Mapping[str, Any], domain: str) -> Example:
    reading = read(document["text"], is_markdown=is_markdown(document))
    view = View.of(reading.lines, reading.findings, reading.why, reading.title)
    labels = [label for label in document["labels"] if label != "blank"]
    texts = [line for line in document["text"].split("\n") if line.strip()]
    kept, sure, words = [], [], []
    for start, end in zip(view.begins, view.begins[1:], strict=False):
        sizes = Counter[str]()
        for label, text in zip(labels[start:end], texts[start:end], strict=True):
            sizes[label] += len(text.split())
        kept.append(sizes["keep"] > sizes["strip"])
        sure.append(sizes["keep"] + sizes["strip"] > 0)
        words.append(sizes.total())
    article = np.array(kept)
    sizes_ = np.array(words, float)
    shares = np.clip(sizes_ / max(1.0, sizes_[article].sum()), _LEAST, _MOST)
    weights = shares * np.array(sure) * np.where(article, _LOSS, 1.0)
    entries, part = view.entries(), part_of(domain)
    return Example(name, document, part, domain, reading, view, entries, article, weights)


def odds_of(chosen: Iterable[Example]) -> dict[str, float]:
    """The log odds of words, pairs and lines: in how many domains they are the article's or not."""
    seen: set[tuple[str, bool, str]] = set()
    for one in chosen:
        for entries, label, weight in zip(one.entries, one.labels, one.weights, strict=True):
            if weight:
                seen.update((entry, bool(label), one.domain) for entry in entries)
    counts = Counter((entry, label) for entry, label, _ in seen)
    odds = {}
    for entry in sorted({entry for entry, _ in counts}):
        yes, no = counts[entry, True], counts[entry, False]
        value = math.log((yes + 0.5) / (no + 0.5))
        if yes + no >= _DOMAINS and abs(value) >= _ODDS:
            odds[entry] = round(value, 1)
    return odds


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the first look needs: log odds of words, and trees."""

    words: tuple[Array, Array]
    trees: Trees


class School:
    """What is learnt from the examples of some parts, each thing once."""

    def __init__(self, found: Sequence[Example]) -> None:
        self._found = found
        self._parts = frozenset(one.part for one in found)
        self._words = cache(self._words_of)
        self._first = cache(self._first_look_of)

    def judge(self, parts: Parts | None = None) -> Judge:
        """A judge that has learnt from these parts, or from all."""
        parts = parts or self._parts
        first = self._first(parts)
        again = self._taught(parts, self._again)
        return Judge(*first.words, first.trees, self._trees(parts, again, _SECOND))

    def out_of_fold(self) -> list[Array]:
        """The probabilities of each text's paragraphs, by judges that have not seen its domain."""

        def taught(part: int) -> Callable[[Example], Array]:
            judge = self.judge(self._parts - {part})
            return lambda one: judge.probabilities(one.view)

        return by_part(self._found, taught)

    def _of(self, parts: Parts) -> list[Example]:
        return [one for one in self._found if one.part in parts]

    def _words_of(self, parts: Parts) -> tuple[Array, Array]:
        return table_of(odds_of(self._of(parts)))

    def _first_look_of(self, parts: Parts) -> FirstLook:
        seen = self._taught(parts, self._seen)
        return FirstLook(self._words(parts), self._trees(parts, seen, _FIRST))

    def _seen(self, one: Example, others: Parts) -> Array:
        """What the first look sees of a text, its words' odds being of these parts."""
        return one.view.columns(*self._words(others)).values

    def _again(self, one: Example, others: Parts) -> Array:
        """What the second look sees of a text, the first having learnt from these parts."""
        first = self._first(others)
        columns = one.view.columns(*first.words)
        chances = first.trees.probabilities(columns.values)
        return one.view.again(columns, chances)

    def _taught(self, parts: Parts, seen: Callable[[Example, Parts], Array]) -> list[Array]:
        """What is seen of each text of these parts with what the others of them teach."""
        return [seen(one, parts - {one.part}) for one in self._of(parts)]

    def _trees(self, parts: Parts, columns: Sequence[Array], count: int) -> Trees:
        """So many trees that tell the articles' paragraphs from others."""
        chosen = self._of(parts)
        labels = np.concatenate([one.labels for one in chosen])
        weights = np.concatenate([one.weights for one in chosen])
        weights *= len(weights) / weights.sum()
        data = lightgbm.Dataset(np.vstack(columns), labels, weight=weights)
        return flat(lightgbm.train(_SETTINGS, data, count))


def flat(booster: lightgbm.Booster) -> Trees:
    """The trees of a booster as arrays."""
    roots: list[int] = []
    nodes: list[tuple[int, float, int, int]] = []
    values: list[float] = []

    def add(node: Mapping[str, Any]) -> int:
        if "leaf_value" in node:
            values.append(node["leaf_value"])
            return ~(len(values) - 1)
        place = len(nodes)
        nodes.append((0, 0.0, 0, 0))
        left, right = add(node["left_child"]), add(node["right_child"])
        nodes[place] = (node["split_feature"], node["threshold"], left, right)
        return place

    for tree in booster.dump_model()["tree_info"]:
        roots.append(add(tree["tree_structure"]))
    column, limit, left, right = zip(*nodes, strict=True)
    return Trees(
        roots=np.array(roots, np.int16),
        column=np.array(column, np.uint8),
        limit=np.array(limit, np.float32),
        left=np.array(left, np.int16),
        right=np.array(right, np.int16),
        value=np.array(values, np.float32),
    )


def by_rules(example: Example) -> list[bool]:
    """For each line of the document whether the rules alone keep it."""
    why = iter(example.reading.why)
    return [bool(line.strip()) and not next(why) for line in example.document["text"].split("\n")]


def keeps_of(example: Example, probabilities: Array) -> list[bool]:
    """For each line of the document whether it is kept."""
    reading = example.reading
    why = iter(decided(reading.lines, reading.findings, reading.why, example.view, probabilities))
    return [bool(line.strip()) and not next(why) for line in example.document["text"].split("\n")]


def scores(found: Sequence[Example], keeps: Callable[[Example, int], list[bool]]) -> Scores:
    """The score of each set, `keeps` saying which lines of an example, and its number, are kept."""
    kept = {_key(one.document): keeps(one, i) for i, one in enumerate(found)}
    return {
        name: score(
            [dict(one.document) for one in found if one.name == name],
            lambda document: kept[_key(document)],
        )
        for name in SETS
    }


def _key(document: Mapping[str, Any]) -> tuple[str, str]:
    return document["id"], document["text"]


def shown(by_set: Scores) -> str:
    """Scores as a table."""
    head = ("set", "F1", "precision", "recall", "kept", "stripped", "intact")
    rows = [[name, *(f"{share:.4f}" for share in astuple(found))] for name, found in by_set.items()]
    return table(head, rows)


def write(one: Judge, odds: Mapping[str, float], report: str) -> None:
    """Write the model."""
    MODEL.mkdir(exist_ok=True)
    lines = [f"{value}\t{entry}\n" for entry, value in sorted(odds.items())]
    (MODEL / "words.txt").write_text("".join(lines), "utf-8")
    for name, trees in (("first", one.first), ("second", one.second)):
        np.savez_compressed(MODEL / f"{name}.npz", **asdict(trees))
    (MODEL / "MODEL.md").write_text(report, "utf-8")


def report_of(found: Sequence[Example], rules: Scores, learnt: Scores) -> str:
    """What MODEL.md says: the data, the command, the figures, the date."""
    counts = Counter(example.name for example in found)
    sets = ", ".join(f"{name} {counts[name]}" for name in SETS)
    return f"""# The judge of saved texts

Written by `make model` on {date.today().isoformat()}, by LightGBM {lightgbm.__version__}:
{_FIRST} trees of {_SETTINGS["num_leaves"]} leaves over {len(COLUMNS)} columns for the
first look, {_SECOND} over {len(COLUMNS) + len(SECOND)} for the second.

- `words.txt`: log odds of words, pairs and whole lines (after `=`) to be the article's, counted in
  domains, of which each has {_DOMAINS} or more.
- `first.npz`, `second.npz`: the trees as arrays (`Trees` in trees.py says how).

Texts: {sets}; of cleaning/plaintext-dev and cleaning/wide.tar.zst (tests/README.md), made of
Fundus (MIT), scrapinghub's benchmark (MIT), WCXB (CC-BY-4.0), waddle (GPL-3.0) and newspaper4k
(MIT). Nothing of them is here but which words stand in how many domains.

Losing a paragraph of an article counts {_LOSS:g} times as much as keeping one of boilerplate.

Out of fold, in {PARTS} parts by domain:

{shown(learnt)}

The rules alone:

{shown(rules)}
"""


@click.command(help="Train the judge of saved texts; print what it is worth, out of fold.")
@click.option("--write/--try", "writes", default=True, show_default=True)
@click.option("--corrected", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Learn from these, too: what `backfile audit --export` writes.")  # fmt: skip
def main(writes: bool, corrected: Path | None) -> None:
    """Measure out of fold, then learn from all texts."""
    found = examples(corrected)
    rules = scores(found, lambda one, _: by_rules(one))
    school = School(found)
    guesses = school.out_of_fold()
    report = report_of(found, rules, scores(found, lambda one, i: keeps_of(one, guesses[i])))
    click.echo(report)
    if writes:
        write(school.judge(), odds_of(found), report)


if __name__ == "__main__":
    main()
