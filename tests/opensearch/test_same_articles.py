"""A cluster finds exactly the articles that the loops find, and weighs words as they do.

Weights differ by what Lucene keeps of an article's length: four bits of its number, where ours
has a step of three in a hundred. It also does not count articles without any word, so there are
none here.
"""

from __future__ import annotations

import random

import pytest

from index.opensearch import ClusterUrl
from search.local.executor import Executor
from search.opensearch.clause import Clauses
from search.opensearch.search_response import total_of
from search.opensearch.search_source import SearchSource
from search.plan import All, Any, Not, Pattern, Phrase, Term, plan_of
from search.query import parse
from tests.index.shelf import Shelf
from tests.opensearch.shelf import Shelf as ClusterShelf
from tests.search.exhaustive import Plans
from tests.search.query.jumble import jumbled
from tests.search.rank.test_exact import WORDS, article

ARTICLES = 300
LENGTHS = 0.1
"""How far a weight may be off for the sake of lengths."""


class Both:
    """The same articles in a folder and in a cluster."""

    def __init__(self, shelf: Shelf, address: ClusterUrl) -> None:
        self._generation = shelf.generation()
        self._ranking = Executor(self._generation)
        self._cluster = ClusterShelf(address)
        self._cluster.commit((name, name, article) for name, article in shelf.articles.items())

    def embedded(self, plan):
        """{id: score} of all that match."""
        best = self._ranking.find(plan, ARTICLES).best
        places = ((self._generation.locate(number), score) for number, score in best)
        return {segment.id(document): score for (segment, document), score in places}

    def cluster(self, plan):
        """The same, by the cluster."""
        response = self.ask(plan)
        return {hit["_source"]["id"]: hit["_score"] for hit in response["hits"]["hits"]}

    def ask(self, plan):
        question = SearchSource(Clauses.sharing(plan).of(plan), has_facets=True)
        response = self._cluster.cluster.search(question, ARTICLES)
        assert response["_shards"]["failed"] == 0
        assert total_of(response) == len(response["hits"]["hits"])
        return response

    def close(self):
        self._cluster.connection.close()


@pytest.fixture(scope="module")
def both(cluster, tmp_path_factory):
    rng, shelf = random.Random(11), Shelf(tmp_path_factory.mktemp("both") / "index")
    articles = (article(rng, WORDS) for _ in range(2 * ARTICLES))
    worded = [found for found in articles if found.text][:ARTICLES]
    shelf.commit({f"{number:03}.txt": found for number, found in enumerate(worded)})
    pair = Both(shelf, ClusterUrl.parse(f"{cluster.address('same-articles')}?shards=3"))
    yield pair
    pair.close()
    cluster.ask("/same-articles-*", method="DELETE")


def parts_of(plan):
    """The plan and all within it."""
    yield plan
    match plan:
        case All(parts) | Any(parts):
            for part in parts:
                yield from parts_of(part)
        case Not(part):
            yield from parts_of(part)


def is_said_otherwise(part):
    """Whether a part is one that may miss an article (search.opensearch.clause)."""
    return isinstance(part, Phrase) and part.slop > 1 and len(part.terms) > 2


def is_weighed_otherwise(part):
    """Patterns, rows with gaps; and titles, since articles without one are not counted for them."""
    return (
        isinstance(part, Pattern)
        or (isinstance(part, Phrase) and part.slop > 1)
        or (isinstance(part, Term) and part.field != 0)
    )


@pytest.mark.parametrize("seed", range(3))
def test_random_plans_find_the_same_articles(both, seed):
    plans, missed = Plans(random.Random(seed), WORDS), 0
    for _ in range(100):
        plan = plans.any()
        embedded, cluster = both.embedded(plan), both.cluster(plan)
        if any(map(is_said_otherwise, parts_of(plan))):
            missed += embedded.keys() != cluster.keys()
            continue
        assert embedded.keys() == cluster.keys(), plan
        if not any(map(is_weighed_otherwise, parts_of(plan))):
            assert cluster == pytest.approx(embedded, rel=LENGTHS, abs=1e-4), plan
    assert missed <= 3


def test_words_near_one_another_are_seldom_missed_even_where_few_words_come_back_often(both):
    plans = Plans(random.Random(3), WORDS)
    found = missed = 0
    for slop in (2, 3, 5, 9) * 25:
        plan = Phrase(0, (plans.word(), plans.word(), plans.word()), slop)
        embedded, cluster = set(both.embedded(plan)), set(both.cluster(plan))
        assert cluster <= embedded, plan
        found, missed = found + len(embedded), missed + len(embedded - cluster)
    assert found > 90
    assert missed <= found / 10


def test_phrases_and_words_of_titles_weigh_the_same(both):
    plans = Plans(random.Random(4), WORDS)
    for _ in range(50):
        for plan in (plans.flat(), Phrase(0, (plans.word(), plans.word()))):
            cluster = both.cluster(plan)
            assert cluster == pytest.approx(both.embedded(plan), rel=LENGTHS, abs=1e-4), plan


def test_jumbled_queries_find_the_same_articles(both):
    chance = random.Random(6)
    for _ in range(300):
        query, _ = jumbled(chance)
        plan = plan_of(parse(f"{query} OR {chance.choice(WORDS)}").tree)
        embedded, cluster = both.embedded(plan), both.cluster(plan)
        if not any(map(is_said_otherwise, parts_of(plan))):
            assert embedded.keys() == cluster.keys(), query
