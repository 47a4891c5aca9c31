"""Words of a text become terms; what a reader takes for the same word is the same term."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import fold, name_of, term_of, tokens


def terms(text):
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("strike", "Strikes"),
        ("strike", "STRIKING"),
        ("Élysée", "elysee"),
        ("É", "e"),
        ("naïve", "naive"),
        ("Straße", "strasse"),
        ("Søren", "Soren"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Iran's", "Iran"),
        ("Iran’s", "Iran"),
        ("U.S.", "US"),
        ("U.S", "US"),
        ("ﬁre", "fire"),
        ("أحمد", "احمد"),
        ("مُحَمَّد", "محمد"),
        ("ёлка", "елка"),
    ],
)
def test_same_word_has_the_same_term(one, other):
    assert terms(one) == terms(other)


@pytest.mark.parametrize(("one", "other"), [("Tanf", "Tanfi"), ("3,000", "3.000"), ("men", "mend")])
def test_other_word_has_another_term(one, other):
    assert terms(one) != terms(other)


def test_hyphens_separate_words():
    assert terms("al-Tanf, south-eastern") == ["al", "tanf", "south", "eastern"]


def test_initials_figures_and_apostrophes_stay_together():
    assert terms("U.S. forces, 3,000 of them, 7.5 percent, didn't") == [
        "us", "forc", "3000", "of", "them", "7.5", "percent", "didnt",
    ]  # fmt: skip


def test_stop_words_are_indexed():
    assert terms("to be or not to be") == ["to", "be", "or", "not", "to", "be"]


def test_ideographs_are_words_of_their_own():
    assert terms("東京で") == ["东", "京", "で"]  # folded as Chinese


def test_tokens_know_their_place():
    text = "The U.S. base — Deir ez-Zor’s"
    assert [text[t.start : t.end] for t in tokens(text)] == [
        "The", "U.S.", "base", "Deir", "ez", "Zor’s",
    ]  # fmt: skip


def test_names_are_folded_but_not_stemmed():
    assert name_of("Times") == "times"
    assert term_of("Times") == "time"


@given(st.text(max_size=200))
def test_hostile_text_never_fails_and_terms_are_never_empty(text):
    places = [(token.start, token.end) for token in tokens(text)]
    assert all(token.term for token in tokens(text))
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_hostile_word_of_a_million_letters_is_cut():
    (token,) = tokens("a" * 1_000_000)
    assert len(token.term) == 64
