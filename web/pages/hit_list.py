"""The hits of a list: each with its links, its passage and the copies it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from search import Hit, NearDuplicate
from web.in_words import date_in_words
from web.language import foreign_name
from web.pages.marks import Find, highlighted, snippet_markup
from web.search_params import SearchParams, article_url

if TYPE_CHECKING:
    from web.pages.story_note import StoryNote


@dataclass(frozen=True, slots=True)
class NearDuplicateLink:
    """A copy, named by what tells it from the others, and where it is read."""

    label: str
    url: str


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


def items(
    params: SearchParams, hits: Iterable[Hit], find: Find, start: int = 1
) -> tuple[Item, ...]:
    """The hits as the list shows them, linked as results of the search `params`.

    The first of them has the place `start`.
    """
    titles = [(hit, hit.title or hit.id) for hit in hits]
    found = find([title for _, title in titles])
    return tuple(
        _item(params, hit, place, highlighted(title, spans))
        for place, ((hit, title), spans) in enumerate(zip(titles, found, strict=True), start)
    )


def _item(params: SearchParams, hit: Hit, place: int, title: Markup) -> Item:
    return Item(
        place=place,
        title=title,
        url=article_url(hit.id, params),
        id=hit.id,
        outlet=hit.outlet,
        date=hit.date,
        date_words=date_in_words(hit.date),
        lang=hit.lang,
        language=foreign_name(hit.lang),
        byline=hit.byline,
        snippet=snippet_markup(hit.snippet),
        near_duplicates=near_duplicate_links(hit.near_duplicates, params),
        without=", ".join(hit.without),
        is_list=hit.is_list,
    )


def near_duplicate_links(
    copies: Iterable[NearDuplicate], params: SearchParams
) -> tuple[NearDuplicateLink, ...]:
    """Links to the copies, as results of the search `params`."""
    return tuple(
        NearDuplicateLink(_copy_label(copy), article_url(copy.id, params)) for copy in copies
    )


def _copy_label(copy: NearDuplicate) -> str:
    return ", ".join(filter(None, (copy.outlet, date_in_words(copy.date)))) or copy.id
