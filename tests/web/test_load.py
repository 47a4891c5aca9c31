"""The benchmark of the server runs, on so little that its figures mean nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.bench.load import main
from tests.extent import ALL


@pytest.mark.skipif(not ALL, reason="make test-all tries whole benchmarks")
def test_pages_are_served_under_load_and_beside_a_reindex(tmp_path: Path) -> None:
    arguments = "--limit 200 --seconds 0.3 --rounds 1 --connections 2 --beside 50 --runs 1"
    arguments += " --questions 50"
    done = CliRunner().invoke(main, [*arguments.split(), "--cache", str(tmp_path)])
    assert done.exit_code == 0, done.output
    rows = re.findall(r"^\| (.*?) *\|.*\| +([\d,]+) \|$", done.output, re.MULTILINE)
    assert [name for name, _ in rows] == [
        "Flask, a greeting",
        "results page",
        "results page again",
        "results as JSON",
        "results page",
    ]
    assert {failed for _, failed in rows} == {"0"}
    assert "1 of 1 runs were seen" in done.output
