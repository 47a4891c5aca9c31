"""How well the articles of HTML pages are found.

    BACKFILE_DATA=… python -m tests.quality.score_pages [SET ...] [--every N]

Each set by its name, on the way that a user's file takes. Four-word shingles of the text that was
kept against those of the article, by the rules of scrapinghub's article-extraction-benchmark: each
page counts alike, precision and recall are means over the pages, F1 is made of the two. Where only
passages of a page are known, recall is the share of those of the article that were kept, and
precision their share of all passages that were kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean

import click

from index import clean_html
from tests.bench.table import table
from tests.quality.page import Page, pages, text_sets

_WORD = re.compile(r"\w+")
_SHINGLE = 4
# A page whose article is hardly in what was kept; articles of a few words are a matter of taste.
_LOST, _ARTICLE_WORDS = 0.2, 100


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the pages as shares of one, and the pages whose article was not found."""

    precision: float
    recall: float
    lost: tuple[str, ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of the two means."""
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


def score(found: Iterable[tuple[Page, str]]) -> Score:
    """How much of the articles is in the texts that were found for them, and how much else.

    A page for which nothing was found has no precision, and does not count for it; one of which
    nothing is known does not count at all.
    """
    precisions, recalls, lost = [], [], []
    for page, text in found:
        if not page.text and not page.wanted:
            continue
        right, kept, truth = _counts(page, text)
        if kept:
            precisions.append(right / kept)
        recalls.append(right / truth if truth else 1.0)
        if truth >= _ARTICLE_WORDS and recalls[-1] < _LOST:
            lost.append(page.id)
    return Score(mean(precisions or [0.0]), mean(recalls), tuple(lost))


def _counts(page: Page, text: str) -> tuple[int, int, int]:
    """How much was kept rightly, was kept, and should have been."""
    if not page.text:
        flat = " ".join(text.split())
        right, wrong = (
            sum(" ".join(passage.split()) in flat for passage in passages)
            for passages in (page.wanted, page.unwanted)
        )
        return right, right + wrong, len(page.wanted)
    truth, kept = _shingles(page.text), _shingles(text)
    return (truth & kept).total(), kept.total(), truth.total()


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if len(words) < _SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def score_here(name: str, every: int = 1) -> Score:
    """How well we find the articles of a set, or of each so-many-th of its pages."""
    return score((page, clean_html(page.html).text) for page in pages(name, every))


@click.command(help="Clean labelled pages; print how well, set by set.")
@click.argument("wanted", nargs=-1, metavar="[SET]...")
@click.option("--every", default=1, show_default=True, help="Read each so-many-th page only.")
def main(wanted: tuple[str, ...], every: int) -> None:
    rows = []
    for name in wanted or text_sets():
        found = score_here(name, every)
        shares = (found.f1, found.precision, found.recall)
        rows.append([name, *(f"{share:.4f}" for share in shares), str(len(found.lost))])
    click.echo(table(("set", "F1", "precision", "recall", "lost"), rows))


if __name__ == "__main__":
    main()
