"""No query is an error, and none hangs: the whole way, over a small index."""

import random

from tests.extent import ALL
from tests.hang import does_not_hang
from tests.search.query.jumble import jumbled

QUERIES = 20_000 if ALL else 1_000


def test_hostile_queries_of_any_kind_are_answered(engine):
    rng = random.Random(20)
    for number in range(QUERIES):
        query, _ = jumbled(rng)
        result = engine.search(query, limit=3, sort=rng.choice(("relevance", "newest", "oldest")))
        assert 0 <= len(result.hits) <= min(3, result.total + result.partial), (number, query)
        assert all(hit.score >= 0 for hit in result.hits), query


@does_not_hang
def test_hostile_queries_of_death_do_not_hang(engine):
    for query in (
        "?*", "[a TO z]", "*a*", "a*", "ferry~2", "word " * 5_000, "(" * 10_000, "NOT " * 1_000,
        "ferry OR " * 500, '"' * 999, "a*" * 500, "\x00" * 1_000, "date:[* TO *]", "-" * 3_000,
    ):  # fmt: skip
        result = engine.search(query)
        assert len(result.hits) <= result.total + result.partial, query[:40]
