"""The made articles are the same for everyone, and like news in what matters to an index."""

import hashlib
import json
from collections import Counter
from itertools import islice, pairwise

import numpy as np

from tests.bench import generate
from tests.bench.queries import words_in


def test_the_same_articles_are_made_each_time():
    assert list(generate.articles(30)) == list(generate.articles(30))
    assert list(generate.articles(30, seed=2)) != list(generate.articles(30))


def test_they_are_the_same_for_everyone():
    lines = "".join(json.dumps(article.line()) for article in generate.articles(200))
    assert hashlib.sha256(lines.encode()).hexdigest().startswith("3fa320f09587ed75")


def test_a_longer_row_begins_with_a_shorter_one():
    assert list(islice(generate.articles(generate.BLOCK + 5), 8)) == list(generate.articles(8))


def test_few_words_are_very_frequent_and_many_are_rare():
    counts = Counter(
        word for article in generate.articles(300) for word in article.text.lower().split()
    )
    frequent = sum(count for _, count in counts.most_common(100))
    assert 0.25 < frequent / counts.total() < 0.6
    assert sum(count == 1 for count in counts.values()) > 0.3 * len(counts)


def test_frequencies_follow_zipf_s_law():
    counts = Counter(
        word for article in generate.articles(1_000) for word in words_in(article.text)
    )
    shares = np.array([count for _, count in counts.most_common(2_000)]) / counts.total()
    slope, _ = np.polyfit(np.log(np.arange(10, 2_000)), np.log(shares[10:]), 1)
    assert -1.2 < slope < -0.7


def test_an_article_has_a_topic():
    """Of what it says more than once, much is of one topic and little of any other."""
    topics = [{generate._word(rank) for rank in row} for row in generate._Tongue.made(1).topics]
    for article in generate.articles(40):
        words = [word for word in words_in(article.text) if word not in generate._STOP]
        of_topic = sorted(sum(word in topic for word in words) / len(words) for topic in topics)
        assert of_topic[-1] > 0.12
        assert of_topic[-1] > 2 * of_topic[-2]


def test_some_words_go_together():
    pairs, first = Counter(), Counter()
    for article in generate.articles(300):
        words = words_in(article.text)
        first.update(words)
        pairs.update(pairwise(words))
    leaders = [word for word, count in first.most_common(400) if word not in generate._STOP]
    together = [
        max(count for (one, _), count in pairs.items() if one == leader) / first[leader]
        for leader in leaders[:60]
    ]
    assert sum(share > 0.35 for share in together) >= 1
    assert sum(share > 0.35 for share in together) < 10


def test_each_word_is_another_one():
    words = [generate._word(rank) for rank in range(20_000)]
    assert len(set(words)) == len(words)


def test_dates_ids_and_outlets_are_such(tmp_path):
    articles = list(generate.articles(200))
    assert len({article.id for article in articles}) == 200
    assert len({article.outlet for article in articles}) <= generate.OUTLETS
    assert all("2004" <= article.date[:4] <= "2024" for article in articles)
