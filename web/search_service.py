"""What an address asks, put to the engine that the application was made around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import current_app

from search import FacetValue, Hit, Result, SearchEngine
from web.desk.desks import readers_engine
from web.search_params import SearchParams

DEEPEST = 100_000
"""Articles of a result that can be paged through: for a page, all before it are ranked as well."""


def engine() -> SearchEngine:
    """The engine of the application that answers this request, as its reader asks it."""
    found: SearchEngine = current_app.extensions["engine"]
    return readers_engine(found)


def ask(params: SearchParams, limit: int = 0, *, facets: bool = True) -> Result:
    """The answer, with what the address could not say among its notes.

    A page has as many articles as the address says, unless there is a `limit`. One that lies too
    deep has no hits, and its notes say so. Without `facets` nothing is counted but the articles.
    """
    limit = limit or params.per_page
    deep = params.page * limit > DEEPEST
    result = engine().search(
        params.query,
        limit=0 if deep else limit,
        page=1 if deep else params.page,
        sort=params.order,
        filters=params.filters,
        names=params.names,
        facets=facets,
        by_story=bool(params.story),
    )
    notes = params.ignored + result.notes
    if deep and (params.page - 1) * limit < result.listed:
        notes += (f"Only the first {DEEPEST:,} articles can be listed: narrow the search.",)
    return replace(result, notes=notes, page=params.page, limit=limit)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where an article stands in a result, counted from 1, and the articles around it.

    Each of these is an id and the page of the result that it is on; None where there is none.
    """

    place: int
    total: int
    previous: tuple[str, int] | None
    following: tuple[str, int] | None


def neighbours(params: SearchParams, article_id: str) -> Neighbours | None:
    """The articles before and after one that stands on the page of `params`; None if it does not.

    A copy stands where the article stands under which it is folded.
    """
    result = ask(params, facets=False)
    place = next((n for n, hit in enumerate(result.hits) if _holds(hit, article_id)), None)
    if place is None:
        return None
    page, hits = params.page, result.hits
    before = after = None
    if place:
        before = hits[place - 1].id, page
    elif page > 1 and (earlier := ask(params.turn(page - 1), facets=False).hits):
        before = earlier[-1].id, page - 1
    if place + 1 < len(hits):
        after = hits[place + 1].id, page
    elif page * result.limit < result.total and (
        later := ask(params.turn(page + 1), facets=False).hits
    ):
        after = later[0].id, page + 1
    return Neighbours((page - 1) * result.limit + place + 1, result.total, before, after)


def _holds(hit: Hit, article_id: str) -> bool:
    return hit.id == article_id or any(copy.id == article_id for copy in hit.near_duplicates)


FacetCounts = Mapping[str, Sequence[FacetValue]]


def facet_counts(params: SearchParams, result: Result) -> FacetCounts:
    """The counts of a result that it can be narrowed by.

    Outlets and languages are counted as if none had been chosen: so that another one can be.
    """
    counts = dict(result.facets)
    for name, wider in (
        ("outlet", params.change(outlets=(), excluded=())),
        ("lang", params.change(langs=())),
    ):
        if wider.filters != params.filters:
            found = engine().search(
                params.query, limit=0, filters=wider.filters, names=params.names
            )
            counts[name] = found.facets[name]
    return counts


def dates_of_archive(counts: FacetCounts) -> Sequence[FacetValue]:
    """The months of a result; where it has none, those of all articles."""
    return counts.get("date") or engine().search("", limit=0).facets["date"]
