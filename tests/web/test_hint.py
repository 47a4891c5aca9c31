"""A message names the folder that is meant, and no command in it takes another."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from index import reindex
from tests.folder import Folder
from web.cli.command import main
from web.hint import with_folders
from web.settings import Settings, default_index


def said_by(*arguments: object) -> str:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == 3, result.output
    return " ".join(result.output.split())


def test_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrnog"
    said = said_by("serve", "--corpus", wrong, "--port", 0)
    assert f"There is no folder {wrong}." in said
    assert f"backfile reindex --corpus {wrong}" in said


def test_hint_names_both_folders(corpus: Folder, index_dir: Path) -> None:
    corpus.folder.mkdir(exist_ok=True)
    said = said_by("search", "ferry", "--corpus", corpus.folder, "--index", index_dir)
    assert said.endswith(f"Run: backfile reindex --corpus {corpus.folder} --index {index_dir}")


@pytest.mark.parametrize("command", ["search x", "stats", "audit", "serve", "reindex"])
def test_no_hint_of_any_command_takes_another_folder(
    corpus: Folder, index_dir: Path, command: str
) -> None:
    corpus.article("a", "The ferry ran aground at noon, and all were taken off by boat.")
    reindex(corpus.folder, index_dir)
    (manifest,) = index_dir.glob("manifest*")
    manifest.write_bytes(b"{}")
    said = said_by(*command.split(), "--corpus", corpus.folder, "--index", index_dir)
    assert "backfile re" in said
    assert said.count("backfile re") == said.count(f" --corpus {corpus.folder} --index {index_dir}")


def test_folder_with_blanks_is_quoted(tmp_path: Path) -> None:
    folder = tmp_path / "my articles"
    settings = Settings(folder, default_index(folder))
    said = with_folders("Run: backfile rebuild", settings)
    assert said == f"Run: backfile rebuild --corpus '{folder}'"
