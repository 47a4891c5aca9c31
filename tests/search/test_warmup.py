"""What is rehearsed while setting up."""

import pytest

from index.jit import cache
from search import Engine
from search.warmup import index_uncompiled, warm_up


@pytest.mark.parametrize("rehearse", [warm_up, index_uncompiled])
def test_rehearsal_asks_an_index_of_its_own(tmp_path, rehearse):
    rehearse(tmp_path)
    assert Engine.open(tmp_path / "index").search("wall").total > 300


def test_kernels_for_searching_are_not_taken_for_those_of_runs(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path)
    cache._complete_mark.cache_clear()
    try:
        cache.mark_complete("search")
        assert cache.is_complete("search")
        assert not cache.is_complete("runs")
    finally:
        cache._complete_mark.cache_clear()
