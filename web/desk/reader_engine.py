"""An engine that knows a reader's desk: whatever is asked of it may name what is on the desk."""

from __future__ import annotations

from typing import Any, cast

from search import Result, SearchEngine, Selections, Suggestion


class ReaderEngine:
    """An engine and the selections of the reader who asks; all else is the engine's own.

    What a search can be asked is said by SearchEngine alone, and passed on as it comes.
    """

    def __init__(self, engine: SearchEngine, selections: Selections) -> None:
        self._engine, self._selections = engine, selections

    def search(self, query: str, *paging: Any, **options: Any) -> Result:  # noqa: ANN401  # as said
        """As the engine's, with the reader's selections unless others are given."""
        return self._engine.search(query, *paging, **{"selections": self._selections} | options)

    def suggest(self, query: str, *filters: Any, **options: Any) -> Suggestion | None:  # noqa: ANN401
        """As the engine's, with the reader's selections."""
        return self._engine.suggest(query, *filters, **{"selections": self._selections} | options)

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)


def for_reader(engine: SearchEngine, selections: Selections) -> SearchEngine:
    """The engine as a reader asks it; the same engine where the desk is empty."""
    return cast(SearchEngine, ReaderEngine(engine, selections)) if selections else engine
