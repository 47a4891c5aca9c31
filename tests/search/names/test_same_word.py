"""Whether two names of one word are spellings of one, by what is known of the pair."""

import pytest

from search.names.same_word import SOUND, Pair, kind_of_unheard


def unheard(one, other, cost, size):
    pair = Pair(one, other, cost, size, is_near=False, is_place=False, df=(0, 9), articles=5_000)
    return kind_of_unheard(pair)


def test_name_that_no_article_has_finds_what_sounds_nearly_the_same():
    assert unheard("qadhafi", "gaddafi", 0.3, 6) == SOUND
    assert unheard("mali", "maalli", 0.0, 4) == SOUND


@pytest.mark.parametrize(("one", "other", "cost", "size"), [("mali", "molly", 0.22, 4),
                                                            ("li", "lee", 0.0, 2)])  # fmt: skip
def test_short_one_is_not_taken_for_what_only_sounds_like_it(one, other, cost, size):
    assert unheard(one, other, cost, size) is None
