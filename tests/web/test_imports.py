"""A command imports what it needs, so that help comes at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index import reindex
from tests.folder import Folder

_TELL = """
import atexit, sys
atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))
sys.argv[0] = "backfile"
from web.cli.command import start
start()
"""
WRITING = {"index.run.run", "index.run.workers", "web.app", "web.server", "flask", "opensearchpy"}
COMPILED = {"numba", "llvmlite"}


def imported_by(*arguments: object) -> set[str]:
    """The modules that a command has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", _TELL, *map(str, arguments)],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"], ["serve", "--help"]])
def test_help_imports_no_arrays_and_no_compiler(arguments: list[str]) -> None:
    imported = imported_by(*arguments)
    assert "web.cli.command" in imported
    assert not imported & (COMPILED | WRITING | {"numpy", "whoosh", "index"})


def test_search_imports_nothing_that_writes_or_serves(corpus: Folder, index_dir: Path) -> None:
    corpus.article("a", "The ferry ran aground at noon.")
    reindex(corpus.folder, index_dir)
    imported = imported_by("search", "ferry", "--index", index_dir)
    assert "search.local.engine" in imported
    assert not imported & WRITING
    assert not {name for name in imported if name.startswith("search.opensearch")}


def test_search_of_a_small_index_needs_no_compiler(corpus: Folder, index_dir: Path) -> None:
    corpus.article("a", "The ferry ran aground at noon.")
    reindex(corpus.folder, index_dir)
    small = imported_by("search", "ferry", "--index", index_dir)
    assert not small & COMPILED
    left = index_dir / "segments" / "left by a run"
    left.mkdir()
    (left / "articles").write_bytes(bytes(4_000_000))
    assert imported_by("search", "ferry", "--index", index_dir) >= COMPILED


@pytest.mark.parametrize("command", ["stats", "audit"])
def test_counting_needs_no_compiler(corpus: Folder, index_dir: Path, command: str) -> None:
    corpus.article("a", "The ferry ran aground at noon.")
    reindex(corpus.folder, index_dir)
    imported = imported_by(command, "--corpus", corpus.folder, "--index", index_dir)
    assert "index.segment" in imported
    assert not imported & COMPILED


def test_engine_of_a_cluster_needs_no_loops_that_rank() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, search.opensearch; print(*sys.modules)"],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    imported = set(done.stdout.split())
    assert "search.opensearch.engine" in imported
    ranking = {
        "search.local.engine",
        "search.local.executor",
        "search.local.compile",
        "search.rank.block_max_or",
    }
    assert not imported & ranking


_WARM = """
import sys
from pathlib import Path
from web.server import application, warm_up
from web.settings import Settings
app = application(Settings(Path("corpus"), Path(sys.argv[1]), password=sys.argv[2]))
warm_up(app, sys.argv[2])
known, shown = set(sys.modules), len(app.jinja_env.cache)
response = app.test_client().get("/search?q=ferry", auth=("", sys.argv[2]))
assert "aground" in response.text, response.text
assert shown and len(app.jinja_env.cache) == shown, "templates"
assert set(sys.modules) == known, set(sys.modules) - known
"""


@pytest.mark.parametrize("password", ["", "gull"])
def test_first_search_of_a_server_finds_all_loaded(
    corpus: Folder, index_dir: Path, password: str
) -> None:
    corpus.article("a", "The ferry ran aground at noon.", title="Ferry aground off Oumet")
    corpus.write("odd \udcff#?.txt", "Harbour\n\nThe harbour is closed until the spring tide.\n")
    reindex(corpus.folder, index_dir)
    done = subprocess.run(
        [sys.executable, "-c", _WARM, str(index_dir), password],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
