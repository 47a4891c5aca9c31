"""A run brings the index to what the corpus holds, doing only what changed."""

import json
import multiprocessing
import re
import shutil

import pytest

from index import (
    UNDATED,
    CorpusUnreadable,
    IndexDamaged,
    IndexLocked,
    IndexMisplaced,
    IndexOutdated,
    date_number,
    rebuild,
    reindex,
)
from index.store.lock import locked
from index.store.manifest import _sealed
from search import Engine

FERRY = "The ferry ran aground at noon. Everybody was taken off by boat before the evening tide."
GOAT = "A goat found the tablets. The archive had been under water for sixty years by then."


def found(index_dir, query):
    return [hit.id for hit in Engine.open(index_dir).search(query).hits]


def counts(report):
    return {
        name: getattr(report, name)
        for name in ("added", "changed", "moved", "removed", "unchanged", "failed")
        if getattr(report, name)
    }


def test_first_run_adds_everything(corpus, index_dir):
    corpus.article("a", FERRY)
    corpus.article("b", GOAT)
    report = reindex(corpus.folder, index_dir)
    assert counts(report) == {"added": 2}
    assert report.articles == 2
    assert found(index_dir, "ferry") == ["a.jsonl#1"]


def test_second_run_has_nothing_to_do(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    generation = Engine.open(index_dir).status().generation
    assert counts(reindex(corpus.folder, index_dir)) == {"unchanged": 1}
    assert Engine.open(index_dir).status().generation == generation


def test_added_file_is_found(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    corpus.article("b", GOAT)
    assert counts(reindex(corpus.folder, index_dir)) == {"added": 1, "unchanged": 1}
    assert found(index_dir, "goat") == ["b.jsonl#1"]


def test_changed_file_is_found_by_its_new_words_only(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    corpus.article("a", GOAT)
    assert counts(reindex(corpus.folder, index_dir)) == {"changed": 1}
    assert found(index_dir, "ferry") == []
    assert found(index_dir, "goat") == ["a.jsonl#1"]


def test_deleted_file_is_not_found(corpus, index_dir):
    path = corpus.article("a", FERRY)
    corpus.article("b", GOAT)
    reindex(corpus.folder, index_dir)
    path.unlink()
    assert counts(reindex(corpus.folder, index_dir)) == {"removed": 1, "unchanged": 1}
    assert found(index_dir, "ferry") == []


def test_moved_file_is_found_at_its_new_place(corpus, index_dir):
    path = corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    path.rename(corpus.folder / "z.jsonl")
    assert counts(reindex(corpus.folder, index_dir)) == {"moved": 1}
    assert found(index_dir, "ferry") == ["z.jsonl#1"]


def test_swapped_files_are_both_right(corpus, index_dir):
    one, two = corpus.article("a", FERRY), corpus.article("b", GOAT)
    reindex(corpus.folder, index_dir)
    spare = corpus.folder / "spare"
    one.rename(spare)
    two.rename(one)
    spare.rename(two)
    reindex(corpus.folder, index_dir)
    assert found(index_dir, "ferry") == ["b.jsonl#1"]
    assert found(index_dir, "goat") == ["a.jsonl#1"]


def test_record_that_left_its_file_is_not_found(corpus, index_dir):
    corpus.record("a.jsonl", {"text": FERRY}, {"text": GOAT})
    reindex(corpus.folder, index_dir)
    corpus.record("a.jsonl", {"text": GOAT})
    report = reindex(corpus.folder, index_dir)
    assert report.articles == 1
    assert found(index_dir, "ferry") == []


def test_many_batches_are_one_index(corpus, index_dir, monkeypatch):
    monkeypatch.setattr("index.run.run.BATCH", 2)
    for number in range(7):
        corpus.article(f"a{number}", f"{FERRY} It was number {number}.")
    seen = []
    report = reindex(corpus.folder, index_dir, seen.append)
    assert report.articles == 7
    assert sorted({advance[:2] for advance in seen}) == [(n, 7) for n in range(8)]


def test_failed_file_is_named_at_every_run_until_it_is_mended(corpus, index_dir):
    corpus.article("a", FERRY)
    path = corpus.write("empty.txt", b"")
    for _ in range(2):
        report = reindex(corpus.folder, index_dir)
        assert [str(problem) for problem in report.problems] == ["empty.txt: no text in it"]
    path.unlink()
    assert reindex(corpus.folder, index_dir).problems == []


def test_interrupted_run_keeps_what_was_committed_and_goes_on(corpus, index_dir, monkeypatch):
    monkeypatch.setattr("index.run.run.BATCH", 2)
    for number in range(6):
        corpus.article(f"a{number}", FERRY)

    def stop(advance):
        if advance.files == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindex(corpus.folder, index_dir, stop)
    assert Engine.open(index_dir).search("ferry").total == 4
    assert counts(reindex(corpus.folder, index_dir)) == {"added": 2, "unchanged": 4}
    result = Engine.open(index_dir).search("ferry")
    # Copies of one another, which only a run that has ended knows.
    assert (result.total, result.copies, len(result.hits)) == (6, 5, 1)
    assert len(result.hits[0].near_duplicates) == 5


def test_index_that_lost_its_manifest_is_made_anew(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    assert {path.name.partition("-")[0] for path in index_dir.iterdir()} >= {"files", "stories"}
    (index_dir / "manifest.json").unlink()
    assert counts(rebuild(corpus.folder, index_dir)) == {"added": 1}
    assert found(index_dir, "ferry") == ["a.jsonl#1"]


def test_corpus_is_never_written_to(corpus, index_dir):
    corpus.article("a", FERRY)
    before = {path: path.stat() for path in corpus.folder.rglob("*")}
    reindex(corpus.folder, index_dir)
    after = {path: path.stat() for path in corpus.folder.rglob("*")}
    assert {p: (s.st_mtime_ns, s.st_size) for p, s in before.items()} == {
        p: (s.st_mtime_ns, s.st_size) for p, s in after.items()
    }


def test_missing_corpus_leaves_the_index_alone(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    away = corpus.folder.rename(corpus.folder.with_name("away"))
    with pytest.raises(CorpusUnreadable):
        reindex(corpus.folder, index_dir)
    away.rename(corpus.folder)
    assert found(index_dir, "ferry") == ["a.jsonl#1"]


def test_index_inside_the_corpus_is_refused(corpus):
    with pytest.raises(IndexMisplaced, match="inside the folder of articles"):
        reindex(corpus.folder, corpus.folder / "index")
    assert list(corpus.folder.iterdir()) == []


def test_folder_of_other_things_is_refused_and_kept(corpus, index_dir):
    index_dir.mkdir()
    (index_dir / "thesis.doc").write_text("years of work")
    for run in (reindex, rebuild):
        with pytest.raises(IndexMisplaced, match=r"thesis\.doc"):
            run(corpus.folder, index_dir)
    assert (index_dir / "thesis.doc").read_text() == "years of work"


def test_index_of_another_corpus_is_refused(corpus, index_dir, tmp_path):
    reindex(corpus.folder, index_dir)
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(IndexMisplaced, match="belongs to the articles in"):
        reindex(other, index_dir)


def test_second_writer_is_told_at_once(corpus, index_dir):
    reindex(corpus.folder, index_dir)
    ready, done = multiprocessing.Event(), multiprocessing.Event()
    holder = multiprocessing.Process(
        target=_hold, args=(index_dir, corpus.folder, ready, done), daemon=True
    )
    holder.start()
    assert ready.wait(30)
    try:
        with pytest.raises(IndexLocked, match="Another run is writing"):
            reindex(corpus.folder, index_dir)
    finally:
        done.set()
        holder.join(30)


def _hold(index_dir, corpus, ready, done):
    with locked(index_dir, corpus):
        ready.set()
        done.wait(30)


def restate(index_dir, **statements):
    """Have the manifest say something else, as one would that was written so."""
    path = index_dir / "manifest.json"
    stated = json.loads(path.read_text()) | statements
    del stated["checksum"]
    path.write_bytes(_sealed(json.dumps(stated, indent=1)[:-2].encode()))


def test_changed_format_is_damage_and_not_another_version(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    manifest = index_dir / "manifest.json"
    manifest.write_text(re.sub(r'"format": \d+', '"format": 999', manifest.read_text()))
    with pytest.raises(IndexDamaged, match="it is not as written"):
        reindex(corpus.folder, index_dir)


def test_index_of_another_format_is_refused_until_rebuilt(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    restate(index_dir, format=999)
    with pytest.raises(IndexOutdated, match="backfile rebuild"):
        reindex(corpus.folder, index_dir)
    rebuild(corpus.folder, index_dir)
    assert found(index_dir, "ferry") == ["a.jsonl#1"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', b"\xff"])
def test_corrupt_manifest_is_named_and_rebuilt(corpus, index_dir, content):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    (index_dir / "manifest.json").write_bytes(content)
    with pytest.raises(IndexDamaged, match="backfile rebuild"):
        reindex(corpus.folder, index_dir)
    rebuild(corpus.folder, index_dir)
    assert found(index_dir, "ferry") == ["a.jsonl#1"]


def test_corrupt_segments_are_named_and_rebuilt(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    for path in index_dir.glob("segments/*/terms"):
        path.write_bytes(b"")
    with pytest.raises(IndexDamaged, match="backfile rebuild"):
        reindex(corpus.folder, index_dir)
    rebuild(corpus.folder, index_dir)
    assert found(index_dir, "ferry") == ["a.jsonl#1"]


def test_old_index_answers_until_the_new_one_is_complete(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    answers = []
    rebuild(corpus.folder, index_dir, lambda _: answers.append(found(index_dir, "ferry")))
    assert answers
    assert set(map(tuple, answers)) == {("a.jsonl#1",)}
    assert len(list(index_dir.glob("segments/*"))) == len(list(index_dir.glob("memory-*"))) == 1


def test_interrupted_rebuild_leaves_the_old_index(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)

    def stop(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(corpus.folder, index_dir, stop)
    assert found(index_dir, "ferry") == ["a.jsonl#1"]
    reindex(corpus.folder, index_dir)
    assert len(list(index_dir.glob("segments/*"))) == len(list(index_dir.glob("memory-*"))) == 1


def test_index_is_private_to_its_user(corpus, index_dir):
    reindex(corpus.folder, index_dir)
    assert index_dir.stat().st_mode & 0o777 == 0o700


def test_corpus_that_was_emptied_gives_an_empty_index(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    shutil.rmtree(corpus.folder)
    corpus.folder.mkdir()
    report = reindex(corpus.folder, index_dir)
    assert (counts(report), report.articles) == ({"removed": 1}, 0)


def test_index_of_other_fields_is_refused_until_rebuilt(corpus, index_dir):
    corpus.article("a", FERRY)
    reindex(corpus.folder, index_dir)
    restate(index_dir, schema="0")
    with pytest.raises(IndexOutdated, match="backfile rebuild"):
        reindex(corpus.folder, index_dir)


@pytest.mark.parametrize("date", ["", "2023-W11", "Sept 12", "2023-03-14T12:00:00", "²023"])
def test_what_is_no_date_is_undated(date):
    assert date_number(date) == UNDATED
