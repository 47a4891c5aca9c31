"""The record that cleaning hands to the index and that a search gives back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, NamedTuple

HEADLINES: Final = "a list of headlines, not an article"
"""Where a text came from (`provenance["text"]`) if it is that of a front page or a section's."""


class RemovedLine(NamedTuple):
    """A line (or block) of the file that is not the article, and why it was left out."""

    line: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, cleaned.

    `text` is what is searched: the article's blocks (paragraphs, subheads, list items), one a
    line, without the title. `markdown` is the same blocks for reading. `date` is ISO 8601 with
    the precision that is known (`2017-06-09`, `2017-06`, `2017`); `lang` an ISO 639-1 code.
    What is not known is an empty string. `provenance` says for each metadata field where its
    value was found, e.g. `{"date": "json-ld datePublished"}`.
    """

    title: str
    text: str
    markdown: str = ""
    date: str = ""
    time: str = ""
    """The time of day that is stated with the date, as in `14:05`, `14:05+02:00`, `14:05Z`."""
    outlet: str = ""
    byline: str = ""
    lang: str = ""
    url: str = ""
    description: str = ""
    """What the page says it is about, in its own words; not searched."""
    sketch: str = ""
    """Near-duplicate texts have sketches that are alike (index.minhash)."""
    removed: tuple[RemovedLine, ...] = ()
    runs: tuple[int, ...] = ()
    """The order of the page: a number of lines of `text`, then of `removed`, then of `text` …"""
    provenance: Mapping[str, str] = field(default_factory=dict)

    @property
    def removed_text(self) -> str:
        """The lines that were left out."""
        return "\n".join(removed.line for removed in self.removed)

    @property
    def is_list(self) -> bool:
        """Whether it is no article, but a list of headlines of others."""
        return self.provenance.get("text") == HEADLINES

    @property
    def day(self) -> str:
        """The date that it is found and sorted by; a list of headlines was written on no day."""
        return "" if self.is_list else self.date

    def page(self) -> Iterator[RemovedLine]:
        """All lines of the page in their order; those of the article have no reason."""
        kept = iter([RemovedLine(line, "") for line in self.text.split("\n")])
        removed = iter(self.removed)
        for place, length in enumerate(self.runs):
            yield from islice(removed if place % 2 else kept, length)
