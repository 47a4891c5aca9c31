"""Terms within a few edits of a word: as a plain table of distances finds them."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import FIELDS
from search.words.fuzzy import distances, near_terms, within
from tests.hang import does_not_hang
from tests.index.shelf import Shelf, random_article

LETTERS = "abàяб😀احم"
words = st.text(alphabet=LETTERS, max_size=7)


def alignment(one: str, other: str) -> int:
    """The optimal string alignment distance, by its definition."""
    table = [[max(i, j) for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def found(terms, word, edits, prefix=0, left=0):
    """What `within` finds: {term: (edits, left)}."""
    ascending = sorted({term.encode() for term in terms})
    offset = np.cumsum([0, *map(len, ascending)]).astype(np.uint32)
    blob = np.frombuffer(b"".join(ascending), np.uint8)
    near = within(blob, offset, word, edits, prefix, left)
    assert near.number.tolist() == sorted(near.number.tolist())
    return {
        ascending[number].decode(): (away, rest)
        for number, away, rest in zip(*(column.tolist() for column in near), strict=True)
    }


def expected(terms, word, edits, prefix=0, left=0):
    """The same, one term and one beginning of the word after the other."""
    near = {}
    for term in terms:
        if term and term.startswith(word[:prefix]):
            away = min(
                (alignment(term, word[: len(word) - rest]), rest)
                for rest in range(min(left, len(word)) + 1)
            )
            if away[0] <= edits:
                near[term] = away
    return near


@given(
    terms=st.lists(words, max_size=40),
    word=words,
    edits=st.integers(0, 3),
    prefix=st.integers(0, 3),
    left=st.integers(0, 3),
)
def test_finds_what_a_table_finds(terms, word, edits, prefix, left):
    assert found(terms, word, edits, prefix, left) == expected(terms, word, edits, prefix, left)


@given(terms=st.lists(st.text(alphabet="ab", max_size=9), max_size=60), edits=st.integers(1, 3))
def test_finds_among_terms_that_begin_alike(terms, edits):
    assert found(terms, "abba", edits) == expected(terms, "abba", edits)


@pytest.mark.parametrize(
    ("word", "term", "edits"),
    [
        ("harbuor", "harbour", 1),
        ("harbor", "harbour", 1),
        ("ca", "abc", 3),  # 2 if an exchanged pair could be edited once more
        ("Туинс", "Тунис", 1),
        ("تنوس", "تونس", 1),
        ("peche", "pêche", 1),
        ("", "ab", 2),
    ],
)
def test_distance_of_two_words(word, term, edits):
    assert alignment(word, term) == edits
    assert distances([term], word, 3) == {term: edits}
    assert distances([term], word, edits - 1) == {}


def test_word_that_ends_too_early_has_not_the_first_letters():
    assert found(["", "a", "ab", "abc", "b"], "abd", 3, prefix=2) == {"ab": (1, 0), "abc": (1, 0)}


def test_empty_one_is_near_no_word():
    assert found(["", "a"], "ab", 2) == {"a": (1, 0)}


def test_finds_the_terms_of_one_field_in_a_segment(tmp_path):
    rng = random.Random(1)
    shelf = Shelf(tmp_path / "index")
    shelf.commit({f"{number}.txt": random_article(rng) for number in range(30)})
    (segment,) = shelf.generation().segments
    for field, name in enumerate(FIELDS):
        numbers = segment.terms.of_field(field)
        terms = {segment.terms[number].decode(): number for number in numbers}
        for word in ("goats", "stirke", "couirer", "احمد"):
            near = sorted(terms[term] for term in expected(terms, word, 2, 1))
            assert near_terms(segment, numbers, word, 2, 1).number.tolist() == near, name


@pytest.mark.parametrize("word", ["", "\ud800", "\x00", "a\ud800b", "x" * 10_000, "ж" * 10_000])
@does_not_hang
def test_hostile_word_is_near_what_it_is_near(word):
    terms = ["a", "ab", "abc", "x" * 64, "ж" * 63, "\x00"]
    near = found(terms, word, 2)
    assert near == expected([term for term in terms if abs(len(term) - len(word)) < 3], word, 2)


def test_no_terms_no_finds():
    assert found([], "a", 2) == {}
