"""The ranking of articles may not get worse: floors in floors.json, on judged collections."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import pytest

from tests.bench.record import Record
from tests.quality.score_ranking import COLLECTIONS, best, collection, indexed, ndcg, score

FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))


@pytest.mark.skipif(
    not os.environ.get("BACKFILE_DATA"),
    reason="BACKFILE_DATA names no folder with judged collections",
)
@pytest.mark.parametrize("name", COLLECTIONS)
def test_relevant_articles_come_first(name: str, tmp_path: Path) -> None:
    assert score(collection(name), tmp_path / "index").ndcg >= FLOORS[f"ranking.{name}"]


def test_best_are_asked_for_by_any_word_and_at_most_so_many(tmp_path: Path) -> None:
    texts = {"a#1": "drone strike", "a#2": "a strike at the harbour", "a#3": "the harbour"}
    records = [Record(name, "", text, "", "", "") for name, text in texts.items()]
    engine = indexed(records, tmp_path / "index")
    assert best(engine, ["drone", "strike"], 10) == ["a#1", "a#2"]
    assert best(engine, ["drone", "strike"], 1) == ["a#1"]


def test_ranking_by_relevance_has_all_gain_and_one_without_relevant_none() -> None:
    relevance = {"a": 2, "b": 1, "c": 0}
    assert ndcg(["a", "b", "c"], relevance) == 1
    assert ndcg(["c", "unjudged"], relevance) == 0
    assert ndcg([], relevance) == 0


def test_gain_is_discounted_by_the_logarithm_of_the_rank() -> None:
    gain = 2 / math.log2(4) + 1 / math.log2(2)
    assert ndcg(["b", "unjudged", "a"], {"a": 2, "b": 1}) == pytest.approx(
        gain / (2 / math.log2(2) + 1 / math.log2(3))
    )


def test_only_the_first_ten_count_and_no_more_than_ten_can() -> None:
    relevance = {str(number): 1 for number in range(20)}
    assert ndcg(list(relevance), relevance) == 1
    assert ndcg([*map(str, range(100, 110)), "1"], relevance) == 0
