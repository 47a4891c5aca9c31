"""Searches that are saved say what is new, on the front page and to cron."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from index import reindex
from tests.folder import Folder
from tests.web.desk.conftest import Reader, words
from web.cli.command import main


def news(reader: Reader) -> str:
    return " ".join(reader.open("/").css_first(".news li").text().split())


def backfile_new(harbour: Folder, index_dir: Path, *options: str) -> Result:
    places = ["--corpus", str(harbour.folder), "--index", str(index_dir)]
    return CliRunner().invoke(main, ["new", *places, *options], catch_exceptions=False)


def add(harbour: Folder, index_dir: Path, name: str, text: str = "Another ferry") -> None:
    harbour.article(name, f"{text} sails. {words(name)}.", title=f"News of {name}")
    reindex(harbour.folder, index_dir)


def test_front_page_says_how_much_is_new(reader: Reader, harbour: Folder, index_dir: Path) -> None:
    reader.do("/desk/searches", address="q=ferry", name="")
    assert news(reader).startswith("ferry nothing new since")
    add(harbour, index_dir, "fresh")
    add(harbour, index_dir, "other", "No boat")
    assert news(reader).startswith("1 new since")
    page = reader.open("/desk/searches/1")
    assert [hit.text(strip=True) for hit in page.css(".hits h2")] == ["News of fresh"]
    generation = page.css_first('input[name="generation"]').attributes["value"]
    reader.do("/desk/searches/1", do="seen", generation=generation)
    assert news(reader).startswith("ferry nothing new since")


def test_what_comes_while_one_reads_stays_new(
    reader: Reader, harbour: Folder, index_dir: Path
) -> None:
    reader.do("/desk/searches", address="q=ferry", name="Ferries")
    add(harbour, index_dir, "fresh")
    shown = reader.open("/desk/searches/1").css_first('input[name="generation"]')
    add(harbour, index_dir, "later")
    said = reader.do("/desk/searches/1", do="seen", generation=shown.attributes["value"])
    assert "has changed" in said
    assert news(reader).startswith("2 new since")


def test_search_within_a_collection_can_be_saved(reader: Reader) -> None:
    reader.do("/desk/collect", article=["a1.jsonl#1"], name="Ports")
    reader.do("/desk/searches", address="q=in%3APorts", name="In ports")
    assert "nothing new" in news(reader)
    reader.do("/desk/collect", article=["a2.jsonl#1"], name="Ports")
    assert news(reader).startswith("1 new since")


def test_search_saved_twice_stands_once_and_keeps_what_is_new(
    reader: Reader, harbour: Folder, index_dir: Path
) -> None:
    reader.do("/desk/searches", address="q=ferry", name="Boats")
    add(harbour, index_dir, "fresh")
    said = reader.do("/desk/searches", address="q=ferry&sort=newest&page=2&per=25", name="ferry")
    assert said == "This search is saved already, as “Boats”."
    assert len(reader.open("/").css(".news li")) == 1
    assert news(reader).startswith("1 new since")
    reader.do("/desk/searches", address="q=ferry&outlet=Port+Gazette", name="Boats")
    assert len(reader.open("/").css(".news li")) == 2, "another filter is another search"


def test_saved_search_is_renamed_and_forgotten(reader: Reader) -> None:
    reader.do("/desk/searches", address="q=ferry", name="Ferries")
    reader.do("/desk/searches/1", do="rename", version=1, name="Boats")
    assert reader.send("/desk/searches/1", do="rename", version=1, name="Ships").status_code == 409
    assert "Boats" in news(reader)
    reader.do("/desk/searches/1", do="forget")
    reader.open("/desk/searches/1", status=404)


def test_cron_prints_what_is_new_once(reader: Reader, harbour: Folder, index_dir: Path) -> None:
    assert backfile_new(harbour, index_dir).stdout == ""
    reader.do("/desk/searches", address="q=ferry", name="Ferries")
    assert backfile_new(harbour, index_dir).stdout == ""
    add(harbour, index_dir, "fresh")
    printed = backfile_new(harbour, index_dir)
    assert (printed.exit_code, printed.stdout.splitlines()[0][:21]) == (0, "Ferries: 1 new since ")
    assert "News of fresh  fresh.jsonl#1" in printed.stdout
    record = json.loads(backfile_new(harbour, index_dir, "--json", "--seen").stdout)
    assert (record["search"], record["new"]) == ("Ferries", 1)
    assert record["articles"][0]["id"] == "fresh.jsonl#1"
    assert backfile_new(harbour, index_dir).stdout == ""


def test_cron_prints_only_the_searches_of_its_user(
    reader: Reader, harbour: Folder, index_dir: Path
) -> None:
    reader.do("/desk/searches", address="q=ferry", name="Ferries")
    add(harbour, index_dir, "fresh")
    assert backfile_new(harbour, index_dir, "--user", "ben").stdout == ""


def test_cron_tells_a_corrupt_desk(harbour: Folder, index_dir: Path, desk_file: Path) -> None:
    reindex(harbour.folder, index_dir)
    desk_file.write_bytes(b"no database at all" * 1000)
    printed = backfile_new(harbour, index_dir)
    assert printed.exit_code == 3
    assert str(desk_file) in printed.output
