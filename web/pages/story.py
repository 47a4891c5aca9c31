"""A story as its page shows it: every report, and how they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from search import Report, Story
from search.stories import (
    First,
    Pair,
    compare_texts,
    differing_figures,
    exclusives,
    first_of,
    shared_names,
    shared_quotations,
    spellings,
)
from web.in_words import counted, date_in_words, stamp_of, when_in_words
from web.language import direction
from web.pages.story_chart import Chart, story_chart
from web.search_params import SearchParams, article_url, root, search_url

MOST_READ = 60
"""Texts of a story whose words are compared with one another: beyond, a page would wait."""


@dataclass(frozen=True, slots=True)
class ReportLink:
    """A report, named by what tells it from the others, and where it is read."""

    label: str
    url: str
    title: str = ""
    outlet: str = ""
    date: str = ""
    stamp: str = ""
    """The date, and the time where it is known, as HTML writes them."""
    date_words: str = ""
    lang: str = ""
    kind: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A report of the table, and its copies."""

    report: ReportLink
    copies: tuple[ReportLink, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Something, and the reports that say it: a quotation, a spelling, a sentence."""

    text: str
    reports: tuple[ReportLink, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two texts compared, sentence by sentence; `same` counts those that are in both."""

    old: ReportLink
    new: ReportLink
    pairs: tuple[Pair, ...]
    counts: str
    direction: str


@dataclass(frozen=True, slots=True)
class View:
    """All that a story's page shows."""

    id: str
    heading: str
    lang: str
    summary: str
    first: str
    first_reports: tuple[ReportLink, ...]
    chart: Chart | None
    rows: tuple[TextRow, ...]
    why: tuple[str, ...]
    choices: tuple[ReportLink, ...]
    compared: Compared | None
    quotations: tuple[tuple[str, tuple[tuple[ReportLink, str], ...]], ...]
    figures: tuple[tuple[str, tuple[tuple[str, str, ReportLink], ...]], ...]
    spellings: tuple[tuple[Said, ...], ...]
    exclusives: tuple[tuple[ReportLink, tuple[str, ...]], ...]
    not_read: int
    grouped: bool
    search_url: str
    record_url: str
    url: str


def story_url(article_id: str, form: str = "") -> str:
    """Where the story of an article is found; `form` is empty for the page, or `.json`."""
    return f"{root()}/story/{quote(article_id + form, safe='/', errors='surrogateescape')}"


def versions_url(old: str, new: str) -> str:
    """Where two articles are compared."""
    one, other = (quote_plus(each, errors="surrogateescape") for each in (old, new))
    return f"{root()}/versions?old={one}&new={other}"


def story_view(story: Story, old: str = "", new: str = "") -> View:
    """The page of a story; the texts of the reports `old` and `new` are compared."""
    texts = story.texts
    read = texts[:MOST_READ]
    chief = texts[0]
    first = first_of(story.reports)
    return View(
        id=story.id,
        heading=chief.title or chief.id,
        lang=chief.lang,
        summary=summary(story),
        first=_first_words(first),
        first_reports=tuple(map(report_link, first.candidates if not first.report else ())),
        chart=story_chart(story),
        rows=tuple(_row(story, report) for report in texts),
        why=why_together(story),
        choices=tuple(map(report_link, story.reports)) if len(story.reports) > 1 else (),
        compared=_chosen(story, old, new),
        quotations=tuple(
            (each.text, tuple((report_link(report), name) for report, name in each.said))
            for each in shared_quotations(read)
        ),
        figures=tuple(
            (each.noun, tuple((c.number, c.sentence, report_link(c.report)) for c in each.counts))
            for each in differing_figures(read)
        ),
        spellings=tuple(
            tuple(Said(way.name, tuple(map(report_link, way.reports))) for way in ways)
            for ways in spellings(read)
        ),
        exclusives=tuple((report_link(each.report), each.sentences) for each in exclusives(read))
        if len(read) > 1
        else (),
        not_read=len(texts) - len(read),
        grouped=story.grouped,
        search_url=search_url(SearchParams(query=f'story:"{story.id}"')),
        record_url=story_url(story.id, ".json"),
        url=story_url(story.id),
    )


def report_link(report: Report, params: SearchParams | None = None) -> ReportLink:
    """A link to a report, as a result of the search `params` if there is one."""
    when = when_in_words(report.date, report.time)
    return ReportLink(
        label=", ".join(filter(None, (report.outlet, when))) or report.id,
        url=article_url(report.id, params),
        title=report.title or report.id,
        outlet=report.outlet,
        date=report.date,
        stamp=stamp_of(report.date, report.time),
        date_words=when,
        lang=report.lang,
        kind=report.kind,
        id=report.id,
    )


def summary(story: Story) -> str:
    """As in "9 reports in 7 outlets, 12 to 15 March 2023"."""
    parts = counted(len(story.reports), "report")
    if story.outlets:
        parts += f" in {counted(len(story.outlets), 'outlet')}"
    return ", ".join(filter(None, (parts, days_in_words(*story.days))))


def days_in_words(first: str, last: str) -> str:
    """As in "12 to 15 March 2023"; what both dates have in common is said once."""
    if first == last:
        return date_in_words(first)
    one, other = date_in_words(first).split(" "), date_in_words(last).split(" ")
    if len(one) == len(other):
        while len(one) > 1 and one[-1] == other[len(one) - 1]:
            one.pop()
    return f"{' '.join(one)} to {' '.join(other)}"


def why_together(story: Story) -> tuple[str, ...]:
    """What holds a story together, as in "Vellmouth 5 of 6"."""
    texts = story.texts if len(story.texts) > 1 else story.reports
    of = len(texts)
    return tuple(f"{each.name} {each.reports} of {of}" for each in shared_names(texts))


def compared_view(old: Report, new: Report) -> Compared:
    """Two reports compared."""
    pairs = tuple(compare_texts(old.text, new.text))
    kinds = ("same", "changed", "moved", "added", "dropped")
    numbers = {kind: sum(pair.kind == kind for pair in pairs) for kind in kinds}
    said = ", ".join(f"{number} {kind}" for kind, number in numbers.items() if number)
    return Compared(report_link(old), report_link(new), pairs, said, direction(new.lang))


def _chosen(story: Story, old: str, new: str) -> Compared | None:
    """The texts that are asked for; else a changed copy and its longest; else the first two."""
    by_id = {report.id: report for report in story.reports}
    if old in by_id and new in by_id and old != new:
        return compared_view(by_id[old], by_id[new])
    if len(story.reports) < 2:  # two are compared
        return None
    changed = [report for report in story.reports if report.kind in {"version", "cut"}]
    pair = {changed[0].id, changed[0].copy_of} if changed else {r.id for r in story.reports[:2]}
    return compared_view(*(report for report in story.reports if report.id in pair))


def _row(story: Story, report: Report) -> TextRow:
    return TextRow(report_link(report), tuple(map(report_link, story.copies_of(report.id))))


def _first_words(first: First) -> str:
    if first.report:
        who = first.report.outlet or first.report.title or first.report.id
        when = when_in_words(first.report.date, first.report.time)
        return f"{who}, {when} ({first.why})"
    return f"not known: {first.why}"


def links(reports: Sequence[Report], params: SearchParams) -> tuple[ReportLink, ...]:
    """Links to reports, as results of the search `params`."""
    return tuple(report_link(report, params) for report in reports)
