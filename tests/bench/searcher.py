"""The engines that benchmarks compare, open for searching, each behind the same calls.

`parsed` takes words and a form (any of them, all, side by side) and is never timed. What is timed
is the way from there to a list of Python's: of the ten best, or of these and how many match. All
engines are given the same words in the same order, stop words and repetitions included.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from whoosh import query as ast
from whoosh.analysis import STOP_WORDS as WHOOSH_STOP_WORDS
from whoosh.filedb.filestore import FileStorage
from whoosh.qparser import AndGroup, OrGroup, QueryParser

from index import STOP_WORDS, Store
from search.local.executor import Executor
from search.plan import Plan, plan_of
from search.query import SIDE_BY_SIDE
from search.query.tree import is_weak
from tests.bench import bm25s, sqlite
from tests.bench.form import AND, FORMS, OR, PHRASE, TOP
from tests.bench.queries import Words


class Searcher(Protocol):
    """An index that is open for searching."""

    segments: int

    def parsed(self, form: str, words: Words) -> Any:
        """A query in one of FORMS, as the engine takes it."""

    def best(self, query: Any) -> Sequence[Any]:
        """The ten best, with their scores."""

    def counted(self, query: Any) -> tuple[Sequence[Any], int]:
        """The ten best, and how many match."""


class Ours:
    """The index of this project."""

    def __init__(self, folder: Path) -> None:
        self.generation = Store.open(folder).generation()
        self.segments = len(self.generation.segments)
        self.ranking = Executor(self.generation)

    def parsed(self, form: str, words: Words) -> Plan:
        return plan_of(_tree(form, words))

    def best(self, query: Plan) -> Sequence[Any]:
        return self.ranking.best(query, TOP)

    def counted(self, query: Plan) -> tuple[Sequence[Any], int]:
        found = self.ranking.first(query, TOP)
        return found.best, found.total


class Tantivy:
    """tantivy through its Python binding, from its own folder."""

    def __init__(self, folder: Path) -> None:
        import tantivy  # noqa: PLC0415  # not everybody who runs the tests has it

        self.index = tantivy.Index.open(str(folder))
        self.searcher: Any = self.index.searcher()  # its annotations know nothing of counts
        self.segments = self.searcher.num_segments

    def parsed(self, form: str, words: Words) -> Any:
        return self.index.parse_query(_typed(form, words), ["text"])

    def best(self, query: Any) -> Any:
        return self.searcher.search(query, TOP, False).hits

    def counted(self, query: Any) -> tuple[Sequence[Any], int]:
        result = self.searcher.search(query, TOP, True)
        return result.hits, result.count


class Whoosh:
    """Whoosh over an index of its own, by its own parser and searcher."""

    def __init__(self, folder: Path) -> None:
        index = FileStorage(str(folder)).open_index()
        self.searcher = index.searcher()
        self.segments = len(self.searcher.leaf_searchers())
        self._parsers = {
            form: QueryParser("text", index.schema, group=OrGroup if form == OR else AndGroup)
            for form in FORMS
        }

    def parsed(self, form: str, words: Words) -> ast.Query:
        text = " ".join(words)
        return self._parsers[form].parse(f'"{text}"' if form == PHRASE else text)

    def best(self, query: ast.Query) -> Sequence[Any]:
        return list(self.searcher.search(query, limit=TOP).items())

    def counted(self, query: ast.Query) -> tuple[Sequence[Any], int]:
        result = self.searcher.search(query, limit=TOP)
        return list(result.items()), len(result)


SEARCHERS: dict[str, Callable[[Path], Searcher]] = {
    "ours": Ours,
    "tantivy-facts": Tantivy,
    "whoosh": Whoosh,
    "whoosh-small": Whoosh,
    "sqlite": sqlite.Reader,
    "bm25s": bm25s.Reader,
}


def is_small(word: str) -> bool:
    """Whether ours or Whoosh leaves a word out of queries."""
    return len(word) < 2 or word in STOP_WORDS or word in WHOOSH_STOP_WORDS


def _tree(form: str, words: Words) -> ast.Query:
    """The query as our parser would give it."""
    terms = [ast.Term("text", word) for word in words]
    if len(terms) == 1:
        return terms[0]
    if form == PHRASE:
        return ast.Phrase("text", list(words), slop=SIDE_BY_SIDE)  # the others know stems only
    return ast.Or(terms) if form == OR else ast.And(list(map(_demanded, terms)))


def _demanded(term: ast.Term) -> ast.Query:
    """A word that every hit is to have, as other engines take it; we ask for no small word else."""
    return ast.Phrase("text", [term.text], slop=SIDE_BY_SIDE) if is_weak(term) else term


def _typed(form: str, words: Words) -> str:
    """The query in tantivy's language."""
    if form == PHRASE:
        return f'"{" ".join(words)}"'
    return " ".join(f"+{word}" if form == AND else word for word in words)
