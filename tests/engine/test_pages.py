"""The pages and the data are the same, whichever engine is behind them."""

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


def test_what_is_not_there_is_not_found(client):
    assert client.get("/article/nowhere").status_code == 404
    assert client.get("/search?q=ferry&page=9").status_code == 302
