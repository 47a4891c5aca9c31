"""What was perhaps meant, for pages, programs and the shell alike."""

from __future__ import annotations

from types import MappingProxyType

from search import FilterValues, SearchEngine, Suggestion

# With so few hits a word was perhaps misspelt; asking what was meant takes some milliseconds.
FEW = 3

_ANY: FilterValues = MappingProxyType({})


def suggestion(
    asked: SearchEngine, query: str, total: int, filters: FilterValues = _ANY
) -> Suggestion | None:
    """The query that was perhaps meant, where what was asked has found a few articles or none."""
    return asked.suggest(query, filters) if query and total <= FEW else None
