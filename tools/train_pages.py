"""Trains the judge of pages: `make model`, or `BACKFILE_DATA=… python -m tools.train_pages`.

Reads the labelled pages that tests.quality.score_pages reads, but those whose licence nobody
states, and writes index/cleaning/html/judge/model/: words.txt and names.txt (log odds, readable),
trees.npz and MODEL.md. Everything is sorted and seeded, and one thread works: the same data give
the same bytes.

Figures are out of fold: the pages are in four parts by domain, none of which is in two; each part
is judged by what was learnt from the others. A table that is used in training is made of yet other
parts, or the trees would trust it too much.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import urlsplit

import click
import lightgbm
import numpy as np

from index.cleaning.html.genre import FORUM
from index.cleaning.html.judge import MODEL, Judge, decide_by
from index.cleaning.html.judge.sight import COLUMNS
from index.cleaning.html.judge.view import NameOdds, View, names_of
from index.cleaning.html.outline import Outline
from index.cleaning.html.page import PageReading, concluded, read
from index.cleaning.html.parse import parse
from index.cleaning.metadata.metadata import metadata_of_page
from index.cleaning.metadata.structured import structured_of
from index.cleaning.text.judge.words import Array, table_of
from tests.bench.table import table
from tests.quality.labels import labels_of
from tests.quality.page import Page, pages, text_sets
from tests.quality.score_pages import Score, score
from tools.folds import PARTS, UNLICENSED, by_part, part_of
from tools.train_lines import flat

# Losing a paragraph of an article costs so many times what keeping one of boilerplate costs.
_LOSS = 3.0
# A paragraph weighs as its share of the article's characters, but no more and no less than that.
_LEAST, _MOST = 0.0015, 0.25
# Of an article of which passages are known, or a very short one, so many characters are supposed.
_SUPPOSED, _SHORTEST = 2400, 360
# Where less of the known text is on the page, it is the text of another.
_FOUND = 0.5
# Short links are told easily: one of so many is enough.
_LINK_CHARS, _LINK_SHARE, _ONE_OF = 65, 0.8, 7
# An entry counts that this many domains have; weaker odds than these are left out.
_DOMAINS, _ODDS, _NAME_ODDS = 3, 1.2, 0.4
_SETTINGS = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.1,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "num_threads": 1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
_TREES = 160


@dataclass(frozen=True, slots=True)
class Example:
    """A page with what is known of its paragraphs: article or not, and how much each weighs."""

    name: str
    page: Page
    domain: str
    part: int
    reading: PageReading
    view: View
    labels: Array
    weights: Array


def examples(sets: Iterable[str]) -> list[Example]:
    """The pages of these sets that have paragraphs, in order."""
    found = (_example(name, page) for name in sets for page in pages(name))
    return [example for example in found if example is not None]


def _example(name: str, page: Page) -> Example | None:
    if not page.text and not page.wanted:
        return None
    tree = parse(page.html)
    structured = structured_of(tree)
    title = metadata_of_page(tree, path="", url="", structured=structured).title
    reading = read(tree, title, structured.body)
    if reading.setting is None or reading.genre == FORUM or not reading.outline.paragraphs:
        return None
    texts = [paragraph.text for paragraph in reading.outline.paragraphs]
    labels = labels_of(page, texts, title)
    article = np.array(labels.article)
    sizes = np.array([max(1, len(text)) for text in texts], float)
    known = sizes[article].sum() if page.text else _SUPPOSED
    shares = np.clip(sizes / max(_SHORTEST, known), _LEAST, _MOST)
    weights = shares * np.array(labels.sure) * np.where(article, _LOSS, 1.0)
    if page.text and known < _FOUND * len(page.text):
        weights *= 0
    view = View.of(reading.outline, reading.setting)
    host = urlsplit(page.url).hostname or page.id
    domain = ".".join(host.split(".")[-3:]) if _is_second_level(host) else _last_two(host)
    page, part = replace(page, html=""), part_of(domain)
    return Example(name, page, domain, part, reading, view, article, weights)


def _is_second_level(host: str) -> bool:
    """Whether the name is one such as "news.example.co.uk"."""
    labels = host.split(".")
    return len(labels) > 2 and len(labels[-2]) <= 3


def _last_two(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def _names(outline: Outline) -> list[set[str]]:
    """The names of the box of each paragraph and of the two around it."""
    chains: list[tuple[tuple[str, ...], ...]] = []
    for box in outline.boxes:
        above = chains[box.parent][:2] if box.parent >= 0 else ()
        chains.append((names_of(box.tag, box.attributes), *above))
    together = [{name for names in chain for name in names} for chain in chains]
    return [together[paragraph.box] for paragraph in outline.paragraphs]


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many domains an entry stands with text of an article, with other text, with any."""

    article: Counter[str]
    other: Counter[str]
    either: Counter[str]

    @classmethod
    def of(cls, seen: Mapping[str, set[tuple[str, bool]]]) -> Counts:
        """The counts of entries that were seen in domains, with text of an article or not."""
        counts = cls(Counter(), Counter(), Counter())
        for entry, places in seen.items():
            counts.article[entry] = sum(is_article for _, is_article in places)
            counts.other[entry] = len(places) - counts.article[entry]
            counts.either[entry] = len({domain for domain, _ in places})
        return counts


