"""A segment knows which of its words are names, and what they sound like."""

import shutil

import numpy as np
import pytest

from index.article import Article
from index.names.sounds import keys_of
from index.names.word import as_letters
from index.segment import Segment
from index.segment.array_file import write_arrays
from index.segment.integrity import faults_of
from index.segment.merge import merge
from tests.index.segment.test_forms import shelf_of
from tests.index.shelf import Shelf

ALEPPO = "In Aleppo they met Hizballah. A bill, no Bill. The MH370 and 東京."
HALAB = "Then Halab, حلب and Алеппо; the bill of Bill, a bill. It rains, it rains."
TEXTS = {"a.txt": Article("The visit", ALEPPO), "b.txt": Article("", HALAB)}


def names_of(segment):
    return [segment.names[number] for number in range(len(segment.names))]


def keys(word):
    return np.sort(keys_of(as_letters([word]))[0])


@pytest.fixture
def segment(index_dir):
    shelf = Shelf(index_dir)
    shelf.commit(TEXTS)
    (segment,) = shelf.generation().segments
    return segment


def test_names_are_forms_mostly_with_a_capital_and_those_of_scripts_without(segment):
    names = names_of(segment)
    assert {"aleppo", "hizballah", "halab", "алеппо", "حلب"} <= set(names)
    assert not {"bill", "rain", "rains", "mh370", "東", "met"} & set(names)
    assert names == sorted(names, key=str.encode)


def test_name_is_found_with_its_term(segment):
    number = segment.names.find(b"hizballah")
    assert segment.terms[int(segment.names.term[number])] == b"hizballah"
    assert segment.names.find(b"nasrallah") is None
    assert segment.names.find(b"") is None
    assert segment.names.find("\uffff".encode()) is None


def test_names_that_share_a_key_are_found_by_it(segment):
    found = [segment.names[number] for number in segment.names.with_keys(keys("hezbollah"))]
    assert "hizballah" in found
    assert "aleppo" not in found
    assert segment.names.with_keys(np.array([7], np.uint32)) == []


def test_merge_has_the_names_that_a_new_index_would_have(index_dir, tmp_path):
    generation = shelf_of(index_dir).generation()
    live = [(segment, segment.live_docs()) for segment in generation.segments]
    parts = [(segment, np.isin(np.arange(segment.documents), docs)) for segment, docs in live]
    entry = merge(index_dir / "segments" / "merged", parts)
    merged = Segment(index_dir, entry)
    fresh = Shelf(tmp_path / "fresh")
    fresh.commit({segment.id(doc): segment.article(doc) for segment, docs in live for doc in docs})
    (new,) = fresh.generation().segments
    assert names_of(merged) == names_of(new)
    assert not list(faults_of(merged))


def test_corrupt_names_are_told_from_those_of_the_forms(segment, index_dir, tmp_path):
    folder = index_dir / "segments" / segment.entry.name
    arrays = {name: array.copy() for name, array in segment.files["names"].arrays.items()}
    arrays["own"][0] ^= 1
    copy = tmp_path / "copy"
    shutil.copytree(index_dir, copy)
    (copy / "segments" / folder.name / "names").unlink()
    write_arrays(copy / "segments" / folder.name / "names", "names", folder.name, arrays)
    faults = [str(fault) for fault in faults_of(Segment(copy, segment.entry))]
    assert any("names do not follow" in fault for fault in faults)
