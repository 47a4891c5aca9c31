"""How well articles are ranked.

The judged collections are in ir/ and ir-wide/ of the data folder. Each is indexed as articles with
title and text, in the language that they are found to be in, and every query is asked as a person
would, through `Engine.search`: as it is typed, and with its words joined by OR. A figure is
nDCG@10, the mean over the queries that have a relevant article, of the ten hits that the first page
shows: what trec_eval gives for such a run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index import Store
from index.cleaning.metadata.language import detect_language
from index.store.lock import locked
from search import Engine
from search.query.word import trimmed
from tests.bench.record import Record
from tests.quality.data import folder, lines

COLLECTIONS = ("time", "fnc1_headlines", "cranfield", "cacm", "vaswani", "scifact")
"""Collections that people judged, or that follow from what articles say of one another: ir/."""

WIDER = (
    "cf", "liar", "bbc_headline", "ucsc_headline", "ucsc_lead", "wiki_qa", "reddit_qa", "amazon_qa",
    "xquad_en",
)  # fmt: skip
"""Further ones in English: ir-wide/."""

LANGUAGES = (
    "legalquad_de", "squad_it", "xquad_ar", "xquad_de", "xquad_el", "xquad_es", "xquad_hi",
    "xquad_ro", "xquad_tr", "xquad_vi", "xquad_zh",
)  # fmt: skip
"""Those in other languages: ir-wide/."""

_PAGE = 10  # hits that are looked at


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


def collection(name: str) -> Collection:
    """A judged collection of the data folder."""
    place = folder() / ("ir" if name in COLLECTIONS else "ir-wide") / name
    records = list(lines(place / "corpus.jsonl.gz"))
    articles = [_record(number, record) for number, record in enumerate(records, 1)]
    ids = {record["_id"]: article.id for record, article in zip(records, articles, strict=True)}
    judged = _judgements(place / "qrels.tsv", ids)
    queries = {record["_id"]: record["text"] for record in lines(place / "queries.jsonl")}
    return Collection(articles, {query: queries[query] for query in judged}, judged)


def scores(collection: Collection, folder: Path) -> dict[str, Score]:
    """Index the articles in an empty folder, ask every query in every way of ASKED."""
    engine = indexed(collection.articles, folder)
    return {way: score(engine, collection, ask) for way, ask in ASKED.items()}


def score(engine: Engine, collection: Collection, ask: Callable[[str], str]) -> Score:
    """Ask every query, compare with the judgements; `ask` says what is typed for one."""
    by_query = {
        name: ndcg(best(engine, ask(text)), collection.judged[name])
        for name, text in collection.queries.items()
    }
    return Score(by_query)


def indexed(records: Sequence[Record], folder: Path) -> Engine:
    """What answers queries over some articles."""
    corpus = folder.with_name("articles")  # belongs to an index; not read here
    with locked(folder, corpus):
        store = Store.create(folder, corpus)
        with store.batch() as batch:
            for record in records:
                article = replace(record.article(), lang=detect_language(record.text))
                batch.add(record.id, record.file, article)
        store.publish(finished=True)
    return Engine.open(folder)


def best(engine: Engine, typed: str) -> list[str]:
    """The ids of the hits on the first page."""
    return [hit.id for hit in engine.search(typed, limit=_PAGE).hits]


def joined(query: str) -> str:
    """The words of a query joined by OR; a word that would be an operator is written small.

    Words of ASCII are runs of letters, as other engines have them; others what is between blanks:
    in some scripts a letter's mark is none.
    """
    is_ascii = query.isascii()
    words = re.findall(r"\w+", query) if is_ascii else filter(None, map(trimmed, query.split()))
    return " OR ".join(word.lower() if word in _OPERATORS else word for word in words)


def typed(query: str) -> str:
    """A query as it is."""
    return query


_OPERATORS = {"AND", "OR", "NOT"}

ASKED: Mapping[str, Callable[[str], str]] = {"or": joined, "typed": typed}
"""The ways in which a query is asked."""


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
