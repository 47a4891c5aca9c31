"""The status page: what is indexed, how fresh it is, and what goes on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from index import Inventory, Standing
from search import SearchEngine, Status
from web.in_words import ago, counted, moment_in_words, seconds_in_words
from web.pages.facets import FacetLinks, facets
from web.pages.histogram import Histogram, histogram
from web.search_params import SearchParams

# A file takes seconds at the most; a run that is silent for longer is stuck, or was killed.
SILENT = timedelta(minutes=2)


_NOTHING_KNOWN = Inventory()


@dataclass(frozen=True, slots=True)
class Run:
    """A run that goes on: how far it has come, and when it fell `silent` if it has.

    `done` of `to_do` are bytes, or files where those have none.
    """

    files: int
    files_to_do: int
    articles: int
    done: int
    to_do: int
    since: str
    since_iso: str
    left: str
    silent: str


@dataclass(frozen=True, slots=True)
class Updates:
    """What has changed since the last run, in words, and the ways to take it in.

    `token` is for the button; empty where the service starts no runs, and `command` does. With
    `is_running` a run that the service has started goes on, which may not yet have said so itself.
    """

    changed: str = ""
    token: str = ""
    command: str = "backfile reindex"
    is_running: bool = False


def changed_in_words(pending: int | None) -> str:
    """As in "3 files have changed since the last run"; empty for none or where it is not known."""
    if not pending:
        return ""
    has = "has" if pending == 1 else "have"
    return f"{counted(pending, 'file')} {has} changed since the last run"


@dataclass(frozen=True, slots=True)
class View:
    """All that the status page shows."""

    articles: int
    undated: int
    outlets: int
    languages: int
    corpus: str
    updated: str
    updated_iso: str
    updated_ago: str
    took: str
    run: Run | None
    inventory: Inventory
    not_read: str
    """What the last run did not read, counted in words; empty for nothing."""
    updates: Updates
    histogram: Histogram | None
    facets: tuple[FacetLinks, ...]


def status_view(
    engine: SearchEngine,
    standing: Standing | None,
    now: datetime,
    inventory: Inventory = _NOTHING_KNOWN,
    updates: Updates | None = None,
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
        corpus=status.corpus,
        updated=moment_in_words(updated) if updated else "",
        updated_iso=updated.isoformat(timespec="seconds") if updated else "",
        updated_ago=ago(updated, now) if updated else "",
        took=f"{result.took_ms:.1f} ms",
        run=_run(standing, now) if standing else None,
        inventory=inventory,
        not_read=not_read(inventory),
        updates=updates or Updates(),
        histogram=histogram(SearchParams(), dates, result.total),
        facets=facets(SearchParams(), result.facets, result.total),
    )


def not_read(inventory: Inventory) -> str:
    """What the last run did not read, as in "8 files could not be read, 3 were passed over"."""
    failed = []
    if inventory.unread:
        failed.append(counted(inventory.unread, "file"))
    if inventory.records:
        others = " of others" if inventory.unread else ""
        failed.append(counted(inventory.records, "record") + others)
    said = [f"{' and '.join(failed)} could not be read"] if failed else []
    if inventory.passed_over:
        was = "was" if inventory.passed_over == 1 else "were"
        number = f"{inventory.passed_over:,}" if failed else counted(inventory.passed_over, "file")
        said.append(f"{number} {was} passed over")
    return ", ".join(said)


def _run(standing: Standing, now: datetime) -> Run:
    advance, left = standing.advance, standing.advance.seconds_left
    in_bytes = advance.bytes_to_do > 0
    return Run(
        files=advance.files,
        files_to_do=advance.files_to_do,
        articles=advance.articles,
        done=advance.bytes if in_bytes else advance.files,
        to_do=advance.bytes_to_do if in_bytes else advance.files_to_do,
        since=moment_in_words(standing.started),
        since_iso=standing.started.isoformat(timespec="seconds"),
        left="" if left is None else seconds_in_words(left),
        silent=ago(standing.at, now) if now - standing.at > SILENT else "",
    )


def status_record(status: Status, inventory: Inventory) -> dict[str, Any]:
    """The state of an archive for programs."""
    return {
        "articles": status.articles,
        "generation": status.generation,
        "corpus": status.corpus,
        "updated": status.updated.isoformat(timespec="seconds") if status.updated else "",
        "files": inventory.read,
        "failed": [
            {"id": problem.id, "reason": problem.reason, "records": problem.records}
            for problem in inventory.problems
        ],
        "skipped": [asdict(kind) for kind in inventory.skipped],
    }
