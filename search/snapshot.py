"""One generation of the index, opened: columns for all threads, a searcher for each.

Whoosh's readers keep a place in their files and so cannot be shared: each thread opens its own
over the same generation. The columns are read once into memory and serve every query.
"""

from __future__ import annotations

import threading
import weakref
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from whoosh import query as ast
from whoosh.reading import IndexReader

from index import Store, are_alike, stored_article
from search.dates import iso_date
from search.evaluate import Evaluator, Match
from search.result import FacetValue, Status, StoredArticle, Twin

_FACETS = {"outlet": 200, "lang": 50, "date": 600}  # values of each that are worth sending


class Superseded(Exception):
    """A newer generation has been committed than the one that was to be read."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A value for each document number."""

    outlet: list[str]
    lang: list[str]
    date: list[int]
    sketch: list[str]

    @classmethod
    def of(cls, reader: IndexReader) -> Columns:
        """The columns of a reader, deleted documents included."""
        return cls(
            outlet=_column(reader, "outlet_name"),
            lang=_column(reader, "lang"),
            date=_column(reader, "date"),
            sketch=_column(reader, "sketch"),
        )


class Snapshot:
    """A generation of the index as it was when it was opened."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._readers: list[IndexReader] = []
        weakref.finalize(self, _close, self._readers)  # when no thread answers from it any more
        reader = self._open()
        self.generation = reader.generation()
        self.columns = Columns.of(reader)
        self._of_thread = threading.local()
        self._of_thread.evaluator = Evaluator.over(reader)

    @property
    def evaluator(self) -> Evaluator:
        """This thread's evaluator. Raises Superseded when the generation is gone."""
        evaluator: Evaluator | None = getattr(self._of_thread, "evaluator", None)
        if evaluator is None:
            reader = self._open()
            if reader.generation() != self.generation:
                raise Superseded
            evaluator = self._of_thread.evaluator = Evaluator.over(reader)
        return evaluator

    def _open(self) -> IndexReader:
        reader = self.store.reader()
        self._readers.append(reader)
        return reader

    def status(self) -> Status:
        """What is indexed, and how fresh it is."""
        return Status(
            articles=self.evaluator.reader.doc_count(),
            updated=self.store.updated,
            corpus=str(self.store.corpus),
            generation=self.store.manifest.generation,
        )

    def matches(self, tree: ast.Query, notes: list[str]) -> list[Match]:
        """All articles that match."""
        return self.evaluator.matches(tree, notes)

    def stored(self, number: int) -> StoredArticle:
        """The article with a document number."""
        return _stored(self.evaluator.reader.stored_fields(number))

    def find(self, article_id: str) -> tuple[str, StoredArticle] | None:
        """(file, article) by the article's id."""
        number = self.evaluator.searcher.document_number(id=article_id)
        if number is None:
            return None
        fields = self.evaluator.reader.stored_fields(number)
        return fields["file"], replace(_stored(fields), twins=self.twins(number))

    def twins(self, number: int) -> tuple[Twin, ...]:
        """The other copies of an article, newest first."""
        sketch = self.columns.sketch[number]
        numbers = [
            other
            for other, candidate in enumerate(self.columns.sketch)
            if candidate and other != number and are_alike(sketch, candidate)
        ]
        alive = [n for n in numbers if not self.evaluator.reader.is_deleted(n)]
        alive.sort(key=lambda n: (-self.columns.date[n], n))
        return tuple(map(self.twin, alive))

    def twin(self, number: int) -> Twin:
        """An article as another's copy."""
        stored = self.stored(number)
        article = stored.article
        return Twin(stored.id, article.title, article.outlet, article.date)

    def facets(self, matches: Iterable[Match]) -> dict[str, tuple[FacetValue, ...]]:
        """How many of the matches there are by outlet, by language, and by month (newest first)."""
        numbers = [match.number for match in matches]
        outlets = Counter(map(self.columns.outlet.__getitem__, numbers))
        langs = Counter(map(self.columns.lang.__getitem__, numbers))
        months = Counter(self.columns.date[number] // 100 * 100 for number in numbers)
        by_month = sorted(((iso_date(n), count) for n, count in months.items()), reverse=True)
        return {
            "outlet": _values("outlet", _most_first(outlets)),
            "lang": _values("lang", _most_first(langs)),
            "date": _values("date", by_month),
        }


def _close(readers: list[IndexReader]) -> None:
    for reader in readers:
        reader.close()


def _stored(fields: dict[str, Any]) -> StoredArticle:
    return StoredArticle(fields["id"], stored_article(fields))


def _column(reader: IndexReader, name: str) -> list[Any]:
    if not reader.doc_count_all():
        return []
    values = reader.column_reader(name)
    return [values[number] for number in range(reader.doc_count_all())]


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _values(facet: str, counts: list[tuple[str, int]]) -> tuple[FacetValue, ...]:
    """The values worth sending; articles without a value are in none of them."""
    return tuple(FacetValue(*item) for item in counts if item[0])[: _FACETS[facet]]
