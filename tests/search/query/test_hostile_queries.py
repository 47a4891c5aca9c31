"""No query fails, loses a word, takes long, or is understood as something it cannot say."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import tokens
from search.query import Query, parse
from tests.extent import ALL, times
from tests.hang import does_not_hang
from tests.search.query.jumble import jumbled
from tests.search.query.shape import assert_well_formed

FEW_QUERIES, SEEDS = 2_500 if ALL else 500, 8


def read(text: str) -> Query:
    """The query, once it is sure that its tree is one of ours and can be said."""
    query = parse(text)
    assert not any("could not be read" in note for note in query.notes), query.notes
    assert_well_formed(query.tree)
    again = parse(query.understood)
    assert repr(again.tree) == repr(query.tree), (query.understood, again.understood)
    assert again.tree == query.tree
    assert (query.tree is None) == (query.understood == "")
    query.understood.encode()
    return query


def terms(text: str) -> set[str]:
    return {token.term for token in tokens(text)}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_jumble_fails_or_loses_its_words(seed):
    chance = random.Random(seed)
    for _ in range(FEW_QUERIES):
        text, words = jumbled(chance)
        query = read(text)
        said = terms(" ".join((query.understood, *query.notes)))
        if not any(note.startswith("Only the first") for note in query.notes):
            assert terms(" ".join(words)) <= said, (text, query)


def test_no_long_jumble_fails():
    chance = random.Random(0)
    for _ in range(300):
        pieces = [jumbled(chance)[0] for _ in range(chance.choice((5, 20, 100)))]
        read(chance.choice(("", " ", "(", ' OR "')).join(pieces))


NESTED = st.sampled_from(
    ["(", "(", ")", ")^2", "(b OR ", "NOT (", "-(", "+(", "a AND ", " OR ", "ferry ", "+the ",
     "the ", "al-Tan* ", "date:x ", "title:(", "^3 ", '"', "x^5 "]
)  # fmt: skip


@given(st.lists(NESTED, max_size=200).map("".join))
@times(3)
def test_no_nesting_fails(text):
    read(text)


@given(st.text(max_size=60))
@example("NOT OR x")
@example("x:[ TO ]")
@example("111?'?")
@example("goat?~2/_")
@example("title:ǅ?<b>")
@example("ʼ東")
@example("korvad~" + "9" * 400)
@example("x^" + "9" * 400)
@times(4)
def test_no_text_fails(text):
    read(text)


SIGNS = st.sampled_from("abAB'’-.,;!? \"éßİ東ـʼ1½²ﬁ\u0301\u200c*~^:()&|+[]\0\ud800\u202e？؟«»")


@given(st.text(SIGNS, max_size=30))
@times(6)
def test_no_row_of_signs_fails(text):
    read(text)


HOSTILE = {
    "words": " ".join(f"w{number}" for number in range(5_000)),
    "letters": "a " * 5_000,
    "opened": "(" * 10_000,
    "empty": "()" * 5_000,
    "nested": "(" * 5_000 + "x" + ")" * 5_000,
    "nested words": "(a " * 5_000,
    "nested operators": "((a OR b) AND " * 5_000,
    "nested fields": "title:(" * 5_000,
    "quotes": '"' * 1_000,
    "phrases": '"a b"~9 ' * 5_000,
    "one phrase": '"' + "word " * 20_000 + '"',
    "nots": "NOT " * 1_000,
    "minuses": "-" * 100_000,
    "pluses": "+x " * 5_000,
    "ors": "a OR " * 20_000,
    "ors alone": "OR " * 20_000,
    "signs": "a&&b||" * 20_000,
    "beginnings": "a*" * 500,
    "many beginnings": "abc* " * 20_000,
    "stars": "*" * 100_000,
    "question marks": "?" * 100_000,
    "varied": "x~1" * 30_000,
    "weights": "x^1" * 30_000,
    "edits": "korvad~" + "9" * 100_000,
    "weight": "x^" + "9" * 100_000,
    "slop": '"a b"~' + "9" * 100_000,
    "fields": "title:" * 20_000,
    "colons": "a:" * 50_000,
    "dates": "date:2017 " * 10_000,
    "dots": "date:" + "." * 100_000,
    "year": "date:" + "9" * 100_000,
    "ranges": "date:" + "2017.." * 20_000,
    "to": 'date:"' + "to " * 30_000 + '"',
    "brackets": "[" * 100_000,
    "open ranges": "[a TO " * 20_000,
    "one word": "x" * 100_000,
    "number": "1." * 50_000 + "x",
    "initials": "a." * 50_000 + "x",
    "apostrophes": "a'" * 50_000,
    "addresses": "http://" * 15_000,
    "marks": "a" + "\u0301\u0327" * 50_000,
    "ideographs": "東" * 100_000,
    "patterns of ideographs": "東*" * 50_000,
    "ligatures": "ﷺ" * 100_000,
    "blanks": " \u00a0\u3000\n" * 25_000,
    "nulls": "\0" * 100_000,
    "surrogates": "\ud800" * 100_000,
    "emoji": "👩\u200d🚀" * 30_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@does_not_hang
def test_hostile_query_does_not_hang(name):
    read(HOSTILE[name])


def test_query_that_breaks_the_parser_is_searched_as_words(monkeypatch):
    def break_down(*arguments, **options):
        raise IndexError

    monkeypatch.setattr("search.query.translate.PARSER.parse", break_down)
    query = parse("ferry OR (the goat")
    assert query.understood == "ferry AND goat"
    assert "could not be read as written" in query.notes[0]
