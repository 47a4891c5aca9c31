"""The made articles are the same for everyone, and like news in what matters to an index."""

from collections import Counter
from itertools import islice

from tests.bench import generate


def test_the_same_articles_are_made_each_time():
    assert list(generate.articles(30)) == list(generate.articles(30))
    assert list(generate.articles(30, seed=2)) != list(generate.articles(30))


def test_a_longer_row_begins_with_a_shorter_one():
    assert list(islice(generate.articles(generate.BLOCK + 5), 8)) == list(generate.articles(8))


def test_few_words_are_very_frequent_and_many_are_rare():
    counts = Counter(
        word for article in generate.articles(300) for word in article.text.lower().split()
    )
    frequent = sum(count for _, count in counts.most_common(100))
    assert 0.25 < frequent / counts.total() < 0.6
    assert sum(count == 1 for count in counts.values()) > 0.3 * len(counts)


def test_each_word_is_another_one():
    words = [generate._word(rank) for rank in range(20_000)]
    assert len(set(words)) == len(words)


def test_dates_ids_and_outlets_are_such(tmp_path):
    articles = list(generate.articles(200))
    assert len({article.id for article in articles}) == 200
    assert len({article.outlet for article in articles}) <= generate.OUTLETS
    assert all("2004" <= article.date[:4] <= "2024" for article in articles)
