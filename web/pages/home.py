"""The front page: what the archive holds, how fresh it is, and ways in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from index import Inventory
from search import SearchEngine
from web.in_words import ago, date_in_words, moment_in_words
from web.pages.facets import FacetLinks, facets
from web.pages.histogram import Histogram, histogram
from web.pages.hit_list import Item, items
from web.pages.marks import find_nothing
from web.pages.status import changed_in_words, not_read
from web.pages.story_note import Headline, headlines
from web.search_params import SearchParams, search_url

# Enough to see that the last reindex took; the rest is one link away.
NEWEST = 8


@dataclass(frozen=True, slots=True)
class View:
    """All that the front page shows."""

    articles: int
    corpus: str
    updated: str
    updated_iso: str
    updated_ago: str
    not_read: str
    """What the last run did not read, counted in words; empty for nothing."""
    changed: str
    """How many files have changed since, in words; empty for none."""
    newest: tuple[Item, ...]
    histogram: Histogram | None
    facets: tuple[FacetLinks, ...]
    stories: tuple[Headline, ...]
    stories_of: str
    all_url: str
    year: str
    """A year of the archive, for an example; empty where no article has a date."""


def home_view(
    engine: SearchEngine, now: datetime, inventory: Inventory, pending: int | None = None
) -> View:
    """The front page of `engine`'s archive at the moment `now`, which carries a zone."""
    status = engine.status()
    params = SearchParams(sort="newest")
    result = engine.search("", limit=NEWEST, sort=params.order)
    updated = status.updated
    months = [facet.value for facet in result.facets.get("date", ())]
    month = next((value for value in months if len(value) == len("2023-03")), "")
    return View(
        articles=status.articles,
        corpus=status.corpus,
        updated=moment_in_words(updated) if updated else "",
        updated_iso=updated.isoformat(timespec="seconds") if updated else "",
        updated_ago=ago(updated, now) if updated else "",
        not_read=not_read(inventory),
        changed=changed_in_words(pending),
        newest=items(SearchParams(), result.hits, find_nothing),
        histogram=histogram(SearchParams(), result.facets.get("date", ()), result.total),
        facets=facets(SearchParams(), result.facets, result.total),
        stories=headlines(engine, month),
        stories_of=date_in_words(month),
        all_url=search_url(params),
        year=next((month[:4] for month, _ in result.facets.get("date", ()) if month), ""),
    )
