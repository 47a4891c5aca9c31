"""What the system refuses is said in words, with what to do; it is not taken for damage."""

from __future__ import annotations

import logging
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import IndexUnreadable, Store, reindex, statistics, verify
from tests.folder import Folder
from tests.index.shelf import Shelf, articles_of, random_article
from tests.trouble import bound, few_descriptors, give_away, unreadable

OPENED = ("manifest.json", "segments/*/terms", "segments/*/articles", "segments/*/deleted-*")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may use, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as folder:
        give_away(Path(folder))
        yield Path(folder)


@pytest.fixture
def shelf(place: Path) -> Shelf:
    """An index of two segments with deletions."""
    (place / "articles").mkdir()
    shelf, rng = Shelf(place / "index"), random.Random(3)
    shelf.commit({f"{n}.txt": random_article(rng) for n in range(30)})
    shelf.commit({f"{n}.txt": random_article(rng) for n in range(30, 35)}, drop=["1.txt"])
    give_away(place)
    return shelf


def opened(directory: Path) -> None:
    Store.open(directory).files()


@pytest.mark.parametrize("ask", [opened, statistics, lambda place: list(verify(place))])
@pytest.mark.parametrize("name", OPENED)
def test_file_that_may_not_be_read_is_named(
    shelf: Shelf, ask: Callable[[Path], object], name: str
) -> None:
    path = next(shelf.directory.glob(name))
    with unreadable(path):
        try:
            said = str(ask(shelf.directory))
        except IndexUnreadable as failure:
            said = str(failure)
    assert str(path.relative_to(shelf.directory)) in said
    assert "Permission denied" in said
    assert "damaged" not in said


@pytest.mark.parametrize("name", ["segments/*/terms", "files-*", "manifest.json"])
def test_folder_in_place_of_a_file_is_named(shelf: Shelf, name: str) -> None:
    path = next(shelf.directory.glob(name))
    path.unlink()
    path.mkdir()
    with pytest.raises(IndexUnreadable, match="Is a directory"):
        opened(shelf.directory)
    assert any("Is a directory" in text for text in _said(shelf.directory))


def _said(directory: Path) -> list[str]:
    try:
        return [str(fault) for fault in verify(directory)]
    except IndexUnreadable as failure:
        return [str(failure)]


def test_too_few_descriptors_are_said_to_be_too_few(shelf: Shelf) -> None:
    with few_descriptors(0), pytest.raises(IndexUnreadable, match="ulimit -n"):
        opened(shelf.directory)


def test_one_descriptor_is_enough_for_all_segments(shelf: Shelf) -> None:
    with few_descriptors(1):
        generation = Store.open(shelf.directory).generation()
        assert len(generation.segments) == 2
        assert articles_of(generation) == shelf.articles


def test_index_that_may_not_be_read_is_made_anew_by_a_rebuild(shelf: Shelf) -> None:
    path = shelf.directory / "manifest.json"
    path.unlink()
    path.mkdir()
    store = Store.create(shelf.directory, shelf.directory.parent / "articles")
    assert store.count() == 0


def test_leftovers_that_cannot_be_removed_are_named_and_harm_nothing(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    first = min(shelf.directory.glob("segments/*"))
    first.chmod(0o555)  # files in it cannot be removed
    gone = [f"{number}.txt" for number in range(30)]
    with bound(), caplog.at_level(logging.WARNING):
        shelf.commit({}, drop=gone)
    assert str(first) in caplog.text
    assert "could not be removed" in caplog.text
    assert first.exists()
    assert articles_of(shelf.generation()) == shelf.articles
    first.chmod(0o777)
    with bound():
        shelf.commit({"new.txt": random_article(random.Random(4))})
    assert not first.exists()


def test_verify_names_what_it_cannot_read_of_the_corpus(place: Path) -> None:
    corpus = Folder(place / "articles")
    for name in ("a", "b", "below/c", "below/d"):
        corpus.article(name, f"The ferry {name} ran aground at noon, and everybody was saved.")
    reindex(corpus.folder, place / "index")
    give_away(place)
    assert list(verify(place / "index")) == []
    for name, named in (("a.jsonl", "a.jsonl"), ("below", "below/")):
        with unreadable(corpus.folder / name):
            found = list(map(str, verify(place / "index")))
        assert found == [f"{named}: it cannot be read (Permission denied)"]


def test_memory_whose_folder_is_gone_is_made_anew(place: Path) -> None:
    corpus = Folder(place / "articles")
    corpus.write("a.txt", "The ferry\n\nThe ferry ran aground at noon, and everybody was saved.")
    reindex(corpus.folder, place / "index")
    memory = next((place / "index").glob("memory-*"))
    for path in memory.iterdir():
        path.unlink()
    memory.rmdir()
    assert [fault.name.split("/")[0] for fault in verify(place / "index")] == [memory.name]
    corpus.write("b.txt", "The goat\n\nA goat found the tablets, and nobody knows who hid them.")
    for _ in range(2):
        assert reindex(corpus.folder, place / "index").articles == 2
    assert list(verify(place / "index")) == []


def test_any_number_of_segments_and_generations_holds_no_descriptor(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.merge_policy._TOGETHER", 1_000)  # nothing is merged
    rng, held = random.Random(6), []
    before = len(list(Path("/dev/fd").iterdir()))
    with few_descriptors(12):  # those of writing
        for number in range(40):
            shelf.commit({f"more-{number}.txt": random_article(rng)}, drop=[f"{number}.txt"])
            held.append(Store.open(shelf.directory).generation())
        assert len(held[-1].segments) >= 40
        for generation in held:  # the earliest can still be read
            assert len(articles_of(generation)) == generation.live
    assert len(list(Path("/dev/fd").iterdir())) == before
