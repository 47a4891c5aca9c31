"""A few random plans over a small index: quick enough for plain Python too."""

import random

from search.local import term_cache as table
from search.local.executor import Executor
from search.rank import block_max_or as any_of
from tests.search.exhaustive import Exhaustive, Plans
from tests.search.rank.test_exact import WORDS, agree, shelf_of


def test_small_index_is_answered_exactly(tmp_path):
    rng = random.Random(11)
    shelf = shelf_of(tmp_path / "index", rng, (20, 12))
    generation = shelf.generation()
    ranking, near_duplicate = Executor(generation), Exhaustive.over(generation)
    plans = Plans(rng, WORDS)
    for _ in range(12):
        agree(ranking, near_duplicate, plans.any(2))
        agree(ranking, near_duplicate, plans.flat())


def test_small_thresholds_use_blocks_and_bits(tmp_path, monkeypatch):
    """Words of a small index as if they were frequent."""
    monkeypatch.setattr(table, "_HAS_BITS", 8)
    monkeypatch.setattr(table, "FREQUENT", 4)
    monkeypatch.setattr(any_of, "_FEW", 0)  # holds where nothing is compiled
    rng = random.Random(12)
    shelf = shelf_of(tmp_path / "index", rng, (60, 30), deletes=False)
    generation = shelf.generation()
    ranking, near_duplicate = Executor(generation), Exhaustive.over(generation)
    plans = Plans(rng, WORDS)
    for _ in range(8):
        agree(ranking, near_duplicate, plans.flat())
