"""A small index about ferries and goats, the same for every test of the search."""

from __future__ import annotations

import pytest

from search import Engine

ARTICLES = {
    "ferry": {
        "title": "Ferry aground off Oumet",
        "text": "The ferry Halcyon Star ran aground at noon.\nAll 212 people were saved by boats.",
        "source": "The Courier", "date": "2023-03-14", "author": "Leila Tamzali", "lang": "en",
        "url": "https://courier.example/ferry",
    },
    "buoy": {
        "title": "The buoy was dark",
        "text": "The buoy that should have warned the ferry was dark for eight days.",
        "source": "Strait Dispatch", "date": "2023-03-15", "lang": "en",
    },
    "goat": {
        "title": "Goat finds archive",
        "text": "A goat found the clay tablets. The wall leans, says one of them: harbour wall.",
        "source": "The Courier", "date": "2022-05", "author": "Oskar Wendt", "lang": "en",
    },
    "boats": {
        "title": "Bateaux",
        "text": "Les bateaux de pêche ont sauvé les passagers du ferry.",
        "source": "Le Phare", "date": "2023", "lang": "fr",
    },
    "undated": {
        "title": "A wall of harbour noise",
        "text": "Nobody knows when the harbour wall was built, or why.",
        "source": "Strait Dispatch", "lang": "en",
    },
}  # fmt: skip


def fill(corpus):
    for name, facts in ARTICLES.items():
        corpus.record(f"{name}.jsonl", facts)


@pytest.fixture
def engine(begin, index_dir):
    begin(fill)
    return Engine.open(index_dir)


@pytest.fixture
def ask(engine):
    """The names of the articles that a query finds, best first."""

    def names(query, **options):
        result = engine.search(query, **options)
        return [hit.id.removesuffix(".jsonl#1") for hit in result.hits]

    return names
