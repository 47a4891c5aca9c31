"""What is rehearsed while setting up."""

from search import Engine
from search.rehearsal import rehearse


def test_rehearsal_asks_an_index_of_its_own(tmp_path):
    rehearse(tmp_path)
    assert Engine.open(tmp_path / "index").search("wall").total > 300
