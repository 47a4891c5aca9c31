"""Titles, dates and authors of pages may not get worse: floors in floors.json."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.quality.score_metadata import FIELDS, Score, read_here, score

FLOORS: dict[str, float] = json.loads(Path(__file__).with_name("floors.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(
    not os.environ.get("BACKFILE_DATA"),
    reason="BACKFILE_DATA names no folder with pages whose facts are known",
)


@pytest.fixture(scope="module")
def ours() -> Score:
    return score(read_here, Path(os.environ["BACKFILE_DATA"]))


@pytest.mark.parametrize("field", FIELDS)
def test_known_facts_are_found(ours: Score, field: str) -> None:
    assert ours.right[field] >= FLOORS[f"metadata.{field}"]


def test_few_facts_are_made_up(ours: Score) -> None:
    assert ours.given["date"] <= FLOORS["metadata.date.ceiling_given"]
    assert ours.given["byline"] <= FLOORS["metadata.byline.ceiling_given"]
