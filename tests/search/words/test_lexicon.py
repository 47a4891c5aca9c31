"""The words of the index as people write them."""

from collections import Counter

import pytest

from index import Article
from search.words.lexicon import Lexicon, forms_in
from tests.index.shelf import Shelf


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "index")


def test_words_are_counted_in_articles_that_are_not_deleted(shelf):
    shelf.commit({"a": Article("", "The goats"), "b": Article("", "A goat"), "c": Article("", "")})
    shelf.commit({"d": Article("Goat", "")}, drop=["b"])
    lexicon = Lexicon(shelf.generation())
    assert lexicon.df("text", "GOAT") == 2
    assert lexicon.df("title", "goats") == 1
    assert lexicon.df("outlet", "goat") == 0
    assert lexicon.articles == 3


def test_forms_are_read_from_articles_that_are_not_deleted(shelf):
    shelf.commit({"a": Article("", "Policies"), "b": Article("", "a policy, the policy")})
    assert Lexicon(shelf.generation()).forms("text", "polici", 4) == {"policy": 2, "Policies": 1}
    shelf.commit({}, drop=["b"])
    assert Lexicon(shelf.generation()).forms("text", "polici", 4) == {"Policies": 1}
    shelf.commit({}, drop=["a"])
    assert Lexicon(shelf.generation()).forms("text", "polici", 4) == {}


@pytest.mark.parametrize(
    ("field", "term", "form"),
    [
        ("text", "headlin", "Headlines"),
        ("text", "harbor", "harbour"),
        ("title", "headlin", "Headlines"),
        ("outlet", "echo", "Écho"),
        ("byline", "obrien", "O'Brien"),
        ("path", "notes", "notes"),
        ("url", "example", "example"),
        ("text", "nowhere", None),
    ],
)
def test_forms_of_each_field(shelf, field, term, form):
    article = Article(
        "Headlines", "The harbour", outlet="L'Écho", byline="O'Brien", url="https://a.example/"
    )
    outlet = Article("", "", outlet="Écho")
    shelf.commit({"my_notes.txt": article, "b": outlet})
    forms = Lexicon(shelf.generation()).forms(field, term, 4)
    assert list(forms) == ([form] if form else [])


@pytest.mark.parametrize(
    ("text", "term", "forms"),
    [
        ("Iran, IRAN and Iran's Iranians", "iran", {"Iran": 1, "IRAN": 1, "Iran's": 1}),
        ("The U.S. says", "us", {"U.S.": 1}),
        ("pe\u0302che", "pech", {"pe\u0302che": 1}),
        ("Öl und Ol", "ol", {"Öl": 1, "Ol": 1}),
        ("أحمد احمد", "احمد", {"أحمد": 1, "احمد": 1}),
        ("3,000 goats", "3000", {"3,000": 1}),
        ("", "goat", {}),
    ],
)
def test_forms_in_a_text(text, term, forms):
    assert forms_in(text, "text", term) == Counter(forms)


FRENCH = "Le président de l'école a parlé devant les enfants de la ville, et tous ont applaudi."


def test_words_of_every_language_of_the_archive_count(shelf):
    shelf.commit({"a": Article("", FRENCH, lang="fr"), "b": Article("", "The president spoke")})
    lexicon = Lexicon(shelf.generation())
    assert lexicon.df("text", "président") == 2
    assert lexicon.df("text", "applaudi") == 1
    terms = [term for term in lexicon.near("text", "applaudu", 1, 0) if "applaud" in term]
    assert [lexicon.forms("text", term, 4) for term in terms] == [{"applaudi": 1}]
