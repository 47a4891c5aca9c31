"""Cleaning of HTML pages may not get worse: floors from measured figures, see floors.json."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.quality.score_pages import Score, pages, score

FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(
    not os.environ.get("BACKFILE_DATA"),
    reason="BACKFILE_DATA names no folder with labelled pages",
)


@pytest.fixture(scope="module")
def result() -> Score:
    return score(pages())


def test_articles_are_found_whole_and_alone(result: Score) -> None:
    assert result.f1 >= FLOORS["page.f1"]


def test_little_but_the_article_is_kept(result: Score) -> None:
    assert result.precision >= FLOORS["page.precision"]


def test_little_of_the_article_is_lost(result: Score) -> None:
    assert result.recall >= FLOORS["page.recall"]


def test_no_more_pages_lose_their_article(result: Score) -> None:
    assert len(result.lost) <= FLOORS["page.lost.ceiling"], result.lost
