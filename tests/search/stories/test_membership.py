"""Articles are found by the story or the text that they share with one."""

from __future__ import annotations

import pytest

from index import reindex
from index.article import Article
from search import Engine
from tests.index.shelf import Shelf
from tests.index.stories.archive import Event, cut, grouped, shelved

FERRY, STORM = Event(1), Event(2)


@pytest.fixture
def articles() -> dict[str, Article]:
    whole = FERRY.report(1, later=1)
    return {
        "a.txt": whole,
        "b.txt": cut(whole, 0.6),
        "odd name.txt": FERRY.report(2, outlet="Maw"),
        "d.txt": STORM.report(3),
    }


@pytest.fixture
def engine(index_dir, articles) -> Engine:
    shelved(index_dir, articles)
    return Engine.open(index_dir)


def ids(engine: Engine, query: str) -> set[str]:
    result = engine.search(query)
    return {hit.id for hit in result.hits} | {c.id for h in result.hits for c in h.near_duplicates}


def test_story_is_found_by_any_of_its_reports(engine):
    reports = {"a.txt", "b.txt", "odd name.txt"}
    for name in reports:
        assert ids(engine, f'story:"{name}"') == reports
    assert ids(engine, "story:d.txt") == {"d.txt"}
    assert ids(engine, 'story:"nowhere.txt"') == set()


def test_copies_are_found_by_any_of_them(engine):
    assert ids(engine, "copies:b.txt") == {"a.txt", "b.txt"}
    assert ids(engine, 'copies:"odd name.txt"') == {"odd name.txt"}


def test_group_is_a_condition_like_others(engine):
    assert ids(engine, f'story:a.txt -copies:"a.txt" {FERRY.rare[0]}') == {"odd name.txt"}
    assert ids(engine, "-story:a.txt") == {"d.txt"}
    assert engine.search("story:a.txt").understood == 'story:"a.txt"'


def test_total_counts_articles_and_copies_stand_with_the_first(engine):
    result = engine.search("story:a.txt")
    assert (result.total, len(result.hits)) == (3, 2)
    first = {hit.id: hit for hit in result.hits}["a.txt"]
    assert [copy.id for copy in first.near_duplicates] == ["b.txt"]
    assert (first.story, first.copies) == ("odd name.txt", "a.txt")


def test_story_has_its_reports_in_time_order_and_copies_under_the_longest(engine):
    story = engine.story("b.txt")
    assert story.id == "odd name.txt"
    assert [(r.id, r.copy_of, r.kind) for r in story.reports] == [
        ("odd name.txt", "", ""), ("a.txt", "", ""), ("b.txt", "a.txt", "cut"),
    ]  # fmt: skip
    assert engine.story("nowhere") is None
    assert [report.id for report in engine.story("d.txt").reports] == ["d.txt"]


def test_largest_stories_of_a_time(engine):
    assert [story.id for story in engine.stories("2021-03", "2021-03")] == ["odd name.txt"]
    assert engine.stories("2020", "2020") == ()
    assert engine.stories(limit=0) == ()


def test_deleted_report_leaves_its_story_at_once(index_dir, engine):
    Shelf(index_dir).commit({}, ["odd name.txt"])
    assert ids(engine, "story:a.txt") == {"a.txt", "b.txt"}
    assert engine.story("b.txt").id == "a.txt"


def test_new_article_is_not_yet_grouped_and_then_it_is(index_dir, engine):
    Shelf(index_dir).commit({"e.txt": FERRY.report(9, outlet="Gazette")})
    assert engine.status().ungrouped == 1
    assert not engine.story("e.txt").grouped
    assert ids(engine, "story:e.txt") == {"e.txt"}
    grouped(index_dir)
    assert engine.status().ungrouped == 0
    assert "e.txt" in ids(engine, "story:a.txt")


def test_index_without_groups_answers(index_dir, articles):
    Shelf(index_dir).commit(articles)
    engine = Engine.open(index_dir)
    assert engine.status().ungrouped == 4
    assert ids(engine, "story:a.txt") == {"a.txt"}
    assert engine.stories() == ()


def test_run_groups_what_it_has_indexed(corpus, index_dir):
    report = FERRY.report(1)
    for name, outlet in (("a", "Courier"), ("b", "Gazette")):
        corpus.article(name, report.text, title=report.title, date=report.date, source=outlet)
    reindex(corpus.folder, index_dir)
    assert len(Engine.open(index_dir).story("a.jsonl#1").reports) == 2
    (corpus.folder / "b.jsonl").unlink()
    reindex(corpus.folder, index_dir)
    assert len(Engine.open(index_dir).story("a.jsonl#1").reports) == 1
