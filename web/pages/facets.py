"""What a result can be narrowed by: outlets, dates, languages and names, each with its count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search import FacetValue
from web.in_words import date_in_words
from web.language import language_name
from web.search_params import (
    SearchParams,
    dated_urls,
    name_url,
    narrowed_urls,
    outlets_url,
    search_url,
)

LISTED = 24
"""Values that unfold at the most; a page of their own has them all, and a box to find one."""

SHOWN = 8
"""A facet shows this many values at once; the rest unfold. More would push the facets below it
off the screen."""

_BREAKS = (": ", " – ", " - ", ", ", " | ", "/")
"""What a beginning that outlets share ends with, where it can be left out."""


class FacetLink(NamedTuple):  # up to a hundred are made for each page
    """A value of a facet, the search that it leads to, and how many articles have it.

    `label` may lack the beginning that all values share; `name` is the whole. `bar` is the count
    in percent of the facet's largest. With `chosen` the result is narrowed to it, and the link
    takes that back; `without_url` leads to the result without it, or with it again if it
    `is_excluded`.
    """

    label: str
    name: str
    url: str
    articles: str
    bar: float
    chosen: bool = False
    without_url: str = ""
    is_excluded: bool = False
    about_url: str = ""
    """A page about the value; empty where there is none."""


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """A column: the values shown at once, those that unfold, and how many are not listed."""

    name: str
    shown: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    left_out: int
    all_url: str = ""
    """The page that lists all values; empty where there is none."""


def facets(
    params: SearchParams, counts: Mapping[str, Sequence[FacetValue]], total: int
) -> tuple[FacetLinks, ...]:
    """The columns that a result of `total` articles can be narrowed by: those that leave a choice.

    `counts` has the values by facet (web.search_service.facet_counts).
    """
    outlets = [facet for facet in counts.get("outlet", ()) if facet.value]
    columns = {
        "Outlet": outlet_links(params, outlets, LISTED),
        "Date": _date_links(params, counts.get("date", ()), total),
        "Language": _lang_links(params, counts.get("lang", ())),
        "Names": _name_links(params, counts.get("name", ())),
    }
    left_out = {"Outlet": max(0, len(outlets) - LISTED)}
    all_urls = {"Outlet": outlets_url(params)} if len(outlets) > SHOWN else {}
    return tuple(
        FacetLinks(
            name,
            tuple(links[:SHOWN]),
            tuple(links[SHOWN:]),
            left_out.get(name, 0),
            all_urls.get(name, ""),
        )
        for name, links in columns.items()
        if len(links) > 1 or any(link.chosen or link.is_excluded for link in links)
    )


def outlet_links(
    params: SearchParams, counts: Iterable[FacetValue], limit: int | None = None
) -> list[FacetLink]:
    """All outlets or the first `limit`: the chosen and left out first, then the most frequent."""
    values = [facet for facet in counts if facet.value]
    prefix = shared_beginning([value for value, _ in values])
    with_it = narrowed_urls(params, "outlets")
    without_it = narrowed_urls(params, "excluded")
    most = max((count for _, count in values), default=0)

    def link(value: str, count: int) -> FacetLink:
        chosen, is_excluded = value in params.outlets, value in params.excluded
        inside = _without(params.outlets, value)
        outside = _without(params.excluded, value)
        url = with_it(value)
        if chosen or is_excluded:
            url = search_url(params.change(outlets=inside, excluded=outside))
        without_url = without_it(value)
        if chosen:
            excluded = (*params.excluded, value)
            without_url = search_url(params.change(outlets=inside, excluded=excluded))
        elif is_excluded:
            without_url = search_url(params.change(excluded=outside))
        return FacetLink(
            label=value[len(prefix) :],
            name=value,
            url=url,
            articles=f"{count:,}",
            bar=round(100 * count / most, 1),
            chosen=chosen,
            without_url=without_url,
            is_excluded=is_excluded,
        )

    named = {*params.outlets, *params.excluded}
    ordered = sorted(values, key=lambda facet: facet.value not in named)
    return [link(value, count) for value, count in ordered[:limit]]


def shared_beginning(names: Sequence[str]) -> str:
    """What all names begin with, to the end of a part such as "Press release: "; else nothing."""
    if len(names) < 3:
        return ""
    first, last = min(names), max(names)  # whatever these share, those between them share too
    pairs = enumerate(zip(first, last, strict=False))
    shared = next((place for place, (one, other) in pairs if one != other), len(first))
    ends = (first.rfind(mark, 0, shared) + len(mark) for mark in _BREAKS if mark in first[:shared])
    return first[: max(ends, default=0)]


def _without(values: Iterable[str], value: str) -> tuple[str, ...]:
    return tuple(each for each in values if each != value)


def _links(values: Iterable[tuple[str, str, int, bool]]) -> list[FacetLink]:
    """Links to these values: (label, URL, count, whether it is chosen)."""
    values = list(values)
    most = max((count for _, _, count, _ in values), default=0)
    return [
        FacetLink(label, label, url, f"{count:,}", round(100 * count / most, 1), chosen)
        for label, url, count, chosen in values
    ]


def _lang_links(params: SearchParams, values: Iterable[FacetValue]) -> list[FacetLink]:
    with_it = narrowed_urls(params, "langs")

    def url(value: str) -> str:
        if value not in params.langs:
            return with_it(value)
        return search_url(params.change(langs=_without(params.langs, value)))

    return _links(
        (language_name(value), url(value), count, value in params.langs)
        for value, count in values
        if value
    )


def _name_links(params: SearchParams, values: Iterable[FacetValue]) -> list[FacetLink]:
    """People, places and organisations: those that are chosen first."""
    with_it = narrowed_urls(params, "named")
    values = [value for value in values if value.value]
    most = max((count for _, count in values), default=0)
    counts = dict(values)
    ordered = [*params.named, *(value for value, _ in values if value not in params.named)]

    def url(name: str) -> str:
        if name not in params.named:
            return with_it(name)
        return search_url(params.change(named=_without(params.named, name)))

    return [
        FacetLink(
            name, name, url(name), f"{counts.get(name, most):,}",
            round(100 * counts.get(name, most) / (most or 1), 1), name in params.named,
            about_url=name_url(name),
        )
        for name in ordered[:LISTED]
    ]  # fmt: skip


def _date_links(params: SearchParams, months: Iterable[FacetValue], total: int) -> list[FacetLink]:
    """Years while there are several to choose from, then the months of the one year; undated."""
    counts = {month: count for month, count in months if month}
    periods = by_period(counts, len("2017"))
    if len(periods) < 2:
        periods = by_period(counts, len("2017-06"))
    url = dated_urls(params)
    undated = total - sum(counts.values())
    links = [
        (date_in_words(period), url(period, period), count, False)
        for period, count in sorted(periods.items(), reverse=True)
    ]
    if undated > 0:
        turned = params.within("", "").change(undated=not params.undated)
        links.insert(
            min(len(links), SHOWN - 1), ("Undated", search_url(turned), undated, params.undated)
        )
    return _links(links)


def by_period(counts: Mapping[str, int], precision: int) -> dict[str, int]:
    """The counts of partial dates by a number of their first characters."""
    periods: dict[str, int] = {}
    for day, count in counts.items():
        if len(day) >= precision:  # an article that only knows its year is in no month
            period = day[:precision]
            periods[period] = periods.get(period, 0) + count
    return periods
