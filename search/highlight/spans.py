"""Where the words of a query, as typed, stand in texts: what every engine says alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from whoosh import query as ast

from search.highlight.mark import Marker
from search.plan import ENGLISH, Languages
from search.query import parse


def spans_of(
    query: str,
    texts: Sequence[str],
    capitals: frozenset[str] = frozenset(),
    languages: Languages = ENGLISH,
) -> list[list[tuple[int, int]]]:
    """For each text (start, end) in characters, in order; words of text and title are sought.

    Of `capitals`, forms of words that are typed so, only those in capitals. `languages` are those
    that articles are analysed in.
    """
    return _spans(_marker(query, capitals, languages), texts)


def spans_of_tree(
    tree: ast.Query | None, texts: Sequence[str], capitals: frozenset[str], languages: Languages
) -> list[list[tuple[int, int]]]:
    """The same of a query that was read and widened."""
    marker = Marker.of(tree, _FIELDS, capitals=capitals, languages=languages)
    return _spans(marker, texts)


def _spans(marker: Marker, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    found = marker.spans_in(texts)
    return [[(span.start, span.end) for span in spans] for spans in found]


_FIELDS = ("text", "title")


@lru_cache(maxsize=64)  # who reads one article after the other asks for the same words in each
def _marker(query: str, capitals: frozenset[str], languages: Languages) -> Marker:
    return Marker.of(parse(query).tree, _FIELDS, capitals=capitals, languages=languages)
