"""Where the words of a query, as typed, stand in texts: what every engine says alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

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
    return spans_by(_marker(query, capitals, languages), texts)


def spans_by(marker: Marker, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """The same by a marker that is there already."""
    found = marker.spans_in(texts)
    return [[(span.start, span.end) for span in spans] for spans in found]


SHOWN_FIELDS = ("text", "title")
"""The fields whose words are marked in a text."""


@lru_cache(maxsize=64)  # who reads one article after the other asks for the same words in each
def _marker(query: str, capitals: frozenset[str], languages: Languages) -> Marker:
    return Marker.of(parse(query).tree, SHOWN_FIELDS, capitals=capitals, languages=languages)
