"""Cleaning of saved text may not get worse: floors from measured figures, see floors.json."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.quality.score_text import blocks_of, documents, keeps_of, score

FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(
    not os.environ.get("BACKFILE_DATA"),
    reason="BACKFILE_DATA names no folder with labelled articles",
)


@pytest.mark.parametrize("name", ["dev", "guards"])
def test_words_of_the_article_are_found(name: str) -> None:
    assert score(documents(name)).f1 >= FLOORS[f"text.{name}.f1"]


@pytest.mark.parametrize("name", ["dev", "guards"])
def test_lines_of_the_article_are_kept(name: str) -> None:
    assert score(documents(name)).kept >= FLOORS[f"text.{name}.kept"]


def test_lines_of_furniture_are_left_out() -> None:
    assert score(documents("dev")).stripped >= FLOORS["text.dev.stripped"]


def test_cleaning_is_better_than_keeping_everything() -> None:
    everything = score(documents("dev"), lambda document: [True] * len(document["labels"]))
    assert score(documents("dev")).f1 >= everything.f1 + 0.03


@pytest.mark.parametrize("place", range(5))
def test_seeds_are_exact(place: int) -> None:
    seed: dict[str, Any] = documents("seeds")[place]
    gold = [" ".join(line.split()) for line in seed["gold"].split("\n")]
    assert [block.text for block in blocks_of(seed) if block.kept] == gold
    for label, kept in zip(seed["labels"], keeps_of(seed), strict=True):
        assert label in ("title", "blank") or kept == (label == "keep")
