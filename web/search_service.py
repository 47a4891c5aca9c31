"""What an address asks, put to the engine that the application was made around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from flask import current_app

from search import Result, SearchEngine, Suggestion
from web.pages.paging import PER_PAGE
from web.search_params import SearchParams

DEEPEST = 100_000
"""Articles of a result that can be paged through: for a page, all before it are ranked as well."""

# With so few hits a word was perhaps misspelt; asking what was meant takes some milliseconds.
FEW = 3

_ANY: Mapping[str, str] = MappingProxyType({})


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
    )
    notes = address.ignored + result.notes
    if deep and (address.page - 1) * limit < result.total:
        notes += (f"Only the first {DEEPEST:,} articles can be listed: narrow the search.",)
    return replace(result, notes=notes, page=address.page, limit=limit)


def suggestion(
    asked: SearchEngine, query: str, total: int, filters: Mapping[str, str] = _ANY
) -> Suggestion | None:
    """The query that was perhaps meant, where what was asked has found a few articles or none."""
    return asked.suggest(query, filters) if query and total <= FEW else None
