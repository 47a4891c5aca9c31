"""The heaviest terms of an article stand for it."""

import numpy as np

from index.stories.pairs import Days, Weighed, dated_pairs, unknown_days
from index.stories.signatures import SIZE, number_terms, signatures, weights


def test_heaviest_terms_come_first_and_those_of_no_weight_not_at_all():
    start = np.array([0, 4, 6])
    found = signatures(start, np.array([5, 0, 7, 6, 0, 0], np.uint16), 0, 2)
    assert found[0, :4].tolist() == [2, 3, 0, -1]
    assert (found[1] == -1).all()


def test_hostile_articles_of_nothing_but_the_same_words_have_no_pairs():
    """Each shares no weight with so many others as often as it has words."""
    articles, words = 200, 2 * SIZE
    start = np.arange(0, (articles + 1) * words, words)
    lead = np.tile((np.arange(words, dtype=np.uint32) + 1) << 8 | 1 << 3, articles)
    distinct = number_terms(lead)
    weight = weights(start, lead, distinct, np.full(articles, 2021), [2021])
    assert not weight.any()
    days = Days(np.zeros(articles, np.int64), np.zeros(articles, np.int64), 0,
                np.zeros(articles, np.bool_), 1.0)  # fmt: skip
    terms = Weighed(start, lead, distinct, weight)
    pairs, scores = dated_pairs(terms, days, 0, 0, articles)
    assert len(pairs) == len(scores) == 0


def test_unknown_day_counts_for_more_the_larger_an_archive_is():
    found = [unknown_days(articles) for articles in (10, 1_000, 10_000, 1_000_000)]
    assert found[0] == found[1] == 1.0
    assert found == sorted(found)
    assert found[-1] < 4
