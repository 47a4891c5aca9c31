"""A result as the page shows it: its hits, and links to the searches around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search import SORTS, FacetValue, Result
from web.in_words import counted, span_in_words
from web.language import language_name
from web.pages.date_boxes import DateBoxes, date_boxes
from web.pages.facets import FacetLinks, facets
from web.pages.histogram import Histogram, histogram
from web.pages.hit_list import Item, items
from web.pages.marks import Find
from web.pages.no_results import Meant
from web.pages.paging import Paging, last_page, paging
from web.pages.spellings import AlsoSearched, also_searched
from web.search_params import (
    LISTS,
    PER_PAGE,
    SearchParams,
    deliver_url,
    search_url,
    stated_url,
)

# A pasted paragraph would push its own results off the screen; the box still holds all of it.
QUOTED = 120


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or with `current` the place where one is already."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """All that the results page shows, in words and links."""

    title: str
    heading: str
    position: str
    took: str
    understood: str
    also: AlsoSearched | None
    meant: tuple[Meant, ...]
    notes: tuple[str, ...]
    readings: tuple[Link, ...]
    items: tuple[Item, ...]
    is_mixed: bool
    """Whether articles with all words and with most of them stand in one order."""
    start: int
    chips: tuple[Link, ...]
    clear_url: str
    sorts: tuple[Link, ...]
    grouping: tuple[Link, ...]
    """Each report by itself, or those of one event together; none where none is of one."""
    lengths: tuple[Link, ...]
    """How many articles a page may have; none where all are on one."""
    layouts: tuple[Link, ...]
    histogram: Histogram | None
    facets: tuple[FacetLinks, ...]
    selections: Mapping[str, Sequence[FacetValue]]
    """Among others, how many articles are in each of the reader's collections and tags."""
    dates: DateBoxes
    paging: Paging
    record_url: str
    feed_url: str
    table_url: str
    deliver_url: str


def view(
    params: SearchParams,
    result: Result,
    find: Find,
    counts: Mapping[str, Sequence[FacetValue]],
    months: Sequence[FacetValue],
    meant: tuple[Meant, ...] = (),
) -> View:
    """The results page of `params`, titles marked with what `find` finds in them.

    `counts` are what the result can be narrowed by (web.search_service.facet_counts), `months`
    those that examples of dates are taken from.
    """
    last = last_page(result)
    start = (params.page - 1) * result.limit + 1
    plain = _plain(params)
    return View(
        title=_title(params, result, last),
        heading=_heading(params, result),
        position=_position(params, start, result, last),
        took=_took(result.took_ms),
        understood=_understood(params, result),
        also=also_searched(params, result.spellings, result.left_out),
        meant=meant,
        notes=result.notes,
        readings=tuple(
            Link(reading.text, search_url(params.change(query=reading.query)))
            for reading in result.readings
        ),
        items=items(params, result.hits, find, start),
        is_mixed=result.is_mixed,
        start=start,
        chips=_chips(params),
        clear_url=search_url(params.without_filters()),
        sorts=_sorts(params) if result.listed > 1 else (),
        grouping=_grouping(params) if any(hit.story for hit in result.hits) else (),
        lengths=_lengths(params) if result.listed > PER_PAGE[0] else (),
        layouts=_layouts(params),
        histogram=histogram(params, result.facets.get("date", ()), result.total + result.partial),
        facets=facets(params, counts, result.total + result.partial),
        selections=result.facets,
        dates=date_boxes(params, months),
        paging=paging(params, last),
        record_url=search_url(_record(params, plain), "json"),
        feed_url=search_url(plain, "rss"),
        table_url=search_url(plain, "csv"),
        deliver_url=deliver_url(params.turn(1)),
    )


def _record(params: SearchParams, plain: SearchParams) -> SearchParams:
    """The page of data that has the same articles; the first where no such page has."""
    usual = params.per_page == PER_PAGE[0]
    return plain.turn(params.page if usual else 1)


