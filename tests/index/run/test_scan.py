"""The scan finds what is new, changed, moved and gone, and reads no more than it must."""

import os
import socket
import sys
import time

import pytest

from index import Problem, read_articles, reindex, verify
from index.errors import CorpusUnreadable
from index.file_id import path_of
from index.problem import Unreadable
from index.regular_file import content_hash
from index.run.boilerplate_scan import read_fingerprint
from index.run.scan import scan
from index.run.workers import Task
from index.store.ledger import FileState

TEXT = "A headline\n\nA sentence that is long enough to be one.\n"


def ledger_of(corpus):
    """The ledger after everything in the corpus has been indexed."""
    return dict(scan(corpus.folder, {}).new)


def test_link_to_a_name_that_no_file_can_have_is_a_link(corpus):
    (corpus.folder / "long.txt").symlink_to("x" * 4_000)
    changes = scan(corpus.folder, {})
    assert (changes.unreadable, changes.skipped) == ({}, {"links": ["long.txt"]})


def test_files_of_an_unknown_corpus_are_new(corpus):
    corpus.write("a.txt", TEXT)
    corpus.write("deep/er/b.html", TEXT)
    assert set(scan(corpus.folder, {}).new) == {"a.txt", "deep/er/b.html"}


def test_untouched_file_is_unchanged_without_being_read(corpus):
    path = corpus.write("a.txt", TEXT)
    known = ledger_of(corpus)
    known["a.txt"] = known["a.txt"]._replace(digest="of other content")
    assert scan(corpus.folder, known).unchanged == {"a.txt"}
    assert path.read_text() == TEXT


def test_changed_content_is_changed(corpus):
    corpus.write("a.txt", TEXT)
    known = ledger_of(corpus)
    corpus.write("a.txt", TEXT + "More.")
    assert set(scan(corpus.folder, known).changed) == {"a.txt"}


def test_new_time_of_the_same_content_is_no_change(corpus):
    path = corpus.write("a.txt", TEXT)
    known = ledger_of(corpus)
    os.utime(path, ns=(1, 1))
    changes = scan(corpus.folder, known)
    assert changes.unchanged == {"a.txt"}
    assert set(changes.touched) == {"a.txt"}


def test_moved_file_is_told_from_a_new_one(corpus):
    path = corpus.write("a.txt", TEXT)
    known = ledger_of(corpus)
    path.rename(corpus.folder / "b.txt")
    changes = scan(corpus.folder, known)
    assert [(new, old) for new, (old, _) in changes.moved.items()] == [("b.txt", "a.txt")]
    assert not changes.new
    assert not changes.gone


def test_copied_file_is_new(corpus):
    corpus.write("a.txt", TEXT)
    known = ledger_of(corpus)
    corpus.write("b.txt", TEXT)
    assert set(scan(corpus.folder, known).new) == {"b.txt"}


def test_deleted_file_is_gone(corpus):
    path = corpus.write("a.txt", TEXT)
    known = ledger_of(corpus)
    path.unlink()
    assert scan(corpus.folder, known).gone == {"a.txt"}


def test_hidden_files_are_passed_over_and_counted(corpus):
    corpus.write(".a.txt", TEXT)
    corpus.write(".git/b.txt", TEXT)
    changes = scan(corpus.folder, {})
    assert not changes.new
    assert changes.skipped == {"hidden files and folders": [".a.txt", ".git/"]}


def test_link_out_of_the_corpus_is_not_followed(corpus, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT)
    (corpus.folder / "a.txt").symlink_to(secret)
    (corpus.folder / "b").symlink_to(tmp_path, target_is_directory=True)
    changes = scan(corpus.folder, {})
    assert not changes.new
    assert path_of(corpus.folder, "a.txt") is None


def test_missing_corpus_is_named(tmp_path):
    with pytest.raises(CorpusUnreadable, match="nowhere does not exist"):
        scan(tmp_path / "nowhere", {})


def test_file_as_corpus_is_refused(corpus):
    path = corpus.write("a.txt", TEXT)
    with pytest.raises(CorpusUnreadable, match="is not a folder"):
        scan(path, {})


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every folder")
def test_what_lies_in_an_unreadable_folder_is_not_gone(corpus):
    path = corpus.write("shut/a.txt", TEXT)
    known = ledger_of(corpus)
    path.parent.chmod(0)
    try:
        changes = scan(corpus.folder, known)
    finally:
        path.parent.chmod(0o700)
    assert not changes.gone
    assert "shut/" in changes.unreadable


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS refuses names that are not UTF-8")
def test_name_that_is_not_utf8_can_be_printed_and_found(corpus):
    corpus.write(os.fsdecode(b"caf\xe9.txt"), TEXT)
    (file_id,) = scan(corpus.folder, {}).new
    assert file_id == r"caf\xe9.txt"
    found = path_of(corpus.folder, file_id)
    assert found is not None
    assert found.read_text() == TEXT


@pytest.mark.parametrize("file_id", ["../secret.txt", "/etc/passwd", "a/../../x", "a\0b", ""])
def test_hostile_id_names_no_file(corpus, file_id):
    assert path_of(corpus.folder, file_id) is None


def test_content_hash_is_of_the_bytes(corpus):
    one, two = corpus.write("a.txt", TEXT), corpus.write("b.txt", TEXT)
    assert content_hash(one) == content_hash(two)
    assert content_hash(one) != content_hash(corpus.write("c.txt", TEXT + " "))


def test_state_matches_by_size_and_time():
    state = FileState(3, 4, "digest")
    assert state.matches(3, 4)
    assert not state.matches(3, 5)
    assert not state.matches(2, 4)


