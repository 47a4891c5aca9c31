"""The inverted index in its folder: created, opened, written, committed.

    INDEX/
      manifest.json   what the index is and which files are live (index.manifest)
      lock            held by the run that writes
      live-N/         Whoosh's files, and files.json: which articles they hold (index.ledger)

Only this module, index.schema and index.analysis know how Whoosh keeps an index. A reader is a
snapshot: it answers from the generation it was opened on, whatever is committed since. An index
that is built anew grows in a folder of its own and replaces the old one when it is complete.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import IndexReader
from whoosh.writing import IndexWriter

from index.article import Article, RemovedLine
from index.errors import IndexDamaged, IndexLocked, IndexMisplaced, IndexMissing, IndexUnwritable
from index.ledger import FileState, read_ledger, write_ledger
from index.manifest import NAME as MANIFEST
from index.manifest import Manifest, last_written, read_manifest, write_manifest
from index.schema import date_number, schema

_MEMORY_MB = 128  # Whoosh sorts a batch in memory up to this size before it spills to disk
_LIVE = "live-"


class Store:
    """An index folder that has been checked to be ours and of this format."""

    def __init__(
        self, directory: Path, manifest: Manifest, index: FileIndex, seen: int = 0
    ) -> None:
        self.directory = directory
        self.manifest = manifest
        self._index = index
        self._seen = seen

    @classmethod
    def open(cls, directory: Path) -> Store:
        """Open the index in `directory`.

        Raises IndexMissing, IndexOutdated or IndexDamaged.
        """
        seen = last_written(directory)
        manifest = read_manifest(directory)
        try:
            index = FileStorage(str(directory / manifest.live)).open_index(schema=schema())
        except Exception as error:  # unpickling damaged files can raise anything
            raise IndexDamaged(directory, error) from error
        return cls(directory, manifest, index, seen)

    @classmethod
    def create(cls, directory: Path, corpus: Path) -> Store:
        """Begin an empty index of `corpus`; it becomes the one that is opened at its `finish`.

        An index that is there already stays the one that is opened until then.
        """
        try:
            live = directory / f"{_LIVE}{_newest(directory) + 1}"
            live.mkdir(mode=0o700)
            index = FileStorage(str(live)).create_index(schema())
        except OSError as error:
            raise IndexUnwritable(directory, error.strerror) from error
        return cls(directory, Manifest(str(corpus.resolve()), live.name), index)

    @property
    def corpus(self) -> Path:
        """The folder of articles that this index was made from."""
        return Path(self.manifest.corpus)

    @property
    def updated(self) -> datetime | None:
        """When the last run ended; None before the first has."""
        written = self.manifest.updated
        return datetime.fromisoformat(written) if written else None

    def reader(self) -> IndexReader:
        """A snapshot of what has been committed, for one thread."""
        try:
            return self._index.reader()
        except Exception as error:  # as in open
            raise IndexDamaged(self.directory, error) from error

    def is_current(self) -> bool:
        """Whether nothing has been published since this index was opened."""
        return last_written(self.directory) == self._seen

    def files(self) -> dict[str, FileState]:
        """The files the index holds, by id."""
        return read_ledger(self.directory / self.manifest.live)

    def count(self) -> int:
        """How many articles the index holds."""
        return int(self._index.doc_count())

    def articles(self) -> Iterator[tuple[str, Article]]:
        """(id, article) for each that the index holds."""
        with closing(self.reader()) as reader:
            for number in reader.all_doc_ids():
                fields = reader.stored_fields(number)
                yield fields["id"], stored_article(fields)

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Changes that are committed together at the end; none of them when the body raises."""
        try:
            writer = self._index.writer(limitmb=_MEMORY_MB, compound=False)
            try:
                yield Batch(writer)
            except BaseException:
                writer.cancel()
                raise
            writer.commit()
        except OSError as error:
            raise IndexUnwritable(self.directory, error.strerror or error) from error

    def record(self, files: dict[str, FileState]) -> None:
        """Note which files the committed index holds."""
        try:
            write_ledger(self.directory / self.manifest.live, files)
        except OSError as error:
            raise IndexUnwritable(self.directory, error.strerror) from error

    def publish(self, *, finished: bool = False) -> None:
        """Let readers see what has been committed; `finished`: the run has come to its end."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.manifest = replace(
            self.manifest,
            generation=int(self._index.latest_generation()),
            updated=now if finished else self.manifest.updated,
        )
        try:
            write_manifest(self.directory, self.manifest)
        except OSError as error:
            raise IndexUnwritable(self.directory, error.strerror) from error

    def sweep(self) -> None:
        """Remove what earlier or interrupted runs have left and no manifest names."""
        for folder in self.directory.glob(f"{_LIVE}*"):
            if folder.name != self.manifest.live:
                shutil.rmtree(folder, ignore_errors=True)


class Batch:
    """Changes that become visible together."""

    def __init__(self, writer: IndexWriter) -> None:
        self._writer = writer

    def drop(self, file_id: str) -> None:
        """Remove all articles of a file."""
        self._writer.delete_by_term("file", file_id)

    def add(self, article_id: str, file_id: str, article: Article) -> None:
        """Add an article; what was indexed of its file must have been dropped before."""
        self._writer.add_document(
            id=article_id,
            file=file_id,
            text=f"{article.title}\n{article.text}",
            title=article.title,
            outlet=article.outlet,
            byline=article.byline,
            path=file_id,
            url=article.url,
            outlet_name=article.outlet,
            lang=article.lang,
            date=date_number(article.date),
            sketch=article.sketch,
            article=json.dumps(asdict(article), ensure_ascii=False),
        )


def stored_article(fields: dict[str, Any]) -> Article:
    """The article in a document's stored fields."""
    facts = json.loads(fields["article"])
    facts["removed"] = tuple(RemovedLine(*line) for line in facts["removed"])
    facts["runs"] = tuple(facts["runs"])
    return Article(**facts)


@contextmanager
def locked(directory: Path, corpus: Path) -> Iterator[None]:
    """Hold the index folder for writing; the folder is made when there is none.

    Raises IndexLocked at once when another process holds it, IndexMisplaced when the folder
    holds something that is not an index or lies inside the corpus, IndexUnwritable when it
    cannot be made.
    """
    try:
        _claim(directory, corpus)
        lock = FileStorage(str(directory)).lock("lock")
        acquired = lock.acquire(blocking=False)
    except OSError as error:
        raise IndexUnwritable(directory, error.strerror) from error
    if not acquired:
        raise IndexLocked(directory)
    try:
        yield
    finally:
        lock.release()


def _claim(directory: Path, corpus: Path) -> None:
    """Make the folder, private to its user, unless it is somebody else's."""
    if directory.resolve().is_relative_to(corpus.resolve()):
        raise IndexMisplaced(
            f"The index may not lie inside the folder of articles ({directory}). "
            "Choose another folder with --index."
        )
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    ours = (MANIFEST, f"{MANIFEST}.new", "lock")
    foreign = [e.name for e in directory.iterdir() if not e.name.startswith((_LIVE, *ours))]
    if foreign and not (directory / MANIFEST).exists():
        raise IndexMisplaced(
            f"{directory} holds something that is not an index ({foreign[0]}). "
            "Choose another folder with --index."
        )


def _newest(directory: Path) -> int:
    """The highest number that a live folder has, 0 when there is none."""
    numbers = (folder.name.removeprefix(_LIVE) for folder in directory.glob(f"{_LIVE}*"))
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def open_or_none(directory: Path) -> Store | None:
    """The index in `directory`, or None when there is none yet."""
    try:
        return Store.open(directory)
    except IndexMissing:
        return None
