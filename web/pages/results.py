"""A result as the page shows it: its hits, and links to the searches around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from search import SORTS, FacetValue, Hit, NearDuplicate, Result
from web.in_words import counted, date_in_words, span_in_words
from web.language import foreign_name, language_name
from web.pages.date_boxes import DateBoxes, date_boxes
from web.pages.facets import FacetLinks, facets
from web.pages.histogram import Histogram, histogram
from web.pages.marks import Find, highlighted, snippet_markup
from web.pages.no_results import Meant
from web.pages.paging import Paging, last_page, paging
from web.pages.spellings import AlsoSearched, also_searched
from web.search_params import (
    LISTS,
    PER_PAGE,
    SearchParams,
    article_url,
    deliver_url,
    search_url,
    stated_url,
)

if TYPE_CHECKING:
    from web.pages.story_note import StoryNote

# A pasted paragraph would push its own results off the screen; the box still holds all of it.
QUOTED = 120


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or with `current` the place where one is already."""

    label: str
    url: str
    current: bool = False


class Item(NamedTuple):
    """One hit of the list; `place` is its number in the result, counted from 1."""

    place: int
    title: Markup
    url: str
    id: str
    outlet: str
    date: str
    date_words: str
    lang: str
    language: str
    byline: str
    snippet: Markup
    near_duplicates: tuple[NearDuplicateLink, ...]
    without: str
    is_list: bool
    story: StoryNote | None = None


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
    address: SearchParams,
    result: Result,
    find: Find,
    counts: Mapping[str, Sequence[FacetValue]],
    months: Sequence[FacetValue],
    meant: tuple[Meant, ...] = (),
) -> View:
    """The results page of `address`, titles marked with what `find` finds in them.

    `counts` are what the result can be narrowed by (web.search_service.facet_counts), `months`
    those that examples of dates are taken from.
    """
    last = last_page(result)
    start = (address.page - 1) * result.limit + 1
    plain = _plain(address)
    return View(
        title=_title(address, result, last),
        heading=_heading(address, result),
        position=_position(address, start, result, last),
        took=_took(result.took_ms),
        understood=_understood(address, result),
        also=also_searched(address, result.spellings, result.left_out),
        meant=meant,
        notes=result.notes,
        readings=tuple(
            Link(reading.text, search_url(address.change(query=reading.query)))
            for reading in result.readings
        ),
        items=items(address, result.hits, find, start),
        is_mixed=result.is_mixed,
        start=start,
        chips=_chips(address),
        clear_url=search_url(address.without_filters()),
        sorts=_sorts(address) if result.listed > 1 else (),
        grouping=_grouping(address) if any(hit.story for hit in result.hits) else (),
        lengths=_lengths(address) if result.listed > PER_PAGE[0] else (),
        layouts=_layouts(address),
        histogram=histogram(address, result.facets.get("date", ()), result.total + result.partial),
        facets=facets(address, counts, result.total + result.partial),
        selections=result.facets,
        dates=date_boxes(address, months),
        paging=paging(address, last),
        record_url=search_url(_record(address, plain), "json"),
        feed_url=search_url(plain, "rss"),
        table_url=search_url(plain, "csv"),
        deliver_url=deliver_url(address.turn(1)),
    )


def _record(address: SearchParams, plain: SearchParams) -> SearchParams:
    """The page of data that has the same articles; the first where no such page has."""
    usual = address.per_page == PER_PAGE[0]
    return plain.turn(address.page if usual else 1)


def _plain(address: SearchParams) -> SearchParams:
    """The search as data, which has pages of its own."""
    return address.change(per_page=PER_PAGE[0], layout=LISTS[0], story="")


def items(
    address: SearchParams, hits: Iterable[Hit], find: Find, start: int = 1
) -> tuple[Item, ...]:
    """The hits as the list shows them, linked as results of the search at `address`.

    The first of them has the place `start`.
    """
    titles = [(hit, hit.title or hit.id) for hit in hits]
    found = find([title for _, title in titles])
    return tuple(
        _item(address, hit, place, highlighted(title, spans))
        for place, ((hit, title), spans) in enumerate(zip(titles, found, strict=True), start)
    )


