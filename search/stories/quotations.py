"""What is quoted in the reports of a story: the words, who says them, and where.

Who speaks is told only where the sentence says so in one of a few plain ways; better nobody than
somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.stories.sentences import words
from search.stories.story import Report

_MARK = re.compile('["“”«»„]')
_LONGEST, _SHORTEST = 500, 4  # characters; words

_RANK = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev)\b\.?"
_WORD = rf"(?!{_RANK})[A-ZÀ-ÖØ-Þ][\w'’-]*\.?"
_SMALL = r"(?:de|van|von|der|al|bin|el|la|du)"
_NAME = rf"((?:{_RANK}\s)*{_WORD}(?:\s(?:{_RANK}\s|{_SMALL}\s)?{_WORD}){{0,4}})"
_SAYS = r"(?:said|says|added|wrote|tweeted|warned|insisted|explained|argued|replied|announced)"
_SAID = rf"(?:{_SAYS}|told|tells)"
_ASIDE = r"(?:,\s[^,\"“”\n]{3,80},)?"  # a spokesman for the mayor,
_TO_WHOM = rf"(?:{_SAYS}|(?:told|tells)\s[^,.:\"“”\n]{{2,40}})"
_WHEN = r"(?:\s(?:on|in|at|late|early|last|this|a|an|the|Monday|Tuesday|Wednesday|Thursday|Friday"
_WHEN += r"|Saturday|Sunday|statement|interview|email|e-mail|tweet|morning|night|week)){0,6}"
_ENDS = r"(?=[,.;:\n]|$|\s(?:in|on|at|after|during|when|as|late|last|this|who|while|before|to)\b)"
_BEHIND = re.compile(rf"[\s,]{{0,3}}(?:{_SAYS}\s{_NAME}{_ENDS}|{_NAME}{_ASIDE}\s{_SAID}\b)")
_BEFORE = re.compile(rf"(?:{_NAME}{_ASIDE}\s{_TO_WHOM}|{_SAYS}\s{_NAME}){_WHEN}[:,]\s*$")
_BETWEEN = re.compile(rf"[\s,]{{0,3}}(?:{_SAYS}\s{_NAME}|{_NAME}\s{_SAYS}){_WHEN}\.\s*")
_AROUND = 160  # characters in which the speaker is looked for

_NOBODY = frozenset(
    """
    He She They It We I You Who This That These Those There One Some Others Many Officials Police
    His Her Their In On At After Before As When While If For From With By Since During Under
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July
    August September October November December Today Yesterday Earlier Later
    """.split()  # noqa: SIM905
)
"""Words that no speaker is, or with which something else is told than who speaks."""

_BEGIN = frozenset({"But", "And", "Yet", "So", "Then", "Meanwhile", "However"})
_LEADS_AWAY = re.compile(
    r"\b(?:of|for|from|to|with|by|in|at|on|and|or|that|than|about)\s[^,.;:—–()]*$", re.I
)
"""Before a name: the speaker may be another, as in "a spokesman for Mr. Quill said"."""

_SENTENCE_ENDS = re.compile(r"[.!?][\"”»“]?\s")
_ENDS_IN_RANK = re.compile(rf"\b{_RANK}$")
_LEAST_LETTERS = 2
_FULL_STOP = re.compile(r"\.\s*[\"”»“]$")  # behind which a sentence of its own begins


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is quoted; `said` are (report, the name that it gives for the speaker, or nothing)."""

    text: str
    said: tuple[tuple[Report, str], ...]


class _Span(NamedTuple):
    """Where a quotation stands, its marks included, and what it says."""

    start: int
    end: int
    words: str


def shared_quotations(reports: Sequence[Report]) -> list[Quotation]:
    """The quotations that two reports or more have, in the order of the first report.

    A shorter piece of a longer quotation is the same one.
    """
    found: list[tuple[str, str, dict[str, tuple[Report, str]]]] = []
    for report in reports:
        for quoted, name in quoted_in(report.text):
            key = " ".join(words(quoted))
            for place, (known, _, by) in enumerate(found):
                if key in known or known in key:
                    if not by.get(report.id, (report, ""))[1]:
                        by[report.id] = report, name
                    if len(key) > len(known):
                        found[place] = key, quoted, by
                    break
            else:
                found.append((key, quoted, {report.id: (report, name)}))
    return [Quotation(text, tuple(by.values())) for _, text, by in found if len(by) > 1]


def quoted_in(text: str) -> Iterator[tuple[str, str]]:
    """What a text quotes, and who is said to say it, or nothing; words of four and more."""
    for line in text.split("\n"):
        before: _Span | None = None
        name = ""
        for span in _spans(line):
            named = speaker(line, span.start, span.end)
            gap = _BETWEEN.fullmatch(line[before.end : span.start]) if before else None
            if not named and gap and name:
                named = name  # "…," said Ada Oke. "…"
            before, name = span, named
            if len(words(span.words)) >= _SHORTEST:
                yield span.words.rstrip(", "), named


def _spans(line: str) -> Iterator[_Span]:
    """The quotations of a line. A mark that both opens and closes does either in turn.

    One that stands as only the other would is not taken for its partner: what is between two
    quotations is none.
    """
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(line):
        closes = opened is not None and _may_close(opened[0], mark, line)
        if opened and closes:
            inside = line[opened.end() : mark.start()].strip()
            if 0 < len(inside) <= _LONGEST:
                yield _Span(opened.start(), mark.end(), inside)
            opened = None
        elif mark[0] in "“«„" or (mark[0] == '"' and _leans(mark, line) != "back"):
            opened = mark
        else:
            opened = None


def _may_close(opened: str, mark: re.Match[str], line: str) -> bool:
    if mark[0] == '"':
        return opened == '"' and _leans(mark, line) != "on"
    return mark[0] in {"“": "”", "«": "»", "„": "“”", '"': ""}[opened]


def _leans(mark: re.Match[str], line: str) -> str:
    """To which side a mark stands close: "on" to what follows, "back" to what is before it."""
    before, behind = line[: mark.start()][-1:], line[mark.end() :][:1]
    is_apart = not before or before.isspace() or before in "([—–-"
    ends = not behind or behind.isspace() or behind in ".,;:!?)]—–-"
    return "" if is_apart == ends else "on" if is_apart else "back"


def speaker(line: str, start: int, end: int) -> str:
    """Who is said to say what stands in line[start:end], quotation marks included; or nothing."""
    head = line[max(start - _AROUND, 0) : start]
    behind, before = _BEHIND.match(line[end : end + _AROUND]), _last(head)
    if behind and not (behind[2] and _FULL_STOP.search(line, start, end)):
        return _name_of(behind, "")
    return _name_of(before, head[: before.start()]) if before else ""


def _last(head: str) -> re.Match[str] | None:
    """What introduces a quotation, in the sentence before it."""
    begin = 0
    for end in _SENTENCE_ENDS.finditer(head):
        if not _ENDS_IN_RANK.search(head, 0, end.start() + 1):
            begin = end.end()
    return _BEFORE.search(head, begin)


def _name_of(match: re.Match[str], before: str) -> str:
    """The name, without what begins a sentence; nothing when it may not be the speaker's."""
    name = next(filter(None, match.groups()), "").rstrip(".,'’")
    parts = name.split()
    if len(parts) > 1 and parts[0] in _BEGIN:
        parts = parts[1:]
    if len(name) < _LEAST_LETTERS or _NOBODY.intersection(parts) or name.endswith(("'s", "’s")):
        return ""
    return "" if _LEADS_AWAY.search(before) else " ".join(parts)
