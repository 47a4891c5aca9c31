"""The files on the disk are as their description says, and will be readable tomorrow."""

import random
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.util.numeric import byte_to_length, length_to_byte

from index import IndexOutdated, Store
from index.segment.array_file import ArrayFile, write_arrays
from index.segment.field_norms import NORM_LENGTH, codes_of
from index.segment.integrity import faults_of
from index.segment.positions import decode, put, size_of
from tests.index.shelf import Shelf, articles_of, inverted_of, random_article
from tests.reference import inverted, varint

DATA = Path(__file__).parents[2] / "data"


def arrays(path):
    """An independent reader: the arrays of a file by the description alone."""
    raw = path.read_bytes()
    magic, version, count = struct.unpack_from("<8sII", raw)
    assert (magic, version) == (b"BACKFILE", 1)
    found = {}
    for number in range(count):
        name, dtype, offset, size = struct.unpack_from("<24s8sQQ", raw, 128 + 48 * number)
        kind = np.dtype(dtype.rstrip(b"\0").decode())
        found[name.rstrip(b"\0").decode()] = np.frombuffer(raw, kind, size, offset)
    return found


def test_independent_reader_finds_the_same_postings(index_dir):
    shelf = Shelf(index_dir)
    shelf.commit({f"{n}.txt": random_article(random.Random(n)) for n in range(30)})
    (segment,) = index_dir.glob("segments/*")
    terms, postings = arrays(segment / "terms"), arrays(segment / "postings")
    expected = inverted(shelf.articles)
    for term in range(terms["field"][0], terms["field"][1]):
        text = terms["blob"][terms["offset"][term] : terms["offset"][term + 1]].tobytes().decode()
        mine = slice(terms["posting"][term], terms["posting"][term + 1])
        found = dict(
            zip(postings["doc"][mine].tolist(), postings["tf"][mine].tolist(), strict=True)
        )
        places = expected.pop(("text", text))
        titled = expected.get(("title", text), {})
        assert found == {
            int(i.split(".")[0]): min(len(p), 127) + 128 * (i in titled) for i, p in places.items()
        }
    assert not [key for key in expected if key[0] == "text"]


@pytest.mark.parametrize("old", [1, 2, 3])
def test_index_of_an_old_format_is_refused_with_the_command_that_mends_it(tmp_path, old):
    shutil.copytree(DATA / f"index-{old}", tmp_path / "index")
    with pytest.raises(IndexOutdated, match="backfile rebuild"):
        Store.open(tmp_path / "index")


def test_index_of_format_4_still_opens(tmp_path):
    shutil.copytree(DATA / "index-4", tmp_path / "index")
    generation = Store.open(tmp_path / "index").generation()
    articles = articles_of(generation)
    assert sorted(articles) == ["a.txt", "b.jsonl#1", "c.txt"]
    assert inverted_of(generation) == inverted(articles)
    assert articles["a.txt"].title == "The ferry ran aground"
    assert articles["a.txt"].time == "14:05+02:00"
    assert [str(fault) for s in generation.segments for fault in faults_of(s)] == []


@given(st.lists(st.integers(0, 2**32 - 1), max_size=50).map(sorted))
def test_positions_are_encoded_as_described_and_decoded(numbers):
    distances = np.diff(np.array([0, *numbers], np.int64)).tolist()
    data = np.zeros(sum(map(size_of, distances)), np.uint8)
    at = 0
    for distance in distances:
        at = put(data, at, distance)
    assert data.tobytes() == varint(distances)
    positions = np.zeros(len(numbers), np.uint32)
    tf = np.array([len(numbers)], np.uint32)
    assert decode(data, tf, positions) == len(data)
    assert positions.tolist() == numbers
    assert decode(data[:-1], tf, positions) == (-1 if numbers else 0)


def test_lengths_are_rounded_as_whoosh_rounds_them():
    assert NORM_LENGTH.tolist() == [byte_to_length(code) for code in range(256)]
    lengths = np.arange(200_000)
    assert codes_of(lengths).tolist() == [length_to_byte(length) for length in lengths.tolist()]


@pytest.mark.parametrize("size", [0, 1, 63, 4_095, 4_096, 4_097, 100_000])
def test_arrays_of_any_size_come_back(tmp_path, size):
    written = {"a": np.arange(size, dtype=np.uint16), "b": np.zeros(0, np.int64), "c": np.ones(3)}
    write_arrays(tmp_path / "file", "kind", "owner", written)
    file = ArrayFile(tmp_path, "file", "kind", "owner")
    for name, array in written.items():
        assert np.array_equal(file.whole(name), array)
        assert file[name].dtype == array.dtype
    assert arrays(tmp_path / "file").keys() == written.keys()
    for array in file.arrays.values():
        assert array.ctypes.data % 64 == 0
        with pytest.raises(ValueError, match="read-only"):
            array[:] = 0
