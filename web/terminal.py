"""Results, articles and audits as a person reads them at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from index import Article, Audit, Statistics
from search import MARK_END, MARK_START, Hit, Result

_WIDTH = 96
_INDENT = "    "


def lines_of_result(result: Result) -> Iterator[str]:
    """A result, line by line."""
    first = (result.page - 1) * result.limit
    articles = "article" if result.total == 1 else "articles"
    yield f"{result.total:,} {articles} · {result.took_ms:.0f} ms · {result.understood or 'all'}"
    for note in result.notes:
        yield click.style(note, fg="yellow")
    for place, hit in enumerate(result.hits, first + 1):
        yield ""
        yield from _lines_of_hit(place, hit)


def lines_of_article(article_id: str, article: Article) -> Iterator[str]:
    """What is known of an article, then its page line by line: kept, or the reason why not."""
    yield click.style(_printable(article_id), bold=True)
    for name in ("title", "date", "outlet", "byline", "lang", "url"):
        if value := getattr(article, name):
            source = article.provenance.get(name, "")
            yield f"{name:>24}  {_printable(value)}" + click.style(f"  ({source})", dim=True)
    yield ""
    for line, reason in article.page():
        text = f"{reason or 'kept':>24}  {_printable(line)}"
        yield click.style(text, dim=True) if reason else text
    yield ""


def lines_of_audit(audit: Audit) -> Iterator[str]:
    """What cleaning has left out, most first."""
    yield f"{audit.articles:,} articles"
    yield ""
    yield click.style("Left out most often", bold=True)
    for line, reason, articles in audit.lines:
        yield f"{articles:>8,}  {reason:<24}  {_printable(line)[:_WIDTH]}"
    yield ""
    yield click.style("Lost most", bold=True)
    for article_id, title, share in audit.losses:
        yield f"{share:>8.0%}  {_printable(title)[:_WIDTH]}  ({_printable(article_id)})"


def lines_of_statistics(counted: Statistics) -> Iterator[str]:
    """What an index holds, number by number, then the bytes of each kind of file."""
    for name in ("articles", "deleted", "files", "segments", "terms", "postings", "words"):
        yield f"{getattr(counted, name):>16,}  {name}"
    yield f"{counted.bytes:>16,}  bytes"
    for kind, size in sorted(counted.bytes_of.items(), key=lambda item: -item[1]):
        yield click.style(f"{size:>16,}    {kind}", dim=True)
    yield f"{counted.generation:>16,}  generation, {counted.updated or 'no run has ended yet'}"


def _lines_of_hit(place: int, hit: Hit) -> Iterator[str]:
    yield f"{place:>2}  " + click.style(_printable(hit.title), bold=True)
    facts = [hit.outlet, hit.date, hit.byline, hit.id]
    yield _INDENT + click.style(" · ".join(_printable(fact) for fact in facts if fact), dim=True)
    # Wrapped while the marks are single characters; styled after, when width no longer counts.
    wrapped = textwrap.wrap(hit.snippet, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
    yield from map(_styled, _closed(wrapped))


def _closed(lines: list[str]) -> Iterator[str]:
    """The lines with each mark closed where its line ends."""
    is_open = False
    for line in lines:
        opened = MARK_START * is_open + line
        is_open = opened.rfind(MARK_START) > opened.rfind(MARK_END)
        yield opened + MARK_END * is_open


def _styled(line: str) -> str:
    before, *marked = line.split(MARK_START)
    parts = [_printable(before)]
    for part in marked:
        hit, _, after = part.partition(MARK_END)
        parts += [click.style(_printable(hit), bold=True, fg="yellow"), _printable(after)]
    return "".join(parts)


def _printable(text: str) -> str:
    """Text that cannot steer the terminal: an article may hold escape sequences."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
