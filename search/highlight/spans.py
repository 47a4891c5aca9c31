"""Where the words of a query, as typed, stand in texts: what every engine says alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from search.highlight.mark import Marker
from search.query import parse


def spans_of(
    query: str, texts: Sequence[str], capitals: frozenset[str] = frozenset()
) -> list[list[tuple[int, int]]]:
    """For each text (start, end) in characters, in order; words of text and title are sought.

    Of `capitals`, forms of words that are typed so, only those in capitals.
    """
    found = _marker(query, capitals).spans_in(texts)
    return [[(span.start, span.end) for span in spans] for spans in found]


@lru_cache(maxsize=64)  # who reads one article after the other asks for the same words in each
def _marker(query: str, capitals: frozenset[str]) -> Marker:
    return Marker.of(parse(query).tree, fields=("text", "title"), capitals=capitals)
