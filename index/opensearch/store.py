"""An index in a cluster: opened or created, read, written, published.

What a run remembers of the corpus besides (index.run.boilerplate_lines) is in a folder of the
machine that runs; without it the texts of the corpus are looked through once more, and nothing is
cleaned again for that: the cluster knows which lines each file was cleaned of.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from index.article import Article
from index.opensearch import index_pair as generation
from index.opensearch.batch import ClusterBatch
from index.opensearch.connection import Connection
from index.opensearch.document import article_of
from index.opensearch.errors import ClusterEmpty, ClusterOutdated, ClusterReplaced
from index.opensearch.file_record import boilerplate_of, state_of
from index.opensearch.index_pair import IndexPair
from index.opensearch.pages import pages, refresh
from index.opensearch.template import schema
from index.run.boilerplate_lines import BoilerplateLines
from index.run.partition import Partition
from index.store.ledger import FileState

log = logging.getLogger(__name__)

_BATCHES_A_PAIR = 10**9
_PAGE = 500  # whole articles, of a few KB each
_RETRIES = 10  # of a note that several workers write at once
_EVERYTHING: Mapping[str, Any] = {"match_all": {}}
_FILES: Mapping[str, Any] = {"exists": {"field": "file"}}
_RUNS: Mapping[str, Any] = {"exists": {"field": "finished"}}
_NOTE = "ctx._source.batches += params.batches; ctx._source.finished = params.finished"


@dataclass(frozen=True, slots=True)
class Freshness:
    """When the last run ended (UTC; None before any has).

    `generation` is raised by every run that has changed anything, when it has come to its end.
    """

    updated: datetime | None
    generation: int


class ClusterStore:
    """A pair of indices, and one worker's share of them."""

    def __init__(
        self, connection: Connection, pair: IndexPair, memory: Path, share: Partition
    ) -> None:
        self._connection = connection
        self._pair = pair
        self._share = share
        self._memory = memory
        self.missing: tuple[Partition, ...] = ()
        """The workers that a rebuild waits for."""
        self._known: frozenset[str] = frozenset()
        self._cleaned: dict[str, str] = {}
        self._boilerplate: dict[str, str] = {}
        self._batches = 0

    @property
    def directory(self) -> Path:
        """The folder of what this machine knows of its clusters."""
        return self._memory.parents[1]  # index.opensearch.run.memory_of

    @property
    def memory(self) -> Path:
        """The folder for what runs remember besides the index."""
        return self._memory

    def files(self) -> dict[str, FileState]:
        """The files the index holds, by id; those that were not read to the end look like none."""
        files: dict[str, FileState] = {}
        refresh(self._connection, self._pair.files)
        for hit in pages(self._connection, self._pair.files, _FILES, ["file"]):
            record = hit["_source"]
            files[record["file"]] = state_of(record)
            if boilerplate := record.get("boilerplate"):
                self._cleaned[record["file"]] = boilerplate
        self._known = frozenset(files)
        return files

    def outdated(self, repetition: BoilerplateLines) -> set[str]:
        """The files that were cleaned of other lines than those that repeat now."""
        lines = repetition.boilerplate()
        self._boilerplate = {file_id: boilerplate_of(found) for file_id, found in lines.items()}
        now, before = self._boilerplate.items(), self._cleaned.items()
        return {file_id for file_id, _ in now ^ before}

    @contextmanager
    def batch(self) -> Iterator[ClusterBatch]:
        """Changes that count together at the end; when the body raises, their files are pending."""
        batch = ClusterBatch(self._connection, self._pair, self._known, self._boilerplate)
        yield batch
        batch.finish()
        self._batches += 1

    def publish(self, *, finished: bool = False) -> None:
        """Let readers see what has been done, which they do by themselves within a second.

        At the end of a run everything is made visible, and noted. A pair that is being built
        becomes the one that is searched when all workers have done their share.
        """
        if not finished:
            return
        refresh(self._connection, self._pair.articles, self._pair.files)
        self._note_run()
        now = generation.current(self._connection)
        if now == self._pair:
            return
        if now and now.number > self._pair.number:
            generation.discard(self._connection, self._pair)
            raise ClusterReplaced(str(self._connection.address))
        done = {hit["_source"]["share"] for hit in _runs(self._connection, self._pair)}
        shares = [Partition(number, self._share.of) for number in range(1, self._share.of + 1)]
        self.missing = tuple(share for share in shares if str(share) not in done)
        if not self.missing:
            generation.publish(self._connection, self._pair)

    def count(self) -> int:
        """How many articles the index holds, of all workers."""
        return count_articles(self._connection, self._pair)

    def _note_run(self) -> None:
        """Write down that this worker has come to the end of its share."""
        finished = datetime.now(UTC).isoformat(timespec="milliseconds")
        note = {"share": str(self._share), "finished": finished, "batches": self._batches}
        body = {"script": {"source": _NOTE, "params": note}, "upsert": note}
        self._connection.steadily(
            lambda: self._connection.client.update(
                index=self._pair.files,
                id=f"run {self._share}",
                body=body,
                params={"retry_on_conflict": _RETRIES, "refresh": "true"},
            )
        )


