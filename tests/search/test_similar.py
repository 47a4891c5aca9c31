"""More like this: the words that tell an article from others, as a query."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as ast

from index import Article, Store, term_of, tokens
from search.similar import MOST_WORDS, Frequencies, query_of
from tests.index.shelf import Shelf

ARTICLE = Article(
    "Ferry aground",
    "The ferry ran aground at 12:30 with 212 people. Ferries are old, said the harbourmaster.",
)


def words(query):
    return {leaf.text: leaf.boost for leaf in query}


def test_words_are_in_the_form_the_article_has():
    found = words(query_of(ARTICLE, lambda term: 3, 100))
    assert set(found) >= {"Ferry", "aground", "ran", "people", "harbourmaster", "old", "said"}


def test_word_of_the_title_and_frequent_word_weigh_most():
    found = words(query_of(ARTICLE, lambda term: 3, 100))
    assert found["Ferry"] == 1 > found["aground"] > found["people"]
    assert found["people"] == pytest.approx(1 / (1 + math.log(5)), abs=0.001)


def test_stop_words_numbers_and_lone_letters_are_left_out():
    query = query_of(Article("", "The 212 of 3,000 x Y goats in 2023 G20"), lambda term: 3, 100)
    assert set(words(query)) == {"goats", "G20"}


def test_words_of_no_other_article_are_left_out():
    df = {"ferri": 1, term_of("ran"): 100, "old": 2}
    found = words(query_of(ARTICLE, lambda term: df.get(term, 0), 100))
    assert list(found) == ["old", "ran"]


def test_article_without_telling_words_has_no_query():
    assert query_of(Article("", ""), lambda term: 3, 100) is None
    assert query_of(Article("The of", "12 34"), lambda term: 3, 100) is None
    assert query_of(ARTICLE, lambda term: 1, 100) is None
    assert query_of(ARTICLE, lambda term: 1, 0) is None


def test_rarest_words_are_taken_first():
    text = " ".join(f"{chr(97 + n // 26)}q{chr(97 + n % 26)}k" for n in range(100))
    df = {term_of(word): 2 + place for place, word in enumerate(text.split())}
    found = words(query_of(Article("", text), df.__getitem__, 1_000))
    assert list(found) == text.split()[:MOST_WORDS]


def slow(article, df, articles):
    """The telling words with their boosts, by the definition."""
    tf = Counter()
    for text, weight in ((article.title, 3), (article.text, 1)):
        for token in tokens(text):
            tf[token.term] += weight
    weight = {}
    for term, count in tf.items():
        if df(term) > 1 and term not in {"the", "of", "a"} and len(term) > 1:
            weight[term] = count * math.log(1 + (articles - df(term) + 0.5) / (df(term) + 0.5))
    best = sorted(weight, key=lambda term: (-weight[term], term))[:MOST_WORDS]
    most = max((1 + math.log(tf[term]) for term in best), default=0)
    return {term: round((1 + math.log(tf[term])) / most, 3) for term in best}


some_words = st.lists(
    st.sampled_from("the of goat goats ferry Ferries harbour café أحمد Тунис strike".split())  # noqa: SIM905  # read as a text
)


@given(title=some_words, text=some_words, dfs=st.lists(st.integers(0, 12), min_size=12))
def test_weighs_as_defined(title, text, dfs):
    article = Article(" ".join(title), " ".join(text))

    def df(term):
        return dfs[sum(map(ord, term)) % len(dfs)]

    query = query_of(article, df, 20)
    found = {} if query is None else {term_of(leaf.text): leaf.boost for leaf in query}
    assert found == slow(article, df, 20)
    assert query is None or (type(query) is ast.Or and query == query_of(article, df, 20))


@pytest.mark.parametrize(
    "text", ["\ud800", "\x00", "x" * 10_000, "a\u0301 " * 1_000, "word " * 200_000, "ﬁ\ud800" * 99]
)
def test_hostile_article_has_a_query_or_none(text):
    query = query_of(Article(text[:1_000], text), lambda term: 2, 100)
    assert query is None or len(list(query)) <= MOST_WORDS


def test_frequencies_are_those_of_a_language(tmp_path):
    shelf = Shelf(tmp_path / "index")
    shelf.commit({f"fr{n}": Article("", f"Les bacs {n}", lang="fr") for n in range(4)})
    shelf.commit({f"en{n}": Article("", "The ferries", lang="en") for n in range(9)}, drop=["fr0"])
    generation = shelf.generation()
    french, every, none = (Frequencies(generation, lang) for lang in ("fr", "", "ar"))
    assert (french.articles, every.articles, none.articles) == (3, 12, 0)
    les = term_of("les", "fr")
    assert (french.df(les), every.df(les), none.df(les)) == (3, 3, 0)
    assert every.df(term_of("les")) == 0  # English has no such word
    assert (french.df("ferri"), every.df("ferri"), french.df("nowher")) == (0, 9, 0)


def test_finds_the_article_about_the_same(engine, index_dir):
    frequencies = Frequencies(Store.open(index_dir).generation(), "en")
    article = engine.article("undated.jsonl#1").article
    query = query_of(article, frequencies.df, frequencies.articles)
    hits = engine.search(" OR ".join(leaf.text for leaf in query)).hits
    assert [hit.title for hit in hits] == [article.title, "Goat finds archive"]