def counts_of(chosen: Sequence[Example]) -> dict[int, tuple[Counts, Counts]]:
    """For each part the counts of its words and names; no domain is in two, so they add up."""
    found = {}
    for part in sorted({one.part for one in chosen}):
        words, names = defaultdict(set), defaultdict(set)
        for one in chosen:
            if one.part == part:
                _see(one, one.view.entries(), words)
                _see(one, _names(one.reading.outline), names)
        found[part] = Counts.of(words), Counts.of(names)
    return found


def _see(one: Example, entries: Sequence[set[str]], seen: dict[str, set[tuple[str, bool]]]) -> None:
    for own, label, weight in zip(entries, one.labels.tolist(), one.weights, strict=True):
        if weight:
            for entry in own:
                seen[entry].add((one.domain, label))


def odds_of(counts: Sequence[Counts], least: float) -> dict[str, float]:
    """The log odds of entries to stand with an article's text, of some parts together."""
    either = sum((count.either for count in counts), Counter[str]())
    odds = {}
    for entry in sorted(entry for entry, domains in either.items() if domains >= _DOMAINS):
        article = sum(count.article[entry] for count in counts)
        other = sum(count.other[entry] for count in counts)
        value = round(math.log((article + 0.5) / (other + 0.5)), 1)
        if abs(value) >= least:
            odds[entry] = value
    return odds


class Lore:
    """The tables of words and names of the pages that are learnt from, by their parts."""

    def __init__(self, chosen: Sequence[Example]) -> None:
        self.counts = counts_of(chosen)

    def words(self, parts: Iterable[int]) -> dict[str, float]:
        """The log odds of words, pairs and lines."""
        return odds_of([self.counts[part][0] for part in parts], _ODDS)

    def names(self, parts: Iterable[int]) -> dict[str, float]:
        """The log odds of the names of elements."""
        return odds_of([self.counts[part][1] for part in parts], _NAME_ODDS)


def columns_of(chosen: Sequence[Example], lore: Lore) -> list[Array]:
    """The columns of each page, its tables being from parts other than its own."""
    parts = sorted({one.part for one in chosen})

    def taught(part: int) -> Callable[[Example], Array]:
        others = [other for other in parts if other != part]
        words, names = table_of(lore.words(others)), NameOdds(lore.names(others))
        return lambda one: one.view.columns(*words, names)

    return by_part(chosen, taught)


def judge_of(chosen: Sequence[Example], lore: Lore) -> Judge:
    """A judge that has learnt from these pages."""
    rows, labels, weights = [], [], []
    for one, columns in zip(chosen, columns_of(chosen, lore), strict=True):
        sizes = np.diff(one.view.starts)
        easy = (sizes < _LINK_CHARS) & (one.view.given[:, 0] > _LINK_SHARE * sizes)
        taken = (one.weights > 0) & (~easy | (np.arange(len(easy)) % _ONE_OF == 0))
        rows.append(columns[taken])
        labels.append(one.labels[taken])
        weights.append((one.weights * np.where(easy, _ONE_OF, 1))[taken])
    weight = np.concatenate(weights)
    data = lightgbm.Dataset(
        np.vstack(rows), np.concatenate(labels), weight=weight * len(weight) / weight.sum()
    )
    trees = flat(lightgbm.train(_SETTINGS, data, _TREES))
    parts = sorted({one.part for one in chosen})
    return Judge(*table_of(lore.words(parts)), NameOdds(lore.names(parts)), trees)