def open_store(
    connection: Connection, corpus: Path, memory: Path, share: Partition
) -> ClusterStore:
    """The index that is searched, of the articles in `corpus`; created when there is none.

    Raises ClusterOutdated when it is another program's, or of another folder.
    """
    pair = generation.current(connection)
    if pair is None:
        pair = IndexPair(connection.address.name, 1)
        generation.create(connection, pair, _meta(corpus, Partition()), public=True)
    meta = check(connection, pair)
    if meta["corpus"] != str(corpus.resolve()):
        raise ClusterOutdated(
            f"The index at {connection.address} belongs to the articles in {meta['corpus']}. "
            "Choose another name in BACKFILE_ENGINE, or make it anew for these with: "
            "backfile rebuild"
        )
    return ClusterStore(connection, pair, memory, share)


def next_store(
    connection: Connection, corpus: Path, memory: Path, share: Partition
) -> ClusterStore:
    """The index that takes the place of the one that is searched.

    One that was begun for the same articles by the same program and for as many workers is gone
    on with. Any other is passed over, since another worker may be writing it. It goes
    when one that comes after it is complete.
    """
    now = generation.current(connection)
    pair = now.next if now else IndexPair(connection.address.name, 1)
    meta = _meta(corpus, share)
    while True:
        if generation.meta_of(connection, pair) is None:
            generation.create(connection, pair, meta, public=False)
        if generation.meta_of(connection, pair) == meta:
            return ClusterStore(connection, pair, memory, share)
        pair = pair.next


def check(connection: Connection, pair: IndexPair) -> Mapping[str, Any]:
    """What is known of a pair. Raises ClusterOutdated when this program cannot go on with it."""
    meta = generation.meta_of(connection, pair)
    if meta is None or meta.get("schema") != schema():
        raise ClusterOutdated(
            f"The index at {connection.address} was made by another version of this program "
            "(its fields or its analysis differ). Run: backfile rebuild"
        )
    return meta


def count_articles(connection: Connection, pair: IndexPair) -> int:
    """How many articles can be found."""
    return _count(connection, pair.articles, _EVERYTHING)


def count_files(connection: Connection, pair: IndexPair) -> int:
    """How many files the ledger has."""
    return _count(connection, pair.files, _FILES)


def articles_of(connection: Connection, pair: IndexPair) -> Iterator[tuple[str, Article]]:
    """(id, article) for each that a pair holds, in the order of their files."""
    order = ["file", "record", "id"]
    for hit in pages(connection, pair.articles, _EVERYTHING, order, size=_PAGE):
        yield hit["_source"]["id"], article_of(hit["_source"])


def freshness(connection: Connection) -> Freshness:
    """How fresh what is searched is. Raises ClusterEmpty."""
    pair = generation.current(connection)
    if pair is None:
        raise ClusterEmpty(str(connection.address))
    notes = [hit["_source"] for hit in _runs(connection, pair)]
    ends = [datetime.fromisoformat(note["finished"]) for note in notes]
    batches = sum(note["batches"] for note in notes)
    return Freshness(max(ends, default=None), pair.number * _BATCHES_A_PAIR + batches)


def _count(connection: Connection, index: str, query: Mapping[str, Any]) -> int:
    answer = connection.steadily(
        lambda: connection.client.count(index=index, body={"query": query})
    )
    return int(answer["count"])


def _runs(connection: Connection, pair: IndexPair) -> Iterator[dict[str, Any]]:
    return pages(connection, pair.files, _RUNS, ["share"])


def _meta(corpus: Path, share: Partition) -> dict[str, Any]:
    """What an index is known by; it is written once, when the index is created."""
    try:
        program = version("backfile")
    except PackageNotFoundError:
        program = ""  # run from its folder, not installed
    return {
        "schema": schema(),
        "corpus": str(corpus.resolve()),
        "program": program,
        "workers": share.of,
    }
