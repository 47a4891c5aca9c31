"""Other copies of an article: the same text from another outlet, or saved a second time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search import Twin
from web.address import Address, article_url
from web.day import in_words


@dataclass(frozen=True, slots=True)
class TwinLink:
    """A copy, named by what tells it from the others, and where it is read."""

    label: str
    url: str


def twin_links(twins: Iterable[Twin], address: Address) -> tuple[TwinLink, ...]:
    """Links to the copies, as results of the search at `address`."""
    return tuple(TwinLink(_label(twin), article_url(twin.id, address)) for twin in twins)


def _label(twin: Twin) -> str:
    return ", ".join(part for part in (twin.outlet, in_words(twin.date)) if part) or twin.id
