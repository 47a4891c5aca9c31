"""How articles of a cluster belong together: which are copies, which are about the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whoosh import query as ast

from index import Article
from index.opensearch import sketch_parts
from search.opensearch.cluster import Cluster
from search.opensearch.likeness import Clause
from search.opensearch.same_text import are_copies
from search.opensearch.search_response import near_duplicate_of
from search.result import NearDuplicate
from search.similar import query_of, terms_of

_SHARED = 13
"""Parts of a sketch that near-duplicate articles share at the least: 19 bits that differ are in
19 of the 32 parts at the most."""

_MOST = 1_000  # copies of one article that are looked at
_FACTS = ["id", "title", "body", "outlet", "date", "sketch"]


def copies_of(cluster: Cluster, source: Mapping[str, Any]) -> tuple[NearDuplicate, ...]:
    """The other copies of an article, newest first."""
    sketch = source.get("sketch", "")
    if not sketch:
        return ()
    parts: list[Clause] = [{"term": {"sketch_part": part}} for part in sketch_parts(sketch)]
    near = {"bool": {"should": parts, "minimum_should_match": _SHARED}}
    found = cluster.sources({"bool": {"filter": [near]}}, _FACTS, _MOST, newest=True)
    return tuple(
        near_duplicate_of(other)
        for other in found
        if other["id"] != source["id"] and are_copies(source, other)
    )


def query_like(cluster: Cluster, article: Article) -> ast.Or | None:
    """The article's most telling words among the articles in its language (search.similar)."""
    clause: Clause = {"term": {"lang": article.lang}} if article.lang else {"match_all": {}}
    terms = terms_of(article)
    having: list[Clause] = [{"bool": {"filter": [clause, {"term": {"text": t}}]}} for t in terms]
    articles, *counts = cluster.counts([clause, *having])
    df = dict(zip(terms, counts, strict=True))
    return query_of(article, df.__getitem__, articles)
