"""Where the words of a query, as typed, stand in a text: what every engine says alike."""

from __future__ import annotations

from functools import lru_cache

from search.highlight.mark import Marker
from search.query import parse


def spans_of(query: str, text: str) -> list[tuple[int, int]]:
    """(start, end) in characters, in order; words of the text and of the title are looked for."""
    return [(span.start, span.end) for span in _marker(query).spans(text)]


@lru_cache(maxsize=64)  # a page asks for the words of one query in each of its titles
def _marker(query: str) -> Marker:
    return Marker.of(parse(query).tree, fields=("text", "title"))
