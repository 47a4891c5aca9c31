"""What an address asks, put to the engine that the application was made around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import current_app

from search import FacetValue, Result, SearchEngine
from web.search_params import SearchParams

DEEPEST = 100_000
"""Articles of a result that can be paged through: for a page, all before it are ranked as well."""


def engine() -> SearchEngine:
    """The engine of the application that answers this request."""
    found: SearchEngine = current_app.extensions["engine"]
    return found


def ask(address: SearchParams, limit: int = 0) -> Result:
    """The answer, with what the address could not say among its notes.

    A page has as many articles as the address says, unless there is a `limit`. One that lies too
    deep has no hits, and its notes say so.
    """
    limit = limit or address.per_page
    deep = address.page * limit > DEEPEST
    result = engine().search(
        address.query,
        limit=0 if deep else limit,
        page=1 if deep else address.page,
        sort=address.order,
        filters=address.filters,
    )
    notes = address.ignored + result.notes
    if deep and (address.page - 1) * limit < result.total:
        notes += (f"Only the first {DEEPEST:,} articles can be listed: narrow the search.",)
    return replace(result, notes=notes, page=address.page, limit=limit)


FacetCounts = Mapping[str, Sequence[FacetValue]]


def facet_counts(address: SearchParams, result: Result) -> FacetCounts:
    """The counts of a result that it can be narrowed by.

    Outlets and languages are counted as if none had been chosen: so that another one can be.
    """
    counts = dict(result.facets)
    for name, wider in (
        ("outlet", address.change(outlets=(), excluded=())),
        ("lang", address.change(langs=())),
    ):
        if wider.filters != address.filters:
            found = engine().search(address.query, limit=0, filters=wider.filters)
            counts[name] = found.facets[name]
    return counts