def _plain(params: SearchParams) -> SearchParams:
    """The search as data, which has pages of its own."""
    return params.change(per_page=PER_PAGE[0], layout=LISTS[0], story="")


def _counted(result: Result) -> str:
    total = counted(result.total, "article") if result.total else "No articles"
    return f"{total} with all words, {result.partial:,} with most" if result.partial else total


def _quoted(query: str) -> str:
    if '"' in query and len(query) <= QUOTED:
        return query  # it has quotation marks of its own
    return f"“{query}”" if len(query) <= QUOTED else f"“{query[:QUOTED].rstrip()} …”"


def _heading(params: SearchParams, result: Result) -> str:
    if params.query and not result.understood:
        return f"There is no word to look for in {_quoted(params.query)}"
    found = _counted(result)
    if params.query:
        return f"{found} for {_quoted(params.query)}"
    return f"All {found}" if result.total > 1 and not params.filters else found


def _title(params: SearchParams, result: Result, last: int) -> str:
    parts = [_quoted(params.query)] if params.query else []
    parts.append(_counted(result))
    if last > 1:
        parts.append(f"page {params.page} of {last}")
    return " – ".join(parts)


def _position(params: SearchParams, start: int, result: Result, last: int) -> str:
    """Which of the hits stand on this page, of several; and how many articles stand with others."""
    parts = []
    if last > 1 and result.hits:
        parts.append(f"{start:,} to {start + len(result.hits) - 1:,} of {result.listed:,}")
    if result.copies:
        copies = "copy" if result.copies == 1 else "copies"
        kind = "on the same events" if params.story else f"{copies} folded"
        parts.append(f"{result.copies:,} {kind}")
    return ", ".join(parts)


def _took(milliseconds: float) -> str:
    if milliseconds < 1:
        return "under 1 ms"
    return f"{milliseconds:.0f} ms" if milliseconds < 1_000 else f"{milliseconds / 1_000:.1f} s"


def _understood(params: SearchParams, result: Result) -> str:
    """How the query was read, unless that is just the words as they were typed."""
    plain = result.understood.replace(" AND ", " ")
    return "" if plain.casefold() == params.query.casefold() else result.understood


def _chips(params: SearchParams) -> tuple[Link, ...]:
    """The active filters; the link of each is the search without it."""
    chips = [
        Link(label(value), search_url(params.change(**{name: _without(values, value)})))
        for name, label in _CHIPS
        if (values := getattr(params, name))
        for value in values
    ]
    if params.since or params.until:
        words = span_in_words(params.since, params.until)
        chips.append(Link(words, search_url(params.within("", ""))))
    if params.undated:
        chips.append(Link("undated", search_url(params.within("", ""))))
    return tuple(chips)


def _grouping(params: SearchParams) -> tuple[Link, ...]:
    """The same search one by one, or with the reports of one event together."""
    return tuple(
        Link(label, search_url(params.change(story=story)), story == params.story)
        for label, story in (("Each report", ""), ("By event", "1"))
    )


_CHIPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("outlets", str),
    ("excluded", "not {}".format),
    ("langs", language_name),
    ("named", str),
)


def _without(values: Iterable[str], value: str) -> tuple[str, ...]:
    return tuple(each for each in values if each != value)


def _sorts(params: SearchParams) -> tuple[Link, ...]:
    return tuple(
        Link(order.capitalize(), search_url(params.change(sort=order)), order == params.order)
        for order in (SORTS if params.query else SORTS[1:])
    )


def _lengths(params: SearchParams) -> tuple[Link, ...]:
    """Links that say their length themselves, so that the usual one can be chosen again."""
    return tuple(
        Link(str(length), stated_url(params, per=str(length)), length == params.per_page)
        for length in PER_PAGE
    )


def _layouts(params: SearchParams) -> tuple[Link, ...]:
    return tuple(
        Link(layout.capitalize(), stated_url(params, list=layout), layout == params.layout)
        for layout in LISTS
    )
