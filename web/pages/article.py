"""An article as its page shows it: to read, with the hits of the search that led to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from index import parts_of
from search import Hit, StoredArticle
from web.in_words import counted, stamp_of, when_in_words
from web.language import direction, foreign_name
from web.pages.hit_list import Item, NearDuplicateLink, items, near_duplicate_links
from web.pages.marks import Find, find_nothing
from web.pages.provenance import (
    CitedPart,
    ProvenanceRow,
    RemovedGroup,
    citation,
    facts,
    removed_groups,
)
from web.pages.reader import ReadableArticle, is_web_address, read
from web.search_params import SearchParams, article_url, name_url, search_url
from web.search_service import Neighbours


class NameLink(NamedTuple):
    """A name in the article, and its page."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class View:
    """All that the article's page shows."""

    id: str
    title: str
    reading: ReadableArticle
    hits: str
    outlet: str
    outlet_url: str
    date: str
    stamp: str
    date_words: str
    byline: str
    lang: str
    direction: str
    language: str
    web_url: str
    near_duplicates: tuple[NearDuplicateLink, ...]
    facts: tuple[ProvenanceRow, ...]
    citation: tuple[CitedPart, ...]
    removed: tuple[RemovedGroup, ...]
    removed_lines: int
    similar: tuple[Item, ...]
    names: tuple[NameLink, ...]
    back_url: str
    place: str
    previous_url: str
    next_url: str
    record_url: str
    original_url: str
    file_url: str
    """Where the whole file can be had; empty where that is the original."""
    look_url: str
    """Where the original can be looked at; empty where it is no page and no text."""


def article_view(
    stored: StoredArticle,
    params: SearchParams,
    find: Find,
    *,
    similar: Iterable[Hit] = (),
    gone: bool = False,
    around: Neighbours | None = None,
) -> View:
    """The page of `stored`, read as a result of the search `params`.

    `find` finds the query's words in a text; `similar` are the articles most like it; `gone`
    says that the file is no longer there, `around` what stands around it in the result.
    """
    article = stored.article
    reading = read(article, find, anchors=True)
    searched = params != SearchParams()
    return View(
        id=stored.id,
        title=article.title or stored.id,
        reading=reading,
        hits=_hits(reading) if params.query else "",
        outlet=article.outlet,
        outlet_url=search_url(SearchParams(outlets=(article.outlet,))) if article.outlet else "",
        date=article.date,
        stamp=stamp_of(article.date, article.time),
        date_words=when_in_words(article.date, article.time),
        byline=article.byline,
        lang=article.lang,
        direction=direction(article.lang),
        language=foreign_name(article.lang),
        web_url=article.url if is_web_address(article.url) else "",
        near_duplicates=near_duplicate_links(stored.near_duplicates, params),
        facts=facts(article),
        citation=citation(stored),
        removed=removed_groups(article),
        removed_lines=len(article.removed),
        similar=items(SearchParams(), similar, find_nothing),
        names=tuple(NameLink(name, name_url(name)) for name in stored.names),
        back_url=_back_url(params, around) if searched else "",
        place=f"{around.place:,} of {around.total:,}" if around else "",
        previous_url=_neighbour_url(params, around.previous) if around else "",
        next_url=_neighbour_url(params, around.following) if around else "",
        record_url=article_url(stored.id, form=".json"),
        original_url="" if gone else article_url(stored.id, form="/original"),
        file_url=article_url(stored.id, form="/file") if _is_record(stored.id) and not gone else "",
        look_url="" if gone else _look_url(stored.id, params),
    )


_LOOKED_AT = (".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ".json")
"""Endings of files that can be looked at; of a file of many the record is a page or a text."""


def _is_record(article_id: str) -> bool:
    """Whether an article is one of a file of many."""
    return bool(parts_of(article_id)[1])


def _look_url(article_id: str, params: SearchParams) -> str:
    if not _is_record(article_id) and not article_id.lower().endswith(_LOOKED_AT):
        return ""
    return article_url(article_id, params, "/saved")


def _back_url(params: SearchParams, around: Neighbours | None) -> str:
    """The page of results, at the article."""
    return search_url(params) + (f"#at-{around.place}" if around else "")


def _neighbour_url(params: SearchParams, neighbour: tuple[str, int] | None) -> str:
    if neighbour is None:
        return ""
    article_id, page = neighbour
    return article_url(article_id, params.turn(page))


def _hits(reading: ReadableArticle) -> str:
    count = counted(reading.hits, "hit") if reading.hits else "No hits"
    return (
        f"{count}, the first {reading.marked:,} marked" if reading.marked < reading.hits else count
    )
