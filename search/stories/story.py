"""The reports of one event, as records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """One article on an event.

    `time` is the time of day as it is stated with the date (`14:05+02:00`), mostly not known.
    `copy_of` is the id of the longest article with the same text, empty for that article and for
    one that has no copies. `kind` says how it differs from that: "copy", "cut" or "version".
    """

    id: str
    title: str
    outlet: str
    date: str
    byline: str
    lang: str
    url: str
    text: str
    time: str = ""
    copy_of: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """All reports of one event, oldest first, undated ones last.

    Its id is that of the first report by day and id; the id of any other report leads to it, too.
    `grouped` says whether its first article has been looked at yet.
    """

    id: str
    reports: tuple[Report, ...]
    grouped: bool = True

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, in the order in which they come in."""
        return tuple(dict.fromkeys(report.outlet for report in self.reports if report.outlet))

    @property
    def days(self) -> tuple[str, str]:
        """The dates of the first and the last report that have one; empty for none."""
        dates = [report.date for report in self.reports if report.date]
        return (dates[0], dates[-1]) if dates else ("", "")

    @property
    def texts(self) -> tuple[Report, ...]:
        """The reports without those that are copies of others."""
        return tuple(report for report in self.reports if not report.copy_of)

    def copies_of(self, article_id: str) -> tuple[Report, ...]:
        """The copies of a report."""
        return tuple(report for report in self.reports if report.copy_of == article_id)


_WHOLE, _CUT = 0.95, 0.85
"""Of the words of the longest: from the first on it is a copy, below the second it is cut."""


def kind_of(text: str, longest: str) -> str:
    """How a copy differs from the longest of its texts: "copy", "cut", or "version"."""
    words, others = text.split(), longest.split()
    if not others or words == others:
        return "copy"
    share = len(words) / len(others)
    common = len(set(words) & set(others)) / max(len(set(words)), 1)
    if common < _WHOLE:
        return "version"
    return "copy" if share >= _WHOLE else "cut" if share < _CUT else "version"


def longest_of(reports: Sequence[Report]) -> Report:
    """The report with the most words, the first of equals."""
    return max(reports, key=lambda report: len(report.text.split()))
