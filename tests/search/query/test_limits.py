"""Each limit holds, is said, and leaves what can be read again."""

import re

import pytest

from search.query import SIDE_BY_SIDE, limits, parse
from tests.search.query.shape import depth, leaves


def test_words_beyond_the_limit_are_left_out_and_said():
    query = parse(" ".join(f"w{number}" for number in range(200)))
    assert query.understood.split(" AND ") == [f"w{number}" for number in range(128)]
    assert query.notes == ("Only the first 128 words were searched.",)


@pytest.mark.parametrize("operator", [" ", " OR "])
def test_stop_words_take_no_words_place(operator):
    words = [word for number in range(128) for word in ("the", f"w{number}")]
    query = parse(operator.join(words))
    assert len(query.tree) == 128
    assert query.notes == ("Small words were left out: the.",)


def test_stop_words_alone_are_searched_as_many_as_words():
    query = parse("the a " * 100)
    assert len(query.tree) == 128
    assert parse(query.understood).tree == query.tree


def test_operators_and_fields_do_not_count_as_words():
    query = parse(" OR ".join(f"title:w{number}" for number in range(128)))
    assert len(query.tree) == 128
    assert query.notes == ()


def test_words_of_a_phrase_count():
    query = parse(f'"{" ".join(f"w{number}" for number in range(200))}" ferry')
    assert len(query.tree.words) == 128
    assert query.notes == ("Only the first 128 words were searched.",)


def test_words_of_an_address_count():
    query = parse(f"https://www.example/{'-'.join(f'w{number}' for number in range(200))}")
    assert query.tree.text.endswith("-w124")


def test_no_word_is_cut():
    query = parse(f"{'x' * 1200} {'y' * 1200} ferry")
    assert query.understood == "x" * 1200
    assert query.notes == ("Only the first 2,000 characters of the words were searched.",)


def test_only_a_word_longer_than_all_that_is_searched_is_cut():
    assert parse("x" * 2_400).understood == "x" * 2_000


def test_characters_beyond_the_limit_are_not_read():
    query = parse(" " * limits.MOST_READ + "ferry")
    assert query.tree is None
    assert query.notes == ("Only the first 8,000 characters were read.",)


def test_longest_query_that_can_be_understood_can_be_read():
    """128 words of 2,000 characters, each with a field, a weight, a Not and a group of its own."""
    text = "NOT (outlet:first^12.34 OR title:" + "x" * 1200 + "^45.67 OR "
    for number in range(62):
        text += f"(byline:w{number}~2^12.34 NOT (outlet:v{number}^98.76 OR "
        if number % 14 == 13:
            text += "last" + "))" * 14 + " OR "
    query = parse(text)
    assert len(list(leaves(query.tree))) > 120
    assert len(query.understood) < limits.MOST_READ
    assert parse(query.understood).tree == query.tree


def test_loose_phrases_beyond_the_limit_are_searched_word_by_word():
    query = parse(" OR ".join(f'"first{n} last{n}"~3' for n in range(10)))
    slops = [leaf.slop for leaf in leaves(query.tree)]
    assert slops == [3] * limits.MOST_LOOSE + [SIDE_BY_SIDE] * 2
    assert query.notes == (
        "Only the first 8 phrases were searched loosely; of the others the words must stand side "
        "by side.",
    )
    assert parse(query.understood).tree == query.tree


def test_words_varied_beyond_the_limit_are_searched_as_typed():
    query = parse(" OR ".join(f"letter{n}~" for n in range(limits.MOST_VARIED + 3)))
    kinds = [type(leaf).__name__ for leaf in leaves(query.tree)]
    assert kinds == ["FuzzyTerm"] * limits.MOST_VARIED + ["Term"] * 3
    assert query.notes == (
        "Only of the first 8 words marked ~ were similar ones searched; the others were searched "
        "as typed.",
    )
    assert parse(query.understood).tree == query.tree


