"""One run on a cluster: what `index.run.run` does in a folder, with the same report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.article import Article
from index.opensearch.cluster_url import ClusterUrl
from index.opensearch.connection import STEADINESS, Connection, connect
from index.opensearch.errors import ClusterEmpty
from index.opensearch.index_pair import current
from index.opensearch.store import ClusterStore, articles_of, next_store, open_store
from index.run.listing import check_corpus
from index.run.partition import Partition
from index.run.progress import Progress
from index.run.report import Report
from index.run.run import run
from index.store.lock import locked

Open = Callable[[Connection, Path, Path, Partition], ClusterStore]


def reindex(
    address: ClusterUrl,
    share: Partition,
    corpus: Path,
    directory: Path,
    progress: Progress | None = None,
    *,
    thorough: bool = False,
) -> Report:
    """Bring a worker's share of the index at `address` to what `corpus` holds now.

    `directory` is where this machine remembers what it has seen of the corpus. Only new and
    changed files are read; `thorough` as of `index.reindex`. What was done before an interruption
    stays. Raises ClusterFailure, CorpusUnreadable, IndexLocked, IndexMisplaced, IndexUnwritable.
    """
    with _target(corpus, directory, address, share, open_store) as store:
        return run(store, corpus, progress, share, thorough=thorough, outdated=store.outdated)


def rebuild(
    address: ClusterUrl,
    share: Partition,
    corpus: Path,
    directory: Path,
    progress: Progress | None = None,
) -> Report:
    """Make the index at `address` anew from `corpus`.

    The old one answers until the new one is complete, which it is when every worker has done its
    share; the report says for whom it waits. A rebuild that was interrupted is gone on with.
    """
    with _target(corpus, directory, address, share, next_store) as store:
        report = run(store, corpus, progress, share, publish_early=False, outdated=store.outdated)
        report.missing = store.missing
        return report


@contextmanager
def _target(
    corpus: Path, directory: Path, address: ClusterUrl, share: Partition, opened: Open
) -> Iterator[ClusterStore]:
    """The index in the cluster, while no other run of this machine has the same share."""
    check_corpus(corpus)
    memory = memory_of(directory, address, share)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(memory, corpus), closing(connect(address, steadiness=STEADINESS)) as connection:
        yield opened(connection, corpus, memory, share)


def memory_of(directory: Path, address: ClusterUrl, share: Partition) -> Path:
    """The folder below `directory` for what a worker remembers: one for each cluster and share."""
    place = f"{address.hosts} {address.name}"
    mark = hashlib.blake2b(place.encode(), digest_size=4).hexdigest()
    return directory / f"cluster-{mark}" / f"{share.number}-of-{share.of}"


def articles(address: ClusterUrl) -> Iterator[tuple[str, Article]]:
    """(id, article) for each that is indexed at an address. Raises ClusterFailure."""
    with closing(connect(address, steadiness=STEADINESS)) as connection:
        pair = current(connection)
        if pair is None:
            raise ClusterEmpty(str(address))
        yield from articles_of(connection, pair)
