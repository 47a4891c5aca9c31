"""What an address asks, put to the engine that the application was made around."""

from __future__ import annotations

from dataclasses import replace

from flask import current_app

from search import Result, SearchEngine
from web.pages.paging import PER_PAGE
from web.search_params import SearchParams

DEEPEST = 100_000
"""Articles of a result that can be paged through: for a page, all before it are ranked as well."""


def engine() -> SearchEngine:
    """The engine of the application that answers this request."""
    found: SearchEngine = current_app.extensions["engine"]
    return found


def ask(address: SearchParams, limit: int = PER_PAGE) -> Result:
    """The answer, with what the address could not say among its notes.

    A page that lies too deep has no hits, and its notes say so.
    """
    deep = address.page * limit > DEEPEST
    result = engine().search(
        address.query,
        limit=0 if deep else limit,
        page=1 if deep else address.page,
        sort=address.order,
        filters=address.filters,
        names=address.names,
    )
    notes = address.ignored + result.notes
    if deep and (address.page - 1) * limit < result.total:
        notes += (f"Only the first {DEEPEST:,} articles can be listed: narrow the search.",)
    return replace(result, notes=notes, page=address.page, limit=limit)
