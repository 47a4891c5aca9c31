"""A cluster finds exactly the articles that the loops find, and weighs words by the same formula.

Where its rules are others, as docs/cluster.md says, a plain twin follows them (tests.opensearch.
lucene). Weights also differ by what Lucene keeps of an article's length: four bits of its number,
where ours has a step of three in a hundred. It does not count articles without any word, so there
are none here.
"""

from __future__ import annotations

import random

import pytest

from index.opensearch import ClusterUrl
from search.local.executor import Executor
from search.opensearch.clause import Clauses
from search.opensearch.search_response import total_of
from search.opensearch.search_source import SearchSource
from search.plan import All, Any, Form, Not, Pattern, Phrase, Synonyms, Term, Ways, plan_of
from search.query import parse
from tests.index.shelf import Shelf
from tests.opensearch.lucene import Lucene
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
        self._twin = Lucene.over(self._generation)
        self._cluster = ClusterShelf(address)
        self._cluster.commit((name, name, article) for name, article in shelf.articles.items())

    def embedded(self, plan):
        """{id: score} of all that match."""
        return self._named(self._ranking.first(plan, ARTICLES).best)

    def expected(self, plan):
        """What a cluster should find, and how it should score, by its own rules."""
        return self._named(self._twin.answer(plan).items())

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

    def _named(self, scored):
        places = ((self._generation.locate(number), score) for number, score in scored)
        return {segment.id(document): score for (segment, document), score in places}

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
        case All(parts) | Any(parts) | Synonyms(parts) | Ways(parts):
            within = parts
        case Phrase(terms=places):
            within = tuple(place for place in places if not isinstance(place, str))
        case Not(part):
            within = (part,)
        case _:
            within = ()
    for part in within:
        yield from parts_of(part)


def may_be_missed(part):
    """Whether a part is one that may miss an article (search.opensearch.clause)."""
    return isinstance(part, Phrase) and part.slop > 1 and len(part.terms) > 2


def is_said_otherwise(part):
    """Similar words, where letters count or another first letter will do if need be."""
    return isinstance(part, Pattern) and part.edits > 0 and (part.capital or part.prefix > 0)


def is_weighed_otherwise(part):
    """Patterns, rows with gaps; titles, since articles without one are not counted for them.

    And words in capitals, which stand in a field of their own that has a length of its own.
    """
    return (
        isinstance(part, Pattern)
        or (isinstance(part, Phrase) and part.slop > 1)
        or (isinstance(part, Term | Form | Phrase) and part.field != 0)
        or (isinstance(part, Form) and part.capitals)
    )


@pytest.mark.parametrize("seed", range(3))
def test_random_plans_find_the_same_articles(both, seed):
    plans, missed, weighed = Plans(random.Random(seed), WORDS), 0, 0
    for _ in range(100):
        plan = plans.any()
        embedded, cluster, expected = both.embedded(plan), both.cluster(plan), both.expected(plan)
        parts = list(parts_of(plan))
        if any(map(may_be_missed, parts)):
            missed += expected.keys() != cluster.keys()
            continue
        assert expected.keys() == cluster.keys(), plan
        if not any(map(is_said_otherwise, parts)):
            assert embedded.keys() == cluster.keys(), plan
        if not any(map(is_weighed_otherwise, parts)):
            assert cluster == pytest.approx(expected, rel=LENGTHS, abs=1e-4), plan
            weighed += any(cluster.values())
    assert missed <= 3
    assert weighed > 5


def test_words_near_one_another_are_seldom_missed_even_where_few_words_come_back_often(both):
    plans = Plans(random.Random(3), WORDS)
    found = missed = 0
    for slop in (2, 3, 5, 9) * 50:
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
            assert cluster.keys() == both.embedded(plan).keys(), plan
            if not any(map(is_weighed_otherwise, parts_of(plan))):
                assert cluster == pytest.approx(both.expected(plan), rel=LENGTHS, abs=1e-4), plan


def test_forms_and_what_counts_as_one_weigh_as_a_cluster_weighs_them(both):
    plans, weighed = Plans(random.Random(5), WORDS), 0
    for _ in range(50):
        row = Phrase(0, (plans.synonyms(2.0), plans.word(), plans.form()), boost=0.5)
        for plan in (plans.form(3.0), plans.synonyms(0.5), plans.ways(3.0), row):
            cluster = both.cluster(plan)
            assert cluster.keys() == both.embedded(plan).keys(), plan
            if not any(map(is_weighed_otherwise, parts_of(plan))):
                assert cluster == pytest.approx(both.expected(plan), rel=LENGTHS, abs=1e-4), plan
                weighed += bool(cluster)
    assert weighed > 40


def test_jumbled_queries_find_the_same_articles(both):
    chance = random.Random(6)
    for _ in range(300):
        query, _ = jumbled(chance)
        plan = plan_of(parse(f"{query} OR {chance.choice(WORDS)}").tree)
        embedded, cluster = both.embedded(plan), both.cluster(plan)
        if not any(may_be_missed(part) or is_said_otherwise(part) for part in parts_of(plan)):
            assert embedded.keys() == cluster.keys(), query
