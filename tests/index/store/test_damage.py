"""Damage is noticed and named; it never becomes an answer, and never a crash."""

import random
import shutil

import pytest

from index import IndexDamaged, IndexFailure, IndexOutdated, Store
from index.run.verify import verify
from index.segment import FILES, SKETCH
from index.segment.array_file import ArrayFile, write_arrays
from index.segment.stored import unpack_facts
from tests.extent import ALL
from tests.index.shelf import Shelf, articles_of, inverted_of, random_article
from tests.reference import inverted

FLIPS = 12 if ALL else 3  # bytes of each file that are flipped, one at a time


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An index of two segments with deletions, and a ledger of two parts."""
    folder = tmp_path_factory.mktemp("damage")
    (folder / "articles").mkdir()
    shelf, rng = Shelf(folder / "index"), random.Random(7)
    shelf.commit({f"{n}.txt": random_article(rng) for n in range(300)})
    shelf.commit({f"{n}.txt": random_article(rng) for n in range(300, 310)}, drop=["1.txt"])
    return shelf


def files_of(directory):
    """The files that are the index; the lock holds nothing, what groups stories is made anew."""
    others = ("lock", "stories")
    paths = (path for path in directory.rglob("*") if path.is_file() and path.name not in others)
    return sorted(str(path.relative_to(directory)) for path in paths)


def damages(size, rng):
    """(what is done, a function that does it) for a file of so many bytes."""
    for share in (0, 0.5, 0.99):
        yield f"cut to {share:.0%}", lambda data, share=share: data[: int(len(data) * share)]
    for place in (0, size - 1, *(rng.randrange(size) for _ in range(FLIPS))):
        mask = rng.randrange(1, 256)
        yield (
            f"byte {place} ^ {mask}",
            lambda data, at=place, mask=mask: data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :],
        )


def answers_are_right(directory, expected):
    """Whether all that can be asked is answered rightly; IndexFailure is no answer."""
    try:
        generation = Store.open(directory).generation()
        Store.open(directory).files()
        return (articles_of(generation), inverted_of(generation)) == expected
    except IndexFailure:
        return True


def is_named(directory, name):
    """Whether `verify` names a file."""
    try:
        found = [f"{fault}" for fault in verify(directory)]
    except IndexOutdated:  # the byte that was hit is that of the format
        return name == "manifest.json"
    except IndexFailure as failure:
        found = [str(failure)]
    return any(name.rpartition("/")[2] in fault for fault in found)


def test_corrupt_files_are_named_and_never_answered_from(whole, tmp_path):
    rng, expected = random.Random(8), (whole.articles, inverted(whole.articles))
    assert len(files_of(whole.directory)) == 2 * len(FILES) + 1 + 2 + 1
    for name in files_of(whole.directory):
        directory = tmp_path / "index"
        shutil.copytree(whole.directory, directory)
        data = (directory / name).read_bytes()
        for what, damage in damages(len(data), rng):
            (directory / name).write_bytes(damage(data))
            assert answers_are_right(directory, expected), (name, what)
            assert is_named(directory, name), (name, what)
        shutil.rmtree(directory)


def test_corrupt_file_is_named_when_it_is_opened(whole, tmp_path):
    directory = tmp_path / "index"
    shutil.copytree(whole.directory, directory)
    path = next(directory.glob("segments/*/postings"))
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(IndexDamaged, match=rf"segments/{path.parent.name}/postings: it has"):
        Store.open(directory)


def test_file_of_another_segment_is_noticed(whole, tmp_path):
    directory = tmp_path / "index"
    shutil.copytree(whole.directory, directory)
    one, other = sorted(directory.glob("segments/*/postings"))
    shutil.copy(one, other)
    with pytest.raises(IndexDamaged, match="postings: it is postings of"):
        Store.open(directory)


def test_corrupt_segment_is_not_merged_into_another(whole, tmp_path):
    shutil.copytree(whole.directory, tmp_path / "index")
    shelf = Shelf(tmp_path / "index", dict(whole.articles))
    path = min(shelf.directory.glob("segments/*/positions"), key=lambda path: path.stat().st_size)
    data = bytearray(path.read_bytes())
    data[4_100] ^= 1
    path.write_bytes(data)
    rng = random.Random(9)
    for n in range(5):
        shelf.commit({f"new-{n}.txt": random_article(rng)})
    with pytest.raises(IndexDamaged, match="positions"):
        shelf.commit({"the-eighth.txt": random_article(rng)})


def test_missing_files_are_named(whole, tmp_path):
    for name in files_of(whole.directory):
        directory = tmp_path / "index"
        shutil.copytree(whole.directory, directory)
        (directory / name).unlink()
        try:
            found = [str(fault) for fault in verify(directory)]
        except IndexFailure as failure:
            found = [str(failure)]
        assert found, name
        shutil.rmtree(directory)


@pytest.mark.parametrize("column", ["record", "sketch"])
def test_short_column_is_named_where_articles_are_deleted_too(whole, tmp_path, column):
    directory = tmp_path / "index"
    shutil.copytree(whole.directory, directory)
    segments = sorted(directory.glob("segments/*"))
    assert [any(segment.glob("deleted*")) for segment in segments] == [True, False]
    for segment in segments:
        columns = ArrayFile(directory, f"segments/{segment.name}/columns", "columns", segment.name)
        arrays = dict(columns.arrays)
        arrays[column] = arrays[column][:-SKETCH]
        (segment / "columns").unlink()
        write_arrays(segment / "columns", "columns", segment.name, arrays)
    named = [str(fault) for fault in verify(directory)]
    for segment in segments:
        assert any(f"{segment.name}/columns: {column} has" in fault for fault in named), named


def test_article_that_is_not_as_its_postings_is_named(whole, tmp_path, monkeypatch):
    (tmp_path / "articles").mkdir()
    shelf, rng = Shelf(tmp_path / "index"), random.Random(10)
    shelf.commit({f"{n}.txt": random_article(rng) for n in range(5)})
    monkeypatch.setattr("index.segment.integrity.unpack_facts", _another)
    assert any("4.txt: its text has other words" in str(fault) for fault in verify(shelf.directory))


def _another(content):
    facts = unpack_facts(content)
    return facts._replace(text=f"{facts.text} more")
