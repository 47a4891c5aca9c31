"""The index knows how each word of a text was written, whatever segments it went through."""

import random
import shutil

import numpy as np
import pytest

from index.analysis import CAPITAL, CAPITALS, SMALL, WORD, form_of, letters_of, term_of
from index.article import Article
from index.segment import Segment
from index.segment.array_file import ArrayFile, write_arrays
from index.segment.form_codes import ESCAPE, PADDING, code_size, put_code, read_code
from index.segment.integrity import faults_of, variants_of
from index.segment.merge import merge
from tests.index.shelf import Shelf

WORDS = [
    "Strike",
    "strikes",
    "STRIKE",
    "striking",
    "stricken",
    "ferry",
    "ferries",
    "Ferries",
    "FERRY",
    "the",
    "The",
    "THE",
    "goat",
    "US",
    "us",
    "U.S.",
    "Iran's",
    "iran",
    "café",
    "Café",
    "東京",
    "running",
    "run",
    "3,000",
    "MH370",
    "co-op",
]


def texts(rng, count):
    for number in range(count):
        title = " ".join(rng.choices(WORDS, k=rng.randrange(4)))
        yield f"{number}.txt", Article(title, " ".join(rng.choices(WORDS, k=rng.randrange(80))))


def shelf_of(folder, seed=3):
    """Four segments, with deletions in three."""
    rng, shelf = random.Random(seed), Shelf(folder)
    for part in range(4):
        fresh = {f"{part}-{name}": article for name, article in texts(rng, 25)}
        shelf.commit(fresh, [f"{part - 1}-{n}.txt" for n in (3, 4, 9)] if part else [])
    return shelf


def written(article):
    """(term, form, letters) of each word of an article, in order."""
    words = WORD.findall(f"{article.title}\n{article.text}")
    return [(term_of(w), form_of(w), letters_of(w)) for w in words if term_of(w)]


def indexed(segment):
    """The same as a segment has it: article → position → (term, form, letters)."""
    forms, variants, at = segment.forms, variants_of(segment).tolist(), 0
    found = {}
    for number in segment.terms.of_field(0):
        postings, (_, positions) = segment.postings(number), segment.positions(number)
        docs = np.repeat(postings.doc, postings.tf).tolist()
        for doc, position in zip(docs, positions.tolist(), strict=True):
            variant = variants[at]
            at += 1
            way = segment.terms[number].decode(), forms.form(variant).decode()
            found.setdefault(doc, {})[position] = *way, int(forms.letters[variant])
    return found


def assert_right(segment):
    found = indexed(segment)
    for doc in range(segment.documents):
        expected = written(segment.article(doc))
        ways = found.get(doc, {})
        assert [ways[position] for position in sorted(ways)] == expected
    assert [str(fault) for fault in faults_of(segment)] == []


def test_each_word_is_known_as_it_was_written(index_dir):
    for segment in shelf_of(index_dir).generation().segments:
        assert_right(segment)


def test_merged_segments_know_it_too(index_dir, tmp_path):
    segments = shelf_of(index_dir).generation().segments
    parts = [
        (s, ~s.deleted if s.deleted is not None else np.ones(s.documents, bool)) for s in segments
    ]
    (tmp_path / "merged" / "segments").mkdir(parents=True)
    entry = merge(tmp_path / "merged" / "segments" / "ab", parts)
    assert entry.documents < 100
    assert_right(Segment(tmp_path / "merged", entry))


def test_form_is_found_with_all_its_letters(index_dir):
    shelf = Shelf(index_dir)
    shelf.commit({"a.txt": Article("Election", "The ELECTION elected an election. Elect.")})
    (segment,) = shelf.generation().segments
    forms = segment.forms
    assert sorted(forms.letters[forms.find(b"election")]) == [SMALL, CAPITAL, CAPITALS]
    assert forms.letters[forms.find(b"elect")].tolist() == [CAPITAL]
    assert forms.find(b"elections").tolist() == []
    begun = {forms.form(variant) for variant in forms.between(b"electe", b"electj").tolist()}
    assert begun == {b"elected", b"election"}


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("us", SMALL), ("Us", CAPITAL), ("US", CAPITALS), ("U.S.", CAPITALS), ("US's", CAPITALS),
        ("NATO’s", CAPITALS), ("McDonald", CAPITAL), ("A", CAPITAL), ("MH370", CAPITALS),
        ("3,000", SMALL), ("東京", SMALL), ("ЦРУ", CAPITALS), ("Éléonore", CAPITAL),
    ],
)  # fmt: skip
def test_letters(word, letters):
    assert letters_of(word) == letters


def test_numbers_are_coded_in_few_bits_and_come_back():
    rng = random.Random(5)
    for ways in (2, 3, ESCAPE, ESCAPE + 1, 300, 70_000):
        numbers = [0, ways - 1, *(rng.randrange(ways) for _ in range(50))]
        bits = sum(code_size(number, ways) for number in numbers)
        code = np.zeros((bits + 7) // 8 + PADDING, np.uint8)
        bit = 0
        for number in numbers:
            bit = put_code(code, bit, number, ways)
        assert bit == bits
        bit, found = 0, []
        for _ in numbers:
            number, bit = read_code(code, bit, ways)
            found.append(number)
        assert found == numbers


@pytest.mark.parametrize("name", ["own", "term", "letters", "number", "ways", "code", "blob"])
def test_corrupt_forms_are_noticed(index_dir, tmp_path, name):
    """The checksums are right: what was written was wrong."""
    shelf_of(index_dir)
    shutil.copytree(index_dir, tmp_path / "copy")
    shelf = Shelf(tmp_path / "copy")
    segment = shelf.generation().segments[0]
    file = segment.files["forms"]
    arrays = {key: array.copy() for key, array in file.arrays.items()}
    changed = arrays[name]
    changed[len(changed) // 2] ^= 1 if name in {"term", "code", "blob"} else 3
    path = tmp_path / "copy" / file.name
    path.unlink()
    write_arrays(path, "forms", segment.entry.name, arrays)
    assert ArrayFile(tmp_path / "copy", file.name, "forms", segment.entry.name)
    assert list(faults_of(shelf.generation().segments[0]))
