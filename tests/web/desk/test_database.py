"""The file of a desk: one, whole, private, brought to the present form, kept aside when damaged."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.web.desk.conftest import Reader, name
from web.desk import collection
from web.desk.articles import Facts, take_in
from web.desk.database import Database
from web.desk.errors import DeskDamaged, DeskNewer, DeskUnusable
from web.desk.schema import FORM
from web.desk.shelf import Shelf


def fill(path: Path, owner: str = "") -> None:
    with Database(path).writing() as connection:
        shelf = Shelf(connection, owner)
        numbers = take_in(shelf, [Facts(f"a{number}", f"Title {number}") for number in range(200)])
        collection.add(shelf, collection.named(shelf, "Ports"), list(numbers.values()))


def test_desk_is_one_private_file(tmp_path: Path) -> None:
    fill(tmp_path / "desk.sqlite")
    assert os.listdir(tmp_path) == ["desk.sqlite"]  # noqa: PTH208
    assert stat.S_IMODE((tmp_path / "desk.sqlite").stat().st_mode) == 0o600


def test_copy_made_while_it_is_used_is_a_whole_desk(tmp_path: Path) -> None:
    path, copy = tmp_path / "desk.sqlite", tmp_path / "copy.sqlite"
    fill(path)
    with Database(path).reading():
        shutil.copy(path, copy)
    with Database(copy).reading() as connection:
        assert collection.collections(Shelf(connection, ""))[0].articles == 200


def test_stamp_changes_with_every_change(tmp_path: Path) -> None:
    database = Database(tmp_path / "desk.sqlite")
    stamps = [database.stamp()]
    for number in range(5):
        with database.writing() as connection:
            collection.named(Shelf(connection, ""), f"Name {number}")
        stamps.append(database.stamp())
    assert len(set(stamps)) == 6
    with database.reading():
        pass
    assert database.stamp() == stamps[-1]


def test_interrupted_change_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "desk.sqlite")
    with suppress(ZeroDivisionError), database.writing() as connection:
        collection.named(Shelf(connection, ""), "Half done")
        raise ZeroDivisionError
    with database.reading() as connection:
        assert collection.collections(Shelf(connection, "")) == []


def test_many_writers_wait_for_each_other(tmp_path: Path) -> None:
    database = Database(tmp_path / "desk.sqlite")

    def write(start: int) -> None:
        for number in range(10):
            with database.writing() as connection:
                collection.named(Shelf(connection, ""), f"Name {start} {number}")

    threads = [threading.Thread(target=write, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert len(collection.collections(Shelf(connection, ""))) == 40


def overwrite_head(path: Path) -> None:
    path.write_bytes(b"not a database any more" + path.read_bytes()[23:])


def overwrite_middle(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    for start in range(4096, len(raw), 4096):
        raw[start : start + 200] = b"\xa5" * 200
    path.write_bytes(raw)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("damage", [overwrite_head, overwrite_middle, cut_off])
def test_corrupt_file_is_named_and_kept_aside(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    path = tmp_path / "desk.sqlite"
    fill(path)
    damage(path)
    damaged = path.read_bytes()
    database = Database(path)
    with pytest.raises(DeskDamaged) as failure, database.reading():
        pass
    assert str(path) in str(failure.value)
    (aside,) = database.kept_aside()
    assert str(aside) in str(failure.value)
    assert aside.read_bytes() == damaged
    fill(path)
    assert database.kept_aside() == [aside], "the new desk is not set aside with it"


def test_corrupt_file_is_told_on_pages_and_the_archive_still_searches(
    open_desk: Callable[..., Reader], desk_file: Path
) -> None:
    first = open_desk()
    first.do("/desk/collect", article=[name(1)], name="Ports")
    overwrite_head(desk_file)
    reader = open_desk()
    page = reader.open("/search?q=ferry")
    assert str(desk_file) in page.css_first(".trouble").text()
    assert page.css(".hits > li")
    page = reader.open("/desk/")
    assert "kept aside" in page.css_first(".trouble").text()
    assert reader.do("/desk/collect", article=[name(1)], name="Anew").startswith("1 article")


def test_later_form_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    fill(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {FORM + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DeskNewer, match="later version"), Database(path).reading():
        pass
    assert path.read_bytes() == before


def test_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DeskUnusable, match="another program"), Database(path).writing():
        pass
    assert path.read_bytes() == before


def test_place_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    path = tmp_path / "file" / "desk.sqlite"
    with pytest.raises(DeskUnusable, match=r"desk\.sqlite"), Database(path).reading():
        pass


def test_file_put_in_place_of_another_is_the_one_that_is_read(tmp_path: Path) -> None:
    path, backup = tmp_path / "desk.sqlite", tmp_path / "backup.sqlite"
    database = Database(path)
    with database.writing() as connection:
        collection.named(Shelf(connection, ""), "Old")
    fill(backup)
    backup.replace(path)
    with database.reading() as connection:
        assert [each.name for each in collection.collections(Shelf(connection, ""))] == ["Ports"]
