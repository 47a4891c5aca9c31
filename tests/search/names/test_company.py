"""The company of a word, and how alike two companies are."""

import numpy as np
import pytest

from search.names.company import (
    NO_COMPANY,
    WINDOW,
    company_around,
    likeness,
    shared,
    weight_of_word,
)


def company(words, name):
    """The company of a number among others, all in one article."""
    words = np.array(words)
    at = np.flatnonzero(words == name)
    starts, stops = np.zeros(len(at), np.int64), np.full(len(at), len(words))
    return company_around(words, at, starts, stops, np.ones_like)


def test_neighbours_next_door_count_more():
    found = company([5, 1, 9, 2, 6], 9)
    assert found.word.tolist() == [1, 2, 5, 6]
    assert found.weight[0] == found.weight[1] > found.weight[2] == found.weight[3]
    assert found.weight @ found.weight == pytest.approx(1)


def test_what_stands_further_away_or_in_another_article_is_no_company():
    words = np.array([7, *[0] * WINDOW, 9, 8])
    found = company_around(
        words, np.array([WINDOW + 1]), np.array([0]), np.array([12]), np.ones_like
    )
    assert found.word.tolist() == [0]


def test_same_company_is_one_and_other_company_nothing():
    one, same, other = company([1, 2, 9, 3], 9), company([1, 2, 8, 3], 8), company([4, 9, 5], 9)
    assert likeness(one, same) == pytest.approx(1)
    assert likeness(one, other) == likeness(one, NO_COMPANY) == 0
    assert set(shared(one, same, 2)) == {2, 3}
    assert shared(one, other, 2) == []


def test_words_of_one_article_and_of_many_tell_nothing():
    assert weight_of_word(1, 10_000) == weight_of_word(1_000, 10_000) == 0
    assert weight_of_word(2, 10_000) > weight_of_word(500, 10_000) > 0
    assert weight_of_word(5, 20) > 0  # in a young archive all words are of many
