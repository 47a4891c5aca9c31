"""Other copies of an article: the same text from another outlet, or saved a second time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search import NearDuplicate
from web.dates_in_words import date_in_words
from web.search_params import SearchParams, article_url


@dataclass(frozen=True, slots=True)
class NearDuplicateLink:
    """A copy, named by what tells it from the others, and where it is read."""

    label: str
    url: str


def near_duplicate_links(
    near_duplicates: Iterable[NearDuplicate], address: SearchParams
) -> tuple[NearDuplicateLink, ...]:
    """Links to the copies, as results of the search at `address`."""
    return tuple(
        NearDuplicateLink(_label(near_duplicate), article_url(near_duplicate.id, address))
        for near_duplicate in near_duplicates
    )


def _label(near_duplicate: NearDuplicate) -> str:
    return (
        ", ".join(
            part for part in (near_duplicate.outlet, date_in_words(near_duplicate.date)) if part
        )
        or near_duplicate.id
    )
