"""Did you mean: what is offered finds more, is a word that people write, and is else as typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Article
from search import Engine
from search.names.options import AS_TYPED
from search.query import parse, understood
from search.words.lexicon import Lexicon
from search.words.spelling import Speller
from tests.hang import does_not_hang
from tests.index.shelf import Shelf


class Desk:
    """An index, and what it offers for a query."""

    def __init__(self, directory):
        self.engine = Engine.open(directory)
        self.counted = 0

    def count(self, tree):
        self.counted += 1
        return self.engine.search(understood(tree), names=AS_TYPED).total

    def suggestion(self, text):
        return Speller(Lexicon(self.generation)).correct(parse(text), self.count)

    def __call__(self, text):
        found = self.suggestion(text)
        return found and found.text


@pytest.fixture
def small(engine, index_dir):
    """The index of the fixture `engine`."""
    return desk_of(Shelf(index_dir))


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "shelf")


def desk_of(shelf):
    desk = Desk(shelf.directory)
    desk.generation = shelf.generation()
    return desk


def articles(text, number, name="a"):
    return {f"{name}{place}": Article("", text) for place in range(number)}


def test_next_word_is_tried_when_the_likeliest_finds_nothing(shelf):
    common = articles("The boat", 9, "a")
    shelf.commit(common | articles("The goat archive", 1, "b"))
    desk = desk_of(shelf)
    assert desk("xoat") == "boat"
    assert desk("xoat archive") == "goat archive"


def test_word_is_shown_as_people_write_it(shelf):
    shelf.commit(articles("The government and its policies, said the Governments.", 3))
    desk = desk_of(shelf)
    assert desk("goverment") == "government"
    assert desk("goverments") == "Governments"
    assert desk("polcies") == "policies"


def test_mistake_in_an_ending_is_found(shelf):
    shelf.commit(articles("The president met the president", 3))
    assert desk_of(shelf)("presidnet") == "president"


def test_rarer_form_is_looked_for_in_more_articles(shelf):
    often, once = articles("They separate", 12), {"b": Article("", "The separation")}
    shelf.commit(often | once | {f"c{n}": Article("", "separated") for n in range(12)})
    assert desk_of(shelf)("seperation") == "separation"


def test_frequent_word_is_nearer_than_a_rare_one(shelf):
    shelf.commit(articles("The wall", 20, "a") | articles("The walk", 2, "b"))
    assert desk_of(shelf)("walx") == "wall"


def test_what_is_typed_with_a_capital_is_rather_a_name(shelf):
    shelf.commit(articles("There Korvap slept", 4, "a") | articles("The korvax", 6, "b"))
    assert desk_of(shelf)("Korvan") == "Korvap"
    assert desk_of(shelf)("korvan") == "korvax"


def test_first_letter_is_hardly_ever_wrong(shelf):
    shelf.commit(articles("goats", 5, "a") | articles("boats", 9, "b"))
    assert desk_of(shelf)("goatz") == "goats"


def test_rare_word_is_a_mistake_when_another_is_far_more_frequent(shelf):
    shelf.commit(articles("The harbour", 30) | {"x": Article("", "The harbuor")})
    assert desk_of(shelf)("harbuor") == "harbour"


def test_rare_word_is_no_mistake_when_the_other_is_rare_too(shelf):
    shelf.commit(articles("The harbour", 5) | {"x": Article("", "The harbuor")})
    assert desk_of(shelf)("harbuor") is None


def test_likely_mistake_needs_less_evidence_than_an_unlikely_one(shelf):
    letters = {"harbuor": "harbour", "mexsico": "mexzico"}  # exchanged; one that stands for another
    rare = {f"x{place}": Article("", f"the {word}") for place, word in enumerate(letters)}
    shelf.commit(rare | articles("the harbour", 10, "a") | articles("the mexuico", 10, "b"))
    assert desk_of(shelf)("harbuor") == "harbour"
    assert desk_of(shelf)("mexsico") is None


def test_articles_with_the_word_itself_count_and_not_those_with_its_stem(shelf):
    visits = articles("Ben met Ben, said Ben", 40, "a") | articles("Bening spoke", 6, "b")
    shelf.commit(visits | articles("The summit of Beijing", 32, "c"))
    assert desk_of(shelf)("Bejing") == "Beijing"


def test_name_leads_to_the_frequent_one_with_a_letter_twice(shelf):
    shelf.commit(articles("Mr Halary spoke", 5, "a") | articles("Mr Hallary spoke", 40, "b"))
    found = desk_of(shelf).suggestion("halary spoke")
    assert (found.text, found.total) == ("Hallary spoke", 40)
    assert desk_of(shelf)("hallary") is None


def test_word_leads_to_no_other_with_a_letter_twice(shelf):
    shelf.commit(articles("the diner", 5, "a") | articles("the dinner", 90, "b"))
    assert desk_of(shelf)("diner") is None


@pytest.mark.parametrize("number", [1, 2, 9])
def test_names_of_the_archive_are_left_alone(shelf, number):
    names = articles("The agent Plame spoke", number, "a")
    shelf.commit(names | articles("a plane for Palme", 90, "b"))
    assert desk_of(shelf)("plame") is None
    assert desk_of(shelf)("Plame") is None


def test_each_word_is_corrected_alone_as_well(shelf):
    both = articles("The harbour strike", 2, "a")
    shelf.commit(both | articles("harbuor strike", 1, "b") | articles("harbour of Mexico", 5, "c"))
    found = desk_of(shelf).suggestion("strkie OR mexcio")
    each = {other.text: other.total for other in found.others}
    assert (found.text, found.total) == ("strike OR Mexico", 8)
    assert each == {"strike OR mexcio": 3, "strkie OR Mexico": 5}
    assert [other.replaced for other in found.others] == [
        (("strkie", "strike"),),
        (("mexcio", "Mexico"),),
    ]


def test_word_that_meets_no_other_is_offered_alone(shelf):
    shelf.commit(articles("The harbour", 2, "a") | articles("The summit", 3, "b"))
    found = desk_of(shelf).suggestion("harbuor xylophone")
    assert (found.text, found.total) == ("harbour", 2)
    assert desk_of(shelf)("harbuor -xylophone") == "harbour -xylophone"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Корвад", "Korvad"), ("корвада", "Korvad"), ("Κορβαντ", "Korvad"), ("ორბელი", "Orbeli")],
)
def test_word_in_other_letters_leads_to_the_latin_one(shelf, typed, meant):
    shelf.commit(articles("Korvad spoke", 4, "a") | articles("Orbeli spoke", 4, "b"))
    assert desk_of(shelf)(typed) == meant


def test_deleted_articles_neither_need_nor_give_help(shelf):
    shelf.commit(articles("harbour", 2, "a") | articles("habrour", 2, "b"))
    assert desk_of(shelf)("habrour") is None
    shelf.commit({"c": Article("", "goat")}, drop=["b0", "b1"])
    assert desk_of(shelf)("habrour") == "harbour"
    shelf.commit({}, drop=["a0", "a1"])
    assert desk_of(shelf)("habrour") is None


def test_empty_index_gives_no_help(shelf):
    shelf.commit({})
    assert desk_of(shelf)("habrour") is None
    shelf.commit(articles("harbour", 1))
    shelf.commit({}, drop=["a0"])
    assert desk_of(shelf)("habrour") is None


def test_words_of_all_segments_are_counted(shelf):
    for number in range(3):
        shelf.commit(articles("The wall", 2, f"a{number}-"))
    shelf.commit(articles("The walk", 5, "b"))
    assert len(shelf.generation().segments) == 4
    assert desk_of(shelf)("walx") == "wall"


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("Президент Туниса", "президнет", "Президент"),
        ("تونس العاصمة", "العصامة", "العاصمة"),
        ("Le président élu", "prezident", "président"),
    ],
)
def test_other_scripts(shelf, text, typed, meant):
    shelf.commit(articles(text, 3))
    assert desk_of(shelf)(typed) == meant


def test_unfinished_words_of_the_index_are_not_joined(small):
    assert small('"har" "bour"') is None
    assert small("title:har bour") is None


@pytest.mark.parametrize(
    "text",
    [
        "\ud800", "\x00habrour\x00", "x" * 10_000, "habrour " * 300, '"' * 99, "(" * 99 + "habrour",
        "habrour~2 ^ ^^ :", "\u0640", "habrour\u200b", "ﬁ" * 40, "é" * 9_000,
        " ".join(f"habrour{chr(97 + n)}{chr(97 + n)}" for n in range(26)), "ha" * 450,
    ],
)  # fmt: skip
@does_not_hang
def test_hostile_query_does_not_hang(small, text):
    small(text)
    assert small.counted < 40


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet='ferywalhbou "()-*~^:NOT', max_size=24))
def test_whatever_is_offered_finds_more(small, text):
    found = small.suggestion(text)
    if found:
        tree = parse(text).tree
        assert found.total == small.count(parse(found.text).tree) > small.count(tree)
        rest = found.text
        for typed, instead in found.replaced:
            assert typed in text
            assert instead in rest


def test_irregular_form_is_known(shelf):
    shelf.commit(articles("She taught the geese", 5))
    assert desk_of(shelf)("tauhgt") == "taught"
    assert desk_of(shelf)("gesee") == "geese"


def test_word_of_another_language_is_known(shelf):
    french = "Le président de l'école a parlé devant les enfants, et tous ont applaudi la mairie."
    shelf.commit({f"a{place}": Article("", french, lang="fr") for place in range(5)})
    desk = desk_of(shelf)
    assert desk.generation.languages == ("en", "fr")
    assert desk("applaudu") == "applaudi"
    assert desk("enfnats") == "enfants"
    assert desk("mairie") is None
