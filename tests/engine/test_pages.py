"""The pages and the data are the same, whichever engine is behind them."""

from html import escape

import pytest

from web import create_app


@pytest.fixture
def client(engine):
    return create_app(engine, hosts=None).test_client()


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "The buoy was dark"),
        ("/search?q=ferry", "<mark>ferry</mark>"),
        ("/search?q=ferry&sort=oldest&outlet=The+Courier&from=2023", "aground off Oumet"),
        ("/search?q=ferrry", "<em>ferry</em>"),
        ("/search?q=zebra+-ferry", "zebra"),
        ("/article/goat.jsonl%231?q=wall", "hit-1"),
        ("/article/goat.jsonl%231.json", "A goat found the clay tablets."),
        ("/article/goat.jsonl%231/original", "Oskar Wendt"),
        ("/search.json?q=ferry", '"total":3'),
        ("/search.rss?q=ferry", "<title>Ferry aground off Oumet</title>"),
        ("/search.csv?q=ferry", "Ferry aground off Oumet"),
        ("/suggest?q=harb", "harbour"),
        ("/status", "Strait Dispatch"),
        ("/health", '"articles":5'),
    ],
)
def test_page_is_there(client, path, shown):
    with client.get(path) as response:
        assert response.status_code == 200
        assert shown in response.get_data(as_text=True)


def test_help_says_what_the_engine_does_not_do(client, engine, kind):
    shown = client.get("/help").get_data(as_text=True)
    assert bool(engine.lacks) == ("does not do</h2>" in shown) == (kind == "cluster")
    assert all(escape(sentence) in shown for sentence in engine.lacks)


@pytest.mark.parametrize(
    ("query", "is_of_words"),
    [("zebra goat", True), ("zebra", False), ("zebra AND goat", False), ("zebra OR goat", False)],
)
def test_search_for_all_words_says_where_it_finds_nothing_else(engine, kind, query, is_of_words):
    said = any("has all the words" in note for note in engine.search(query).notes)
    assert said == (is_of_words and kind == "cluster")


def test_what_is_not_there_is_not_found(client):
    assert client.get("/article/nowhere").status_code == 404
    assert client.get("/search?q=ferry&page=9").status_code == 302
