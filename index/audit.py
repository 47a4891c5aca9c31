"""What cleaning has left out over a whole index, for a person to judge whether it was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from index.article import Article
from index.corrections import Correction

_NO_CORRECTIONS: Mapping[Correction, Sequence[str]] = {}


class DroppedLine(NamedTuple):
    """A line that was left out, the reason, and in how many articles."""

    line: str
    reason: str
    articles: int


class Loss(NamedTuple):
    """An article that lost much: the share of its page's words that was left out."""

    id: str
    title: str
    share: float


class PutBack(NamedTuple):
    """A line that a reader has put back, its articles by id, and whether they hold it by now.

    There are none when no file has the content any more for which it was put back.
    """

    correction: Correction
    ids: Sequence[str]
    is_there: bool


@dataclass(frozen=True, slots=True)
class Audit:
    """The lines left out most often, the articles that lost most, the worst first; corrections."""

    articles: int
    lines: list[DroppedLine]
    losses: list[Loss]
    put_back: list[PutBack]


def audit(
    articles: Iterable[tuple[str, Article]],
    most: int = 20,
    corrections: Mapping[Correction, Sequence[str]] = _NO_CORRECTIONS,
) -> Audit:
    """Look through (id, article) pairs; returns up to `most` lines and as many articles.

    `corrections` has the ids of the articles that each holds for (`articles_corrected`).
    """
    corrected = set(chain.from_iterable(corrections.values()))
    kept: set[tuple[str, str]] = set()
    dropped: Counter[tuple[str, str]] = Counter()
    losses: list[Loss] = []
    count = 0
    for article_id, article in articles:
        count += 1
        dropped.update(set(article.removed))
        if article_id in corrected:
            kept.update((article_id, line) for line in article.text.split("\n"))
        losses.append(Loss(article_id, article.title, _share_lost(article)))
        if len(losses) > 1_000 + most:  # keep the worst without keeping all
            losses = _worst(losses, most)
    lines = [DroppedLine(*line, seen) for line, seen in dropped.most_common(most)]
    put_back = [
        PutBack(each, ids, bool(ids) and kept.issuperset((name, each.line) for name in ids))
        for each, ids in corrections.items()
    ]
    return Audit(count, lines, _worst(losses, most), put_back)


def _worst(losses: list[Loss], most: int) -> list[Loss]:
    return sorted(losses, key=lambda loss: (-loss.share, loss.id))[:most]


def _share_lost(article: Article) -> float:
    """The share of a page's words that was left out, 0 to 1. The title is no loss."""
    kept = len(article.text.split())
    lost = sum(len(line.line.split()) for line in article.removed if "title" not in line.reason)
    return lost / (kept + lost) if lost else 0.0
