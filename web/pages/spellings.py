"""The spellings by which a query's names were widened, each with a link that takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search import Spelling
from web.search_params import OFF, SearchParams, search_url


@dataclass(frozen=True, slots=True)
class SpellingLink:
    """A spelling: alone, left out, and why it is one."""

    text: str
    articles: int
    why: str
    url: str
    """The search for it alone."""
    without_url: str


@dataclass(frozen=True, slots=True)
class AlsoSearched:
    """The line below the heading."""

    spellings: tuple[SpellingLink, ...]
    as_typed_url: str
    """Empty where only what was typed is sought."""
    all_url: str
    """Empty where nothing is left out."""


def also_searched(address: SearchParams, spellings: Sequence[Spelling]) -> AlsoSearched | None:
    """The line of a search; None where no name was widened and none could be."""
    left_out = bool(address.variants or address.without)
    if not spellings and not left_out:
        return None
    return AlsoSearched(
        tuple(_link(address, spelling) for spelling in spellings),
        search_url(address.change(variants=OFF)) if spellings else "",
        search_url(address.change(variants="", without="")) if left_out else "",
    )


def _link(address: SearchParams, spelling: Spelling) -> SpellingLink:
    without = ",".join(filter(None, (address.without, spelling.form)))
    return SpellingLink(
        spelling.text,
        spelling.articles,
        spelling.why,
        search_url(address.change(query=f'"{spelling.text}"', without="")),
        search_url(address.change(without=without)),
    )