def out_of_fold(chosen: Sequence[Example], judged: Sequence[Example], lore: Lore) -> list[Array]:
    """The probabilities of each page's paragraphs, by judges that have not seen its domain."""

    def taught(part: int) -> Callable[[Example], Array]:
        judge = judge_of([one for one in chosen if one.part != part], lore)
        return lambda one: judge.probabilities(one.view)

    return by_part(judged, taught)


def text_of(example: Example, probabilities: Array | None) -> str:
    """The text that is taken from a page with these probabilities; by the rules where None."""
    reading = example.reading
    paragraphs = reading.outline.paragraphs
    by_rules = [paragraph.reason for paragraph in paragraphs]
    if probabilities is not None and reading.setting is not None:
        decide_by(probabilities, paragraphs, reading.setting.title)
    text = "\n".join(block.text for block in concluded(reading).blocks if block.kept)
    for paragraph, reason in zip(paragraphs, by_rules, strict=True):
        paragraph.reason = reason
    return text


def scores(found: Sequence[Example], guesses: Sequence[Array | None]) -> dict[str, Score]:
    """The score of each set with these probabilities of each page."""
    texts = [(one, text_of(one, guess)) for one, guess in zip(found, guesses, strict=True)]
    names = dict.fromkeys(one.name for one in found)
    return {n: score((one.page, text) for one, text in texts if one.name == n) for n in names}


def shown(by_set: Mapping[str, Score]) -> str:
    """Scores as a table."""
    rows = [
        [name, *(f"{share:.4f}" for share in (found.f1, found.precision, found.recall))]
        for name, found in by_set.items()
    ]
    return table(("set", "F1", "precision", "recall"), rows)


def write(chosen: Sequence[Example], lore: Lore, report: str) -> None:
    """Write the model of these pages."""
    MODEL.mkdir(exist_ok=True)
    for name, odds in (("words", lore.words(range(PARTS))), ("names", lore.names(range(PARTS)))):
        lines = [f"{value}\t{entry}\n" for entry, value in sorted(odds.items())]
        (MODEL / f"{name}.txt").write_text("".join(lines), "utf-8")
    np.savez_compressed(MODEL / "trees.npz", **asdict(judge_of(chosen, lore).trees))
    (MODEL / "MODEL.md").write_text(report, "utf-8")


def report_of(chosen: Sequence[Example], rules: Mapping[str, Score],
              learnt: Mapping[str, Score]) -> str:  # fmt: skip
    """What MODEL.md says: the data, the command, the figures, the date."""
    counts = Counter(example.name for example in chosen)
    sets = ", ".join(f"{name} {counts[name]}" for name in counts)
    return f"""# The judge of pages

Written by `make model` on {date.today().isoformat()}: {_TREES} trees of {_SETTINGS["num_leaves"]}
leaves over {len(COLUMNS)} columns, by LightGBM {lightgbm.__version__}.

- `words.txt`: log odds of words, pairs and whole lines (after `=`) to be the article's, counted in
  domains, of which each has {_DOMAINS} or more.
- `names.txt`: the same of the names of elements (class, id, role, itemprop, and `<tag>`).
- `trees.npz`: the trees as arrays (`Trees` in index/cleaning/text/judge/trees.py says how).

Pages: {sets}; of cleaning/wcxb-dev and cleaning/wide.tar.zst (tests/README.md): WCXB (CC-BY-4.0),
Fundus (MIT), waddle (GPL-3.0), Mozilla Readability (Apache-2.0), newspaper4k (Apache-2.0) and
trafilatura (Apache-2.0). Nothing of them is here but which words and names stand in how many
domains.

Losing a paragraph of an article counts {_LOSS:g} times as much as keeping one of boilerplate.

Out of fold, in {PARTS} parts by domain; cleanportal, of which no licence is stated, is only judged:

{shown(learnt)}

The rules alone:

{shown(rules)}
"""


@click.command(help="Train the judge of pages; print what it is worth, out of fold.")
@click.option("--write/--try", "writes", default=True, show_default=True)
def main(writes: bool) -> None:
    """Measure out of fold, then learn from all pages."""
    judged = examples(text_sets())
    chosen = [example for example in judged if example.name not in UNLICENSED]
    lore = Lore(chosen)
    rules = scores(judged, [None] * len(judged))
    guesses = out_of_fold(chosen, judged, lore)
    report = report_of(chosen, rules, scores(judged, guesses))
    click.echo(report)
    if writes:
        write(chosen, lore, report)


if __name__ == "__main__":
    main()
