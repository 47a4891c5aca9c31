"""Stories among other things: under a hit, beside an article, on the front page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search import Result, SearchEngine, StoredArticle, StoriesUnavailable, Story
from search.stories import first_of
from web.in_words import counted, date_in_words
from web.pages.hit_list import Item
from web.pages.story import (
    ReportLink,
    links,
    report_link,
    story_url,
    summary,
    versions_url,
    why_together,
)
from web.search_params import SearchParams, article_url

HEADLINES = 6
"""Stories of the front page."""

_MOST_VERSIONS = 20  # savings of one address that are looked for


@dataclass(frozen=True, slots=True)
class StoryNote:
    """The story of a hit: a line, why its reports are together, and the reports.

    Each report comes with whether it is among the hits.
    """

    line: str
    copies: str
    matching: str
    url: str
    why: tuple[str, ...]
    reports: tuple[tuple[ReportLink, bool], ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """A story of the front page."""

    title: str
    lang: str
    url: str
    summary: str
    outlets: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an article: the other reports on its event, and its own versions.

    Each version comes with the address where it is compared with the article.
    """

    url: str
    heading: str
    reports: tuple[ReportLink, ...]
    versions: tuple[tuple[str, str, str], ...]


def grouped(
    engine: SearchEngine, params: SearchParams, result: Result, items: Sequence[Item]
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """The items of a page by story, each with all reports on its event.

    And what is to be said about it: how many articles are not grouped yet.
    """
    kept: list[Item] = []
    for hit, item in zip(result.hits, items, strict=True):
        story = engine.story(hit.id) if hit.story else None
        if story:
            found = {hit.id, *(other.id for other in hit.near_duplicates)}
            item = item._replace(story=_note(story, params, found), near_duplicates=())  # noqa: PLW2901  # with more said of it
        kept.append(item)
    ungrouped = engine.status().ungrouped
    is_or_are = "article is" if ungrouped == 1 else "articles are"
    notes = (f"{ungrouped:,} {is_or_are} not yet grouped: a run is to do it.",) if ungrouped else ()
    return tuple(kept), notes


def beside(engine: SearchEngine, stored: StoredArticle, params: SearchParams) -> Beside | None:
    """What stands beside an article; None when there is nothing."""
    try:
        story = engine.story(stored.id)
    except StoriesUnavailable:
        story = None
    others = [r for r in story.reports if r.id != stored.id] if story else []
    versions = tuple(_versions(engine, stored))
    if story is None or not (others or versions):
        return None
    return Beside(
        story_url(story.id),
        f"Also on this: {counted(len(others), 'report')}" if others else "",
        links(others, params),
        versions,
    )


def headlines(engine: SearchEngine, month: str) -> tuple[Headline, ...]:
    """The largest stories of a month that more than one text tells."""
    if not month:
        return ()
    try:
        stories = engine.stories(month, month, HEADLINES * 2)
    except StoriesUnavailable:
        return ()
    told = [story for story in stories if len(story.texts) > 1][:HEADLINES]
    return tuple(
        Headline(
            story.texts[0].title or story.id,
            story.texts[0].lang,
            story_url(story.id),
            summary(story),
            ", ".join(story.outlets[:5]) + (" …" if len(story.outlets) > 5 else ""),
        )
        for story in told
    )


def _note(story: Story, params: SearchParams, found: set[str]) -> StoryNote:
    first = first_of(story.reports).report
    parts = [summary(story)]
    if first and first.outlet and len(story.outlets) > 1:
        parts.append(f"first: {first.outlet}")
    copies = len(story.reports) - len(story.texts)
    matching = sum(report.id in found for report in story.reports)
    return StoryNote(
        line=", ".join(parts),
        copies=_copies(copies),
        matching=f"{matching} of {len(story.reports)} match",
        url=story_url(story.id),
        why=why_together(story),
        reports=tuple((report_link(r, params), r.id in found) for r in story.reports),
    )


def _copies(number: int) -> str:
    return f"{number} {'copy' if number == 1 else 'copies'}" if number else ""


def _versions(engine: SearchEngine, stored: StoredArticle) -> Iterable[tuple[str, str, str]]:
    """(label, where it is read, where it is compared) of other savings of an article's address."""
    article = stored.article
    if not article.url:
        return
    quoted = article.url.replace('"', " ")
    found = engine.search(f'url:"{quoted}"', limit=_MOST_VERSIONS, sort="oldest", facets=False).hits
    ids = dict.fromkeys(
        each for hit in found for each in (hit.id, *(copy.id for copy in hit.near_duplicates))
    )
    for other_id in ids:
        other = engine.article(other_id)
        if other is None or other.id == stored.id or other.article.url != article.url:
            continue
        label = date_in_words(other.article.date) or other.id
        old, new = sorted((stored, other), key=lambda each: (each.article.date, each.id))
        yield f"{label}, {other.id}", article_url(other.id), versions_url(old.id, new.id)
