"""An article as libraries describe it: its authors, its date, CSL-JSON, and a Chicago citation.

The CSL-JSON is what Zotero, Pandoc and citation processors read
(https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html). The citation follows The
Chicago Manual of Style, 17th edition, 14.191–14.200: author, title, newspaper, date, address, in
the form of a bibliography. It is written here because the processor that there is for Python
(citeproc-py 0.11) shortens first names and leaves stray words in this very style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from web.desk.articles import Facts
from web.in_words import MONTHS
from web.pages.reader import is_web_address

_BY = re.compile(
    r"^\s*(?:by|von|par|por|di|da|door|av|af|od|autor|author)\s*:?\s+(?=\S)", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:;|\||/|&|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
_COMMA = re.compile(r"\s*,\s*")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_ORGANISATION = re.compile(
    r"\b(?:staff|agenc\w*|agence|agentur|reuters|afp|ap|dpa|press|news|desk|editor\w*|redaktion|"
    r"correspondent\w*|reporter\w*|service|team|board|office|bureau|radio|tv)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")


@dataclass(frozen=True, slots=True)
class Author:
    """A person with `family` and `given` name, or whoever else stands there, with `family` only."""

    family: str
    given: str = ""

    @property
    def inverted(self) -> str:
        """As catalogues have it: Haddad, Leila."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def plain(self) -> str:
        """As it is said: Leila Haddad."""
        return f"{self.given} {self.family}".strip()


def authors(byline: str) -> tuple[Author, ...]:
    """The authors of a byline, one by one where it surely names several."""
    typed = " ".join(byline.split())
    begins = _BY.match(typed)
    text = typed[begins.end() if begins else 0 :].strip(" .,")
    return tuple(map(_author, _names(text)))


def _names(text: str) -> Iterator[str]:
    for part in filter(_NAME.search, _BETWEEN.split(text)):
        pieces = [piece for piece in _COMMA.split(part) if piece]
        if len(pieces) > 1 and all(" " in piece for piece in pieces):
            yield from pieces  # two names; `Haddad, Leila` is one
        else:
            yield part.strip(" ,")


def _author(name: str) -> Author:
    if _ORGANISATION.search(name):
        return Author(name)
    family, comma, given = name.partition(", ")
    if comma and " " not in family:
        return Author(family, given)
    words = name.split()
    if not 2 <= len(words) <= 5 or not all(map(_NAME.fullmatch, words)):
        return Author(name)
    # `Ursula von der Leyen`: the name begins with its particles.
    small = (place for place, word in enumerate(words) if place and word.islower())
    at = min(next(small, len(words) - 1), len(words) - 1)
    return Author(" ".join(words[at:]), " ".join(words[:at]))


def date_parts(date: str) -> tuple[int, ...]:
    """The numbers of an ISO date, as many as are known: (2023, 3, 14); none of what is no date."""
    found = _DATE.fullmatch(date)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def csl(facts: Facts) -> dict[str, Any]:
    """The CSL-JSON of an article."""
    parts = date_parts(facts.date)
    item: dict[str, Any] = {"id": facts.id, "type": "article-newspaper", "title": _title(facts)}
    if people := authors(facts.byline):
        item["author"] = [
            {"family": each.family, "given": each.given} if each.given else {"literal": each.family}
            for each in people
        ]
    if parts:
        item["issued"] = {"date-parts": [list(parts)]}
    if is_web_address(facts.url):
        item["URL"] = facts.url
    if facts.outlet:
        item["container-title"] = facts.outlet
    if facts.lang:
        item["language"] = facts.lang
    item["note"] = f"Saved as {facts.id}"
    return item


def chicago(facts: Facts) -> str:
    """The citation of an article in a bibliography after the Chicago Manual of Style."""
    people = authors(facts.byline)
    title = _title(facts).replace("“", "‘").replace("”", "’").replace('"', "’")
    ends = "" if title.endswith(("?", "!", ".", "…")) else "."
    outlet = facts.outlet
    parts = [_people(people) if people else outlet]
    parts = [f"{part.rstrip('.')}." for part in parts if part]
    parts.append(f"“{title}{ends}”")
    rest = ", ".join(filter(None, (outlet if people else "", _american(facts.date))))
    parts += [f"{rest}."] if rest else []
    parts += [f"{facts.url}."] if is_web_address(facts.url) else []
    return " ".join(parts)


def _people(people: tuple[Author, ...]) -> str:
    first, *others = people
    names = [first.inverted, *(other.plain for other in others)]
    if len(names) == 1:
        return names[0]
    if len(names) > 10:
        return f"{', '.join(names[:7])}, et al"
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _american(date: str) -> str:
    """March 14, 2023; March 2023; 2023."""
    parts = date_parts(date)
    match len(parts):
        case 3:
            return f"{MONTHS[parts[1] - 1]} {parts[2]}, {parts[0]}"
        case 2:
            return f"{MONTHS[parts[1] - 1]} {parts[0]}"
        case 1:
            return str(parts[0])
        case _:
            return ""


def _title(facts: Facts) -> str:
    return " ".join((facts.title or facts.id).split())
