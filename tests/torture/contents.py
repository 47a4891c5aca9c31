"""All that an index holds and answers, to be compared: the oracle is one built from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index import Article, Problem, Store, rebuild
from search import Engine
from tests.index.shelf import articles_of

QUERIES = (
    "", "ferry", "harbour strike", "harbour OR goat", '"harbour strike"', '"strike harbour"~5',
    "har*", "harbor~", "ferry -goat", "outlet:courier", "lang:en", "date:2018..2020",
    "title:ferry OR (goat date:2019)", "Éléonore", "edition*", "subscribe",
)  # fmt: skip
"""One of each kind, over the words of `tests.torture.world`."""
_MOST = 1_000  # more than there are articles

Answer = tuple[int, frozenset[tuple[str, str]], tuple[tuple[str, str, int], ...]]
"""Total; (id, title) of the hits and their copies; (facet, value, count)."""

File = tuple[int, str, tuple[Problem, ...]]
"""Size, content hash, what could not be read; a time that is noted late only costs a look."""


@dataclass(frozen=True)
class Contents:
    """What an index holds: its articles by id, its files, and what it answers to QUERIES."""

    articles: Mapping[str, Article]
    files: Mapping[str, File]
    answers: Mapping[str, Answer]

    def difference(self, other: Contents) -> str:
        """The first things in which it differs from another, in words."""
        found = []
        for kind in ("articles", "files", "answers"):
            one, two = getattr(self, kind), getattr(other, kind)
            names = sorted(name for name in one.keys() | two if one.get(name) != two.get(name))
            found += [f"{kind} {n!r}: {_short(one.get(n))} not {_short(two.get(n))}" for n in names]
        return "; ".join(found[:2]) or "no difference"


def _short(value: object) -> str:
    return f"{value!r:.200}"


def contents_of(directory: Path) -> Contents:
    """What an index holds. Raises IndexFailure or SearchFailure when it cannot be read."""
    store = Store.open(directory)
    files = {
        name: (state.size, state.digest, state.problems) for name, state in store.files().items()
    }
    return Contents(articles_of(store.generation()), files, answers_of(directory))


def answers_of(directory: Path) -> dict[str, Answer]:
    """What an index answers, whatever the order."""
    engine = Engine.open(directory)
    return {query: _answer(engine, query) for query in QUERIES}


def _answer(engine: Engine, query: str) -> Answer:
    result = engine.search(query, limit=_MOST)
    hits = [(found.id, found.title) for hit in result.hits for found in (hit, *hit.near_duplicates)]
    facets = [
        (name, value.value, value.count) for name, rows in result.facets.items() for value in rows
    ]
    return result.total, frozenset(hits), tuple(sorted(facets))


def from_nothing(corpus: Path, directory: Path) -> Contents:
    """What an index of a folder holds that was built from nothing."""
    rebuild(corpus, directory)
    return contents_of(directory)
