"""Deep in a result: every article once, in order, also beyond what a cluster counts off."""

import pytest

from index import Article
from index.opensearch import ClusterUrl
from search.opensearch.depth import SHALLOW
from search.opensearch.search_response import total_of
from search.opensearch.search_source import SearchSource
from tests.opensearch.shelf import Shelf

ARTICLES = SHALLOW + 130
NUMBERS = range(1, ARTICLES + 1)
EVERY = {"match_all": {"boost": 0.0}}


@pytest.fixture(scope="module")
def shelf(cluster):
    shelf = Shelf(ClusterUrl.parse(f"{cluster.address('deep')}?shards=2"))
    shelf.commit((name(number), "a.jsonl", article(number)) for number in NUMBERS)
    yield shelf
    shelf.clear()
    shelf.connection.close()


def name(number):
    return f"a.jsonl#{number}"


def article(number):
    year = "" if number % 7 == 0 else str(1900 + number % 101)
    return Article(f"Number {number % 5}", "ferry " * (1 + number % 3), date=year)


def ids(response):
    return [hit["_source"]["id"] for hit in response["hits"]["hits"]]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_beyond_the_limit_go_on_where_those_before_ended(shelf, sort):
    question = SearchSource({"term": {"text": "ferri"}}, sort)
    before = ids(shelf.cluster.search(question, 30, SHALLOW - 30))
    across = ids(shelf.cluster.search(question, 60, SHALLOW - 30))
    behind = shelf.cluster.search(question, 200, SHALLOW)
    assert across == before + ids(behind)[:30]
    assert len(ids(behind)) == ARTICLES - SHALLOW
    assert total_of(behind) == ARTICLES


def test_all_articles_come_once(shelf):
    found = ids(shelf.cluster.search(SearchSource(EVERY, "oldest"), ARTICLES + 5))
    assert sorted(found) == sorted(map(name, NUMBERS))
    years = [article(int(one.partition("#")[2])).date or "9999" for one in found]
    assert years == sorted(years)


def test_deep_page_has_facets_and_what_is_shown(shelf):
    result = shelf.engine.search("ferry", limit=50, page=SHALLOW // 50 + 1)
    assert result.total == ARTICLES
    assert result.hits[0].title.startswith("Number")
    assert sum(month.count for month in result.facets["date"]) == sum(
        bool(article(number).date) for number in NUMBERS
    )
    assert shelf.engine.search("ferry", limit=50, page=900).hits == ()


def test_nothing_is_held_afterwards(shelf):
    shelf.cluster.search(SearchSource(EVERY), 10, SHALLOW)
    assert shelf.connection.client.get_all_pits()["pits"] == []
