"""The user's own register of names."""

import os
from pathlib import Path

import pytest

from index import NAMES_FILE
from search.names.register import add_apart, apart_in, read_register, remove_apart, stamp_of
from tests.hang import does_not_hang

TEXT = """\
# ours
Hezbollah, Hizballah,  حزب الله   # the party
not: Barak, Barack
NOT: Barak, Barrack
,,
alone
"""


def test_spellings_of_a_line_find_one_another(tmp_path):
    (tmp_path / NAMES_FILE).write_text(TEXT, encoding="utf-8")
    register = read_register([tmp_path, tmp_path / "nowhere"])
    assert register.listed["hizballah"] == {"hezbollah": "Hezbollah", "حزب الله": "حزب الله"}
    assert "alone" not in register.listed
    assert set(register.apart["barak"]) == {"barack", "barrack"}
    assert set(register.apart["barack"]) == {"barak"}


def test_name_with_a_small_word_finds_the_others_as_a_query_has_it(tmp_path):
    (tmp_path / NAMES_FILE).write_text("Hezbollah, Party of God\nThe Hague, Den Haag")
    listed = read_register([tmp_path]).listed
    assert listed["party of god"] == listed["party god"] == {"hezbollah": "Hezbollah"}
    assert "hague" not in listed


def test_registers_of_several_folders_are_one(tmp_path):
    for folder, line in (("a", "Kyiv, Kiev"), ("b", "Kiev, Kiew")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / NAMES_FILE).write_text(line)
    listed = read_register([tmp_path / "a", tmp_path / "b"]).listed
    assert set(listed["kiev"]) == {"kyiv", "kiew"}


def test_two_names_are_kept_apart_for_good_and_once(tmp_path):
    (tmp_path / NAMES_FILE).write_text("Kyiv, Kiev")  # without a line's end
    before = stamp_of([tmp_path])
    add_apart(tmp_path, "barak", "barack")
    add_apart(tmp_path, "barak", "barack")
    assert (tmp_path / NAMES_FILE).read_text() == "Kyiv, Kiev\nnot: barak, barack\n"
    assert stamp_of([tmp_path]) != before
    assert read_register([tmp_path]).listed["kyiv"] == {"kiev": "Kiev"}


def test_hostile_register_is_read_as_far_as_it_makes_sense(tmp_path):
    (tmp_path / NAMES_FILE).write_bytes(b"\xff\xfe\x00, x\nnot:\nnot: one\n" + b"a," * 50_000)
    register = read_register([tmp_path])
    assert not register.apart


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1251"])
def test_register_is_read_as_editors_save_it(tmp_path, encoding):
    text = "Хезболла, Хизбалла, Партия Бога\nnot: Барак, Баррак\nМосква, Масква и другие имена\n"
    bom = "\ufeff" if encoding == "utf-16-be" else ""
    (tmp_path / NAMES_FILE).write_bytes((bom + text).encode(encoding))
    register = read_register([tmp_path])
    assert set(register.listed["хезболла"]) == {"хизбалла", "партия бога"}
    assert "баррак" in register.apart["барак"]


def test_what_is_written_down_and_taken_back_leaves_the_rest_in_any_encoding(tmp_path):
    (tmp_path / NAMES_FILE).write_bytes("Хезболла, Hizballah  # наша\n".encode("utf-16"))
    add_apart(tmp_path, "Barak", "Barack")
    assert apart_in(tmp_path) == [("Barak", "Barack")]
    assert "hizballah" in read_register([tmp_path]).listed["хезболла"]
    remove_apart(tmp_path, "Barack", "Barak")
    assert (tmp_path / NAMES_FILE).read_text() == "Хезболла, Hizballah  # наша\n"


def test_register_that_is_a_link_stays_one(tmp_path):
    (tmp_path / "ours.txt").write_text("Kyiv, Kiev\n")
    (tmp_path / NAMES_FILE).symlink_to(tmp_path / "ours.txt")
    add_apart(tmp_path, "Barak", "Barack")
    assert (tmp_path / NAMES_FILE).is_symlink()
    assert (tmp_path / "ours.txt").read_text() == "Kyiv, Kiev\nnot: Barak, Barack\n"


@does_not_hang
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path)])
def test_hostile_register_that_is_no_file_says_nothing(tmp_path, make):
    make(tmp_path / NAMES_FILE)
    assert not read_register([tmp_path]).listed
    assert apart_in(tmp_path) == []
    with pytest.raises(OSError, match=r".+"):
        add_apart(tmp_path, "Barak", "Barack")


@does_not_hang
def test_hostile_register_of_long_lines_is_kept_line_by_line(tmp_path):
    many = ", ".join(f"Name{number}" for number in range(20_000))
    (tmp_path / NAMES_FILE).write_text(f"{many}\nnot: {many}\n")
    register = read_register([tmp_path])
    assert len(register.listed["name7"]) == len(register.apart["name7"]) == 19_999
    assert register.are_one("name7", "name8") is False
