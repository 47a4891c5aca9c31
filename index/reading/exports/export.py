"""What every export is made of, and how its lines become paragraphs and facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index.reading.entry import Entry


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export."""

    name: str
    """Whoever makes it, for the source of facts."""
    tells: Callable[[str], bool]
    """Whether a content is such an export. Asked of every text, so it looks at little."""
    entries: Callable[[str], Iterator[Entry]]
    ending: str = ".txt"
    """Of a file that one of its entries is."""


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs of lines that were broken at a width; a blank line ends one.

    So does a line that is too short to have been broken because it was full, unless it is the
    only one that is followed by no blank line.
    """
    paragraph: list[str] = []
    for line in lines:
        stripped = " ".join(line.split())
        if stripped:
            paragraph.append(stripped)
        elif paragraph:
            yield " ".join(paragraph)
            paragraph = []
    if paragraph:
        yield " ".join(paragraph)


_LISTED = re.compile(r"\d{1,4}[.)]\s+")


def is_listed(title: str, before: Iterable[str]) -> bool:
    """Whether a headline stands in the list of contents that some lines have, numbered or not."""
    return any(_LISTED.sub("", line, count=1) == title for line in before)


def from_headline(original: str, title: str, end: int | None = None) -> str:
    """An article without what stands before its headline, such as the cover page of its export.

    The headline stands in the list of contents too: the last one of the first `end` lines counts.
    """
    lines = original.splitlines()
    places = (i for i, line in enumerate(lines[:end]) if title and " ".join(line.split()) == title)
    return "\n".join(lines[max(places, default=0) :])


def key_of(*facts: str) -> str:
    """A key for an article that has none of its own: what does not change with the export."""
    return "\n".join(re.sub(r"\s+", " ", fact).strip().lower() for fact in facts)


_BY = re.compile(r"\s*(?:by|par|por|door)[ :]\s*", re.IGNORECASE)


def author(line: str) -> str:
    """A name without the word before it."""
    return _BY.sub("", line, count=1).strip() if _BY.match(line) else line.strip()


def natural(name: str) -> str:
    """A name in its natural order, from "Orrery, Tamsin"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name.strip()


def words(text: str) -> frozenset[str]:
    """The words of a text, for tables that are easier to read without quotes."""
    return frozenset(text.split())
