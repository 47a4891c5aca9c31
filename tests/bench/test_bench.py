"""The benchmarks themselves run, on so little that their figures mean nothing."""

from click.testing import CliRunner

from tests.bench import update
from tests.bench.build import measure


def test_an_index_is_built_and_its_cost_is_told(tmp_path):
    cost = measure("ours", 40, tmp_path)
    assert cost.articles == 40
    assert cost.index_bytes > 0.2 * cost.text_bytes
    assert cost.cpu_seconds > 0
    assert cost.peak_mb >= cost.before_mb


def test_updates_are_timed():
    done = CliRunner().invoke(update.main, ["--limit", "30", "--files", "20"])
    assert done.exit_code == 0, done.output
    assert "20 files, nothing to do" in done.output
    assert "100 new articles beside 30" in done.output
