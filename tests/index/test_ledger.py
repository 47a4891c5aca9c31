"""The ledger remembers what was read, and says so when it cannot be trusted."""

import pytest

from index.errors import IndexDamaged
from index.ledger import FileState, read_ledger, write_ledger
from index.reading import Problem


def test_ledger_gives_back_what_was_written(tmp_path):
    files = {
        "a.txt": FileState(1, 2, "x"),
        "b.jsonl": FileState(3, 4, "y", (Problem("b.jsonl#2", "not JSON"),)),
    }
    write_ledger(tmp_path, files)
    assert read_ledger(tmp_path) == files


def test_missing_ledger_is_empty(tmp_path):
    assert read_ledger(tmp_path) == {}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": 1}', '{"a": [1]}', "\0\0"])
def test_corrupt_ledger_is_noticed(tmp_path, content):
    (tmp_path / "files.json").write_text(content)
    with pytest.raises(IndexDamaged, match="backfile rebuild"):
        read_ledger(tmp_path)


def test_writing_leaves_no_other_file(tmp_path):
    write_ledger(tmp_path, {})
    assert [path.name for path in tmp_path.iterdir()] == ["files.json"]
