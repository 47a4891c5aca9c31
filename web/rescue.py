"""Ways out of a search that found nothing, each with the number of articles it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search import Engine
from web.address import Address, search_url

# Each way out costs a search. Beyond this many words, leaving one out rarely helps anyway.
MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class WayOut:
    """A search near the one that found nothing."""

    label: str
    url: str
    total: int


def ways_out(engine: Engine, address: Address) -> tuple[WayOut, ...]:
    """The searches near `address` that do find something, the closest first."""
    found = []
    for label, near in _near(address):
        total = engine.search(near.query, limit=1, filters=near.filters).total
        if total:
            found.append(WayOut(label, search_url(near), total))
    return tuple(found)


def _near(address: Address) -> Iterator[tuple[str, Address]]:
    if address.filters:
        yield "the same question without filters", address.without_filters()
    words = address.query.split()
    quoted = '"' in address.query
    if quoted:
        unquoted = address.query.replace('"', " ")
        yield "the same words in any order", address.change(query=" ".join(unquoted.split()))
    if not quoted and "(" not in address.query and 2 <= len(words) <= MAX_WORDS:
        for left_out, word in enumerate(words):
            rest = " ".join(words[:left_out] + words[left_out + 1 :])
            yield f"without “{word}”", address.change(query=rest)
