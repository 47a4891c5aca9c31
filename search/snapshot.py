"""One generation of the index, opened: shared by all threads, and never another one.

Readers keep no place in a file, so that a snapshot is opened once and serves everybody. Opening
maps files; what a query does not touch is not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from whoosh import query as ast

from index import Store, alike_to, reader_of
from search.columns import Columns
from search.evaluate import Evaluator
from search.match import Match, Matches
from search.result import FacetValue, Status, StoredArticle, Twin

_FACETS = {"outlet": 200, "lang": 50, "date": 600}  # values of each that are worth sending


class Snapshot:
    """A generation of the index as it was when it was opened."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._generation = store.generation()
        self.generation = self._generation.number

    @cached_property
    def columns(self) -> Columns:
        """What the articles are narrowed, sorted and counted by."""
        return Columns.of(self._generation)

    @cached_property
    def evaluator(self) -> Evaluator:
        """What answers queries."""
        return Evaluator.over(reader_of(self._generation))

    def status(self) -> Status:
        """What is indexed, and how fresh it is."""
        return Status(
            articles=self._generation.live,
            updated=self.store.updated,
            corpus=str(self.store.corpus),
            generation=self.generation,
        )

    def matches(self, tree: ast.Query, notes: list[str]) -> Matches:
        """All articles that match."""
        return self.evaluator.matches(tree, notes)

    def stored(self, number: int) -> StoredArticle:
        """The article with a document number."""
        segment, document = self._generation.locate(number)
        return StoredArticle(segment.id(document), segment.article(document))

    def find(self, article_id: str) -> tuple[str, StoredArticle] | None:
        """(file, article) by the article's id."""
        number = self._generation.find(article_id)
        if number is None:
            return None
        segment, document = self._generation.locate(number)
        article = segment.article(document)
        return segment.file.of(document), StoredArticle(article_id, article, self.twins(number))

    def twins(self, number: int) -> tuple[Twin, ...]:
        """The other copies of an article, newest first."""
        columns = self.columns
        alike = np.flatnonzero(alike_to(columns.sketch[number], columns.sketch))
        others = alike[np.lexsort((alike, -columns.date[alike]))].tolist()
        return tuple(self.twin(other) for other in others if other != number and self._live(other))

    def folded(self, matches: Iterable[Match]) -> list[tuple[Match, list[int]]]:
        """The matches of a page, each with the numbers of its copies further down the page."""
        left, folded = list(matches), []
        while left:
            best, *left = left
            sketches = self.columns.sketch[[match.number for match in left]]
            alike = alike_to(self.columns.sketch[best.number], sketches).tolist()
            twins = [match.number for match, is_alike in zip(left, alike, strict=True) if is_alike]
            left = [match for match in left if match.number not in twins]
            folded.append((best, twins))
        return folded

    def twin(self, number: int) -> Twin:
        """An article as another's copy."""
        stored = self.stored(number)
        article = stored.article
        return Twin(stored.id, article.title, article.outlet, article.date)

    def facets(self, matches: Matches) -> dict[str, tuple[FacetValue, ...]]:
        """How many of the matches there are by outlet, by language, and by month (newest first)."""
        columns, number = self.columns, matches.number
        return {
            "outlet": _values("outlet", columns.outlet.counts(number)),
            "lang": _values("lang", columns.lang.counts(number)),
            "date": _values("date", columns.months(number)),
        }

    def _live(self, number: int) -> bool:
        segment, document = self._generation.locate(number)
        return segment.deleted is None or not segment.deleted[document]


def _values(facet: str, counts: list[tuple[str, int]]) -> tuple[FacetValue, ...]:
    """The values worth sending; articles without a value are in none of them."""
    return tuple(FacetValue(*item) for item in counts if item[0])[: _FACETS[facet]]
