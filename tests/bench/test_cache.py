"""An index that is kept is used again, until what made it changes."""

import pytest

from tests.bench import cache
from tests.bench.searcher import Ours

pytestmark = pytest.mark.usefixtures("made_up")


def test_an_index_is_built_once(tmp_path):
    folder = cache.index_of("ours", 30, tmp_path)
    written = (folder / "manifest.json").stat()
    assert cache.index_of("ours", 30, tmp_path) == folder
    assert (folder / "manifest.json").stat().st_mtime_ns == written.st_mtime_ns
    assert Ours(folder).generation.documents == 30
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_an_index_made_otherwise_is_removed(tmp_path):
    old, other = tmp_path / "ours-made-20-00000000", tmp_path / "ours-made-200-00000000"
    old.mkdir()
    other.mkdir()
    cache.index_of("ours", 20, tmp_path)
    assert not old.exists()
    assert other.exists()
