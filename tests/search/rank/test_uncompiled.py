"""The loops give the same as plain Python."""

import os
import subprocess
import sys
from pathlib import Path


def test_all_of_it_works_uncompiled():
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    command += ["-W", "ignore:overflow encountered:RuntimeWarning"]  # hashes of NumPy's integers
    tests = ["tests/search/rank/test_exact.py", "tests/search/rank/test_small.py"]
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(  # noqa: PLW1510  # what went wrong is shown
        [*command, *tests, "-k", "small or newest or empty"],
        env=environment, cwd=Path(__file__).parents[3], capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
