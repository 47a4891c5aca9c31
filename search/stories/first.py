"""Who was first with a story, and how sure that is: never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.stories.moment import in_time_order, is_before, moment_of
from search.stories.story import Report

_AGENCIES = "Reuters|AP|AFP|UPI|dpa|EFE|ANSA|Xinhua|TASS|Interfax|PTI|IANS|Kyodo|AAP|PA|CP|Anadolu"
_NAMED = re.compile(
    rf"\((?:{_AGENCIES})\)|^(?:\S+ ){{0,6}}(?:{_AGENCIES}|Associated Press)\b\s?[-–—]"
    rf"|\bBy (?:\w+ ){{1,4}}(?:Associated Press|Reuters)",
    re.MULTILINE,
)
_AGENCY = re.compile(rf"{_AGENCIES}|Associated Press")
_HEAD = 400  # characters in which an agency is named
_FULL_NAMES = {"AP": "Associated Press", "AFP": "Agence France-Presse", "PA": "Press Association"}
_DAY = 10  # characters of a date with a day


@dataclass(frozen=True, slots=True)
class First:
    """The first report, None when it cannot be told; `why`, and the reports it may be."""

    report: Report | None
    why: str
    candidates: tuple[Report, ...] = ()


def first_of(reports: Iterable[Report]) -> First:
    """Who was first of the reports with dates: by day and time, then by the agency that is named.

    Reports that state a time with its zone are compared by the minute, others by their days.
    """
    dated = in_time_order([report for report in reports if len(report.date) >= _DAY])
    if not dated:
        return First(None, "no report has a date")
    earliest = tuple(r for r in dated if not any(is_before(other, r) for other in dated))
    if len({report.outlet for report in earliest}) == 1:
        return First(earliest[0], _why(earliest[0], dated), earliest)
    named = {name for report in earliest for name in agencies(report.text)}
    wire = [r for r in earliest if any(_is_of(r.outlet, name) for name in named)]
    if len({report.outlet for report in wire}) == 1:
        return First(wire[0], "the agency that others of the first day name", earliest)
    timed = sum(moment_of(report) is not None for report in earliest)
    why = "not all state a time and its zone" if timed else "none says the time of day"
    return First(None, f"{len(earliest)} reports are of the first day, and {why}", earliest)


def _why(first: Report, dated: Sequence[Report]) -> str:
    """Why a report is the first: by its time when others are of its day or earlier by the clock."""
    near = [r for r in dated if r.date <= first.date and r.outlet != first.outlet]
    return "the earliest time of day that is stated" if near else "alone on the first day"


def agencies(text: str) -> set[str]:
    """The news agencies that the head of a text names as its source."""
    return {_AGENCY.findall(match[0])[-1] for match in _NAMED.finditer(text[:_HEAD])}


def _is_of(outlet: str, agency: str) -> bool:
    names = {agency.casefold(), _FULL_NAMES.get(agency, agency).casefold()}
    return any(re.search(rf"\b{re.escape(name)}\b", outlet.casefold()) for name in names)
