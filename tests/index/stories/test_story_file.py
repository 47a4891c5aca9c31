"""The file of groups is made again when it is lost, damaged or old, and verify compares it."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from index import verify
from index.article import HEADLINES, Article
from index.segment.array_file import ArrayFile, write_arrays
from index.store.store import Store
from index.stories.features import made_anew, read_features
from index.stories.story_file import KIND
from index.stories.words import WordTable
from tests.index.shelf import Shelf
from tests.index.stories.archive import Event, grouped, groups, shelved

FERRY = Event(1)


def articles():
    return {"a.txt": FERRY.report(1), "b.txt": FERRY.report(2, outlet="Gazette")}


def faults(directory):
    return [fault for fault in verify(directory) if "stories" in str(fault)]


@pytest.fixture
def store(index_dir):
    (index_dir.parent / "articles").mkdir()
    return shelved(index_dir, articles())


def test_whole_groups_have_no_fault(store):
    assert faults(store.directory) == []


@pytest.mark.parametrize("harm", ["lost", "flipped", "cut"])
def test_corrupt_groups_are_named_and_made_again(store, harm):
    path = store.directory / store.manifest.stories
    before = groups(store)
    content = bytearray(path.read_bytes())
    if harm == "lost":
        path.unlink()
    else:
        content[4_100] ^= 1
        path.write_bytes(content if harm == "flipped" else content[:5_000])
    (fault,) = faults(store.directory)
    assert fault.name == store.manifest.stories
    assert fault.reason.count("backfile") == fault.reason.count("backfile reindex") == 1
    again = grouped(store.directory)
    assert groups(again) == before
    assert faults(store.directory) == []


@pytest.mark.parametrize("harm", ["lost", "flipped"])
def test_corrupt_features_are_named_and_made_again(store, harm):
    path = store.directory / "segments" / store.manifest.segments[0].name / "stories"
    content = bytearray(path.read_bytes())
    content[4_100] ^= 1
    path.unlink()
    if harm == "flipped":
        path.write_bytes(content)
    (fault,) = faults(store.directory)
    assert fault.name.endswith("/stories")
    grouped(store.directory)
    assert faults(store.directory) == []


def unlike() -> dict[str, Article]:
    """Articles that are read in different ways: languages, scripts, lists, live blogs."""
    russian = (
        "Паром из Остгара сел на мель у входа в гавань, сообщила в понедельник береговая охрана. "
    )
    english = (
        "The ferry from Ostgar ran aground at the mouth of the harbour, the coast guard said. "
    )
    german = "Die Fähre aus Ostgar ist am Montag vor der Einfahrt des Hafens auf Grund gelaufen. "
    blog = "\n".join(f"{hour}:15 {english * 3}" for hour in range(9, 16))
    return {
        "en": Article("Ferry aground", english * 4),
        "ru": Article("Паром на мели", russian * 4, lang="ru"),
        "both": Article("Паром на мели", f"{russian * 4}\n{english * 4}\n{russian * 2}", lang="ru"),
        "de": Article("", german * 4, lang="de"),
        "accent": Article("Fährunglück", english * 4),
        "list": Article("Front page", english * 4, provenance={"text": HEADLINES}),
        "bare list": Article("Front page", "", provenance={"text": HEADLINES}),
        "blog": Article("As it happened", blog),
        "empty": Article("", ""),
    }


@pytest.mark.parametrize("made_of", [articles, unlike])
def test_segment_has_its_features_before_it_is_grouped(index_dir, made_of):
    (index_dir.parent / "articles").mkdir()
    Shelf(index_dir).commit(made_of())
    store = Store.open(index_dir)
    (segment,) = store.generation().segments
    kept = read_features(index_dir, segment)
    assert kept is not None
    made = made_anew(segment, WordTable())
    assert all(np.array_equal(getattr(kept, f.name), getattr(made, f.name)) for f in fields(made))


def test_merged_segment_has_the_features_of_its_parts(index_dir):
    (index_dir.parent / "articles").mkdir()
    shelf = Shelf(index_dir)
    for number in range(7):
        shelf.commit({f"{number}.txt": Event(number).report(1), f"x{number}.txt": FERRY.report(2)})
        grouped(index_dir)
    shelf.commit({"7.txt": FERRY.report(3)}, ["x3.txt"])
    (merged,) = Store.open(index_dir).manifest.segments
    assert (index_dir / "segments" / merged.name / "stories").exists()
    grouped(index_dir)
    assert faults(index_dir) == []


def test_pairs_of_the_run_before_are_made_again_when_they_are_damaged(store):
    path = store.memory / "event-pairs"
    content = bytearray(path.read_bytes())
    content[4_100] ^= 1
    path.write_bytes(content)
    Shelf(store.directory).commit({"c.txt": FERRY.report(3)})
    assert groups(grouped(store.directory))[1] == {frozenset({"a.txt", "b.txt", "c.txt"})}
    assert faults(store.directory) == []


def test_groups_that_do_not_follow_from_the_articles_are_named(store):
    path = store.directory / store.manifest.stories
    arrays = {
        name: array.copy()
        for name, array in ArrayFile(store.directory, path.name, KIND).arrays.items()
    }
    arrays["story"] = np.arange(2, dtype=np.uint32)
    path.unlink()
    write_arrays(path, KIND, "", arrays)
    (fault,) = faults(store.directory)
    assert (fault.name, "same event" in fault.reason) == ("b.txt", True)


def test_old_file_of_groups_is_removed(store):
    first = store.manifest.stories
    Shelf(store.directory).commit({"c.txt": FERRY.report(3)})
    assert (store.directory / first).exists()
    assert Store.open(store.directory).manifest.stories == first
    second = grouped(store.directory).manifest.stories
    assert [path.name for path in store.directory.glob("stories-*")] == [second]
