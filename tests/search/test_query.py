"""A query is read as it was meant; what cannot be read is searched as words, and said so."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.query import parse
from tests.moment import MOMENT


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("drone strike", "drone AND strike"),
        ("drone OR jet", "drone OR jet"),
        ("drone AND jet", "drone AND jet"),
        ("drone NOT jet", "drone AND NOT jet"),
        ("drone -jet", "drone AND NOT jet"),
        ('drone -"air strike"', 'drone AND NOT "air strike"'),
        ("-jet", "NOT jet"),
        ("(drone OR jet) strike", "(drone OR jet) AND strike"),
        ('"air strikes"', '"air strikes"'),
        ("“air strikes”", '"air strikes"'),
        ("«frappes aériennes»", '"frappes aériennes"'),
        ('"air strikes', '"air strikes"'),
        ('"border fence"~5', '"border fence"~5'),
        ("drone^2 jet", "drone^2 AND jet"),
        ("strik*", "strik*"),
        ("wom?n", "wom?n"),
        ("al-Tanf", "al-Tanf"),
        ("U.S.-backed", "U.S.-backed"),
        ("don't", "don't"),
        ("title:ferry outlet:courier", "title:ferry AND outlet:courier"),
        ('outlet:"strait dispatch"', 'outlet:"strait dispatch"'),
        ("title:(a OR bee)", "title:a OR title:bee"),
        ("date:2017", "date:2017"),
        ("date:2017-06", "date:2017-06"),
        ("date:2017-06-09", "date:2017-06-09"),
        ("date:20170609", "date:2017-06-09"),
        ("after:2017-06-01 x", "after:2017-06-01 AND x"),
        ("before:2018", "before:2018"),
        ("date:[2017-01 TO 2017-06]", "date:[2017-01 TO 2017-06]"),
        ("date:[* TO 2017]", "before:2018"),
        ("http://example.com/x", "http://example.com/x"),
        ("What happened?", "What AND happened"),
        ("lang:fr", "lang:fr"),
    ],
)
def test_query_is_understood(typed, understood):
    query = parse(typed)
    assert query.understood == understood
    assert query.notes == ()


@pytest.mark.parametrize("typed", ["drone strike", 'a OR "b c"', "x AND NOT (y OR z)", "date:2017"])
def test_what_was_understood_means_the_same_when_typed_again(typed):
    once = parse(typed).understood
    assert parse(once).understood == once


@pytest.mark.parametrize("typed", ["", "   ", "((((", "))", "-", '""', "?!", "*:", "^", "~", "…"])
def test_nothing_to_look_for_is_no_error(typed):
    assert parse(typed).tree is None


@pytest.mark.parametrize(
    ("typed", "understood", "note"),
    [
        ("the cat", "cat", "Small words were left out: the."),
        ("date:yesterday", "date AND yesterday", "“date:yesterday” is no date"),
        ("date:2017-13", "date AND 2017 AND 13", "“date:2017-13” is no date"),
        ("after:x*", "after AND x", "“after:x*” is no date"),
        ("x [a TO z]", "x AND z", "is no date"),
        ("*a*", "a", "at least three letters"),
        ("x" * 1200, "x" * 1000, "first 1,000 characters"),
    ],
)
def test_what_was_not_understood_is_said(typed, understood, note):
    query = parse(typed)
    assert query.understood == understood
    assert any(note in said for said in query.notes), query.notes


def test_query_that_breaks_the_parser_is_searched_as_words(monkeypatch):
    def break_down(*arguments, **options):
        raise IndexError

    monkeypatch.setattr("search.query._PARSER.parse", break_down)
    query = parse("ferry OR (goat")
    assert query.understood == "ferry AND goat"
    assert "could not be read as written" in query.notes[0]


def test_operators_without_operands_are_words():
    assert "ferry" in parse("NOT OR ferry").understood


def test_small_words_alone_are_searched():
    assert parse("to be").understood == "to AND be"
    assert parse('"to be"').understood == '"to be"'


def test_words_beyond_the_limit_are_left_out_and_said():
    query = parse(" ".join(f"w{number}" for number in range(100)))
    assert query.understood.count(" AND ") == 63
    assert query.notes == ("Only the first 64 words were searched.",)


@pytest.mark.parametrize(
    "typed",
    ["(" * 900, "(" * 450 + "x" + ")" * 450, "NOT " * 250, "-" * 1000, '"' * 999, "a:" * 500,
     "[" * 500, "* " * 500, "x^" * 400, "a OR " * 200, "\0\x01\x02", "\ud800",
     "ANDMAYBE REQUIRE ANDNOT"],
)  # fmt: skip
def test_hostile_query_is_read_at_once(typed):
    started = time.monotonic()
    parse(typed)
    assert time.monotonic() - started < MOMENT


@given(st.text(max_size=80))
@example("NOT OR x")
@example("ANDMAYBE")
@example("x:[ TO ]")
def test_no_query_fails(typed):
    parse(typed)


_PIECES = st.sampled_from(
    ["AND", "OR", "NOT", "(", ")", '"', "-", "*", "?", "~2", "^3", ":", "title:", "date:", "[",
     "TO", "]", "ferry", "the", "2017", "a*", " ", "  "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12).map(" ".join))
def test_no_jumble_of_operators_fails_or_loses_its_words(typed):
    query = parse(typed)
    if "ferry" in typed and "NOT" not in typed:
        assert "ferry" in query.understood
