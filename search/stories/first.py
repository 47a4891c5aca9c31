"""Who was first with a story, and how sure that is: never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

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
    """Who was first of the reports with dates: by the day, then by the agency that is named."""
    dated = sorted(
        (report for report in reports if len(report.date) >= _DAY),
        key=lambda report: (report.date, report.id),
    )
    if not dated:
        return First(None, "no report has a date")
    day = tuple(r for r in dated if r.date[:_DAY] == dated[0].date[:_DAY])
    if len({report.outlet for report in day}) == 1:
        return First(day[0], "alone on the first day", day)
    named = {name for report in day for name in agencies(report.text)}
    wire = [r for r in day if any(_is_of(r.outlet, name) for name in named)]
    if len({report.outlet for report in wire}) == 1:
        return First(wire[0], "the agency that others of the first day name", day)
    return First(None, "several are of the first day, and no report says the time of day", day)


def agencies(text: str) -> set[str]:
    """The news agencies that the head of a text names as its source."""
    return {_AGENCY.findall(match[0])[-1] for match in _NAMED.finditer(text[:_HEAD])}


def _is_of(outlet: str, agency: str) -> bool:
    names = {agency.casefold(), _FULL_NAMES.get(agency, agency).casefold()}
    return any(re.search(rf"\b{re.escape(name)}\b", outlet.casefold()) for name in names)
