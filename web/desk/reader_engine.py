"""An engine that knows a reader's desk: whatever is asked of it may name what is on the desk."""

from __future__ import annotations

from types import MappingProxyType
from typing import cast

from search import FilterValues, NameOptions, Result, SearchEngine, Selections, Suggestion

_NONE: FilterValues = MappingProxyType({})
_ALL_SPELLINGS = NameOptions()


class ReaderEngine:
    """An engine and the selections of the reader who asks; all else is the engine's own."""

    def __init__(self, engine: SearchEngine, selections: Selections) -> None:
        self._engine, self._selections = engine, selections

    def search(  # noqa: PLR0913  # as the engine's
        self,
        query: str,
        limit: int = 10,
        page: int = 1,
        sort: str = "relevance",
        filters: FilterValues = _NONE,
        selections: Selections | None = None,
        names: NameOptions = _ALL_SPELLINGS,
        *,
        facets: bool = True,
    ) -> Result:
        """As the engine's, with the reader's selections unless others are given."""
        named = self._selections if selections is None else selections
        return self._engine.search(query, limit, page, sort, filters, named, names, facets=facets)

    def suggest(self, query: str, filters: FilterValues = _NONE) -> Suggestion | None:
        """As the engine's, with the reader's selections."""
        return self._engine.suggest(query, filters, self._selections)

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)


def for_reader(engine: SearchEngine, selections: Selections) -> SearchEngine:
    """The engine as a reader asks it; the same engine where the desk is empty."""
    return cast(SearchEngine, ReaderEngine(engine, selections)) if selections else engine
