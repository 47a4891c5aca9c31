"""Which names that articles have are spellings of one."""

import pytest

from search.names.register import Register, read_register
from search.names.same_name import alike

NAMES = (
    "bel hazra", "belhazra", "elias marwani", "ilyas merouani", "elias marwan", "marwani elias",
    "ada oke", "ida oke", "ada okoro",
)  # fmt: skip


NO_REGISTER = Register()


def found(one, others=NAMES, register=NO_REGISTER, are=lambda one, other: True):
    return [others[place] for place in alike(one, others, register, are)]


def test_names_whose_words_sound_alike_are_one():
    assert "ilyas merouani" in found("elias marwani")
    assert "marwani elias" not in found("elias marwani")
    assert "ada okoro" not in found("ada oke")


def test_words_that_are_joined_are_one():
    assert found("belhazra") == ["bel hazra"]


def test_archive_decides_of_words_that_sound_alike():
    assert found("elias marwani", are=lambda one, other: False) == []


@pytest.mark.parametrize("one", ["", "x", "ada"])
def test_name_of_nothing_much_is_like_no_other(one):
    assert found(one) == []


def test_register_wins(tmp_path):
    (tmp_path / "names.txt").write_text("not: Elias Marwani, Ilyas Merouani\nAda Oke, Ada Okoro\n")
    register = read_register([tmp_path])
    assert "ilyas merouani" not in found("elias marwani", register=register)
    assert "ada okoro" in found("ada oke", register=register)
