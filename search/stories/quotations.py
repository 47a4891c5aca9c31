"""What is quoted in the reports of a story: the words, who says them, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.stories.sentences import words
from search.stories.story import Report

_QUOTED = re.compile(r"[\"“«„]([^\"“”«»„]{16,500})[\"”»“]")
_NAME = (
    r"((?:(?:Mr|Mrs|Ms|Dr|Sen|Gen|Gov)\.?\s)?"
    r"[A-Z][\w'’.-]+(?:\s(?:de|van|von|al|bin|[A-Z][\w'’.-]+)){0,3})"
)
_SAID = r"(?:said|says|told|added|wrote|tweeted|warned|insisted|explained|argued|replied|announced)"
_BEHIND = re.compile(rf"[\s,]{{0,3}}(?:{_SAID}\s(?:the\s)?{_NAME}|{_NAME}\s{_SAID}\b)")
_BEFORE = re.compile(rf"(?:{_NAME}\s{_SAID}|{_SAID}\s{_NAME})[^.\"“”]{{0,40}}[:,]?\s*$")
_AROUND = 90  # characters in which the speaker is looked for
_SHORTEST = 4  # words
_PRONOUNS = frozenset({"He", "She", "They", "It", "We", "I", "The", "But", "And"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is quoted; `said` are (report, the name that it gives for the speaker, or nothing)."""

    text: str
    said: tuple[tuple[Report, str], ...]


def shared_quotations(reports: Sequence[Report]) -> list[Quotation]:
    """The quotations that two reports or more have, in the order of the first report.

    A shorter piece of a longer quotation is the same one.
    """
    found: list[tuple[str, str, dict[str, tuple[Report, str]]]] = []
    for report in reports:
        for match in _QUOTED.finditer(report.text):
            key = " ".join(words(match[1]))
            if key.count(" ") + 1 < _SHORTEST:
                continue
            said = report, speaker(report.text, match.start(), match.end())
            for place, (known, _, by) in enumerate(found):
                if key in known or known in key:
                    by.setdefault(report.id, said)
                    if len(key) > len(known):
                        found[place] = key, match[1].strip(), by
                    break
            else:
                found.append((key, match[1].strip(), {report.id: said}))
    return [Quotation(text, tuple(by.values())) for _, text, by in found if len(by) > 1]


def speaker(text: str, start: int, end: int) -> str:
    """Who is said to say what stands in text[start:end], quotation marks included; or nothing."""
    behind = _BEHIND.match(text[end : end + _AROUND])
    before = _BEFORE.search(text[max(start - _AROUND, 0) : start])
    for match in (behind, before):
        if match:
            name = next(filter(None, match.groups()), "").rstrip(".,'’")
            if name and name not in _PRONOUNS:
                return name
    return ""
