"""An archive on either engine, with the folder of its articles: tests treat both alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from index import Report
from search import Archive, Hit, SearchEngine
from tests.folder import Folder


@dataclass(frozen=True, slots=True)
class FilledArchive:
    """A folder of articles that a test fills, and the archive of it."""

    corpus: Folder
    archive: Archive
    opened: list[SearchEngine] = field(default_factory=list)

    def reindex(self) -> Report:
        return self.archive.reindex()

    def rebuild(self) -> Report:
        return self.archive.rebuild()

    def open(self) -> SearchEngine:
        self.opened.append(self.archive.open())
        return self.opened[-1]


def names(hits: tuple[Hit, ...]) -> list[str]:
    """The names of the articles of a result, each the one record of its file."""
    return [hit.id.removesuffix(".jsonl#1") for hit in hits]


def complete(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits that have all words of the query; where these are few, others come after them."""
    return tuple(hit for hit in hits if not hit.without)


def filled(archive: FilledArchive, articles: Mapping[str, Mapping[str, Any]]) -> SearchEngine:
    """The engine over an archive of these articles, by name."""
    for name, facts in articles.items():
        archive.corpus.record(f"{name}.jsonl", dict(facts))
    report = archive.reindex()
    assert not report.problems
    return archive.open()
