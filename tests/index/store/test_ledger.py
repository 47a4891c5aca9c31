"""The ledger remembers what was read, and says so when it cannot be trusted."""

import pytest

from index.errors import IndexDamaged
from index.reading import Problem
from index.store.ledger import FileState, read_ledger, write_part

ONE, OTHER = FileState(1, 2, "1f" * 16), FileState(3, 4, "00" * 16)
FAILED = OTHER._replace(problems=(Problem("b.jsonl#2", "not JSON"),))


def test_ledger_gives_back_what_was_written(tmp_path):
    files = {"a.txt": ONE, "b.jsonl": FAILED, "sub/\u00e9 \n.txt": OTHER}
    write_part(tmp_path / "files-1", files)
    assert read_ledger(tmp_path, ["files-1"]) == files


def test_later_part_outweighs_the_earlier(tmp_path):
    write_part(tmp_path / "files-1", {"a": ONE, "b": FAILED, "c": ONE})
    write_part(tmp_path / "files-2", {"a": OTHER}, gone=["b", "never known"])
    assert read_ledger(tmp_path, ["files-1", "files-2"]) == {"a": OTHER, "c": ONE}


def test_no_part_is_no_file(tmp_path):
    assert read_ledger(tmp_path, []) == {}


@pytest.mark.parametrize("keep", [0, 1, 4_095, 4_096, 4_400])
def test_corrupt_ledger_is_noticed(tmp_path, keep):
    path = tmp_path / "files-1"
    write_part(path, {"a": ONE})
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(IndexDamaged, match="files-1"):
        read_ledger(tmp_path, ["files-1"])


def test_missing_part_is_noticed(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_ledger(tmp_path, ["files-1"])
