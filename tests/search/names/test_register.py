"""The user's own register of names."""

from index import NAMES_FILE
from search.names.register import add_apart, read_register, stamp_of

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
    assert register.apart["barak"] == {"barack", "barrack"}
    assert register.apart["barack"] == {"barak"}


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
