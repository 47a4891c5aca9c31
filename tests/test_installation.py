"""What is built of the project works wherever it is installed, without the project beside it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path

import pytest

from tests.extent import ALL

pytestmark = pytest.mark.skipif(not ALL, reason="make test-all installs the project elsewhere")

ROOT = Path(__file__).parent.parent
ARTICLE = (
    "The ferry ran aground\n\nThe ferry ran aground at noon. Everybody was taken off by boat.\n"
)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder, which is a home with nothing in it too."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder]
    subprocess.run([*pip, ROOT], check=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def backfile(wheel: Path, elsewhere: Path, tmp_path_factory: pytest.TempPathFactory):
    """Starts the command that an installation has, in an empty folder."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "pip", "install", "--quiet", wheel], check=True, timeout=600)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}

    def start(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [shutil.which("backfile", path=str(scripts)), *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            cwd=elsewhere, env=kept | {"HOME": str(elsewhere)},
        )  # fmt: skip

    return start


def said(process: subprocess.Popen[str]) -> str:
    """What a command prints that ends well."""
    out, told = process.communicate(timeout=600)
    assert process.returncode == 0, told
    return out


@pytest.mark.timeout(1_800)
def test_installed_command_reindexes_searches_and_serves_from_any_folder(backfile, elsewhere):
    (elsewhere / "corpus").mkdir()
    (elsewhere / "corpus" / "ferry.txt").write_text(ARTICLE)
    said(backfile("reindex"))
    assert "ferry ran aground" in said(backfile("search", "ferry"))
    with backfile("serve", "--port", "0") as server:
        try:
            address = re.search(
                r"http://\S+:\d+", server.stdout.readline() + server.stdout.readline()
            )
            with urllib.request.urlopen(f"{address[0]}/search.json?q=ferry", timeout=300) as page:
                assert json.load(page)["total"] == 1
            with urllib.request.urlopen(f"{address[0]}/search?q=ferry", timeout=60) as page:
                assert "<mark>ferry</mark>" in page.read().decode().lower()
        finally:
            server.terminate()
