"""A run brings a cluster's index to what the corpus holds, doing only what changed."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from index import Article, CorpusUnreadable, IndexLocked, Store
from index import reindex as reindex_folder
from index.opensearch import (
    ClusterOutdated,
    ClusterReplaced,
    articles,
    current,
    freshness,
    rebuild,
    reindex,
    statistics,
    verify,
)
from index.opensearch.run import memory_of
from index.run.partition import Partition
from index.store.lock import locked

FERRY = "The ferry ran aground at noon. Everybody was taken off by boat before the evening tide."
GOAT = "A goat found the tablets. The archive had been under water for sixty years by then."


def stored(address) -> dict[str, Article]:
    """What can be found, read without the ledger."""
    found = list(articles(address))
    assert len(found) == len(dict(found))
    return dict(found)


def counts(report):
    names = ("added", "changed", "moved", "removed", "unchanged", "failed")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def test_first_run_adds_everything(corpus, index_dir, address):
    corpus.article("a", FERRY)
    corpus.article("b", GOAT)
    report = reindex(address, Partition(), corpus.folder, index_dir)
    assert counts(report) == {"added": 2}
    assert report.articles == 2
    assert sorted(stored(address)) == ["a.jsonl#1", "b.jsonl#1"]


def test_second_run_has_nothing_to_do(corpus, index_dir, address, opened):
    corpus.article("a", FERRY)
    reindex(address, Partition(), corpus.folder, index_dir)
    before = freshness(opened(address))
    assert counts(reindex(address, Partition(), corpus.folder, index_dir)) == {"unchanged": 1}
    after = freshness(opened(address))
    assert after.generation == before.generation
    assert after.updated > before.updated


def test_only_what_changed_is_read(corpus, index_dir, address):
    for name in "abcd":
        corpus.article(name, f"{FERRY} {name}")
    reindex(address, Partition(), corpus.folder, index_dir)
    corpus.article("a", GOAT)
    corpus.article("e", GOAT)
    (corpus.folder / "b.jsonl").unlink()
    (corpus.folder / "c.jsonl").rename(corpus.folder / "z.jsonl")
    seen = []
    report = reindex(address, Partition(), corpus.folder, index_dir, seen.append)
    assert counts(report) == {"added": 1, "changed": 1, "moved": 1, "removed": 1, "unchanged": 1}
    assert seen[-1][:2] == (3, 3)
    found = stored(address)
    assert sorted(found) == ["a.jsonl#1", "d.jsonl#1", "e.jsonl#1", "z.jsonl#1"]
    assert found["a.jsonl#1"].text == GOAT


def test_file_with_fewer_articles_leaves_none_behind(corpus, index_dir, address):
    corpus.record("many.jsonl", *({"text": f"{FERRY} {n}"} for n in range(5)))
    reindex(address, Partition(), corpus.folder, index_dir)
    assert len(stored(address)) == 5
    corpus.record("many.jsonl", *({"text": f"{GOAT} {n}"} for n in range(2)))
    report = reindex(address, Partition(), corpus.folder, index_dir)
    assert report.articles == 2
    assert sorted(stored(address)) == ["many.jsonl#1", "many.jsonl#2"]


def test_article_comes_back_as_it_was(corpus, index_dir, address):
    corpus.record(
        "all.jsonl",
        {
            "title": "Ferry Zwölf \U0001f6a2",
            "text": f"{FERRY}\n{GOAT}",
            "date": "2017-06-09",
            "source": "The Courier",
            "author": "Anna Berg",
            "url": "https://example.org/1",
        },
        {"title": "", "text": GOAT, "date": "2017-06"},
    )
    folder = index_dir.with_name("embedded")  # the other engine is the judge
    reindex_folder(corpus.folder, folder)
    reindex(address, Partition(), corpus.folder, index_dir)
    assert stored(address) == dict(Store.open(folder).articles())


def test_failed_file_is_named_each_time(corpus, index_dir, address):
    corpus.record("bad.jsonl", "{no json", {"text": FERRY})
    corpus.article("good", GOAT)
    first = reindex(address, Partition(), corpus.folder, index_dir)
    second = reindex(address, Partition(), corpus.folder, index_dir)
    assert first.failed == 1
    assert second.problems == first.problems
    assert counts(second) == {"unchanged": 2, "failed": 1}


def test_touched_file_is_not_read_again(corpus, index_dir, address):
    path = corpus.article("a", FERRY)
    reindex(address, Partition(), corpus.folder, index_dir)
    path.touch()
    assert counts(reindex(address, Partition(), corpus.folder, index_dir)) == {"unchanged": 1}
    assert counts(reindex(address, Partition(), corpus.folder, index_dir)) == {"unchanged": 1}


BOILERPLATE = "News about the islands and the world"
PROSE = [
    "The council met on Monday and decided that the old bridge over the river will be closed.",
    "Nobody had expected the storm, which came from the north and took two roofs with it.",
    "A museum in the capital shows what divers have found in the harbour over thirty years.",
]


def saved(number):
    """A saved text whose last line comes back in those of the same folder."""
    return f"Headline number {number}\n\n{PROSE[number]} {PROSE[number][::-1]}\n\n{BOILERPLATE}\n"


def test_lines_that_begin_to_repeat_are_taken_from_earlier_articles(corpus, index_dir, address):
    for number in range(2):
        corpus.write(f"paper/{number}.txt", saved(number))
    reindex(address, Partition(), corpus.folder, index_dir)
    assert all(BOILERPLATE in article.text for article in stored(address).values())
    corpus.write("paper/2.txt", saved(2))
    reindex(address, Partition(), corpus.folder, index_dir)
    assert not any(BOILERPLATE in article.text for article in stored(address).values())


def test_machine_without_memory_cleans_nothing_again(corpus, index_dir, address):
    for number in range(3):
        corpus.write(f"paper/{number}.txt", saved(number))
    reindex(address, Partition(), corpus.folder, index_dir)
    shutil.rmtree(index_dir)
    seen = []
    report = reindex(address, Partition(), corpus.folder, index_dir, seen.append)
    assert counts(report) == {"unchanged": 3}
    assert not seen


def test_workers_share_out_the_corpus(corpus, index_dir, address):
    for number in range(30):
        corpus.article(f"{number:02}", f"{FERRY} {number}")
    for number in range(3):
        corpus.write(f"paper/{number}.txt", saved(number))
    reports = [
        reindex(address, Partition(number, 3), corpus.folder, index_dir) for number in (1, 2, 3)
    ]
    assert sum(report.added for report in reports) == 33
    assert all(report.added for report in reports)
    assert reports[-1].articles == 33
    # What repeats is known to each, although it cleans a part of the folder only.
    assert not any(BOILERPLATE in article.text for article in stored(address).values())
    whole = reindex(address, Partition(), corpus.folder, index_dir)
    assert counts(whole) == {"unchanged": 33}


def test_worker_removes_its_own_files_only(corpus, index_dir, address):
    for number in range(20):
        corpus.article(f"{number:02}", f"{FERRY} {number}")
    reindex(address, Partition(), corpus.folder, index_dir)
    for path in corpus.folder.iterdir():
        path.unlink()
    first, second = Partition(1, 2), Partition(2, 2)
    removed = reindex(address, first, corpus.folder, index_dir).removed
    left = stored(address)
    assert 0 < removed < 20
    assert len(left) == 20 - removed
    assert all(second.holds(article_id.partition("#")[0]) for article_id in left)
    assert reindex(address, second, corpus.folder, index_dir).articles == 0


def test_file_that_moves_between_shares_is_there_once(corpus, index_dir, address):
    first, second = Partition(1, 2), Partition(2, 2)
    names = [f"{letter}.jsonl" for letter in "abcdefgh"]
    one = next(name for name in names if first.holds(name))
    other = next(name for name in names if second.holds(name))
    corpus.article(one.removesuffix(".jsonl"), FERRY)
    for share in (first, second):
        reindex(address, share, corpus.folder, index_dir)
    (corpus.folder / one).rename(corpus.folder / other)
    assert counts(reindex(address, second, corpus.folder, index_dir)) == {"added": 1}
    assert counts(reindex(address, first, corpus.folder, index_dir)) == {"removed": 1}
    assert list(stored(address)) == [f"{other}#1"]


def test_same_share_twice_at_once_is_told(corpus, index_dir, address):
    corpus.article("a", FERRY)
    memory = memory_of(index_dir, address, Partition())
    with locked(memory, corpus.folder), pytest.raises(IndexLocked):
        reindex(address, Partition(), corpus.folder, index_dir)


def test_other_folder_is_not_mixed_in(corpus, index_dir, address, tmp_path):
    corpus.article("a", FERRY)
    reindex(address, Partition(), corpus.folder, index_dir)
    (tmp_path / "other").mkdir()
    with pytest.raises(ClusterOutdated, match=r"belongs to the articles in .*backfile rebuild"):
        reindex(address, Partition(), tmp_path / "other", index_dir)
    assert len(stored(address)) == 1


def test_name_of_something_else_is_left_alone(corpus, index_dir, address, cluster):
    corpus.article("a", FERRY)
    foreign = replace(address, name=f"{address.name}-articles-else")
    cluster.ask(f"/{foreign.name}", body={}, method="PUT")
    with pytest.raises(ClusterOutdated, match="the name of something else"):
        reindex(foreign, Partition(), corpus.folder, index_dir)


def test_missing_corpus_changes_nothing(corpus, index_dir, address):
    corpus.article("a", FERRY)
    reindex(address, Partition(), corpus.folder, index_dir)
    corpus.folder.rename(corpus.folder.with_name("away"))
    with pytest.raises(CorpusUnreadable):
        reindex(address, Partition(), corpus.folder, index_dir)
    assert len(stored(address)) == 1


def test_verify_finds_what_is_not_as_the_corpus_is(corpus, index_dir, address, cluster):
    corpus.article("a", FERRY)
    corpus.article("b", GOAT)
    reindex(address, Partition(), corpus.folder, index_dir)
    assert list(verify(corpus.folder, address)) == []
    corpus.article("a", GOAT)
    corpus.article("c", GOAT)
    cluster.ask(
        f"/{address.name}-files/_delete_by_query?refresh=true",
        body={"query": {"term": {"file": "b.jsonl"}}},
        method="POST",
    )
    found = {(fault.name, fault.reason) for fault in verify(corpus.folder, address)}
    assert found == {
        ("a.jsonl", "it has changed since the last reindex"),
        ("b.jsonl", "it is new since the last reindex"),
        ("b.jsonl", "its file is not in the ledger"),
        ("c.jsonl", "it is new since the last reindex"),
    }


def test_statistics_count(corpus, index_dir, address):
    corpus.article("a", FERRY)
    corpus.article("b", GOAT)
    reindex(address, Partition(), corpus.folder, index_dir)
    counted = statistics(address)
    assert (counted.articles, counted.files, counted.shards) == (2, 2, 3)
    assert (counted.health, counted.nodes, counted.missing) == ("green", 1, 0)
    assert counted.bytes > 0
    assert counted.updated


def test_rebuild_makes_a_new_index_and_moves_the_name(corpus, index_dir, address, opened):
    corpus.article("a", FERRY)
    reindex(address, Partition(), corpus.folder, index_dir)
    corpus.article("b", GOAT)
    report = rebuild(address, Partition(), corpus.folder, index_dir)
    assert counts(report) == {"added": 2}
    assert report.articles == 2
    assert report.missing == ()
    connection = opened(address)
    assert current(connection).number == 2
    assert sorted(stored(address)) == ["a.jsonl#1", "b.jsonl#1"]
    there = connection.client.indices.get(index=f"{address.name}-*")
    assert sorted(there) == [f"{address.name}-{kind}-000002" for kind in ("articles", "files")]


def test_rebuild_is_complete_when_all_workers_are(corpus, index_dir, address):
    for number in range(10):
        corpus.article(f"{number:02}", f"{FERRY} {number}")
    reindex(address, Partition(), corpus.folder, index_dir)
    corpus.article("new", GOAT)
    first = rebuild(address, Partition(1, 2), corpus.folder, index_dir)
    assert [str(share) for share in first.missing] == ["2/2"]
    assert len(stored(address)) == 10  # the old one answers
    second = rebuild(address, Partition(2, 2), corpus.folder, index_dir)
    assert second.missing == ()
    assert len(stored(address)) == 11


def test_rebuild_that_others_began_is_passed_over_and_goes_in_the_end(
    corpus, index_dir, address, opened
):
    corpus.article("a", FERRY)
    reindex(address, Partition(), corpus.folder, index_dir)
    rebuild(address, Partition(1, 2), corpus.folder, index_dir)
    rebuild(address, Partition(), corpus.folder, index_dir)
    assert current(opened(address)).number == 3
    there = opened(address).client.indices.get_alias(index=f"{address.name}-*")
    assert sorted(there) == [f"{address.name}-{kind}-000003" for kind in ("articles", "files")]


def test_run_whose_index_was_replaced_says_so(corpus, index_dir, address):
    for number in range(3):
        corpus.article(f"{number}", f"{FERRY} {number}")
    reindex(address, Partition(), corpus.folder, index_dir)
    corpus.article("new", GOAT)

    def replace_it(*_: int) -> None:
        rebuild(address, Partition(), corpus.folder, index_dir.with_name("another machine"))

    with pytest.raises(ClusterReplaced, match="Run again"):
        reindex(address, Partition(), corpus.folder, index_dir, replace_it)
    assert len(stored(address)) == 4
    assert counts(reindex(address, Partition(), corpus.folder, index_dir)) == {"unchanged": 4}


def test_rebuild_without_an_index_is_the_first(corpus, index_dir, address):
    corpus.article("a", FERRY)
    assert rebuild(address, Partition(), corpus.folder, index_dir).articles == 1
    assert len(stored(address)) == 1


def test_index_of_another_version_asks_for_a_rebuild(corpus, index_dir, address, opened):
    corpus.article("a", FERRY)
    reindex(address, Partition(), corpus.folder, index_dir)
    client = opened(address).client
    pair = current(opened(address))
    meta = client.indices.get_mapping(index=pair.articles)[pair.articles]["mappings"]["_meta"]
    client.indices.put_mapping(index=pair.articles, body={"_meta": meta | {"schema": "0 old"}})
    with pytest.raises(ClusterOutdated, match="backfile rebuild"):
        reindex(address, Partition(), corpus.folder, index_dir)
    assert rebuild(address, Partition(), corpus.folder, index_dir).articles == 1
