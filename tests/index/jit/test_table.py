"""Tables are kept from run to run, and never taken from a file that is damaged."""

from pathlib import Path

import numpy as np
import pytest

from index.analysis import characters, prefix_keys
from index.jit import table
from index.jit.table import kept_table
from search.highlight import character

TABLES = [characters.classes, characters._mark_runs, prefix_keys.letters, character.kinds]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(table, "cache_folder", lambda: tmp_path)
    return tmp_path


def _made(calls: list[int]):
    def squares():
        calls.append(1)
        return np.arange(5, dtype=np.uint16) ** 2

    return squares


def test_table_is_made_once_and_read_by_later_processes(folder: Path) -> None:
    calls: list[int] = []
    first, second = kept_table(_made(calls)), kept_table(_made(calls))
    assert first() is first()
    assert first().tolist() == second().tolist() == [0, 1, 4, 9, 16]
    assert first().dtype == second().dtype == np.uint16
    assert len(calls) == 1
    assert not second().flags.writeable


@pytest.mark.parametrize("cut", [0, 3, 20, -1])
def test_corrupt_table_is_made_anew(folder: Path, cut: int) -> None:
    calls: list[int] = []
    kept_table(_made(calls))()
    (file,) = folder.iterdir()
    content = bytearray(file.read_bytes())
    if cut < 0:
        content[-8] ^= 1
    file.write_bytes(content if cut < 0 else content[:cut])
    assert kept_table(_made(calls))().tolist() == [0, 1, 4, 9, 16]
    assert len(calls) == 2
    kept_table(_made(calls))()
    assert len(calls) == 2  # the new one was kept


def test_table_is_made_where_nothing_can_be_kept(tmp_path: Path, monkeypatch) -> None:
    calls: list[int] = []
    monkeypatch.setattr(table, "cache_folder", lambda: None)
    assert kept_table(_made(calls))().tolist() == [0, 1, 4, 9, 16]
    monkeypatch.setattr(table, "cache_folder", lambda: tmp_path / "gone")
    assert kept_table(_made(calls))().tolist() == [0, 1, 4, 9, 16]


def test_table_of_another_source_is_another(folder: Path, monkeypatch) -> None:
    calls: list[int] = []
    kept_table(_made(calls))()
    monkeypatch.setattr(table.unicodedata, "unidata_version", "99.0.0")
    kept_table(_made(calls))()
    assert len(calls) == 2


@pytest.mark.parametrize("kept", TABLES, ids=lambda kept: kept.__wrapped__.__name__)
def test_kept_tables_are_as_they_are_made(kept) -> None:
    assert np.array_equal(kept(), kept.__wrapped__())
