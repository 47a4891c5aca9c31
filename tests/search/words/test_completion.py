"""Completion: words that people write and titles there are, never one that is deleted."""

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Article, Store, name_of, term_of
from index.analysis import STOP_WORDS, WORD
from search.words.completion import Completer, Typing
from search.words.prefix import articles_from, articles_with, counts_of, terms_from
from tests.hang import does_not_hang
from tests.index.shelf import Shelf, random_article


@pytest.fixture
def complete(engine, index_dir):
    """Completes from the index of the fixture `engine`."""
    return shown_by(Store.open(index_dir).generation())


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "shelf")


def titled(*titles, **facts):
    return {f"{title}-{place}": Article(title, "", **facts) for place, title in enumerate(titles)}


def shown_by(generation):
    """Completes: words, then titles."""
    complete = Completer(generation).complete

    def shown(typed, limit=8):
        found = complete(typed, limit)
        return [*found.words, *(headline.title for headline in found.headlines)]

    return shown


def completer(shelf):
    return shown_by(shelf.generation())


def test_words_are_not_stems(shelf):
    shelf.commit(titled("Policy of the police", "Attacking policies", "Agencies"))
    complete = completer(shelf)
    assert complete("polici", 1) == ["policies"]
    assert complete("policy")[0] == "Policy of the police"
    assert complete("polic", 2)[0] in {"policy", "police", "policies"}
    assert complete("attacki")[0] == "attacking"
    assert complete("agenc")[0] == "agencies"


def test_most_frequent_word_comes_first(shelf):
    shelf.commit(titled(*["Wall"] * 3, *["Water"] * 5, "Wax"))
    shelf.commit(titled(*["Wax street"] * 3))
    assert completer(shelf)("wa", 6)[:3] == ["water", "wax", "wall"]


def test_words_before_decide_what_is_frequent(shelf):
    shelf.commit({"a": Article("Wall", "in the harbour"), **titled(*["Water"] * 5)})
    assert completer(shelf)("wa", 4)[:2] == ["water", "wall"]
    assert completer(shelf)("harbour wa") == ["harbour wall"]


def test_words_of_every_language_of_the_archive_complete(shelf):
    french = "Les présidents des écoles ont parlé devant les enfants, et tous ont applaudi."
    shelf.commit({"a": Article("Les présidents des écoles", french, lang="fr")})
    assert completer(shelf)("applau")[:1] == ["applaudi"]
    assert completer(shelf)("enfants app")[:1] == ["enfants applaudi"]
    assert completer(shelf)("écoles prés") == ["écoles présidents", "Les présidents des écoles"]


def test_irregular_form_completes(shelf):
    shelf.commit({"a": Article("", "The harbour master sought help")})
    assert completer(shelf)("soug") == ["sought"]


def test_newest_title_comes_first_and_each_once(shelf):
    shelf.commit(titled("Ferry one", "Ferry two", date="2020-05") | {"u": Article("Ferry no", "")})
    shelf.commit({"n": Article("Ferry new", "", date="2021"), "o": Article("FERRY ONE", "")})
    assert completer(shelf)("ferry ") == ["Ferry new", "Ferry one", "Ferry two", "Ferry no"]


def test_newest_of_many_titles_come_first(shelf):
    titles = {
        f"a{day}": Article(f"Ferry {day}", "", date=f"2020-01-{day}") for day in range(10, 32)
    }
    titles |= {
        f"b{day}": Article(f"Ferries {day}", "", date=f"2019-01-{day}") for day in range(10, 32)
    }
    shelf.commit(titles)
    assert completer(shelf)("ferr", 5)[1:] == [f"Ferry {day}" for day in (31, 30, 29, 28)]


def test_title_must_have_the_word_itself(shelf):
    shelf.commit(titled("Policy at last", "Policies at last"))
    assert completer(shelf)("last polici") == ["last policies", "Policies at last"]


def test_deleted_articles_are_never_shown(shelf):
    shelf.commit(titled("Ferry aground", "Ferment") | titled("Harbour"))
    shelf.commit({}, drop=["Ferry aground-0"])
    assert completer(shelf)("fe") == ["ferment", "Ferment"]
    assert completer(shelf)("aground ") == []
    assert completer(shelf)("ferr") == []


def test_places_are_shared_between_words_and_titles(shelf):
    shelf.commit(titled(*(f"Wa{letter} one" for letter in "bcdefgh")))
    found = completer(shelf)("wa", 8)
    assert [line.endswith("one") for line in found] == [False] * 4 + [True] * 4
    assert len(completer(shelf)("wa", 3)) == 3
    assert completer(shelf)("wa", 0) == []


