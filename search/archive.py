"""An archive: a folder of articles and the index of it, wherever that is, as one object.

Commands and pages know nothing of engines: they run, verify, count and open an archive. What it
needs is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from index import Article, Correction, Fault, Partition, Progress, Report, Statistics
    from index.opensearch import ClusterStatistics, ClusterUrl
    from search.interface import SearchEngine


class Archive(Protocol):
    """Articles that can be searched. Failures are IndexFailure, of searching SearchFailure."""

    @property
    def corpus(self) -> Path:
        """The folder of articles."""

    @property
    def directory(self) -> Path:
        """The folder of the index, or of what this machine remembers of one in a cluster."""

    def reindex(self, progress: Progress | None = None, *, thorough: bool = False) -> Report:
        """Bring the index to what the corpus holds now (index.run)."""

    def rebuild(self, progress: Progress | None = None) -> Report:
        """Make the index anew; the old one answers until the new one is complete."""

    def verify(self) -> Iterator[Fault]:
        """Give all that is wrong with the index."""

    def statistics(self) -> Statistics | ClusterStatistics:
        """Count what the index holds."""

    def articles(self) -> Iterator[tuple[str, Article]]:
        """(id, article) for each that the index holds."""

    def corrections(self) -> Mapping[Correction, Sequence[str]]:
        """The lines that readers have put back, each with the ids of the articles it holds for."""

    def make_ready(self, announce: Callable[[str], object], *, for_one: bool = False) -> None:
        """Have what a search needs compiled; `announce` is told where that takes a while.

        `for_one` search, by a process that then ends. Call it before the engine is imported.
        """

    def open(self) -> SearchEngine:
        """The engine that answers from the index. Raises IndexUnavailable."""


@dataclass(frozen=True, slots=True)
class LocalArchive:
    """An archive whose index is in a folder."""

    corpus: Path
    directory: Path

    def reindex(self, progress: Progress | None = None, *, thorough: bool = False) -> Report:
        """Read what is new or has changed."""
        from index import reindex

        return reindex(self.corpus, self.directory, progress, thorough=thorough)

    def rebuild(self, progress: Progress | None = None) -> Report:
        """Make the index anew."""
        from index import rebuild

        return rebuild(self.corpus, self.directory, progress)

    def verify(self) -> Iterator[Fault]:
        """Check every byte and number, and whether the index holds what the corpus holds."""
        from index import verify

        return verify(self.directory)

    def statistics(self) -> Statistics:
        """Count what the segments hold."""
        from index import statistics

        return statistics(self.directory)

    def articles(self) -> Iterator[tuple[str, Article]]:
        """The stored articles."""
        from index import Store

        return Store.open(self.directory).articles()

    def corrections(self) -> Mapping[Correction, Sequence[str]]:
        """What was put back; a file that was moved or copied is known by its content."""
        from index import Store, articles_corrected, read_corrections

        found = read_corrections(self.directory)
        digests = {each.digest for each in found}
        return articles_corrected(found, Store.open(self.directory).digests(digests=digests))

    def make_ready(self, announce: Callable[[str], object], *, for_one: bool = False) -> None:
        """Compile the loops that rank, or do without where the index is small."""
        if not self.directory.is_dir():
            return  # there is nothing to search: opening it says so
        from search.warmup import compile_once, make_ready_to_search

        if for_one:
            make_ready_to_search(self.directory, announce)
        else:
            compile_once("search", announce)

    def open(self) -> SearchEngine:
        """The engine over the folder."""
        from search.local.engine import Engine

        return Engine.open(self.directory)


@dataclass(frozen=True, slots=True)
class ClusterArchive:
    """An archive whose index is in an OpenSearch cluster; this machine does a part of the runs."""

    corpus: Path
    directory: Path
    url: ClusterUrl
    partition: Partition

    def reindex(self, progress: Progress | None = None, *, thorough: bool = False) -> Report:
        """Read what is new or has changed of this machine's part."""
        from index.opensearch import reindex

        run = partial(reindex, self.url, self.partition, thorough=thorough)
        return run(self.corpus, self.directory, progress)

    def rebuild(self, progress: Progress | None = None) -> Report:
        """Make this machine's part anew; the report says which others are waited for."""
        from index.opensearch import rebuild

        return rebuild(self.url, self.partition, self.corpus, self.directory, progress)

    def verify(self) -> Iterator[Fault]:
        """Check whether all shards are there and hold what the corpus holds."""
        from index.opensearch import verify

        return verify(self.corpus, self.url)

    def statistics(self) -> ClusterStatistics:
        """Count what the nodes hold."""
        from index.opensearch import statistics

        return statistics(self.url)

    def articles(self) -> Iterator[tuple[str, Article]]:
        """The stored articles."""
        from index.opensearch import articles

        return articles(self.url)

    def corrections(self) -> Mapping[Correction, Sequence[str]]:
        """What was put back on this machine, each by the id that its article had then."""
        from index import read_corrections

        return {each: (each.id,) for each in read_corrections(self.directory)}

    def make_ready(self, announce: Callable[[str], object], *, for_one: bool = False) -> None:
        """Nothing: the cluster ranks."""

    def open(self) -> SearchEngine:
        """The engine over the cluster."""
        from search.opensearch import ClusterEngine

        return ClusterEngine.open(self.url)


def archive_of(
    corpus: Path, directory: Path, url: ClusterUrl | None = None, partition: Partition | None = None
) -> Archive:
    """The archive of a corpus: in a cluster if there is a `url`, else in a folder."""
    if url is None:
        return LocalArchive(corpus, directory)
    from index import Partition

    return ClusterArchive(corpus, directory, url, partition or Partition())
