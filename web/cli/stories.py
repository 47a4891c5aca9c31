"""Stories as a person reads them at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from index import printable
from search import Report, Story
from search.stories import first_of
from web.cli.terminal import wrap
from web.in_words import counted, when_in_words
from web.pages.story import summary

_INDENT = "    "


def lines_of_stories(stories: Sequence[Story], ungrouped: int, columns: int) -> Iterator[str]:
    """A digest of stories, line by line; `ungrouped` articles are not yet in any."""
    if not stories:
        yield "No event of these days has two reports."
    for place, story in enumerate(stories, 1):
        if place > 1:
            yield ""
        title = printable(story.texts[0].title or story.id)
        for line in wrap(f"{place}. {title}", columns):
            yield click.style(line, bold=True)
        said = [summary(story)]
        if first := first_of(story.reports).report:
            said.append(f"first: {printable(first.outlet or first.id)}")
        yield from _indented(" · ".join(said), columns)
        for report in story.texts:
            copies = len(story.copies_of(report.id))
            yield from _indented(_of_report(report, copies), columns)
    if ungrouped:
        yield ""
        yield f"{counted(ungrouped, 'article')} not yet grouped; run: backfile reindex"


def _indented(text: str, columns: int) -> Iterator[str]:
    return (f"{_INDENT}{line}" for line in wrap(text, columns - len(_INDENT)))


def _of_report(report: Report, copies: int) -> str:
    parts = [
        when_in_words(report.date, report.time) or "undated",
        report.outlet,
        report.title or report.id,
    ]
    text = printable(" · ".join(filter(None, parts)))
    return f"{text} (+ {copies} {'copy' if copies == 1 else 'copies'})" if copies else text
