"""What a search finds in the lines that were left out of the articles, when they have nothing."""

from __future__ import annotations

from search import NameOptions, SearchEngine


def query_in_left_out(query: str) -> str:
    """The query that looks for the same there; "" where it does so already, or asks for nothing."""
    asks = query.strip() and "removed" not in query.lower()
    return f"in:removed {query}" if asks else ""


def articles_in_left_out(engine: SearchEngine, query: str, names: NameOptions) -> int:
    """How many articles have what is asked for in lines that were left out of them."""
    there = query_in_left_out(query)
    if not there:
        return 0
    return engine.search(there, limit=0, names=names, facets=False).total
