"""The engines that benchmarks compare, each behind the same three calls.

A further engine is a further class, here or in a module of its own, entered in PEERS; the
benchmarks take it from there. Each is built as its own documentation advises for one process, and
keeps the text with its positions and the stored article, where it can.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage

from index.schema import date_number, schema
from index.store.lock import locked
from index.store.store import Store
from tests.bench import bm25s, sqlite
from tests.bench.record import Record

TANTIVY_HEAP = 128_000_000  # bytes; the default of its binding, and over the 15 MB it asks for
WHOOSH_MB = 256  # Whoosh's guide: as much as can be spared, 256 in its examples


class Peer(Protocol):
    """An index that is being built in an empty folder."""

    def add(self, records: Sequence[Record]) -> None:
        """Take in some articles, each new."""

    def finish(self) -> None:
        """Make all of them durable and searchable, with whatever work is still owed."""


class Ours:
    """The index of this project, by the calls that a run over a corpus makes."""

    def __init__(self, folder: Path) -> None:
        corpus = folder.with_name(f"{folder.name}-articles")  # belongs to an index; not read here
        self._open = ExitStack()
        self._open.enter_context(locked(folder, corpus))
        self._store = Store.create(folder, corpus)
        self._batch = self._open.enter_context(self._store.batch())

    def add(self, records: Sequence[Record]) -> None:
        for record in records:
            self._batch.add(record.id, record.file, record.article())

    def finish(self) -> None:
        self._open.close()
        self._store.publish(finished=True)


class Tantivy:
    """tantivy through its Python binding: title and body in one stemmed field.

    With `facts`, id, outlet, date and url are stored too, as with ours, but not searchable.
    """

    def __init__(self, folder: Path, *, facts: bool = False) -> None:
        import tantivy  # noqa: PLC0415  # not everybody who runs the tests has it

        self._facts = ("id", "outlet", "date", "url") if facts else ()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field(
            "text", stored=True, tokenizer_name="en_stem", index_option="position"
        )
        for name in self._facts:  # there is no field that is only stored
            builder.add_bytes_field(name, stored=True)
        self._document = tantivy.Document
        self._index = tantivy.Index(builder.build(), path=str(folder))
        self._writer = self._index.writer(heap_size=TANTIVY_HEAP, num_threads=1)

    def add(self, records: Sequence[Record]) -> None:
        for record in records:
            document = self._document(text=f"{record.title}\n{record.text}")
            for name in self._facts:
                document.add_bytes(name, getattr(record, name).encode())
            self._writer.add_document(document)

    def finish(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()


class Whoosh:
    """Whoosh's own writer and files: title and body in one field, with its stemming analyzer.

    With `facts`, the fields, columns and analysis of our schema: what this project ran on at first.
    With `small`, its own analyzer keeps the words that it leaves out unless it is told not to.
    """

    def __init__(self, folder: Path, *, facts: bool = False, small: bool = False) -> None:
        words = StemmingAnalyzer(stoplist=None, minsize=1) if small else StemmingAnalyzer()
        plain = Schema(text=TEXT(analyzer=words, phrase=True), article=STORED, facts=STORED)
        self._fields = _all_fields if facts else _one_field
        index = FileStorage(str(folder)).create_index(schema() if facts else plain)
        self._writer = index.writer(limitmb=WHOOSH_MB)

    def add(self, records: Sequence[Record]) -> None:
        for record in records:
            self._writer.add_document(**self._fields(record))

    def finish(self) -> None:
        self._writer.commit()


def _one_field(record: Record) -> dict[str, object]:
    text = f"{record.title}\n{record.text}"
    return {"text": text, "article": text, "facts": record[:1] + record[3:]}


def _all_fields(record: Record) -> dict[str, object]:
    text = f"{record.title}\n{record.text}"
    return {
        "text": text,
        "article": text,
        "id": record.id,
        "file": record.file,
        "title": record.title,
        "outlet": record.outlet,
        "path": record.file,
        "url": record.url,
        "outlet_name": record.outlet,
        "lang": "en",
        "date": date_number(record.date),
    }


PEERS: dict[str, Callable[[Path], Peer]] = {
    "ours": Ours,
    "tantivy": Tantivy,
    "tantivy-facts": partial(Tantivy, facts=True),
    "whoosh": Whoosh,
    "whoosh-facts": partial(Whoosh, facts=True),
    "whoosh-small": partial(Whoosh, small=True),
    "sqlite": sqlite.Writer,
    "bm25s": bm25s.Writer,
}


_MODULES = {"sqlite": "sqlite3"}


def is_there(name: str) -> bool:
    """Whether the engine can be run on this machine."""
    return name == "ours" or find_spec(_MODULES.get(name, name.partition("-")[0])) is not None
