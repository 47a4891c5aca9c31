"""Loops have their names where perf looks for them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.profile.named import place_of, plain

ROOT = Path(__file__).parents[2]
SCRIPT = """\
import sys
from index.jit.compile import compiled

@compiled
def double(number):
    return 2 * number

assert double(int(sys.argv[1])) == 42
"""


@pytest.mark.skipif(
    os.environ.get("NUMBA_DISABLE_JIT") == "1", reason="nothing is compiled with NUMBA_DISABLE_JIT"
)
@pytest.mark.skipif(sys.platform != "linux", reason="perf is Linux's, and so are its maps")
def test_loop_is_named_when_compiled_and_when_taken_from_the_cache(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    for _ in range(2):
        command = [sys.executable, "-m", "tests.profile.named", str(script), "21"]
        with subprocess.Popen(command, env=environment, cwd=ROOT) as process:
            assert process.wait() == 0
        file = place_of(process.pid)
        lines = [line.split(" ", 2) for line in file.read_text("utf-8").splitlines()]
        file.unlink()
        assert {"__main__.double", "NRT_incref"} <= {name for _, _, name in lines}
        assert all(int(start, 16) > 0 and int(size, 16) > 0 for start, size, _ in lines)


@pytest.mark.parametrize(
    ("mangled", "name"),
    [
        ("_ZN6search4rank5top_k9sort_bestB3v14B4c8tJE5ArrayIxLi1E", "search.rank.top_k.sort_best"),
        (
            "_ZN7cpython6search4rank5top_k9sort_bestB3v14B4c8tJEx",
            "search.rank.top_k.sort_best (called from Python)",
        ),
        (
            "cfunc._ZN6search4rank5top_k9sort_bestB3v14B4c8tJEx",
            "search.rank.top_k.sort_best (called from Python)",
        ),
        ("NRT_incref", "NRT_incref"),
    ],
)
def test_names_are_those_of_the_source(mangled: str, name: str) -> None:
    assert plain(mangled) == name
