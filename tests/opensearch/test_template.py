"""What indices are made of: the fields, and the scores."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from index import FIELDS, Article, tokens
from index.opensearch import IndexPair, document_id, document_of, template
from index.opensearch.bulk import Bulk
from index.opensearch.index_pair import create
from index.schema import schema
from search.rank import bm25 as weight

TEXTS = [
    "The ferry sank.",
    "The ferry and another ferry met a third ferry in the fog off the northern cape.",
    "Nothing here.",
    "A harbour, a wall, a boat and a goat; " * 4,
]


def test_every_field_that_is_searched_or_filtered_by_is_there():
    assert set(FIELDS) <= template.ARTICLE_FIELDS.keys()
    columns = set(schema().names()) - {"article"}
    assert columns <= template.ARTICLE_FIELDS.keys()


def test_numbers_of_the_formula_are_the_embedded_engines():
    assert (template.K1, template.B, template.S) == (weight.K1, weight.B, weight.S)


def test_number_of_the_analysis_is_part_of_the_schema(monkeypatch):
    before = template.schema()
    monkeypatch.setattr("index.schema.ANALYSIS", "another")
    assert template.schema() != before


def test_score_is_the_formula(address, opened):
    connection = opened(replace(address, shards=2))
    pair = IndexPair(address.name, 1)
    create(connection, pair, {}, public=True)
    bulk = Bulk(connection)
    for number, text in enumerate(TEXTS):
        name = f"{number}.txt"
        bulk.put(pair.articles, document_id(name), document_of(name, name, Article("", text)))
    bulk.flush()
    connection.client.indices.refresh(index=pair.articles)
    answer = connection.client.search(
        index=address.name,
        body={"query": {"term": {"text": "ferri"}}},
        params={"search_type": "dfs_query_then_fetch"},  # over all shards, as if they were one
    )
    found = {hit["_source"]["id"]: hit["_score"] for hit in answer["hits"]["hits"]}
    words = [[token.term for token in tokens(text)] for text in TEXTS]
    mean = sum(map(len, words)) / len(words)
    idf = math.log1p((len(words) - 2 + 0.5) / (2 + 0.5))
    expected = {}
    for number in (0, 1):
        tf, length = words[number].count("ferri"), len(words[number])
        k = weight.K1 * (1 - weight.B + weight.B * (length + weight.S) / (mean + weight.S))
        expected[f"{number}.txt"] = pytest.approx(idf * tf / (tf + k), rel=1e-5)
    assert found == expected
