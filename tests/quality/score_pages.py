"""How well HTML pages are cleaned: `BACKFILE_DATA=… python -m tests.quality.score_pages [EVERY]`.

Four-word shingles of the text that was kept against those of the article, by the rules of
scrapinghub's article-extraction-benchmark: each page counts alike, precision and recall are means
over the pages, F1 is made of the two. Trafilatura is scored beside it when it is installed, with
its defaults; its Markdown is markdownify on its HTML. Times are CPU, pages already decoded; with
EVERY only each so-many-th page is read.
"""

from __future__ import annotations

import gzip
import importlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from selectolax.lexbor import LexborHTMLParser

from index.cleaning.encoding import decode
from index.cleaning.facts.metadata import metadata_of_page
from index.cleaning.markdown import markdown_of
from index.cleaning.page.page import blocks_of_page

Clean = Callable[["Page"], str]

_WORD = re.compile(r"\w+")
_SHINGLE = 4
# A page whose article is hardly in what was kept; articles of a few words are a matter of taste.
_LOST, _ARTICLE_WORDS = 0.2, 100
_WARM_UP = 5
# The fastest of so many rounds: other processes only ever make it slower.
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A page with the text that people found to be its article."""

    id: str
    html: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """Means over the pages as shares of one, F1 page by page, and the pages that lost it all."""

    precision: float
    recall: float
    f1: float
    pages: dict[str, float]
    lost: tuple[str, ...]


def pages(every: int = 1) -> list[Page]:
    """The labelled pages; BACKFILE_DATA says where they are."""
    folder = Path(os.environ["BACKFILE_DATA"]) / "cleaning" / "wcxb-dev"
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines][::every]
    found = []
    for record in records:
        html = decode(gzip.decompress((folder / record["html"]).read_bytes()))
        title = metadata_of_page(LexborHTMLParser(html), url=record["url"] or "").title
        found.append(Page(record["id"], html, title, record["text"]))
    return found


def text_of(page: Page) -> str:
    """The text that the index would hold."""
    blocks = blocks_of_page(LexborHTMLParser(page.html), page.title)
    return "\n".join(block.text for block in blocks if block.kept)


def text_and_markdown_of(page: Page) -> str:
    """The text for the index and the Markdown for the reader, as one cleaning gives both."""
    blocks = blocks_of_page(LexborHTMLParser(page.html), page.title)
    return "\n".join(block.text for block in blocks if block.kept) + markdown_of(blocks)


def score(pages: Sequence[Page], clean: Clean = text_of) -> Score:
    """How much of the articles `clean` finds, and how much else."""
    by_page, precisions, recalls, lost = {}, [], [], []
    for page in pages:
        truth, found = _shingles(page.text), _shingles(clean(page))
        right = sum((truth & found).values())
        if found:
            precisions.append(right / found.total())
        recalls.append(right / truth.total() if truth else 1.0)
        by_page[page.id] = 2 * right / ((truth.total() + found.total()) or 1)
        if truth.total() >= _ARTICLE_WORDS and recalls[-1] < _LOST:
            lost.append(page.id)
    precision, recall = mean(precisions or [0]), mean(recalls)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return Score(precision, recall, f1, by_page, tuple(lost))


def milliseconds(pages: Sequence[Page], clean: Clean) -> float:
    """CPU milliseconds a page."""
    times = []
    for page in pages[:_WARM_UP]:
        clean(page)
    for _ in range(_ROUNDS):
        start = time.process_time()
        for page in pages:
            clean(page)
        times.append(time.process_time() - start)
    return min(times) * 1000 / len(pages)


def trafilatura_cleaners() -> tuple[Clean, Clean] | None:
    """Text, and HTML made into Markdown, by trafilatura with its defaults; None without it."""
    try:
        extract = importlib.import_module("trafilatura").extract
    except ImportError:
        return None
    markdownify = importlib.import_module("markdownify").markdownify

    def to_markdown(page: Page) -> str:
        return str(markdownify(extract(page.html, output_format="html") or ""))

    return (lambda page: extract(page.html) or ""), to_markdown


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if len(words) < _SHINGLE:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def main() -> int:
    if "BACKFILE_DATA" not in os.environ:
        sys.stderr.write("BACKFILE_DATA names no folder: set it to where the labelled data is\n")
        return 2
    found = pages(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    cleaners = {"backfile": (text_of, text_and_markdown_of)}
    if rival := trafilatura_cleaners():
        cleaners["trafilatura"] = rival
    row = "{:<13}{:>10}{:>9}{:>8}{:>6}{:>10}{:>20}\n"
    sys.stdout.write(f"{len(found)} pages\n")
    heads = ("", "precision", "recall", "F1", "lost", "ms text", "ms with Markdown")
    sys.stdout.write(row.format(*heads))
    times = []
    for name, (to_text, to_markdown) in cleaners.items():
        result = score(found, to_text)
        times.append((milliseconds(found, to_text), milliseconds(found, to_markdown)))
        shares = [f"{share:.4f}" for share in (result.precision, result.recall, result.f1)]
        shown = [f"{spent:.2f}" for spent in times[-1]]
        sys.stdout.write(row.format(name, *shares, len(result.lost), *shown))
    if rival:
        ratios = [f"{theirs / ours:.1f}" for ours, theirs in zip(*times, strict=True)]
        sys.stdout.write(row.format("times faster", "", "", "", "", *ratios))
    return 0


if __name__ == "__main__":
    sys.exit(main())
