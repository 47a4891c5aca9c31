"""What was added is found, and nothing else, whatever was dropped, replaced and merged."""

import random

import numpy as np
import pytest

from index import Article, Store
from index.errors import IndexDamaged
from index.segment.integrity import faults_of
from tests.extent import ALL
from tests.index.shelf import Shelf, articles_of, inverted_of, random_article
from tests.reference import inverted


@pytest.fixture
def shelf(index_dir):
    return Shelf(index_dir)


def check(shelf):
    generation = shelf.generation()
    assert generation.live == len(shelf.articles)
    assert articles_of(generation) == shelf.articles
    assert inverted_of(generation) == inverted(shelf.articles)
    for article_id in shelf.articles:
        segment, doc = generation.locate(generation.find(article_id))
        assert segment.id(doc) == article_id
    assert [str(fault) for s in generation.segments for fault in faults_of(s)] == []


def test_everything_added_is_there(shelf):
    rng = random.Random(1)
    shelf.commit({f"{n}.txt": random_article(rng) for n in range(50)})
    check(shelf)


def test_random_changes_leave_what_they_should(shelf):
    rng = random.Random(2)
    for _ in range(25 if ALL else 12):
        names = [f"{n}.txt" for n in rng.sample(range(40), rng.choice((1, 4, 15)))]
        added = {name: random_article(rng) for name in names if rng.random() < 0.7}
        shelf.commit(added, drop=names)
        check(shelf)


def test_records_of_one_file_are_articles_of_their_own(shelf):
    rng = random.Random(3)
    shelf.commit({f"a.jsonl#{n}": random_article(rng) for n in range(1, 30)})
    shelf.commit({f"a.jsonl#{n}": random_article(rng) for n in (3, 7, 30)})
    check(shelf)
    shelf.commit({"b.txt": random_article(rng)}, drop=["a.jsonl"])
    check(shelf)


def test_last_of_two_with_the_same_id_wins(shelf):
    with_store = shelf.commit({"a.txt": Article("one", "first")})
    with with_store.batch() as batch:
        batch.add("a.txt", "a.txt", Article("two", "second"))
        batch.add("a.txt", "a.txt", Article("three", "third"))
    with_store.publish()
    shelf.articles = {"a.txt": Article("three", "third")}
    check(shelf)


def test_dropped_after_it_was_added_is_not_there(shelf):
    store = shelf.commit({"b.txt": Article("b", "stays")})
    with store.batch() as batch:
        batch.add("a.txt", "a.txt", Article("one", "first"))
        batch.drop("a.txt")
    store.publish()
    check(shelf)


def test_full_segment_is_followed_by_another(shelf, monkeypatch):
    monkeypatch.setattr("index.segment.builder.MAX_DOCUMENTS", 8)
    rng = random.Random(4)
    shelf.commit({f"{n}.txt": random_article(rng) for n in range(20)})
    assert [s.documents for s in shelf.generation().segments] == [8, 8, 4]
    check(shelf)
    shelf.commit({f"{n}.txt": random_article(rng) for n in range(5, 15)})
    check(shelf)


def test_merged_segment_is_the_one_that_would_have_been_built(shelf, tmp_path):
    rng = random.Random(5)
    for n in range(8):
        shelf.commit({f"{n}-{m}.txt": random_article(rng) for m in range(5)})
    (merged,) = shelf.generation().segments
    other = Shelf(tmp_path / "other")
    other.commit(shelf.articles)
    (built,) = other.generation().segments
    for kind in ("terms", "postings", "positions", "entries", "forms", "lengths", "columns"):
        for name, array in built.files[kind].arrays.items():
            assert np.array_equal(array, merged.files[kind][name]), (kind, name)


def test_segment_without_live_articles_is_gone(shelf):
    shelf.commit({"a.txt": Article("a", "b")})
    shelf.commit({}, drop=["a.txt"])
    assert shelf.generation().segments == ()
    assert list(shelf.directory.glob("segments/*")) == []


def test_failed_batch_changes_nothing(shelf):
    store = shelf.commit({"a.txt": Article("a", "b")})
    with pytest.raises(ValueError, match="not an id"), store.batch() as batch:  # noqa: PT012
        batch.add("b.txt", "b.txt", Article("c", "d"))
        batch.add("c.txt", "b.txt", Article("e", "f"))
    store.publish()
    check(shelf)


def test_unpublished_changes_are_not_seen(shelf):
    store = shelf.commit({"a.txt": Article("a", "b")})
    with store.batch() as batch:
        batch.add("b.txt", "b.txt", Article("c", "d"))
    check(shelf)


def test_id_of_another_file_is_refused(shelf):
    store = shelf.commit({})
    with pytest.raises(ValueError, match="is not an id"), store.batch() as batch:
        batch.add("b.txt#x", "b.txt", Article("c", "d"))


def test_reader_keeps_its_generation(shelf):
    shelf.commit({"a.txt": Article("old", "old words")})
    before = shelf.generation()
    for n in range(12):
        shelf.commit({"a.txt": Article("new", f"new words {n}")}, drop=["a.txt"])
    assert articles_of(before) == {"a.txt": Article("old", "old words")}
    assert ("text", "old") in inverted_of(before)


def test_missing_file_is_named(shelf):
    shelf.commit({"a.txt": Article("old", "old words")})
    next(shelf.directory.glob("segments/*/postings")).unlink()
    with pytest.raises(IndexDamaged, match="postings is missing"):
        Store.open(shelf.directory)


def test_hostile_surrogates_are_stored(shelf):
    shelf.commit({"a.txt": Article("\ud800 title", "text \udfff", outlet="\ud800")})
    check(shelf)
