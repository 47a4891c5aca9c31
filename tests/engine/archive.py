"""An archive on either engine: what its tests do with it is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import index
from index import Report
from index.opensearch import ClusterUrl
from index.opensearch import rebuild as rebuild_cluster
from index.opensearch import reindex as reindex_cluster
from index.run.partition import Partition
from search import Engine, Hit, SearchEngine
from search.opensearch import ClusterEngine
from tests.folder import Folder


class Archive(Protocol):
    """A folder of articles and the engine over it."""

    corpus: Folder

    def reindex(self) -> Report:
        """Bring the index up to date."""

    def rebuild(self) -> Report:
        """Make it anew."""

    def open(self) -> SearchEngine:
        """An engine that answers from it."""


@dataclass(frozen=True, slots=True)
class FolderArchive:
    """The index in a folder."""

    corpus: Folder
    directory: Path

    def reindex(self) -> Report:
        return index.reindex(self.corpus.folder, self.directory)

    def rebuild(self) -> Report:
        return index.rebuild(self.corpus.folder, self.directory)

    def open(self) -> SearchEngine:
        return Engine.open(self.directory)


@dataclass(frozen=True, slots=True)
class ClusterArchive:
    """The index in a cluster; the folder is only what runs remember."""

    corpus: Folder
    directory: Path
    address: ClusterUrl
    opened: list[ClusterEngine] = field(default_factory=list)

    def reindex(self) -> Report:
        return reindex_cluster(self.address, Partition(), self.corpus.folder, self.directory)

    def rebuild(self) -> Report:
        return rebuild_cluster(self.address, Partition(), self.corpus.folder, self.directory)

    def open(self) -> SearchEngine:
        self.opened.append(ClusterEngine.open(self.address))
        return self.opened[-1]

    def close(self) -> None:
        """Give the sockets back."""
        for engine in self.opened:
            engine.close()


def names(hits: tuple[Hit, ...]) -> list[str]:
    """The names of the articles of a result, each the one record of its file."""
    return [hit.id.removesuffix(".jsonl#1") for hit in hits]


def filled(archive: Archive, articles: Mapping[str, Mapping[str, Any]]) -> SearchEngine:
    """The engine over an archive of these articles, by name."""
    for name, facts in articles.items():
        archive.corpus.record(f"{name}.jsonl", dict(facts))
    report = archive.reindex()
    assert not report.problems
    return archive.open()
