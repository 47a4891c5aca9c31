"""What saved searches have found since their reader last looked, for the terminal and for cron."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index import printable
from search import Hit, SearchEngine, Selections
from web.desk.articles import follow
from web.desk.database import Database
from web.desk.saved_search import SavedSearch, found_by, mark_seen, saved_searches
from web.desk.selection import selections_of
from web.desk.shelf import Shelf
from web.in_words import since_in_words

_MOST = 1_000  # articles of one search that are printed


@dataclass(frozen=True, slots=True)
class News:
    """A saved search, how much of what it finds is new, and the first of that."""

    search: SavedSearch
    new: int
    hits: tuple[Hit, ...]


def news_of(engine: SearchEngine, desk: Path, owner: str, *, seen: bool) -> Iterator[News]:
    """The reader's saved searches that have found something new; `seen` counts it as seen.

    It counts when it was given out, a search at a time. Raises DeskFailure, SearchFailure.
    """
    if not desk.exists():
        return
    database = Database(desk)
    with database.writing() as connection:
        shelf = Shelf(connection, owner)
        follow(shelf, engine)
        named, searches = selections_of(shelf), saved_searches(shelf)
    for search in searches:
        found = found_by(engine, search.params, named)
        new = int(found.new_since(search.seen).sum())
        if new:
            yield News(search, new, _hits(engine, search, named))
        if seen:
            with database.writing() as connection:
                mark_seen(Shelf(connection, owner), search, found)


def _hits(engine: SearchEngine, search: SavedSearch, named: Selections) -> tuple[Hit, ...]:
    params = search.params
    ids = engine.new_since(search.seen, params.query, params.filters, named, _MOST, params.names)
    new = Selections({"in": {"new": frozenset(ids)}})
    return engine.search("in:new", _MOST, sort="newest", selections=new, facets=False).hits


def lines_of_news(news: News, *, as_json: bool) -> Iterator[str]:
    """What is printed of a search."""
    if as_json:
        articles = [
            {name: getattr(hit, name) for name in ("id", "title", "outlet", "date", "url")}
            for hit in news.hits
        ]
        yield json.dumps(
            {
                "search": news.search.name,
                "since": news.search.seen_at,
                "new": news.new,
                "articles": articles,
            }
        )
        return
    moment = datetime.fromisoformat(news.search.seen_at)
    since = since_in_words(moment, datetime.now(UTC))
    yield printable(f"{news.search.name}: {news.new:,} new {since}")
    for hit in news.hits:
        facts = ", ".join(filter(None, (hit.outlet, hit.date)))
        yield printable(f"  {hit.title or hit.id}{f' ({facts})' if facts else ''}  {hit.id}")
    listed = sum(1 + len(hit.near_duplicates) for hit in news.hits)
    if listed < news.new:
        yield f"  and {news.new - listed:,} more"
    yield ""
