"""Sound proposes, company decides: which words are spellings of a name, and which are not."""

import pytest

from index import reindex
from search import Engine
from search.local.snapshot import Snapshot
from search.names.company import NO_COMPANY
from search.names.options import AS_TYPED, NameOptions
from search.names.places import places
from search.names.variants import are_spellings
from tests.folder import Folder
from tests.search.archive import engine_over

PARTY = "fighters of {} under Nasrallah crossed from Lebanon, said the Israeli minister Peretz"
PRESIDENT = "the president {} spoke to senators of Illinois in Springfield about healthcare"
ENEMY = "the caves of Jalalabad where {} hid with Zawahiri and his bodyguards from Yemen"
FILLER = "the harbour of {0} sold {0} boats and {0} nets to the fishermen of the strait"


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """Names in a hundred articles of a like company, and more about other things."""
    texts = []
    for number, name in enumerate(["Hezbollah"] * 30 + ["Hizballah"] * 12 + ["Hizbullah"] * 3):
        texts.append((PARTY.format(name), number))
    texts += [(PRESIDENT.format("Obama"), number) for number in range(30)]
    texts += [(ENEMY.format("Osama"), number) for number in range(30)]
    texts += [(PARTY.format("حزب"), 0), (FILLER.format("Hims"), 0), ("him and him and her", 0)]
    texts += [(FILLER.format(f"Word{chr(97 + number % 26)}{number}"), 0) for number in range(950)]
    facts = [
        {"title": f"No. {place}", "text": f"{text}. It was day {number}.", "lang": "en"}
        for place, (text, number) in enumerate(texts)
    ]
    folder = tmp_path_factory.mktemp("names")
    corpus = Folder(folder / "articles")
    corpus.record("all.jsonl", *facts)
    assert not reindex(corpus.folder, folder / "index").problems
    return Engine.open(folder / "index")


def spellings(engine, query, **options):
    return {s.text: s for s in engine.search(query, names=NameOptions(**options)).spellings}


def test_name_finds_its_spellings_and_says_why(engine):
    result = engine.search("Hezbollah")
    assert result.total == 45
    found = {spelling.text: spelling for spelling in result.spellings}
    assert found.keys() == {"Hizballah", "Hizbullah"}
    assert found["Hizballah"].articles == 12
    assert "sounds alike" in found["Hizballah"].why
    assert set(found["Hizballah"].beside) <= {
        "Nasrallah", "Lebanon", "Israeli", "Peretz", "fighters", "minister", "crossed", "under",
    }  # fmt: skip
    assert len(found["Hizballah"].beside) == 3


def test_names_are_no_reason_for_themselves(tmp_path):
    text = "{0} {1} {0} {1} at Orvel"
    facts = [
        {"title": f"No. {number}", "text": text.format(*names), "lang": "en"}
        for number in range(6)
        for names in (("Kurvadin", "Qurvadin"), ("Qurvadin", "Kurvadin"))
    ]
    facts += [{"title": f"Day {day}", "text": FILLER.format(f"Hal{day}")} for day in range(120)]
    found = spellings(engine_over(facts, tmp_path), "Kurvadin")["Qurvadin"]
    assert found.beside
    assert not {"Kurvadin", "Qurvadin"}.intersection(found.beside)


def test_rare_spelling_finds_the_common_ones(engine):
    assert spellings(engine, "Hizbullah").keys() == {"Hezbollah", "Hizballah"}


def test_names_that_sound_alike_in_other_company_stay_apart(engine):
    assert not engine.search("Obama").spellings
    assert not engine.search("Osama").spellings
    assert engine.search("Obama").total == 30


def test_spelling_that_no_article_has_finds_those_that_sound_so(engine):
    result = engine.search("Hisbollah")
    assert result.total == 45
    assert {s.text for s in result.spellings} == {"Hezbollah", "Hizballah", "Hizbullah"}


def test_spellings_are_taken_back_one_by_one_or_all(engine):
    assert engine.search("Hezbollah", names=AS_TYPED).total == 30
    without = NameOptions(without=frozenset({"hizballah"}))
    result = engine.search("Hezbollah", names=without)
    assert result.total == 33
    assert [s.text for s in result.spellings] == ["Hizbullah"]


@pytest.mark.parametrize("query", ['"Hezbollah"', "=Hezbollah", "title:Hezbollah", "Hezboll*"])
def test_what_is_written_otherwise_is_meant_so(engine, query):
    assert not engine.search(query).spellings


def test_exclusion_is_never_widened(engine):
    result = engine.search("Nasrallah -Hezbollah")
    assert result.total == 16
    assert {spelling.typed for spelling in result.spellings} <= {"Nasrallah"}


def test_name_is_sought_as_it_is_written_and_no_common_word_is(engine):
    found = engine.search("Himms")
    assert {s.text for s in found.spellings} <= {"Hims"}
    assert all("him and him" not in hit.snippet for hit in found.hits)


def test_spellings_are_marked_in_snippets_and_on_the_page(engine):
    hits = engine.search("Hezbollah", limit=45).hits
    marked = {hit.snippet.split("\x02")[1].split("\x03")[0] for hit in hits}
    assert marked == {"Hezbollah", "Hizballah", "Hizbullah"}
    assert engine.spans("Hezbollah", ["By Hizballah."]) == [[(3, 12)]]
    assert engine.spans("Hezbollah", ["By Hizballah."], AS_TYPED) == [[]]


def test_spellings_count_as_one_word(engine):
    """Otherwise the rarest spelling would be ranked first, whatever was typed."""
    scores = {round(hit.score, 3) for hit in engine.search("Hezbollah", limit=45).hits}
    assert len(scores) < 4


def test_query_is_remembered_in_a_generation(engine):
    snapshot = engine._current()
    assert isinstance(snapshot, Snapshot)
    first = engine.search("Hezbollah").spellings
    assert engine.search("Hezbollah").spellings == first
    assert ("Hezbollah", frozenset()) in snapshot._widened


class TwoNames:
    """Two names that have no company in common, as in texts of two languages."""

    articles = 10_000

    def __init__(self, articles_of):
        self._articles_of = articles_of

    def df(self, form):
        return self._articles_of[form]

    def company(self, _form):
        return NO_COMPANY

    def word(self, number):
        raise AssertionError(number)

    def stand_together(self, _one, _other):
        return False


@pytest.mark.parametrize(("articles", "is_one"), [(40, True), (8, True), (5, False)])
def test_sound_decides_between_two_languages_where_both_names_are_known(articles, is_one):
    names = TwoNames({"mardoun": 40, "مردون": articles})
    assert are_spellings(names, "mardoun", "مردون", places()) is is_one


class YoungNames(TwoNames):
    """The same of an archive of few articles, where sound decides."""

    articles = 300


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [("korean", "koran", False), ("korean", "karen", False), ("kerim", "karim", True)],
)
def test_people_is_no_name_that_sounds_like_it(one, other, is_one):
    names = YoungNames({one: 10, other: 10})
    assert are_spellings(names, one, other, places()) is is_one
