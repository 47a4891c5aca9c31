"""The scan finds what is new, changed, moved and gone, and reads no more than it must."""

import os
import sys

import pytest

from index.errors import CorpusUnreadable
from index.run.scan import content_hash, id_of, path_of, scan
from index.store.ledger import FileState

TEXT = "A headline\n\nA sentence that is long enough to be one.\n"


def ledger_of(corpus):
    """The ledger after everything in the corpus has been indexed."""
    return dict(scan(corpus.folder, {}).new)


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


def test_hidden_files_are_passed_over(corpus):
    corpus.write(".a.txt", TEXT)
    corpus.write(".git/b.txt", TEXT)
    assert not scan(corpus.folder, {}).new


def test_other_kinds_of_files_are_counted_by_ending(corpus):
    corpus.write("a.pdf", b"%PDF")
    corpus.write("b.PDF", b"%PDF")
    corpus.write("notes", b"")
    assert scan(corpus.folder, {}).skipped == {".pdf": 2, "no ending": 1}


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


def test_id_is_the_path_below_the_corpus(corpus):
    assert id_of(corpus.folder, corpus.folder / "x" / "y.txt") == "x/y.txt"


def test_content_hash_is_of_the_bytes(corpus):
    one, two = corpus.write("a.txt", TEXT), corpus.write("b.txt", TEXT)
    assert content_hash(one) == content_hash(two)
    assert content_hash(one) != content_hash(corpus.write("c.txt", TEXT + " "))


def test_state_matches_by_size_and_time():
    state = FileState(3, 4, "digest")
    assert state.matches(3, 4)
    assert not state.matches(3, 5)
    assert not state.matches(2, 4)
