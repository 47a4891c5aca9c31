"""What a result can be narrowed by: outlets, years or months, languages, each with its count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from search import FacetValue, Result
from web.address import Address, narrowed_urls, search_url
from web.day import in_words
from web.language import language_name

# Beyond this many nobody reads on; `outlet:` in the query finds the rarest outlet too.
LISTED = 60

# A facet shows this many values at once; the rest unfold. More would push the facets below it
# off the screen.
SHOWN = 8


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value of a facet, the search that it leads to, and how many articles have it."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A column: the values shown at once, those that unfold, and how many are not listed.

    `most` is the largest count, for the length of the bars.
    """

    name: str
    shown: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    left_out: int
    most: int


def facets(address: Address, result: Result) -> tuple[Facet, ...]:
    """The columns that `result` can be narrowed by: those that leave a choice."""
    outlets = [facet for facet in result.facets.get("outlet", ()) if facet.value]
    columns = {
        "Outlet": _outlet_links(address, outlets[:LISTED]),
        "Date": _date_links(address, result.facets.get("date", ())),
        "Language": _lang_links(address, result.facets.get("lang", ())),
    }
    left_out = {"Outlet": max(0, len(outlets) - LISTED)}
    return tuple(
        _facet(name, links, left_out.get(name, 0))
        for name, links in columns.items()
        if len(links) > 1
    )


def _facet(name: str, links: list[FacetLink], left_out: int) -> Facet:
    return Facet(
        name=name,
        shown=tuple(links[:SHOWN]),
        more=tuple(links[SHOWN:]),
        left_out=left_out,
        most=max(link.count for link in links),
    )


def _outlet_links(address: Address, values: Iterable[FacetValue]) -> list[FacetLink]:
    url = narrowed_urls(address, "outlet")
    return [FacetLink(facet.value, url(facet.value), facet.count) for facet in values]


def _lang_links(address: Address, values: Iterable[FacetValue]) -> list[FacetLink]:
    url = narrowed_urls(address, "lang")
    return [
        FacetLink(language_name(facet.value), url(facet.value), facet.count)
        for facet in values
        if facet.value
    ]


def _date_links(address: Address, months: Iterable[FacetValue]) -> list[FacetLink]:
    """Years while there are several to choose from, then the months of the one year."""
    counts = {facet.value: facet.count for facet in months if facet.value}
    periods = _by_period(counts, len("2017"))
    if len(periods) < 2:
        periods = _by_period(counts, len("2017-06"))
    return [
        FacetLink(in_words(period), search_url(address.change(since=period, until=period)), count)
        for period, count in sorted(periods.items(), reverse=True)
    ]


def _by_period(counts: dict[str, int], precision: int) -> Counter[str]:
    periods: Counter[str] = Counter()
    for day, count in counts.items():
        if len(day) >= precision:  # an article that only knows its year is in no month
            periods[day[:precision]] += count
    return periods