def test_hostile_link_in_a_circle_costs_itself(corpus):
    corpus.write("a.txt", TEXT)
    (corpus.folder / "loop.txt").symlink_to("loop.txt")
    (corpus.folder / "one.txt").symlink_to("two.txt")
    (corpus.folder / "two.txt").symlink_to("one.txt")
    (corpus.folder / "loop.jpg").symlink_to("loop.jpg")
    changes = scan(corpus.folder, {})
    assert changes.new.keys() == {"a.txt"}
    assert changes.unreadable == dict.fromkeys(
        ("loop.txt", "one.txt", "two.txt"), "a link that leads back to itself, not a file"
    )
    assert changes.skipped == {"links": ["loop.jpg"]}
    assert path_of(corpus.folder, "loop.txt") is None


def test_link_to_a_file_of_the_corpus_is_an_article_and_a_dangling_one_is_none(corpus):
    corpus.write("deep/a.txt", TEXT)
    (corpus.folder / "b.txt").symlink_to("deep/a.txt")
    (corpus.folder / "c.txt").symlink_to("nowhere.txt")
    (corpus.folder / "d.txt").symlink_to("deep")
    changes = scan(corpus.folder, {})
    assert changes.new.keys() == {"deep/a.txt", "b.txt"}
    assert changes.skipped == {"links": ["c.txt", "d.txt"]}
    assert not changes.unreadable


def test_hostile_pipe_is_named_as_what_it_is_and_not_waited_for(corpus):
    for name in ("a.txt", "b.bin"):
        os.mkfifo(corpus.folder / name)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(corpus.folder / "c.html"))
        changes = scan(corpus.folder, {})
    assert changes.unreadable == {
        "a.txt": "a named pipe, not a file",
        "c.html": "a socket, not a file",
    }
    assert changes.skipped == {"named pipes": ["b.bin"]}


def test_hostile_file_that_becomes_a_pipe_is_not_waited_for(corpus):
    path = corpus.folder / "a.txt"
    os.mkfifo(path)
    with pytest.raises(Unreadable, match="a named pipe"):
        content_hash(path)
    assert list(read_articles(path, "a.txt")) == [Problem("a.txt", "a named pipe, not a file")]
    with pytest.raises(Unreadable, match="a named pipe"):
        list(read_fingerprint(Task(path, "a.txt")))


def test_what_the_index_holds_of_a_file_that_became_a_pipe_is_not_gone(corpus):
    path = corpus.write("a.txt", TEXT)
    known = ledger_of(corpus)
    path.unlink()
    os.mkfifo(path)
    assert not scan(corpus.folder, known).gone


def test_file_that_was_written_a_moment_ago_is_looked_into_once_more(corpus):
    path = corpus.write("a.txt", TEXT)
    os.utime(path)
    known = ledger_of(corpus)
    before = path.stat()
    path.write_text(TEXT.replace("A", "B", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # as a coarse clock would have it
    assert scan(corpus.folder, known).changed.keys() == {"a.txt"}


def test_file_that_was_written_a_moment_ago_is_settled_by_a_later_look(corpus):
    path = corpus.write("a.txt", TEXT)
    moment = path.stat().st_mtime_ns
    os.utime(path)
    known = ledger_of(corpus)
    changes = scan(corpus.folder, known)
    assert (changes.unchanged, changes.touched) == ({"a.txt"}, {})
    os.utime(path, ns=(moment, moment))
    known |= scan(corpus.folder, known).touched
    known["a.txt"] = known["a.txt"]._replace(digest="of other content")
    assert scan(corpus.folder, known).unchanged == {"a.txt"}


@pytest.mark.parametrize("seconds", [100, 10**9, 2**40, -(2**40)])
def test_time_from_the_future_or_before_all_times_hides_no_change(corpus, index_dir, seconds):
    path = corpus.write("a.txt", TEXT)
    when = (time.time() if abs(seconds) < 2**40 else 0) + seconds
    try:
        os.utime(path, (when, when))
    except OSError:
        pytest.skip("no such time here")
    when = path.stat().st_mtime_ns
    assert reindex(corpus.folder, index_dir).problems == []
    path.write_text(TEXT.replace("A", "B", 1))
    os.utime(path, ns=(when, when))
    report = reindex(corpus.folder, index_dir, thorough=seconds < 0)
    assert (report.changed, report.problems) == (1, [])


def test_clock_that_was_set_back_hides_no_change(corpus, monkeypatch):
    path = corpus.write("a.txt", TEXT)
    known = ledger_of(corpus)
    when = path.stat().st_mtime_ns
    path.write_text(TEXT.replace("A", "B", 1))
    os.utime(path, ns=(when, when))
    monkeypatch.setattr("time.time_ns", lambda: when - 10**12)
    assert scan(corpus.folder, known).changed.keys() == {"a.txt"}


def test_change_under_the_same_size_and_time_is_found_by_a_thorough_run(corpus, index_dir):
    path = corpus.write("a.txt", TEXT)
    reindex(corpus.folder, index_dir)
    when = path.stat().st_mtime_ns
    path.write_text(TEXT.replace("A", "B", 1))
    os.utime(path, ns=(when, when))
    assert reindex(corpus.folder, index_dir).unchanged == 1
    assert [fault.reason for fault in verify(index_dir)] == [
        "it has changed, but not its size and time; run: backfile reindex --thorough"
    ]
    assert reindex(corpus.folder, index_dir, thorough=True).changed == 1
    assert list(verify(index_dir)) == []
    assert reindex(corpus.folder, index_dir, thorough=True).unchanged == 1
