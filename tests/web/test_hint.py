"""A message names the folder that is meant, and no command in it takes another."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from index import reindex
from tests.folder import Folder
from web.cli.command import main
from web.hint import with_folders
from web.server import application
from web.settings import Settings, default_index


def said_by(*arguments: object) -> str:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == 3, result.output
    return " ".join(result.output.split())


def test_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "wrnog"
    for command in ("serve --port 0", "search x", "stats", "verify", "audit", "stories", "new"):
        said = said_by(*command.split(), "--corpus", wrong)
        assert said.startswith(f"Error: There is no folder {wrong}. Name the folder of articles")
        assert "backfile reindex" not in said, "it would fail as well"
    assert str(wrong) in said_by("reindex", "--corpus", wrong)


def test_file_in_place_of_the_folder_is_named_as_one(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("A ferry sank in the harbour.")
    for command in ("reindex", "serve --port 0"):
        said = said_by(*command.split(), "--corpus", file)
        assert f"{file} is a file" in said
        assert "--corpus" in said


@pytest.mark.parametrize("names", [[], ["scan.pdf", "photo.jpg"]], ids=["empty", "no articles"])
def test_run_that_finds_no_article_says_so_and_what_to_do(
    tmp_path: Path, index_dir: Path, names: list[str]
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"%PDF-1.4 no more")
    arguments = ["reindex", "--corpus", str(folder), "--index", str(index_dir)]
    result = CliRunner().invoke(main, arguments)
    said = result.output.splitlines()[-1]
    assert said.startswith(f"There is nothing to search: {folder} was read, and")
    assert ("none of its 2 files" if names else "it holds no files") in said
    assert result.exit_code == (1 if names else 0)


def test_hints_of_news_and_stories_name_the_folder(corpus: Folder, index_dir: Path) -> None:
    corpus.folder.mkdir(exist_ok=True)
    for command in ("new", "stories"):
        said = said_by(command, "--corpus", corpus.folder, "--index", index_dir)
        assert said.endswith(f"backfile reindex --corpus {corpus.folder} --index {index_dir}")


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


def test_port_that_is_taken_is_named_with_a_command_for_this_folder(
    corpus: Folder, index_dir: Path
) -> None:
    corpus.article("a", "The ferry ran aground at noon, and all were taken off by boat.")
    reindex(corpus.folder, index_dir)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        folders = ["--corpus", corpus.folder, "--index", index_dir]
        said = said_by("serve", *folders, "--port", port)
    assert f"Another program listens on 127.0.0.1:{port} already." in said
    command = f"backfile serve --corpus {corpus.folder} --index {index_dir} --port {port + 1}"
    assert said.endswith(command)


def test_page_that_cannot_be_answered_names_the_folder(corpus: Folder, index_dir: Path) -> None:
    corpus.article("a", "The ferry ran aground at noon, and all were taken off by boat.")
    reindex(corpus.folder, index_dir)
    client = application(Settings(corpus.folder, index_dir)).test_client()
    index_dir.rename(index_dir.with_name("elsewhere"))
    answer = client.get("/search?q=ferry")
    assert answer.status_code == 503
    assert f"backfile reindex --corpus {corpus.folder} --index {index_dir}" in answer.text
