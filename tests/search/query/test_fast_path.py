"""Mere words are read without the parser, and to the letter as it would read them."""

import re
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.query import parse
from search.query.fast_path import parse_plain
from search.query.translate import tree_of
from tests.extent import ALL, times

WORDS = st.sampled_from(
    ["ferry", "goat", "al-Tanf", "don't", "l’eau", "the", "The", "and", "AND", "or", "OR", "not",
     "NOT", "TO", "Éa", "e\u0301a", "東京", "ـ", "ـ-a", "ʼ", "ʼa", "İ", "ﷺ", "x,y", "a.b", "U.S.",
     "adj", "adj5", "near", "NEAR", "near3", "atleast2", "date", "geq", "½", "12", "3,000",
     "x" * 70]
)  # fmt: skip
GAPS = st.sampled_from([*" " * 9, "  ", ", ", "? ", "; ", "! ", ". ", ".", "?! ", ",, "])

ANY_WORD = st.from_regex(r"\A[^\W_]{1,5}([-'’][^\W_]{1,3})?[-'’,;.!?]?\Z")


def as_the_parser(text: str) -> None:
    plain = parse_plain(text)
    if plain is not None:
        parsed = tree_of(text)
        assert repr(plain) == repr(parsed)
        assert plain == parsed


@given(st.lists(st.tuples(WORDS, GAPS).map("".join), max_size=12).map("".join))
@example("AND")
@example("to be or not to be")
@times(10 if ALL else 4)
def test_words_are_read_as_by_the_parser(text):
    as_the_parser(text)
    as_the_parser(f'"{text.rstrip()}"')


@given(st.lists(ANY_WORD, min_size=1, max_size=6).map(" ".join), st.booleans())
@example("0’", True)  # Python 3.11.2 matched what a failed repetition had passed
@example("0’", False)
@example("a-b’ c", False)
@times(10 if ALL else 4)
def test_words_of_any_script_are_read_as_by_the_parser(text, is_phrase):
    as_the_parser(f'"{text}"' if is_phrase else text)


def test_every_letter_is_read_as_by_the_parser():
    letters = re.findall(r"[^\W_]", "".join(map(chr, range(sys.maxunicode + 1))))
    doubted = [letter for letter in letters if parse_plain(letter) is None]
    assert len(doubted) < 1_200  # those that are composed otherwise, or nothing by themselves
    for start in range(0, len(letters), 16 if ALL else 16 * 11):
        as_the_parser(" ".join(f"{letter}a{letter}" for letter in letters[start : start + 16]))
    for start in range(0, len(letters), 32 if ALL else 32 * 11):
        as_the_parser(" ".join(letters[start : start + 32]))


@pytest.mark.parametrize(
    "text",
    ["ferry", "drone strike harbour", "What happened?", "the ferry", "to be", "al-Tanf don't",
     "Éléonore à Berlin", "ماذا حدث", "Иванов Иван", '"border fence"', "Smith, John.",
     " ferry  goat "],
)  # fmt: skip
def test_ordinary_query_needs_no_parser(text):
    assert parse_plain(text) is not None


@pytest.mark.parametrize(
    "text",
    ["", " ", "a OR b", "NOT", "-a", "+a", "a*", "wom?n", "a:b", "(a)", "a~", "a^2", '"a', 'a "b"',
     "U.S.", "a_b", "a\u00a0b", "a\tb", "a && b", '""', "w " * 129, "東" * 129],
)  # fmt: skip
def test_what_may_be_more_than_words_is_left_to_the_parser(text):
    assert parse_plain(text) is None


def test_query_is_remembered():
    assert parse("ferry goat") is parse("ferry goat")
