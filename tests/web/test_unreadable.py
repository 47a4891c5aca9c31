"""An index that the system does not let be read: a message, an exit code, a page; no traceback."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from index import reindex
from search import Engine
from tests.begun import Begun
from tests.folder import Folder
from tests.trouble import few_descriptors, give_away, unreadable
from web import create_app
from web.cli.command import main

FERRY = "The ferry ran aground at noon. Everybody was taken off by boat before the evening tide."

COMMANDS = {
    "search": ["ferry"],
    "stats": [],
    "audit": [],
    "reindex": [],
    "verify": [],
}


def fill(corpus: Folder) -> None:
    corpus.article("a", FERRY)


@pytest.fixture
def place(begun_before: Begun) -> Iterator[Path]:
    """An index of one article, in a folder that everybody may use."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        begun_before.copy(fill, Folder(place / "articles"), place / "index")
        give_away(place)
        yield place


@pytest.fixture
def run(place: Path) -> Callable[[str], Result]:
    """Runs a command on it."""
    places = ["--corpus", str(place / "articles"), "--index", str(place / "index")]

    def invoke(command: str) -> Result:
        return CliRunner().invoke(main, [command, *places, *COMMANDS[command]])

    for command in COMMANDS:  # what they import is imported then
        assert invoke(command).exit_code == 0
    give_away(place)
    return invoke


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["manifest.json", "segments/*/terms", "segments", ""])
def test_what_may_not_be_read_is_exit_code_three(
    run: Callable[[str], Result], place: Path, command: str, name: str
) -> None:
    path = next((place / "index").glob(name)) if name else place / "index"
    with unreadable(path):
        result = run(command)
    assert result.exit_code == 3, result.output
    assert "Permission denied" in result.output
    assert "damaged" not in result.output


@pytest.mark.parametrize("command", ["search", "stats", "audit", "verify"])
def test_too_few_descriptors_are_exit_code_three(
    run: Callable[[str], Result], command: str
) -> None:
    with few_descriptors(0):
        result = run(command)
    assert result.exit_code == 3, result.output
    assert "Too many" in result.output
    assert "damaged" not in result.output


@pytest.fixture
def app(place: Path) -> Flask:
    return create_app(Engine.open(place / "index"))


@pytest.mark.parametrize("name", ["manifest.json", "segments/*/terms"])
def test_page_says_what_may_not_be_read(place: Path, app: Flask, name: str) -> None:
    client = app.test_client()
    assert "1 article" in client.get("/search?q=ferry").text
    (place / "articles" / "b.jsonl").write_text(json.dumps({"text": f"A goat. {FERRY}"}))
    reindex(place / "articles", place / "index")
    give_away(place)
    # The newest segment: the earlier one is open already.
    path = max((place / "index").glob(name), key=lambda path: path.stat().st_mtime_ns)
    for address in ("/search?q=ferry", "/search.json?q=ferry", "/status"):
        with unreadable(path):
            response = client.get(address)
        assert response.status_code == 503, address
        assert "Permission denied" in response.text
        assert "damaged" not in response.text
    assert "2 articles" in client.get("/search?q=noon").text