def test_patterns_with_an_open_beginning_beyond_the_limit_are_searched_as_words():
    typed = " OR ".join(f"*letter{n} wo?d{n}" for n in range(limits.MOST_OPEN_PATTERNS + 2))
    query = parse(typed)
    kinds = [type(leaf).__name__ for leaf in leaves(query.tree)]
    assert kinds.count("Wildcard") == 2 * limits.MOST_OPEN_PATTERNS + 2
    assert kinds.count("Term") == 2
    assert query.notes == (
        "Only of the first 8 patterns that begin with * or ? were all words sought; the others "
        "were searched as words.",
    )
    assert parse(query.understood).tree == query.tree


def test_groups_deeper_than_the_limit_are_joined_and_said():
    text = "w0"
    for number in range(1, 30):
        text = f"w{number} {'OR' if number % 2 else 'AND'} ({text})"
    query = parse(text)
    assert depth(query.tree) == limits.DEEPEST
    assert re.findall(r"w\d+", query.understood) == re.findall(r"w\d+", text)
    assert query.notes == ("Parentheses were followed 16 deep; those further in were ignored.",)


def test_parentheses_around_one_thing_are_no_group():
    assert parse("(" * 20 + "a1 OR b1" + ")" * 20).notes == ()


def test_groups_deeper_than_the_limit_stay_unwanted():
    text = "w0 v0"
    for number in range(1, 20):
        text = f"w{number} {'OR' if number % 2 else 'AND'} NOT ({text} x{number})"
    assert depth(parse(text).tree) == limits.DEEPEST


@pytest.mark.parametrize(
    ("typed", "understood", "notes"),
    [
        ("a1^5000", "a1^100", ("^5000 was read as ^100: a weight is between 0.1 and 100.",)),
        ("a1^0", "a1^0.1", ("^0 was read as ^0.1: a weight is between 0.1 and 100.",)),
        ("(a1 b1)^.001", "(a1 AND b1)^0.1",
         ("^0.001 was read as ^0.1: a weight is between 0.1 and 100.",)),
        ("((a1^50))^50", "a1^100", ("^2500 was read as ^100: a weight is between 0.1 and 100.",)),
        ("a1^1.2345", "a1^1.23", ()),
        ('"a1 b1"~500', '"a1 b1"~100',
         ("Words of a phrase were searched up to 100 places apart.",)),
        ('"a1 b1"~0', '"a1 b1"~0', ()),
        ('"a1 b1"~1', '"a1 b1"~0', ()),
        ('"a1"~5', '"a1"~0', ()),
        ("korvad~", "korvad~2", ()),
        ("salih~", "salih~1", ()),
        ("korvad~1", "korvad~1", ()),
        ("korvad~2^3", "korvad~2^3", ()),
        ("title:korvad~", "title:korvad~2", ()),
        ("korvad~0", "korvad", ()),
        ("korvad~7", "korvad~2",
         ("“korvad~7” was read as korvad~2: one or two letters may differ.",)),
        ("korvad~0.8", "korvad~1",
         ("“korvad~0.8” was read as korvad~1: one or two letters may differ.",)),
        ("ab~", "ab", ("“ab~” needs at least three letters; the mark was ignored.",)),
        ("al-Tanf~", "al-Tanf", ("“al-Tanf~” is more than one word; the mark was ignored.",)),
        ("*berg", "*berg", ()),
        ("*ber*", "*ber*", ()),
        ("b*g", "b AND g", ("“b*g” needs at least three letters; the mark was ignored.",)),
        ("w?n", "w AND n", ("“w?n” needs at least three letters; the mark was ignored.",)),
        ("*rg", "rg", ("“*rg” needs at least three letters; the mark was ignored.",)),
        ("b*", "b*", ()),
        ("title:*", "title",
         ("“title:*” has no word right behind the colon; it was searched as words.",)),
    ],
)  # fmt: skip
def test_limit_is_said(typed, understood, notes):
    query = parse(typed)
    assert query.understood == understood
    assert query.notes == notes
