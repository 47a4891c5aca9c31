"""What words sound like: rows of sounds, their keys, what one costs for another."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import fold
from index.names.sounds import FAR, costs_of, keys_of, sizes_of, sounds_of
from index.names.table import parse_table, sound_table
from index.names.word import LONGEST_NAME, as_letters


def cost(one: str, other: str, most: float = 3.0) -> float:
    """What one word costs for another."""
    return float(costs_of(as_letters([fold(one)]), as_letters([fold(other)]), most)[0][0])


def keys(word: str) -> set[int]:
    """The keys of a word."""
    return set(keys_of(as_letters([fold(word)]))[0].tolist())


SPELLINGS = [
    "Hezbollah Hizballah Hizbullah",
    "Gaddafi Qadhafi Kadafi القذافي Каддафи",
    "Gorbachev Gorbatschow Gorbatchev Горбачёв",
    "Xinjiang Shinjiang",
    "Netanyahu Netanjahu נתניהו",
    "Zarqawi Zarkawi Zarqaoui الزرقاوي",
    "Chekhov Tchekhov Tschechow Чехов",
    "Milošević Milosevic Милошевић",
    "Papandreou Παπανδρέου",
    "Saakashvili სააკაშვილი",
    "Wojtyla Voytila",
    "Merwani Merouani Marwani Мервани المرواني",
    "Wezzal Ouezzal",
    "Nadezhda Nadejda Надежда",
    "Forester פורסטר",
    "Bridger ברידגר",
    "Xhelili Djelili Jelili",
    "Batsine Batsin",
    "Zhou Чжоу",
    "Jinhai Цзиньхай",
    "Rathir Ратхир",
    "Bhatti Бхатти",
    "Mazhenko Mazhenka Мажэнка",
    "Orlouskaya Orlovskaya Орловская",
    "Orliev Orlijew Orliyev",
]

OTHERS = ["Obama Osama", "Iran Iraq", "Sweden Sudan", "Libya Lebanon", "Slovakia Slovenia"]


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_spellings_of_a_name_sound_alike_and_share_a_key(spellings: str) -> None:
    first, *others = spellings.split()
    for other in others:
        assert cost(first, other) <= 0.12 * len(first), other
        assert keys(first) & keys(other), other


@pytest.mark.parametrize("names", OTHERS)
def test_other_names_sound_otherwise(names: str) -> None:
    one, other = names.split()
    assert cost(one, other) > 0.12 * len(one)


def test_ending_that_tells_people_apart_costs_more_than_vowel_within() -> None:
    assert cost("Maria", "Mario") > 1.5 * cost("Hamad", "Hamod")
    assert cost("Paul", "Paula") > cost("Karim", "Karm")


@pytest.mark.parametrize(
    ("latin", "abjad"),
    [("Fadel", "פדל"), ("Padel", "פדל"), ("Varon", "ברון"), ("Baron", "ברון"), ("Polin", "بولين"),
     ("Shimon", "שמון"), ("Simon", "שמון"), ("Gamil", "جميل"), ("Jamil", "جميل")],
)  # fmt: skip
def test_letter_of_an_abjad_that_may_be_of_two_sounds_is_either(latin: str, abjad: str) -> None:
    assert cost(latin, abjad) <= 0.3
    assert keys(latin) & keys(abjad)


@pytest.mark.parametrize(
    ("latin", "abjad"),
    [("Koldo", "كولدو"), ("Kuldu", "كولدو"), ("Velko", "فيلكو"),
     ("Felku", "فيلكو"), ("Wadek", "وادك"), ("Nawad", "نواد"), ("Jovan", "جوفان")],
)  # fmt: skip
def test_letter_of_an_abjad_may_be_another_vowel_or_beside_one_no_vowel(
    latin: str, abjad: str
) -> None:
    assert cost(latin, abjad) <= 0.32
    assert keys(latin) & keys(abjad)


def test_case_of_a_cyrillic_name_is_no_sound_of_it() -> None:
    for latin, cases in (("Korvad", "Корваде Корваду Корвадом"), ("Putin", "Путине Путиным")):
        assert max(cost(latin, form) for form in cases.split()) < 0.1
    assert cost("Valentin", "Валентина") > 0.4
    assert cost("Peru", "Перу") < 0.1


def test_syllables_of_chinese_are_read_in_each_system() -> None:
    for pinyin, other in (("Guo", "Kuo"), ("Deng", "Teng"), ("Jing", "Ching"), ("Han", "Хань")):
        assert cost(pinyin, other) <= 0.3
    assert cost("Kuo", "Guo") < cost("Karim", "Garim")
    assert cost("Zhou", "Chou") < cost("Zhang", "Chang")


def test_first_letter_of_hebrew_name_is_a_vowel_before_consonants() -> None:
    assert cost("Yigdal", "יגדל") < 0.2
    assert cost("Yoram", "יורם") < 0.2 < cost("Oram", "יורם")


def test_vowels_cost_next_to_nothing_beside_script_without_them() -> None:
    assert cost("Mubarak", "مبارك") < 0.2 < cost("Mubarak", "Mbrk")


def test_article_of_arabic_is_not_read() -> None:
    assert sounds_of(as_letters(["القذافي", "قذافي"])) == ["kDaFI", "kDaFI"]


def test_readings_differ_where_languages_do() -> None:
    word = as_letters(["wajda"])
    assert sounds_of(word) != sounds_of(word, "continental")
    assert sounds_of(as_letters(["xi"]), "pinyin") == ["Si"]


def test_script_of_no_rule_is_read_in_latin_letters() -> None:
    assert sounds_of(as_letters(["თბილისი"])) == ["tbilisi"]


def test_sizes_count_sounds_and_one_more_without_vowels() -> None:
    assert sizes_of(as_letters(["schmidt", "مبارك", "12", ""])).tolist() == [5, 6, 0, 0]


def test_cost_above_the_limit_is_far() -> None:
    assert cost("Berlin", "Kandahar", most=1.2) == np.float32(FAR)


def test_keys_are_grouped_by_word() -> None:
    key, number = keys_of(as_letters(["chris", "", "kris"]))
    assert (np.diff(number.astype(int)) >= 0).all()
    assert set(key[number == 0]) & set(key[number == 2])
    assert len(key[number == 1]) == 1  # of no consonants


def test_hostile_long_word_is_cut_and_costs_no_crash() -> None:
    long = as_letters(["x" * 3 * LONGEST_NAME, "щ" * 100, "ксюш" * 50])
    assert len(sounds_of(long)) == 3
    assert len(costs_of(as_letters(["ch" * 99]), long, 50.0)[0]) == 3


@given(st.text(max_size=60), st.text(max_size=60))
def test_cost_is_the_same_either_way_and_nothing_between_equals(one: str, other: str) -> None:
    assert cost(one, other) == pytest.approx(cost(other, one), abs=1e-5)
    assert cost(one, one) == 0


@given(st.text(max_size=60))
def test_any_text_has_sounds_of_the_table_and_keys(word: str) -> None:
    (sounds,) = sounds_of(as_letters([fold(word)]))
    assert set(sounds) <= set(sound_table().sounds)
    assert all(one != other for one, other in pairwise(sounds))
    assert keys(word)


TABLE = """
[vowels]
a e
[consonants]
k s
[latin]
a > a
c > s / _ [e]
c > k
e > e
ce > ke / # _ #   # a note
[costs]
.2  ks
[lost]
.1  a
[classes]
K  k
S  s
[abjad-classes]
"""


def test_table_is_what_its_text_says() -> None:
    table = parse_table(TABLE)
    assert table.sounds == "aeks"
    assert table.rules.instead[2, 3] == np.float32(0.2)
    assert table.rules.lost.tolist() == pytest.approx([0.1, 1, 1, 1])


@pytest.mark.parametrize(
    "row", ["> a", "abcdefgh > a", "a > q", "a > a (dutch)", "a > a / L L L L _"]
)
def test_row_that_makes_no_sense_is_named(row: str) -> None:
    with pytest.raises(ValueError, match=r"a|>"):
        parse_table(TABLE.replace("a > a\n", f"{row}\n", 1))
