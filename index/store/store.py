"""The index in its folder: created, opened, written, committed.

    INDEX/
      manifest.json      what the index is: only what it names counts (index.store.manifest)
      lock               held by the run that writes (index.store.lock)
      files-G            which files the index holds, as of generation G (index.store.ledger)
      stories-G          which articles are copies or tell of one event (index.stories.story_file)
      segments/NAME/     the articles (index.segment), and which of them are deleted
      memory-NAME/       what runs remember (index.run.boilerplate_lines); not of the index

A commit writes new files, waits until they are on the disk, and then replaces the manifest: a
crash at any instant leaves the old generation or the new, whole. What no manifest names is
removed by the next commit. Who has a generation open reads on in the files that he has mapped;
who is just opening one that is replaced meanwhile opens the next.

An index that is built anew grows beside the old one, which answers until the manifest is replaced.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Article
from index.errors import (
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    IndexUnreadable,
    IndexUnwritable,
)
from index.store.batch import Batch
from index.store.generation import Generation
from index.store.ledger import FileState, find_files, read_ledger
from index.store.lock import locked
from index.store.manifest import NAME as MANIFEST
from index.store.manifest import Manifest, read_manifest, stamp, write_manifest

if TYPE_CHECKING:
    from index.segment.builder import Vocabularies
    from index.stories.words import WordTable

__all__ = ["Store", "locked", "open_or_none"]

log = logging.getLogger(__name__)

_TRIES = 100  # commits that may replace what is just being opened; each takes longer than opening


class Store:
    """An index folder that has been checked to be ours and of this format."""

    def __init__(self, directory: Path, manifest: Manifest, published: Manifest | None) -> None:
        self.directory = directory
        self.manifest = manifest
        self._published = published
        self._stamp = stamp(directory)
        self._generation: Generation | None = None
        self._vocabularies: Vocabularies | None = None

    @classmethod
    def open(cls, directory: Path, earlier: Generation | None = None) -> Store:
        """Open the index in `directory`, all of its segments.

        What `earlier`, a generation of the same index, has open already is not opened again.
        Raises IndexMissing, IndexOutdated, IndexUnreadable or IndexDamaged.
        """
        for _ in range(_TRIES):
            seen = stamp(directory)
            manifest = read_manifest(directory)
            store = cls(directory, manifest, manifest)
            store._stamp = seen
            try:
                store._generation = Generation(directory, manifest, earlier)
            except FileNotFoundError as error:
                missing = error
                if read_manifest(directory) == manifest:
                    break
            else:
                return store
        raise IndexDamaged(directory, f"{missing.filename} is missing")

    @classmethod
    def create(cls, directory: Path, corpus: Path) -> Store:
        """Begin an empty index of `corpus`; it becomes the one that is opened when published.

        An index that is there already stays the one that is opened until then.
        """
        try:
            old = read_manifest(directory)
        except (IndexMissing, IndexDamaged, IndexOutdated, IndexUnreadable):
            old = None
        memory = f"memory-{secrets.token_hex(4)}"
        try:
            (directory / memory).mkdir(mode=0o700)
        except OSError as error:
            raise IndexUnwritable(directory, error.strerror) from error
        generation = old.generation if old else 0
        return cls(directory, Manifest(str(corpus.resolve()), memory, generation), old)

    @property
    def corpus(self) -> Path:
        """The folder of articles that this index was made from."""
        return Path(self.manifest.corpus)

    @property
    def memory(self) -> Path:
        """The folder for what runs remember besides the index."""
        return self.directory / self.manifest.memory

    @property
    def updated(self) -> datetime | None:
        """When the last run ended; None before the first has."""
        written = self.manifest.updated
        return datetime.fromisoformat(written) if written else None

    def generation(self) -> Generation:
        """What the store holds, opened for reading."""
        if self._generation is None or self._generation.number != self.manifest.generation:
            self._generation = Generation(self.directory, self.manifest, self._generation)
        return self._generation

    def is_current(self) -> bool:
        """Whether nothing has been published since this index was opened."""
        return stamp(self.directory) == self._stamp

    def files(self) -> dict[str, FileState]:
        """The files the index holds, by id."""
        try:
            return read_ledger(self.directory, self.manifest.ledger)
        except FileNotFoundError as error:
            raise IndexDamaged(self.directory, f"{error.filename} is missing") from error

    def digests(
        self, *, files: Collection[str] = (), digests: Collection[str] = ()
    ) -> dict[str, str]:
        """The content hashes of these files and of those with these content hashes, by file."""
        try:
            return find_files(
                self.directory, self.manifest.ledger, names=set(files), digests=set(digests)
            )
        except FileNotFoundError as error:
            raise IndexDamaged(self.directory, f"{error.filename} is missing") from error

    def count(self) -> int:
        """How many articles the index holds."""
        return self.manifest.live

    def articles(self) -> Iterator[tuple[str, Article]]:
        """(id, article) for each that the index holds."""
        for segment in self.generation().segments:
            for doc in segment.live_docs():
                yield segment.id(doc), segment.article(doc)

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Changes that are made together at the end; none of them when the body raises.

        Readers see them when they are published.
        """
        try:
            if self._published or not (self.directory / MANIFEST).exists():
                self.sweep()  # what cannot be read stays until there is something in its place
            batch = Batch(self.directory, self.manifest, self.generation(), self._words)
            try:
                yield batch
                self.manifest = batch.finish()
            except BaseException:
                batch.cancel()
                raise
        except OSError as error:
            raise IndexUnwritable(self.directory, error.strerror or error) from error

    def publish(self, *, finished: bool = False) -> None:
        """Let readers see what has been done; `finished`: the run has come to its end."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if finished:
            self.manifest = replace(self.manifest, updated=now)
        try:
            write_manifest(self.directory, self.manifest)
        except OSError as error:
            raise IndexUnwritable(self.directory, error.strerror) from error
        self._published, self._stamp = self.manifest, stamp(self.directory)
        self.sweep()

    def adopt_stories(self, name: str) -> None:
        """Let readers see the groups in a file that has been written; no article changes."""
        self.manifest = replace(self.manifest, stories=name)
        self.publish()

    def _words(self) -> Vocabularies:
        """The words met so far by this run, and their terms."""
        from index.segment.builder import Vocabularies  # noqa: PLC0415  # compiled code: loaded when needed

        if self._vocabularies is None or self._vocabularies.is_full:
            self._vocabularies = Vocabularies()
        return self._vocabularies

    def hand_over_words(self) -> WordTable:
        """The words that this run has met, for who reads articles after it; their terms go."""
        from index.stories.words import WordTable  # noqa: PLC0415  # likewise

        vocabularies, self._vocabularies = self._vocabularies, None
        return vocabularies.story_words if vocabularies else WordTable()

    def sweep(self) -> None:
        """Remove what earlier or interrupted runs have left and no manifest names.

        What cannot be removed takes room and does no harm: that is said, and the next commit
        tries again.
        """
        try:
            for path in self._leftovers():
                _remove(path)
        except OSError as error:
            _left(self.directory, error)

    def _leftovers(self) -> Iterator[Path]:
        named = [manifest for manifest in (self.manifest, self._published) if manifest]
        others = {
            name
            for manifest in named
            for name in (manifest.memory, manifest.stories, *manifest.ledger)
        }
        kept: dict[str, set[str]] = {}
        for manifest in named:
            for entry in manifest.segments:
                kept.setdefault(entry.name, set()).add(entry.deletions)
        for kind in ("files-*", "memory-*", "stories-*"):
            for path in self.directory.glob(kind):
                if path.name not in others:
                    yield path
        yield self.directory / f"{MANIFEST}.new"
        for folder in self.directory.glob("segments/*"):
            if folder.name not in kept:
                yield folder
                continue
            for path in folder.glob("deleted-*"):
                if path.name not in kept[folder.name]:
                    yield path


def open_or_none(directory: Path) -> Store | None:
    """The index in `directory`, or None when there is none yet."""
    try:
        return Store.open(directory)
    except IndexMissing:
        return None


def _remove(path: Path) -> None:
    """Remove a file or folder, if it can be."""
    try:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        _left(path, error)


def _left(path: Path, error: OSError) -> None:
    """Say that something is left over; on Windows that is as usual, while a reader holds it."""
    level = logging.DEBUG if os.name == "nt" else logging.WARNING
    log.log(level, "%s is of no use any more and could not be removed (%s)", path, error.strerror)
