"""What is measured of the quality: figures by the names of their floors, the one place for it.

    metadata.*  title, date, authors, outlet and language, each set by its name; how often a date
                is wrong, and a date or author is given that nobody knows of
    names.*     spellings of a name that are found, other names taken for it, words added to it
    page.SET.*  the article's text out of HTML, each set of pages by its name
    ranking.*   nDCG@10 on a judged collection, its queries as typed and joined by OR
    spelling.*  what did-you-mean offers first, and how often where nothing is wrong
    stories.*   which articles tell of one event (B³), and which are the same text
    text.*      the article's lines out of saved text

What the figures mean stands in the score_* files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.quality import (
    score_metadata,
    score_names,
    score_pages,
    score_ranking,
    score_spelling,
    score_stories,
    score_text,
)
from tests.quality.page import text_sets

Figures = Mapping[str, float]


def _metadata() -> Figures:
    figures: dict[str, float] = {}
    for name in score_metadata.names():
        result = score_metadata.score_here(name)
        figures |= {f"metadata.{name}.{field}": share for field, share in result.right.items()}
        # Where nobody knows any date of any page, nobody has looked for one.
        if "date" in result.right:
            figures[f"metadata.{name}.date.wrong.ceiling"] = result.wrong_dates
            figures[f"metadata.{name}.date.given.ceiling"] = result.given["date"]
        if "byline" in result.right:
            figures[f"metadata.{name}.byline.given.ceiling"] = result.given["byline"]
    return figures


def _names() -> Figures:
    result = score_names.score()
    return {
        "names.recall": result.recall("hand"),
        "names.phrases": result.recall("phrases"),
        "names.phrases_held_out": result.recall("phrases held out"),
        "names.near.ceiling": len(result.near),
        "names.merged.ceiling": len(result.merged),
        "names.added.ceiling": result.added,
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
    names = *score_ranking.COLLECTIONS, *score_ranking.WIDER, *score_ranking.LANGUAGES
    for name in names:
        with TemporaryDirectory() as folder:
            found = score_ranking.scores(score_ranking.collection(name), Path(folder, "index"))
        figures |= {f"ranking.{name}.{way}": result.ndcg for way, result in found.items()}
    return figures


def _spelling() -> Figures:
    return {f"spelling.{name}": figure for name, figure in score_spelling.score().items()}


def _stories() -> Figures:
    figures = {f"stories.{name}.b3": score_stories.score(name).b3 for name in score_stories.EVENTS}
    copies = score_stories.score(score_stories.COPIES)
    return {
        **figures,
        "stories.copies.f1": copies.f1,
        "stories.copies.right": copies.precision,
    }


def _text() -> Figures:
    figures = {}
    whole = "guards", score_text.CLEAN, score_text.PLAIN
    for name in ("dev", *whole, *score_text.FORMS):
        found = score_text.score(score_text.documents(name))
        figures[f"text.{name}.f1"] = found.f1
        figures[f"text.{name}.kept"] = found.kept
        if name in whole:
            figures[f"text.{name}.intact"] = found.intact
        else:
            figures[f"text.{name}.stripped"] = found.stripped
    return figures


_GROUPS: Mapping[str, Callable[[], Figures]] = {
    "metadata": _metadata,
    "names": _names,
    "page": _pages,
    "ranking": _ranking,
    "spelling": _spelling,
    "stories": _stories,
    "text": _text,
}


@cache
def group(name: str) -> Figures:
    """The figures of one group, `name` being the first word of theirs; measured once."""
    return _GROUPS[name]()


def measure() -> Figures:
    """All figures; raises DataMissing where there is nothing to measure on."""
    return {name: figure for first in _GROUPS for name, figure in group(first).items()}
