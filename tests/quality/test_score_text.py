"""What cleaning of saved text is held to beside its floors."""

from __future__ import annotations

from typing import Any

import pytest

from tests.quality.data import needs_data
from tests.quality.score_text import article_of, documents, keeps_of, score

pytestmark = needs_data


def test_cleaning_is_better_than_keeping_everything() -> None:
    everything = score(documents("dev"), lambda document: [True] * len(document["labels"]))
    assert score(documents("dev")).f1 >= everything.f1 + 0.03


@pytest.mark.parametrize("place", range(5))
def test_seeds_are_exact(place: int) -> None:
    seed: dict[str, Any] = documents("seeds")[place]
    gold = [" ".join(line.split()) for line in seed["gold"].split("\n")]
    assert article_of(seed).text.split("\n") == gold
    for label, kept in zip(seed["labels"], keeps_of(seed), strict=True):
        assert label in ("title", "blank") or kept == (label == "keep")
