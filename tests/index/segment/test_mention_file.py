"""The names of articles beside a segment: kept through merges and deletions, and verified."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article, IndexDamaged, Store
from index.segment.array_file import write_arrays
from index.segment.integrity import faults_of
from index.segment.mention_codes import decode_mentions, encode_mentions
from index.segment.mention_file import arrays_of_mentions, form_of_name, form_of_row, text_of_row
from index.store.lock import locked
from tests.index.shelf import Shelf

OKE = Article("One", "They met Ada Oke in Oumet, and again Ada Oke.", lang="en")
SADR = Article("Two", "They met Ali al-Sadr in Oumet.", lang="en")
NONE = Article("Three", "nobody was met at all.", lang="en")


def names_of(generation):
    return {
        segment.id(doc): sorted(segment.mentions.of(doc))
        for segment in generation.segments
        for doc in segment.live_docs()
    }


def test_names_of_articles_are_kept(index_dir):
    shelf = Shelf(index_dir)
    shelf.commit({"a.txt": OKE, "b.txt": SADR, "c.txt": NONE})
    assert names_of(shelf.generation()) == {
        "a.txt": ["Ada Oke", "Oumet"],
        "b.txt": ["Ali al-Sadr", "Oumet"],
        "c.txt": [],
    }


def test_names_stay_when_segments_are_merged_and_articles_deleted(index_dir):
    shelf = Shelf(index_dir)
    for number in range(12):
        shelf.commit({f"{number}.txt": OKE if number % 2 else SADR})
    store = shelf.commit({"last.txt": NONE}, drop=["3.txt"])
    generation = store.generation()
    assert len(generation.segments) < 13
    found = names_of(generation)
    assert found.pop("last.txt") == []
    assert sorted(found) == sorted(f"{n}.txt" for n in range(12) if n != 3)
    for name, names in found.items():
        assert names == (["Ada Oke", "Oumet"] if int(name[:-4]) % 2 else ["Ali al-Sadr", "Oumet"])
    assert [str(fault) for s in generation.segments for fault in faults_of(s)] == []


def test_verify_finds_names_that_an_article_does_not_have(index_dir):
    shelf = Shelf(index_dir)
    shelf.commit({"a.txt": OKE, "b.txt": SADR})
    rewritten(index_dir, arrays_of_mentions([[b"Ada Oke"], [b"Oumet"]]))
    (segment,) = Store.open(index_dir).generation().segments
    assert {fault.name for fault in faults_of(segment)} == {"a.txt", "b.txt"}


@pytest.mark.parametrize("name", ["text", "shared", "code"])
def test_corrupt_names_are_damage_and_no_answer(index_dir, name):
    shelf = Shelf(index_dir)
    shelf.commit({"a.txt": OKE})
    arrays = arrays_of_mentions([[b"Ada Oke"]])
    rewritten(index_dir, arrays | {name: np.frombuffer(b"no such thing", np.uint8)})
    (segment,) = Store.open(index_dir).generation().segments
    with pytest.raises(IndexDamaged, match="mentions"):
        segment.mentions.of(0)
    assert any("cannot be read" in str(fault) for fault in faults_of(segment))


def rewritten(index_dir, arrays):
    (file,) = index_dir.glob("segments/*/mentions")
    file.unlink()
    write_arrays(file, "mentions", file.parent.name, arrays)


@given(st.lists(st.sets(st.integers(0, 2**32 - 1), max_size=5), max_size=8))
def test_numbers_of_names_are_read_as_they_were_written(articles):
    sizes = [len(each) for each in articles]
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    name = np.array([one for each in articles for one in each], np.uint32)
    code = np.zeros(5 * (len(name) + len(articles)), np.uint8)
    size = encode_mentions(start, name, code)
    again, found = np.zeros_like(start), np.zeros(size, np.uint32)
    assert decode_mentions(code[:size], again, found) == len(name)
    assert again.tolist() == start.tolist()
    assert found[: len(name)].tolist() == [one for each in articles for one in sorted(each)]
    if size:
        assert decode_mentions(code[: size - 1], again, found) == -1
        assert decode_mentions(np.append(code[:size], [0]).astype(np.uint8), again, found) == -1


def test_form_of_a_name_has_no_case_accents_hyphens_and_particles():
    same = ["Ali al-Sadr", "Ali Al Sadr", "ALI SADR", "Alí as-Sadr"]
    assert {form_of_name(name) for name in same} == {"ali sadr"}
    assert form_of_name("O'Neill’s") == "oneill"


def test_name_and_its_form_are_read_from_a_row():
    arrays = {b"Ali al-Sadr\tali sadr": ("Ali al-Sadr", "ali sadr"), b"Oumet": ("Oumet", "oumet")}
    for row, (text, form) in arrays.items():
        assert (text_of_row(row), form_of_row(row)) == (text, form)


def test_index_without_articles_has_no_names(index_dir):
    corpus = index_dir.parent / "articles"
    with locked(index_dir, corpus):
        store = Store.create(index_dir, corpus)
    assert names_of(store.generation()) == {}