def _item(address: SearchParams, hit: Hit, place: int, title: Markup) -> Item:
    return Item(
        place=place,
        title=title,
        url=article_url(hit.id, address),
        id=hit.id,
        outlet=hit.outlet,
        date=hit.date,
        date_words=date_in_words(hit.date),
        lang=hit.lang,
        language=foreign_name(hit.lang),
        byline=hit.byline,
        snippet=snippet_markup(hit.snippet),
        near_duplicates=near_duplicate_links(hit.near_duplicates, address),
        without=", ".join(hit.without),
        is_list=hit.is_list,
    )


def _counted(result: Result) -> str:
    total = counted(result.total, "article") if result.total else "No articles"
    return f"{total} with all words, {result.partial:,} with most" if result.partial else total


def _quoted(query: str) -> str:
    if '"' in query and len(query) <= QUOTED:
        return query  # it has quotation marks of its own
    return f"“{query}”" if len(query) <= QUOTED else f"“{query[:QUOTED].rstrip()} …”"


def _heading(address: SearchParams, result: Result) -> str:
    if address.query and not result.understood:
        return f"There is no word to look for in {_quoted(address.query)}"
    found = _counted(result)
    if address.query:
        return f"{found} for {_quoted(address.query)}"
    return f"All {found}" if result.total > 1 and not address.filters else found


def _title(address: SearchParams, result: Result, last: int) -> str:
    parts = [_quoted(address.query)] if address.query else []
    parts.append(_counted(result))
    if last > 1:
        parts.append(f"page {address.page} of {last}")
    return " – ".join(parts)


def _position(address: SearchParams, start: int, result: Result, last: int) -> str:
    """Which of the hits stand on this page, of several; and how many articles stand with others."""
    parts = []
    if last > 1 and result.hits:
        parts.append(f"{start:,} to {start + len(result.hits) - 1:,} of {result.listed:,}")
    if result.copies:
        copies = "copy" if result.copies == 1 else "copies"
        kind = "on the same events" if address.story else f"{copies} folded"
        parts.append(f"{result.copies:,} {kind}")
    return ", ".join(parts)


def _took(milliseconds: float) -> str:
    if milliseconds < 1:
        return "under 1 ms"
    return f"{milliseconds:.0f} ms" if milliseconds < 1_000 else f"{milliseconds / 1_000:.1f} s"


def _understood(address: SearchParams, result: Result) -> str:
    """How the query was read, unless that is just the words as they were typed."""
    plain = result.understood.replace(" AND ", " ")
    return "" if plain.casefold() == address.query.casefold() else result.understood


def _chips(address: SearchParams) -> tuple[Link, ...]:
    """The active filters; the link of each is the search without it."""
    chips = [
        Link(label(value), search_url(address.change(**{name: _without(values, value)})))
        for name, label in _CHIPS
        if (values := getattr(address, name))
        for value in values
    ]
    if address.since or address.until:
        words = span_in_words(address.since, address.until)
        chips.append(Link(words, search_url(address.within("", ""))))
    if address.undated:
        chips.append(Link("undated", search_url(address.within("", ""))))
    return tuple(chips)


def _grouping(address: SearchParams) -> tuple[Link, ...]:
    """The same search one by one, or with the reports of one event together."""
    return tuple(
        Link(label, search_url(address.change(story=story)), story == address.story)
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


def _sorts(address: SearchParams) -> tuple[Link, ...]:
    return tuple(
        Link(order.capitalize(), search_url(address.change(sort=order)), order == address.order)
        for order in (SORTS if address.query else SORTS[1:])
    )


def _lengths(address: SearchParams) -> tuple[Link, ...]:
    """Links that say their length themselves, so that the usual one can be chosen again."""
    return tuple(
        Link(str(length), stated_url(address, per=str(length)), length == address.per_page)
        for length in PER_PAGE
    )


def _layouts(address: SearchParams) -> tuple[Link, ...]:
    return tuple(
        Link(layout.capitalize(), stated_url(address, list=layout), layout == address.layout)
        for layout in LISTS
    )


@dataclass(frozen=True, slots=True)
class NearDuplicateLink:
    """A copy, named by what tells it from the others, and where it is read."""

    label: str
    url: str


def near_duplicate_links(
    copies: Iterable[NearDuplicate], address: SearchParams
) -> tuple[NearDuplicateLink, ...]:
    """Links to the copies, as results of the search at `address`."""
    return tuple(
        NearDuplicateLink(_copy_label(copy), article_url(copy.id, address)) for copy in copies
    )


def _copy_label(copy: NearDuplicate) -> str:
    return ", ".join(filter(None, (copy.outlet, date_in_words(copy.date)))) or copy.id
