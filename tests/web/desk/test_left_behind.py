"""A folder that was moved has a new index; what was collected for it is pointed out, never lost."""

from __future__ import annotations

from pathlib import Path

from index import reindex
from tests.folder import Folder
from tests.web.desk.conftest import Reader
from web.desk.left_behind import LeftBehind, left_behind
from web.server import application
from web.settings import Settings


def test_desk_of_a_folder_that_was_moved_is_pointed_out(tmp_path: Path) -> None:
    there = Folder(tmp_path / "there")
    there.write("a.txt", "The ferry ran aground at noon, and all were taken off by boat.")
    old, new = (Settings(tmp_path / name, tmp_path / "data" / name) for name in ("there", "here"))
    reindex(old.corpus, old.index)
    Reader(application(old).test_client()).note("a.txt", "Ask the harbour master.")
    assert list(left_behind(new.desk_file)) == [], "the folder is still there"
    there.folder.rename(tmp_path / "here")
    reindex(new.corpus, new.index)
    assert list(left_behind(new.desk_file)) == [LeftBehind(old.corpus, old.desk_file)]
    told = Reader(application(new).test_client()).open("/desk/").css_first(".trouble").text()
    assert all(str(each) in told for each in (old.corpus, old.desk_file, new.desk_file))
    new.desk_file.write_bytes(old.desk_file.read_bytes())
    reader = Reader(application(new).test_client())
    assert "Ask the harbour master." in reader.open("/article/a.txt").text()
    assert not reader.open("/desk/").css(".trouble")
    assert list(left_behind(new.desk_file)) == [], "it has been taken along"


def test_desk_on_which_nothing_lies_is_not_pointed_out(tmp_path: Path) -> None:
    there = Folder(tmp_path / "there")
    there.write("a.txt", "The ferry ran aground at noon, and all were taken off by boat.")
    old = Settings(tmp_path / "there", tmp_path / "data" / "there")
    reindex(old.corpus, old.index)
    Reader(application(old).test_client()).open("/desk/")
    there.folder.rename(tmp_path / "here")
    assert old.desk_file.exists()
    assert list(left_behind(tmp_path / "data" / "here.desk.sqlite")) == []
