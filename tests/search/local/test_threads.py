"""Threads share a ranking, and large indexes are shared out over threads."""

import random
from concurrent.futures import ThreadPoolExecutor

from search.local import ranker
from search.local.executor import Executor
from tests.search.exhaustive import Plans
from tests.search.rank.test_exact import WORDS, shelf_of


def test_threads_share_a_ranking(tmp_path):
    rng = random.Random(1)
    shelf = shelf_of(tmp_path / "index", rng, (1_500, 200, 60))
    ranking, plans = Executor(shelf.generation()), Plans(rng, WORDS)
    asked = [plans.any(2) for _ in range(40)] + [plans.flat() for _ in range(40)]
    expected = [ranking.first(plan, 10) for plan in asked]
    fresh = Executor(shelf.generation())  # nothing is looked up yet: threads meet on the way
    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(lambda plan: fresh.first(plan, 10), asked * 5))
    for one, other in zip(given, expected * 5, strict=True):
        assert (one.best, one.total) == (other.best, other.total)


def test_segments_shared_out_over_threads_give_the_same(tmp_path, monkeypatch):
    rng = random.Random(2)
    shelf = shelf_of(tmp_path / "index", rng, (300, 280, 260, 240, 220), deletes=False)
    generation = shelf.generation()
    plans = Plans(rng, WORDS)
    asked = [plans.flat() for _ in range(60)]
    alone = [Executor(generation).best(plan, 10) for plan in asked]
    monkeypatch.setattr(ranker, "_WORTH_THREADS", 0)
    monkeypatch.setattr(ranker, "_SHARED", 2)
    monkeypatch.setattr(ranker.os, "cpu_count", lambda: 3)
    shared = Executor(generation)
    assert [shared.best(plan, 10) for plan in asked] == alone
    assert all(shared.first(plan, 0).best == [] for plan in asked)  # only counted
