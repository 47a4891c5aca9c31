"""What an extractor makes of a set of pages, and what it costs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.quality.extractor import Extract
from tests.quality.page import Page
from tests.quality.score_pages import Score, score

_WARM_UP = 5  # pages; what is loaded or compiled at the first is not counted


@dataclass(frozen=True, slots=True)
class Reading:
    """How good it is, the pages that it failed on, and the best times of a sample (CPU ms)."""

    score: Score
    failed: tuple[str, ...]
    times: Sequence[float]


def readings(
    takers: Sequence[Extract], pages: Sequence[Page], rounds: int, step: int = 1
) -> list[Reading]:
    """Have each extractor read all pages; then each so-many-th again, in turns, for its time.

    A page that an extractor fails on counts as one for which it found nothing.
    """
    for extract in takers:
        for page in pages[:_WARM_UP]:
            _timed(extract, page)
    found = [[_timed(extract, page) for page in pages] for extract in takers]
    best = [[spent for _, spent in first[::step]] for first in found]
    for _ in range(rounds - 1):
        for times, extract in zip(best, takers, strict=True):
            times[:] = map(min, times, [_timed(extract, page)[1] for page in pages[::step]])
    return [
        _reading(pages, [text for text, _ in first], times)
        for first, times in zip(found, best, strict=True)
    ]


def _reading(pages: Sequence[Page], texts: Sequence[str | None], times: list[float]) -> Reading:
    pairs = list(zip(pages, texts, strict=True))
    failed = tuple(page.id for page, text in pairs if text is None)
    return Reading(score((page, text or "") for page, text in pairs), failed, times)


def _timed(extract: Extract, page: Page) -> tuple[str | None, float]:
    """The text of a page's article, None where finding it failed; and CPU milliseconds."""
    start = time.process_time()
    try:
        text = extract(page.html)
    except Exception:  # a library may raise anything: it has not read the page
        text = None
    return text, 1000 * (time.process_time() - start)
