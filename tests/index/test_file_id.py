r"""Any two files have two ids, and each id leads back to its file."""

import os
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import reindex
from index.file_id import escaped, locate, path_of
from index.problem import Unreadable
from index.run.scan import scan
from search import Engine

NAMES = st.binary(min_size=1, max_size=12).filter(lambda name: not set(name) & set(b"\0/"))
TRICKY = st.lists(
    st.sampled_from([b"\\", b"x", b"f", b"5", b"c", b"\xff", b"#", b"1", b".", "é".encode()]),
    min_size=1,
    max_size=8,
).map(b"".join)
not_macos = pytest.mark.skipif(
    sys.platform == "darwin", reason="it refuses names that are not UTF-8"
)


@given(st.lists(NAMES | TRICKY, min_size=2, max_size=2, unique=True))
def test_two_names_have_two_ids_that_can_be_printed(names):
    one, other = (escaped(os.fsdecode(name)) for name in names)
    assert one != other
    assert one.encode().decode() == one


@not_macos
@given(st.lists(TRICKY, min_size=1, max_size=6, unique=True))
def test_every_file_is_found_again_by_its_id(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("articles")
    for name in names:
        (folder / os.fsdecode(name + b".txt")).write_bytes(name)
    ids = scan(folder, {}).new.keys() | scan(folder, {}).unreadable.keys()
    hidden = {name for name in names if name.startswith(b".")}
    assert {locate(folder, file_id).read_bytes() for file_id in ids} == set(names) - hidden


@not_macos
def test_byte_and_its_escape_are_two_articles(corpus, index_dir):
    corpus.write(
        r"a\xff.txt", "Lugger\n\nThe lugger lies in the harbour, and waits for the tide.\n"
    )
    corpus.write(os.fsdecode(b"a\xff.txt"), "Cutter\n\nThe cutter lies there too, and waits.\n")
    assert reindex(corpus.folder, index_dir).articles == 2
    engine = Engine.open(index_dir)
    for word in ("Lugger", "Cutter"):
        (hit,) = engine.search(word).hits
        assert engine.article(hit.id).article.title == word
        assert word in engine.original(hit.id).read_text()


def test_names_that_differ_in_case_or_unicode_form_are_two_files(corpus):
    names = {
        "caf\N{LATIN SMALL LETTER E WITH ACUTE}.txt",
        unicodedata.normalize("NFD", "caf\N{LATIN SMALL LETTER E WITH ACUTE}.txt"),
        "Ferry.txt",
        "ferry.txt",
    }
    for name in names:
        corpus.write(name, name)
    if len(list(corpus.folder.iterdir())) < len(names):
        pytest.skip("they are one file here")
    assert scan(corpus.folder, {}).new.keys() == names
    assert {path_of(corpus.folder, name).read_text() for name in names} == names


def test_file_that_was_renamed_in_case_only_has_moved(corpus):
    path = corpus.write("Ferry.txt", "Ferry")
    known = dict(scan(corpus.folder, {}).new)
    path.rename(corpus.folder / "ferry.txt")
    assert scan(corpus.folder, known).moved.keys() == {"ferry.txt"}


def test_file_that_is_called_like_a_record_has_an_id_of_its_own():
    assert escaped("a.zip#1") == r"a.zip\x231"
    assert escaped("issue #1 of 9.txt") == "issue #1 of 9.txt"


@pytest.mark.parametrize(
    "file_id",
    [r"\x2e\x2e/secret", r"..\x2fsecret", r"a\x00b", r"\x61.txt", "\ud800", "a//b", "a/../a.txt"],
)
def test_hostile_spelling_of_an_id_names_no_file(corpus, file_id):
    corpus.write("a.txt", "Ferry")
    assert path_of(corpus.folder, file_id) is None


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, "disappeared"),
        (lambda path: path.mkdir(), "a folder, not a file"),
        (os.mkfifo, "a named pipe, not a file"),
        (lambda path: path.symlink_to("/etc/passwd"), "leads out of the folder"),
    ],
)
def test_what_is_no_file_any_more_is_named(corpus, make, reason):
    make(corpus.folder / "a.txt")
    with pytest.raises(Unreadable, match=reason):
        locate(corpus.folder, "a.txt")
