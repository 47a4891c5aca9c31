"""A result as an RSS feed: a search that a feed reader asks again and again.

https://www.rssboard.org/rss-specification (2.0.11); Dublin Core for the facts that it has no
element for; atom:link for the feed's own address, as https://www.rssboard.org/rss-profile advises.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, register_namespace

from search import Hit, Result
from web.api.xml import add, written
from web.pages.marks import snippet_markup
from web.search_params import SearchParams, article_url, encodable, is_partial_date, search_url

ITEMS = 30  # a day of a busy search; readers ask more often than that
MOST_ITEMS = 100

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_LANGUAGE = "en"  # of the channel's own words, where the results have none

register_namespace("atom", _ATOM)
register_namespace("dc", _DC)


def feed(params: SearchParams, result: Result, root: str, updated: datetime | None) -> bytes:
    """The feed of a result. `root` is where the service was reached, as `http://host/`.

    `updated` is when the archive last changed: a feed stays the same until then.
    """
    rss = Element("rss", version="2.0")
    channel = SubElement(rss, "channel")
    add(channel, "title", f"“{params.query}” – Backfile" if params.query else "Backfile")
    add(channel, "link", urljoin(root, search_url(params)))
    add(channel, "description", " ".join(_said(result)))
    add(channel, "language", _language(params, result))
    if updated:
        add(channel, "lastBuildDate", format_datetime(updated.astimezone(UTC), usegmt=True))
    itself = urljoin(root, search_url(params, "rss"))
    add(channel, f"{{{_ATOM}}}link", href=itself, rel="self", type="application/rss+xml")
    for hit in result.hits:
        _add_item(channel, params, hit, root)
    return written(rss)


def _add_item(channel: Element, params: SearchParams, hit: Hit, root: str) -> None:
    item = SubElement(channel, "item")
    add(item, "title", hit.title or hit.id)
    add(item, "link", urljoin(root, article_url(hit.id, params)))
    # The reader takes it for HTML: ours has no elements but marks.
    add(item, "description", str(snippet_markup(hit.snippet)))
    # No address: the same article under another host name is no news.
    add(item, "guid", encodable(hit.id), isPermaLink="false")
    if moment := first_moment(hit.date):
        add(item, "pubDate", format_datetime(moment, usegmt=True))
    for group, value in (("story", hit.story), ("copies", hit.copies)):
        if value:
            add(item, "category", encodable(value), domain=group)
    for name, value in (
        ("creator", hit.byline),
        ("publisher", hit.outlet),
        ("date", hit.date),
        ("language", hit.lang),
    ):
        if value:
            add(item, f"{{{_DC}}}{name}", value)
    for word in hit.without:
        add(item, "category", f"without: {word}")


def _said(result: Result) -> Iterator[str]:
    """What was found, and how the query was read."""
    yield _counted(result)
    yield from result.notes
    if result.spellings:
        names = ", ".join(spelling.in_words() for spelling in result.spellings)
        yield f"Also searched: {names}."


def _counted(result: Result) -> str:
    if not result.partial:
        return f"{result.total:,} articles."
    return f"{result.total:,} articles with all words, {result.partial:,} with most."


def first_moment(date: str) -> datetime | None:
    """When a day, month or year begins; None when `date` is none of these.

    RSS has no date without a time. The date as far as it is known stands beside it, as dc:date.
    """
    if not is_partial_date(date):
        return None
    return datetime.fromisoformat(date + "0001-01-01"[len(date) :]).replace(tzinfo=UTC)


def _language(params: SearchParams, result: Result) -> str:
    """The language that the results were narrowed to, or most of them have."""
    counted = result.facets.get("lang", ())
    return (*params.langs, "")[0] or (counted[0].value if counted else "") or _LANGUAGE
