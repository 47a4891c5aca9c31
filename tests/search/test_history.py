"""An index that has seen many changes answers as one that is made of the same articles at once."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from whoosh import query as ast

from index import Article, Store
from index.whoosh_view import open_whoosh
from search import SORTS, Engine
from search.local.executor import Executor
from search.plan import plan_of
from search.query import parse
from tests.index.shelf import Shelf

Step = dict[str, list[Article] | None]
"""What becomes of some files: these articles, or none when they are gone."""

WORDS = "goat ferry ferries harbour wall walls tablet tablets noon leans korvat corvad".split()  # noqa: SIM905
FILES = ["b.txt", "a/2.txt", "a/10.txt", "a-b.txt", "a", "c/éte.txt", "many.jsonl", "Z.txt"]

QUERIES = (
    "goat", "goat OR ferry OR tablet", "ferry wall", "ferry OR noon OR leans", '"harbour wall"',
    '"wall leans"~3', 'goat OR "harbour wall"', "title:ferry", "title:ferry OR wall", "path:a goat",
    "outlet:courier", "harb*", "w?ll*", "*at", "korvat~", "ferry harb* korvat~", "goat -ferry",
    "(ferry OR wall) goat", "wall OR (harbour date:2022)", "ferry lang:en", "NOT goat",
    "ferry^2 wall", "after:2022 wall", "",
)  # fmt: skip
WHOOSH_TREES = (
    ast.TermRange("text", "ferri", "leanz"),
    ast.TermRange("text", "goat", None, startexcl=True),
    ast.TermRange("title", None, "harbor", endexcl=True),
    ast.TermRange("lang", "e", "fa"),
    ast.TermRange("outlet", "courier", "le"),
    ast.DisjunctionMax([ast.Term("text", "goat"), ast.Term("title", "ferri")], tiebreak=0.3),
    ast.DisjunctionMax([ast.Phrase("text", ["harbor", "wall"]), ast.TermRange("text", "n", "o")]),
    ast.DisjunctionMax(
        [ast.And([ast.Term("text", "goat"), ast.Term("text", "wall")]), ast.Prefix("text", "tab")]
    ),
)
"""Kinds of queries that only Whoosh's own searcher has, over the same files."""

articles = st.builds(
    Article,
    title=st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    text=st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    date=st.sampled_from(["", "2021", "2022-05-17", "2022-05-18"]),
    outlet=st.sampled_from(["", "The Courier", "Le Phare"]),
    lang=st.sampled_from(["en", "fr"]),
)
contents = st.lists(articles, min_size=1, max_size=3)
"""Those of one file: one, or its records."""
changes = st.dictionaries(st.sampled_from(FILES), st.none() | contents, min_size=1, max_size=6)


def ids(files: dict[str, list[Article]]) -> dict[str, Article]:
    """The articles of some files by their ids."""
    return {
        file if len(held) == 1 else f"{file}#{number}": article
        for file, held in files.items()
        for number, article in enumerate(held, 1)
    }


def made_at_once(directory: Path, files: dict[str, list[Article]]) -> Path:
    """An index of these files made from nothing, in the order of their names."""
    Shelf(directory).commit(ids(dict(sorted(files.items()))))
    return directory


def made_in_steps(directory: Path, steps: Iterable[Step], files: dict[str, list[Article]]) -> Path:
    """An index that came to hold `files`, which are filled, in steps."""
    shelf = Shelf(directory)
    for step in steps:
        fresh = {file: held for file, held in step.items() if held}
        shelf.commit(ids(fresh), drop=step)
        for file in step:
            files.pop(file, None)
        files.update(fresh)
    return directory


def answers(directory: Path, queries: Iterable[str] = QUERIES, limit: int = 5) -> dict[str, Any]:
    """All that can be asked, with facets and without, in words that say nothing of segments."""
    engine = Engine.open(directory)
    ranking = Executor(generation := Store.open(directory).generation())

    def best(tree: ast.Query) -> list[tuple[str, float]]:
        found = ranking.best(plan_of(tree), limit)
        return [(generation.id(number), score) for number, score in found]

    given: dict[str, Any] = {}
    for query in queries:
        given[query] = best(parse(query).tree) if query else []
        sort = SORTS[len(query) % len(SORTS)]
        result = engine.search(query, limit=limit, sort=sort)
        hits = [(hit.id, hit.score, hit.snippet) for hit in result.hits]
        given[f"{query} by {sort}"] = hits, result.total, dict(result.facets)
    return given


