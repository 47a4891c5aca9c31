"""Machine code is kept by what it is made of."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.jit import cache

ROOT = Path(__file__).parents[3]

PART = """
from index.jit.compile import inlined
@inlined
def twice(number):
    return 2 * number
"""
WHOLE = """
from index.jit.compile import compiled
from search.part import twice
@compiled
def four_times(number):
    return twice(twice(number))
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree of its own with two modules of kernels, one made of the other."""
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    code = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "index" / "jit", tmp_path / "index" / "jit", ignore=code)
    (tmp_path / "index" / "__init__.py").touch()
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "__init__.py").touch()
    (tmp_path / "search" / "part.py").write_text(PART)
    (tmp_path / "search" / "whole.py").write_text(WHOLE)
    return tmp_path


def four_times_five(tree: Path) -> str:
    command = [sys.executable, "-c", "from search.whole import four_times; print(four_times(5))"]
    return subprocess.run(command, cwd=tree, check=True, stdout=subprocess.PIPE, text=True).stdout


def kept(tree: Path) -> set[str]:
    return {path.name for path in (tree / "index" / "jit" / "__pycache__" / "kernels").iterdir()}


def test_a_change_of_a_part_reaches_what_is_made_of_it(tree: Path) -> None:
    assert four_times_five(tree) == "20\n"
    before = kept(tree)
    (tree / "search" / "part.py").write_text(PART.replace("2 * number", "3 * number"))
    assert four_times_five(tree) == "45\n"
    assert not before & kept(tree)
    assert len(kept(tree)) == len(before)


def test_a_change_leaves_alone_what_is_not_made_of_it(tree: Path) -> None:
    four_times_five(tree)
    before = kept(tree)
    (tree / "search" / "whole.py").write_text(WHOLE + "\n\n")
    four_times_five(tree)
    assert {name.split("-")[0] for name in before & kept(tree)} == {"search.part"}


def test_a_file_elsewhere_has_no_place(tmp_path: Path) -> None:
    assert cache.code_folder(tmp_path / "other.py") is None


PROGRAM = """
import numpy as np
from search.whole import four_times
print([float(four_times(np.{kind}(5))) for _ in range(2)])
"""


def test_processes_that_compile_at_the_same_time_do_not_mix_their_code(tree: Path) -> None:
    kinds = ["int8", "int32", "int64", "float64"]
    for _ in range(2):
        started = [
            subprocess.Popen(
                [sys.executable, "-c", PROGRAM.format(kind=kind)],
                cwd=tree,
                stdout=subprocess.PIPE,
                text=True,
            )
            for kind in kinds
        ]
        assert [process.communicate()[0] for process in started] == ["[20.0, 20.0]\n"] * len(kinds)
