"""Where the words of a query, as typed, stand in texts: what every engine says alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from whoosh import query as ast

from search.highlight.mark import Marker
from search.query import parse


def spans_of(
    query: str, texts: Sequence[str], capitals: frozenset[str] = frozenset()
) -> list[list[tuple[int, int]]]:
    """For each text (start, end) in characters, in order; words of text and title are sought.

    Of `capitals`, forms of words that are typed so, only those in capitals.
    """
    return _spans(_marker(query, capitals), texts)


def spans_of_tree(
    tree: ast.Query | None, texts: Sequence[str], capitals: frozenset[str]
) -> list[list[tuple[int, int]]]:
    """The same of a query that was read and widened."""
    return _spans(Marker.of(tree, fields=_FIELDS, capitals=capitals), texts)


def _spans(marker: Marker, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    found = marker.spans_in(texts)
    return [[(span.start, span.end) for span in spans] for spans in found]


_FIELDS = ("text", "title")


@lru_cache(maxsize=64)  # who reads one article after the other asks for the same words in each
def _marker(query: str, capitals: frozenset[str]) -> Marker:
    return Marker.of(parse(query).tree, fields=_FIELDS, capitals=capitals)
