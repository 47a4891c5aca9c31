"""What a result can be narrowed by: outlets, years or months, languages, each with its count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from search import FacetValue, Result
from web.in_words import date_in_words
from web.language import language_name
from web.search_params import SearchParams, dated_urls, narrowed_urls

# Beyond this many nobody reads on; `outlet:` in the query finds the rarest outlet too.
LISTED = 60

# A facet shows this many values at once; the rest unfold. More would push the facets below it
# off the screen.
SHOWN = 8


class FacetLink(NamedTuple):  # up to a hundred are made for each page
    """A value of a facet, the search that it leads to, and how many articles have it.

    `bar` is the count in percent of the facet's largest.
    """

    label: str
    url: str
    articles: str
    bar: float


@dataclass(frozen=True, slots=True)
class Facet:
    """A column: the values shown at once, those that unfold, and how many are not listed."""

    name: str
    shown: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    left_out: int


def facets(address: SearchParams, result: Result) -> tuple[Facet, ...]:
    """The columns that `result` can be narrowed by: those that leave a choice."""
    outlets = [facet for facet in result.facets.get("outlet", ()) if facet.value]
    columns = {
        "Outlet": _outlet_links(address, outlets[:LISTED]),
        "Date": _date_links(address, result.facets.get("date", ())),
        "Language": _lang_links(address, result.facets.get("lang", ())),
    }
    left_out = {"Outlet": max(0, len(outlets) - LISTED)}
    return tuple(
        Facet(name, tuple(links[:SHOWN]), tuple(links[SHOWN:]), left_out.get(name, 0))
        for name, links in columns.items()
        if len(links) > 1
    )


def _links(values: Iterable[tuple[str, str, int]]) -> list[FacetLink]:
    """Links to these values: (label, URL, count)."""
    values = list(values)
    most = max((count for _, _, count in values), default=0)
    return [
        FacetLink(label, url, f"{count:,}", round(100 * count / most, 1))
        for label, url, count in values
    ]


def _outlet_links(address: SearchParams, values: Iterable[FacetValue]) -> list[FacetLink]:
    url = narrowed_urls(address, "outlet")
    return _links((value, url(value), count) for value, count in values)


def _lang_links(address: SearchParams, values: Iterable[FacetValue]) -> list[FacetLink]:
    url = narrowed_urls(address, "lang")
    return _links((language_name(value), url(value), count) for value, count in values if value)


def _date_links(address: SearchParams, months: Iterable[FacetValue]) -> list[FacetLink]:
    """Years while there are several to choose from, then the months of the one year."""
    counts = {month: count for month, count in months if month}
    periods = by_period(counts, len("2017"))
    if len(periods) < 2:
        periods = by_period(counts, len("2017-06"))
    url = dated_urls(address)
    return _links(
        (date_in_words(period), url(period, period), count)
        for period, count in sorted(periods.items(), reverse=True)
    )


def by_period(counts: Mapping[str, int], precision: int) -> dict[str, int]:
    """The counts of partial dates by so many of their first characters."""
    periods: dict[str, int] = {}
    for day, count in counts.items():
        if len(day) >= precision:  # an article that only knows its year is in no month
            period = day[:precision]
            periods[period] = periods.get(period, 0) + count
    return periods
