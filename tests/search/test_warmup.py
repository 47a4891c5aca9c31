"""What is rehearsed while setting up."""

from search import Engine
from search.warmup import warm_up


def test_rehearsal_asks_an_index_of_its_own(tmp_path):
    warm_up(tmp_path)
    assert Engine.open(tmp_path / "index").search("wall").total > 300
