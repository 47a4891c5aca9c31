"""How well articles are ranked.

The judged collections are in ir/ of the data folder. Each is indexed as articles with title and
text, and every query asks for any of its words. Its figure is nDCG@10, the mean over the queries
that have a relevant article: what trec_eval gives for a run that it reads in the engine's order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from whoosh import query as ast

from index import STOP_WORDS, Store, tokens
from search.local.snapshot import Snapshot
from search.plan import plan_of
from tests.bench.peer import Ours
from tests.bench.record import Record
from tests.quality.data import folder, lines

COLLECTIONS = ("time", "fnc1_headlines", "cranfield", "cacm", "vaswani", "scifact")

_DEPTH = 1_000  # articles that are asked for, as published runs have
_BATCH = 1_000  # articles that are handed over at a time


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles, queries, and which articles people found relevant to a query.

    `queries` by id, only those with a relevant article; `judged` has for each of these the
    relevance by the article's id: 0 for none.
    """

    articles: Sequence[Record]
    queries: Mapping[str, str]
    judged: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """How well a collection is ranked; `by_query` has the nDCG@10 of each query."""

    by_query: Mapping[str, float]

    @property
    def ndcg(self) -> float:
        """The mean over the queries."""
        return sum(self.by_query.values()) / len(self.by_query)


def collection(name: str, kind: str = "ir") -> Collection:
    """A judged collection of a folder of the data folder."""
    place = folder() / kind / name
    records = list(lines(place / "corpus.jsonl.gz"))
    articles = [_record(number, record) for number, record in enumerate(records, 1)]
    ids = {record["_id"]: article.id for record, article in zip(records, articles, strict=True)}
    judged = _judgements(place / "qrels.tsv", ids)
    queries = {record["_id"]: record["text"] for record in lines(place / "queries.jsonl")}
    return Collection(articles, {query: queries[query] for query in judged}, judged)


def score(collection: Collection, folder: Path) -> Score:
    """Index the articles in an empty folder, ask every query, compare with the judgements."""
    engine = indexed(collection.articles, folder)
    by_query = {
        name: ndcg(best(engine, words_of(text), _DEPTH), collection.judged[name])
        for name, text in collection.queries.items()
    }
    return Score(by_query)


def indexed(records: Sequence[Record], folder: Path) -> Snapshot:
    """What answers queries over some articles."""
    index = Ours(folder)
    for first in range(0, len(records), _BATCH):
        index.add(records[first : first + _BATCH])
    index.finish()
    return Snapshot(Store.open(folder))


def best(engine: Snapshot, words: Sequence[str], depth: int) -> list[str]:
    """The ids of the best articles that have any of the words, best first, at most `depth`.

    A word that is given twice counts double.
    """
    tree = ast.Or([ast.Term("text", word) for word in words])
    found = engine.ranking.best(plan_of(tree), depth)
    places = [engine.generation.locate(number) for number, _ in found]
    return [segment.id(document) for segment, document in places]


def words_of(query: str) -> list[str]:
    """The words of a query as typed, in order: no operators, for `NOT` is a word here too.

    Stop words are left out, as they are of what is typed into the search box.
    """
    words = [query[token.start : token.end] for token in tokens(query)]
    return [word for word in words if word.lower() not in STOP_WORDS] or words


def ndcg(ranking: Sequence[str], relevance: Mapping[str, int], cut: int = 10) -> float:
    """The discounted cumulated gain of a ranking's first `cut`, against the best that there can be.

    DCG is the sum of relevance / log2(1 + rank), rank from 1, and what nobody has judged has none
    (Järvelin and Kekäläinen 2002, with the discount that trec_eval's ndcg_cut has). The best is
    that of all relevant articles in order of relevance. `relevance` must have a positive one.
    """
    ideal = sorted(relevance.values(), reverse=True)
    return _dcg([relevance.get(article, 0) for article in ranking[:cut]]) / _dcg(ideal[:cut])


def _dcg(gains: Sequence[int]) -> float:
    positive = np.maximum(np.array(gains, np.float64), 0)
    return float(np.sum(positive / np.log2(np.arange(len(gains)) + 2)))


def _judgements(path: Path, ids: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Relevance by query and article, for the queries that have a relevant one.

    An article that the collection has lost keeps the name it has there: a ranking that cannot
    have it is still measured against one that has.
    """
    judged: dict[str, dict[str, int]] = {}
    for line in path.read_text("utf-8").splitlines()[1:]:
        query, article, relevance = line.split("\t")
        judged.setdefault(query, {})[ids.get(article, article)] = int(relevance)
    return {query: found for query, found in judged.items() if max(found.values()) > 0}


def _record(number: int, line: Mapping[str, str]) -> Record:
    """An article; none has a date, so that among equals none comes first for being newer."""
    title, text = line.get("title") or "", line["text"]
    return Record(f"corpus.jsonl#{number}", title, text, date="", outlet="", url="")
