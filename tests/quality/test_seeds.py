"""Five articles as users have them: their boilerplate is neither found by search nor shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import reindex
from search import Engine
from tests.quality.data import needs_data
from tests.quality.score_text import documents

pytestmark = needs_data


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    corpus = tmp_path / "articles"
    corpus.mkdir()
    for seed in documents("seeds"):
        (corpus / seed["id"].removeprefix("seed:")).write_text(seed["text"], "utf-8")
    assert reindex(corpus, tmp_path / "index").articles == 5
    return Engine.open(tmp_path / "index")


def test_article_is_what_people_say_it_is(engine: Engine) -> None:
    for seed in documents("seeds"):
        stored = engine.article(seed["id"].removeprefix("seed:"))
        assert stored is not None
        kept = " ".join(seed["gold"].split())
        assert " ".join(stored.article.text.split()) == kept
        assert stored.article.title.split() == seed["title"].split()


def test_boilerplate_is_not_found(engine: Engine) -> None:
    for query in ("Pedfire", "Johmani", '"previous article"', "corruption", '"related posts"'):
        assert engine.search(query).total == 0, query
    assert engine.search("Hizballah").total == 1


def test_same_place_is_found_in_several_articles(engine: Engine) -> None:
    assert engine.search("tanf").total == 3
