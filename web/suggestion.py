"""What was perhaps meant, for pages, programs and the shell alike."""

from __future__ import annotations

from types import MappingProxyType

from search import FilterValues, SearchEngine, Suggestion

_ANY: FilterValues = MappingProxyType({})


def suggestion(asked: SearchEngine, query: str, filters: FilterValues = _ANY) -> Suggestion | None:
    """The query that was perhaps meant; also of one that finds some: Hilary may be Hillary."""
    return asked.suggest(query, filters) if query.strip() else None
