"""Which names in pinyin are two, however alike they sound."""

import pytest

from search.names.chinese import are_two_in_chinese


@pytest.mark.parametrize(
    ("one", "other"),
    [("zhang", "zheng"), ("hubei", "hebei"), ("shanxi", "shaanxi"), ("wang", "weng"),
     ("xiaolan", "xiaolin"), ("henan", "hainan")],
)  # fmt: skip
def test_other_vowel_is_another_syllable(one, other):
    assert are_two_in_chinese(one, other)
    assert are_two_in_chinese(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("zhang", "zhang"), ("suleiman", "suliman"), ("hassan", "hessan"), ("chou", "zhou"),
     ("rangoon", "rangun"), ("karim", "kerim"), ("khanun", "khanan"), ("mangaluru", "mengaluru"),
     ("tangier", "tanger")],
)  # fmt: skip
def test_spellings_of_one_name_are_not_told_apart(one, other):
    assert not are_two_in_chinese(one, other)