@pytest.mark.parametrize(
    ("title", "typed", "completion"),
    [
        ("Élection présidentielle", "elec", "élection"),
        ("Election", "ÉLEC", "ELECTION"),
        ("Тунис и Россия", "тун", "тунис"),
        ("أحمد في تونس", "احم", "أحمد"),
        ("احمد في تونس", "أح", "احمد"),
        ("東京の空", "東京", None),
        ("O'Brien wins", "o'br", "o'brien"),
        ("The U.S. wins", "u", "u.s."),
    ],
)
def test_scripts_accents_and_case(shelf, title, typed, completion):
    shelf.commit(titled(title))
    found = completer(shelf)(typed)
    assert title in found
    assert found[:-1] == ([completion] if completion else [])


def test_very_long_title_is_not_offered(shelf):
    shelf.commit(titled("Ferry " * 50))
    assert completer(shelf)("fer") == ["ferry"]


def test_empty_index_completes_nothing(shelf):
    shelf.commit({})
    assert completer(shelf)("fer") == []


@pytest.mark.parametrize(
    "typed",
    ["\ud800", "f\ud800", "\x00", "f" * 10_000, "fer " * 300, "f" * 1_000, "\u0640", "ﬁ" * 100,
     "a\u0301", "''", "’s", '"' * 500, "_", "outlet:", "outlet:'", "\u200bfer", "𝐟𝐞𝐫"],
)  # fmt: skip
@does_not_hang
def test_hostile_typing_does_not_hang(complete, typed):
    complete(typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(alphabet="ferywalhbou 'ÉT:\"-(\ud800ا", max_size=16))
def test_any_typing_is_kept_or_is_part_of_a_title(complete, typed):
    titles = {"Ferry aground off Oumet", "The buoy was dark", "Goat finds archive", "Bateaux",
              "A wall of harbour noise"}  # fmt: skip
    typing = Typing.of(typed)
    for completion in complete(typed):
        word = name_of(completion.removeprefix(typing.before))
        is_kept = completion.startswith(typing.before) and word.startswith(typing.beginning)
        assert completion in titles or is_kept


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Random articles in several segments, some deleted."""
    shelf = Shelf(tmp_path_factory.mktemp("library") / "index")
    rng = random.Random(3)
    for batch in range(3):
        shelf.commit({f"{batch}-{number}": random_article(rng) for number in range(40)})
    shelf.commit({}, drop=[f"1-{number}" for number in range(0, 40, 3)])
    return shelf


BEGINNINGS = ["", "g", "ha", "harb", "ferr", "ferry", "stri", "ca", "a", "u", "اح", "東", "zz", "3"]


@pytest.mark.parametrize("field", ["text", "title", "byline"])
@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_terms_that_begin_so_are_counted_as_one_by_one(library, field, beginning):
    for segment in library.generation().segments:
        numbers = terms_from(segment, field, beginning)
        every = segment.terms.of_field(("text", "title", "outlet", "byline").index(field))
        terms = [segment.terms[number].decode() for number in numbers]
        assert [
            number for number in every if segment.terms[number].decode().startswith(beginning)
        ] == [*numbers]
        assert len(terms) == len(numbers)
        wanted = articles_with(segment, "text", ("ferry", "goats"))
        for mask in (None, wanted):
            docs = [segment.postings(number).doc for number in numbers]
            one_by_one = [len(doc) if mask is None else int(mask[doc].sum()) for doc in docs]
            assert counts_of(segment, numbers, mask).tolist() == one_by_one


@pytest.mark.parametrize("words", [(), ("ferry",), ("ferry", "goats"), ("nowhere",)])
def test_articles_with_words_are_those_that_have_them(library, words):
    terms = {term_of(word) for word in words}
    for segment in library.generation().segments:
        mask = articles_with(segment, "title", words)
        live = segment.live_docs()
        having = [
            doc
            for doc in live
            if terms <= set(map(term_of, WORD.findall(segment.facts(doc).title)))
        ]
        assert (live if mask is None else np.flatnonzero(mask).tolist()) == having


@pytest.mark.parametrize("beginning", [b for b in BEGINNINGS if b])
def test_titles_are_those_with_such_a_word(library, beginning):
    begun = name_of(beginning)  # 東 is folded to 东
    titles = {
        article.title
        for article in library.articles.values()
        if any(name_of(word).startswith(begun) for word in WORD.findall(article.title))
    }
    found = shown_by(library.generation())(beginning, 500)
    folded = {title.casefold() for title in titles}
    assert {line.casefold() for line in found} & folded == folded
    words = [line for line in found if line not in titles]
    assert all(name_of(word).startswith(begun) for word in words)
    assert not STOP_WORDS & set(words)
    for segment in library.generation().segments:
        for doc in segment.live_docs():
            if segment.facts(doc).title in titles:
                assert articles_from(segment, "title", begun)[doc]
