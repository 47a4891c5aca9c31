"""The status page: what is indexed, how fresh it is, and what goes on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from index import SkippedKind, Standing
from search import SearchEngine, Status
from web.in_words import ago, moment_in_words
from web.pages.facets import Facet, facets
from web.pages.histogram import Histogram, histogram
from web.search_params import SearchParams

# A file takes seconds at the most; a run that is silent for longer is stuck, or was killed.
SILENT = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Run:
    """A run that goes on: how far it has come, in files, and when it fell `silent` if it has."""

    done: int
    to_do: int
    since: str
    since_iso: str
    silent: str


@dataclass(frozen=True, slots=True)
class View:
    """All that the status page shows."""

    articles: int
    undated: int
    outlets: int
    languages: int
    generation: int
    corpus: str
    updated: str
    updated_iso: str
    updated_ago: str
    took: str
    run: Run | None
    skipped: tuple[SkippedKind, ...]
    """What the last run did not read."""
    histogram: Histogram | None
    facets: tuple[Facet, ...]


def status_view(
    engine: SearchEngine,
    standing: Standing | None,
    now: datetime,
    skipped: tuple[SkippedKind, ...] = (),
) -> View:
    """The state of `engine`'s archive and of a run that may go on, at `now`, which has a zone.

    That the index answers is found out by asking it for all it holds.
    """
    status = engine.status()
    result = engine.search("", limit=1, sort="newest")
    dates = result.facets.get("date", ())
    updated = status.updated
    return View(
        articles=status.articles,
        undated=max(0, result.total - sum(month.count for month in dates)),
        outlets=len(result.facets.get("outlet", ())),
        languages=len(result.facets.get("lang", ())),
        generation=status.generation,
        corpus=status.corpus,
        updated=moment_in_words(updated) if updated else "",
        updated_iso=updated.isoformat(timespec="seconds") if updated else "",
        updated_ago=ago(updated, now) if updated else "",
        took=f"{result.took_ms:.1f} ms",
        run=_run(standing, now) if standing else None,
        skipped=skipped,
        histogram=histogram(SearchParams(), dates, result.total),
        facets=facets(SearchParams(), result),
    )


def _run(standing: Standing, now: datetime) -> Run:
    return Run(
        done=standing.done,
        to_do=standing.to_do,
        since=moment_in_words(standing.started),
        since_iso=standing.started.isoformat(timespec="seconds"),
        silent=ago(standing.at, now) if now - standing.at > SILENT else "",
    )


def status_record(status: Status, skipped: tuple[SkippedKind, ...]) -> dict[str, Any]:
    """The state of an archive for programs."""
    return {
        "articles": status.articles,
        "generation": status.generation,
        "corpus": status.corpus,
        "updated": status.updated.isoformat(timespec="seconds") if status.updated else "",
        "skipped": [asdict(kind) for kind in skipped],
    }
