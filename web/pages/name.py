"""A name as its page shows it: how it is spelt and since when, over time, and beside whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search import FacetValue, FirstUse, NameRecord, Result
from web.in_words import date_in_words
from web.pages.histogram import Histogram, histogram
from web.search_params import SearchParams, article_url, name_url, search_url

_SHOWN = 30  # names and outlets; the search has them all


@dataclass(frozen=True, slots=True)
class Use:
    """The first article of an outlet that has a spelling."""

    outlet: str
    date_words: str
    url: str


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """A spelling: how many articles have it, and the first of each outlet."""

    text: str
    articles: int
    url: str
    first: tuple[Use, ...]
    """The earliest one."""
    others: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """A name or an outlet, and how many of the articles have it."""

    text: str
    url: str
    articles: int
    about_url: str = ""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Another way to write the name that a search for it takes in, and why."""

    text: str
    url: str
    articles: int
    why: str


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows."""

    name: str
    articles: int
    search_url: str
    words_url: str
    """The search for the name in all articles that have its words,"""
    words_articles: int
    """and how many these are."""
    record_url: str
    spellings: tuple[SpellingRow, ...]
    otherwise: tuple[Otherwise, ...]
    histogram: Histogram | None
    beside: tuple[Linked, ...]
    outlets: tuple[Linked, ...]


def name_view(record: NameRecord, words: Result) -> View:
    """The page of a name; `words` is what a search for it finds."""
    params = SearchParams(named=(record.name,))
    return View(
        name=record.name,
        articles=record.articles,
        search_url=search_url(params),
        words_url=search_url(SearchParams(query=as_query(record.name))),
        words_articles=words.total,
        record_url=name_url(record.name, ".json"),
        spellings=tuple(
            SpellingRow(
                each.text,
                each.articles,
                search_url(SearchParams(query=f'"{each.text}"')),
                tuple(map(_use, each.first[:1])),
                tuple(map(_use, each.first[1:])),
            )
            for each in record.spellings
        ),
        otherwise=tuple(_otherwise(record, words)),
        histogram=histogram(params, record.months, record.articles),
        beside=tuple(
            Linked(
                value,
                search_url(params.change(named=(record.name, value))),
                count,
                name_url(value),
            )
            for value, count in record.beside[:_SHOWN]
        ),
        outlets=_outlets(params, record.outlets),
    )


def _otherwise(record: NameRecord, words: Result) -> Iterator[Otherwise]:
    """The spellings of a search that are none of the name itself: its long name, another script."""
    known = {_plain(each.text) for each in record.spellings}
    for spelling in words.spellings:
        if _plain(spelling.text) not in known:
            url = name_url(spelling.text)
            yield Otherwise(spelling.text, url, spelling.articles, spelling.why)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


def as_query(name: str) -> str:
    """A name as a query asks for it in any spelling."""
    plain = " ".join(name.replace('"', " ").split())
    return f'name:"{plain}"'


def _use(use: FirstUse) -> Use:
    return Use(use.outlet, date_in_words(use.date), article_url(use.id))


def _outlets(params: SearchParams, values: Sequence[FacetValue]) -> tuple[Linked, ...]:
    return tuple(
        Linked(value, search_url(params.change(outlets=(value,))), count)
        for value, count in values[:_SHOWN]
        if value
    )
