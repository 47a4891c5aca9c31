"""The measure of ranking measures what it should."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tests.bench.record import Record
from tests.quality.score_ranking import best, indexed, joined, ndcg


def test_best_are_those_of_the_first_page_as_it_was_asked_for(tmp_path: Path) -> None:
    texts = {"a#1": "drone strike", "a#2": "a strike at the harbour", "a#3": "the harbour"}
    records = [Record(name, "", text, "", "", "") for name, text in texts.items()]
    engine = indexed(records, tmp_path / "index")
    assert best(engine, joined("Drone strike")) == ["a#1", "a#2"]
    assert best(engine, "NOT strike") == ["a#3"]


def test_words_are_joined_as_words_whatever_they_are() -> None:
    assert joined("Iran's AND U.S. or NOT?") == "Iran OR s OR and OR U OR S OR or OR not"


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
