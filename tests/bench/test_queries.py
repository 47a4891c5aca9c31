"""Queries are rows of words that any engine reads alike."""

import json

import pytest

from index import STOP_WORDS
from tests.bench import generate
from tests.bench.queries import GAME, WEB, phrases, queries, telling, words_in


def test_words_are_letters_and_digits_in_lower_case():
    assert words_in("+Griffith_Park's OR “Ñandú” 3,000") == (
        *("griffith", "park", "s", "or", "ñandú", "3", "000"),
    )


def test_queries_are_read_from_the_collection(tmp_path, monkeypatch):
    game = tmp_path / "queries" / GAME / "queries.txt"
    game.parent.mkdir(parents=True)
    lines = [
        {"query": "+the +council", "tags": ["intersection"]},
        {"query": "the council", "tags": ["union", "global"]},
        {"query": "The Council", "tags": ["union"]},
        {"query": "council", "tags": ["term"]},
    ]
    game.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    web = tmp_path / "queries" / "web_5k.jsonl"
    web.write_text("".join(f'{{"_id": "{n}", "text": "vote {n}"}}\n' for n in range(5)))
    monkeypatch.setenv("BACKFILE_DATA", str(tmp_path))
    assert queries(GAME) == [("the", "council")]
    assert queries(WEB, 2) == [("vote", "0"), ("vote", "2"), ("vote", "4")]


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("name", [GAME, WEB])
def test_made_queries_are_the_same_each_time_and_in_the_articles(name):
    made = queries(name)
    assert made == queries(name)
    assert len(made) == len(set(made)) >= 250
    known = {word for article in generate.articles(500) for word in words_in(article.text)}
    assert all(known.issuperset(words) for words in made)


def test_a_phrase_has_two_words_or_more():
    assert phrases([("vote",), ("city", "council")]) == [("city", "council")]


def test_stop_words_are_left_out_and_rows_of_nothing_else():
    assert telling([("to", "be"), ("the", "vote"), ("vote",), ("will", "power")]) == [
        *(("vote",), ("power",)),
    ]
    assert {"to", "be", "the", "will"} <= STOP_WORDS
