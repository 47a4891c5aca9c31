"""What was perhaps meant, for pages, programs and the shell alike."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from search import SearchEngine, Suggestion

_ANY: Mapping[str, str] = MappingProxyType({})


def suggestion(
    asked: SearchEngine, query: str, filters: Mapping[str, str] = _ANY
) -> Suggestion | None:
    """The query that was perhaps meant: asked of every one, a name that is there may be mistaken."""
    return asked.suggest(query, filters) if query.strip() else None
