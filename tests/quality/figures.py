"""What is measured of the quality: figures by the names of their floors, the one place for it.

    metadata.*  title, date and authors of pages; how often one is given that nobody knows of
    page.SET.*  the article's text out of HTML, each set of pages by its name
    ranking.*   nDCG@10 on a judged collection
    text.*      the article's lines out of saved text

What the figures mean stands in the score_* files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.quality import score_metadata, score_pages, score_ranking, score_text
from tests.quality.page import pages, text_sets

Figures = Mapping[str, float]


def _metadata() -> Figures:
    result = score_metadata.score(score_metadata.read_here, pages())
    known = {f"metadata.{field}": share for field, share in result.right.items()}
    return known | {
        "metadata.date.given.ceiling": result.given["date"],
        "metadata.byline.given.ceiling": result.given["byline"],
    }


def _pages() -> Figures:
    figures: dict[str, float] = {}
    for name in text_sets():
        result = score_pages.score_here(name)
        figures |= {
            f"page.{name}.f1": result.f1,
            f"page.{name}.precision": result.precision,
            f"page.{name}.recall": result.recall,
            f"page.{name}.lost.ceiling": len(result.lost),
        }
    return figures


def _ranking() -> Figures:
    figures = {}
    for name in score_ranking.COLLECTIONS:
        with TemporaryDirectory() as folder:
            result = score_ranking.score(score_ranking.collection(name), Path(folder, "index"))
        figures[f"ranking.{name}"] = result.ndcg
    return figures


def _text() -> Figures:
    dev, guards = (score_text.score(score_text.documents(name)) for name in ("dev", "guards"))
    return {
        "text.dev.f1": dev.f1,
        "text.dev.kept": dev.kept,
        "text.dev.stripped": dev.stripped,
        "text.guards.f1": guards.f1,
        "text.guards.kept": guards.kept,
    }


_GROUPS: Mapping[str, Callable[[], Figures]] = {
    "metadata": _metadata,
    "page": _pages,
    "ranking": _ranking,
    "text": _text,
}


@cache
def group(name: str) -> Figures:
    """The figures of one group, `name` being the first word of theirs; measured once."""
    return _GROUPS[name]()


def measure() -> Figures:
    """All figures; raises DataMissing where there is nothing to measure on."""
    return {name: figure for first in _GROUPS for name, figure in group(first).items()}