def found_by_whoosh(directory: Path, trees: Iterable[ast.Query] = WHOOSH_TREES) -> list[list[str]]:
    """The articles that each query finds, in the order of their ids."""
    with open_whoosh(directory).searcher() as searcher:
        return [sorted(hit["id"] for hit in searcher.search(tree, limit=None)) for tree in trees]


@pytest.fixture
def merging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three neighbours are merged, and not only eight."""
    monkeypatch.setattr("index.store.merge_policy._TOGETHER", 3)


@pytest.mark.usefixtures("merging")
@settings(
    max_examples=settings().max_examples // 5,
    phases=[Phase.explicit, Phase.generate],  # to shrink an example takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(changes, min_size=1, max_size=9))
def test_any_sequence_of_runs_ranks_as_an_index_made_from_nothing(steps: list[Step]) -> None:
    files: dict[str, list[Article]] = {}
    with tempfile.TemporaryDirectory() as folder:
        aged = made_in_steps(Path(folder) / "aged" / "index", steps, files)
        fresh = made_at_once(Path(folder) / "fresh" / "index", files)
        assert answers(aged) == answers(fresh)
        assert found_by_whoosh(aged) == found_by_whoosh(fresh)


def test_ranges_of_terms_and_best_of_several_find_the_same_after_many_changes(
    tmp_path: Path,
) -> None:
    rng, files = random.Random(9), {}
    steps: list[Step] = [
        {f"{number}.txt": [some_article(rng)] for number in range(first, first + 60)}
        for first in (0, 40, 80)
    ]
    steps.append({f"{number}.txt": None for number in range(0, 140, 3)})
    aged = made_in_steps(tmp_path / "aged" / "index", steps, files)
    fresh = made_at_once(tmp_path / "fresh" / "index", files)
    found = found_by_whoosh(aged)
    assert found == found_by_whoosh(fresh)
    assert all(found)
    assert min(map(len, found)) < len(files)


def test_frequent_words_rank_as_in_an_index_made_from_nothing(tmp_path: Path) -> None:
    rng, files = random.Random(4), {}

    def step(names: Iterable[int]) -> Step:
        return {
            f"{number % 7}/{number}.txt": None if rng.random() < 0.1 else [some_article(rng)]
            for number in names
        }

    steps = [step(range(3_000)), step(range(3_000, 5_000))]
    steps += [step(rng.sample(range(5_000), 300)) for _ in range(4)]
    aged = made_in_steps(tmp_path / "aged" / "index", steps, files)
    fresh = made_at_once(tmp_path / "fresh" / "index", files)
    assert len(Store.open(aged).generation().segments) > 1
    assert Store.open(aged).generation().documents > len(files)
    for limit in (10, 300):
        assert answers(aged, QUERIES[:10], limit) == answers(fresh, QUERIES[:10], limit)


def some_article(rng: random.Random) -> Article:
    """One of thousands, many of which score the same."""
    return Article(
        title=rng.choice(WORDS),
        text=" ".join(rng.choices(WORDS, k=rng.choice((4, 5, 12, 60)))),
        date=rng.choice(("", "2022-05", f"2022-05-{rng.randrange(10, 29)}")),
        outlet=rng.choice(("The Courier", "Le Phare")),
        lang="en",
    )


def test_equal_articles_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "index")
    for name in ("c.txt", "a.txt", "b.jsonl#10", "b.jsonl#9", "a/b.txt"):
        shelf.commit({name: Article("", "goat", date="2022-05-17")})
    engine = Engine.open(shelf.directory)
    for sort in SORTS:
        hits = engine.search("goat", sort=sort).hits
        assert [hit.id for hit in hits] == ["a.txt", "a/b.txt", "b.jsonl#9", "b.jsonl#10", "c.txt"]


def test_deleted_article_leaves_no_trace_in_the_scores(tmp_path: Path) -> None:
    kept = {f"{n}.txt": Article("", f"goat {'wall ' * n}") for n in range(9)}
    gone = {f"gone-{n}.txt": Article("goat", "goat ferry " * 90) for n in range(3)}
    shelf = Shelf(tmp_path / "aged" / "index")
    shelf.commit(kept | gone)
    shelf.commit({}, drop=gone)
    fresh = Shelf(tmp_path / "fresh" / "index")
    fresh.commit(kept)
    assert shelf.generation().documents > fresh.generation().documents
    queries = ("goat", "goat wall", "goat OR ferry", "ferry", '"goat ferry"')
    assert answers(shelf.directory, queries) == answers(fresh.directory, queries)
