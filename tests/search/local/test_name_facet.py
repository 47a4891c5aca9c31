"""Results counted and narrowed by the people, places and organisations of their articles."""

import random

import pytest

from index import reindex
from search import Engine
from tests.folder import Folder
from tests.search.archive import engine_over

TEXTS = {
    "one": "They met Ferida al-Wezzal in Oumet. There was also Ada Oke.",
    "two": "The port was shown to Farida Ouezzal by Ada Oke.",
    "three": "The port was shown to Farida Wazzal, and they left.",
    "arabic": "قال فريدة وزال إن الميناء مغلق.",
    "hizb": "The bridge was closed when Hezbollah left Oumet.",
    "russian": "Мост закрыли, когда Хезболла ушла из города.",
    "other": "The port was shown to Ada Okoro, and they left for Oumet.",
    "none": "nobody was met at all.",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    facts = [
        {"title": name, "text": text, "lang": {"arabic": "ar", "russian": "ru"}.get(name, "en"),
         "date": f"2023-03-{day:02}", "source": "Courier" if day % 2 else "Ledger"}
        for day, (name, text) in enumerate(TEXTS.items(), 1)
    ]  # fmt: skip
    return engine_over(facts, folder)


def titles(result):
    return {hit.title for hit in result.hits}


def test_empty_archive_has_no_names(corpus, index_dir):
    reindex(corpus.folder, index_dir)
    assert Engine.open(index_dir).search("Ada Oke").total == 0


def counted(result):
    return dict(result.facets["name"])


def test_result_is_counted_by_names_whose_spellings_are_taken_together(engine):
    found = counted(engine.search("port"))
    assert found["Ada Oke"] == 1
    (wezzal,) = set(found) & {"Farida Ouezzal", "Farida Wazzal", "Ferida al-Wezzal"}
    assert found[wezzal] == 2


@pytest.mark.parametrize("name", ["Farida Ouezzal", "Farida Wazzal", "farida al-ouezzal"])
def test_name_narrows_to_the_articles_that_have_it_in_any_spelling_and_script(engine, name):
    found = engine.search("", filters={"name": (name,)})
    assert titles(found) == {"one", "two", "three", "arabic"}


def test_several_names_narrow_to_the_articles_that_have_all_of_them(engine):
    found = engine.search("", filters={"name": ("Farida Ouezzal", "Ada Oke")})
    assert titles(found) == {"one", "two"}


def test_name_that_no_article_has_narrows_to_nothing(engine):
    assert engine.search("", filters={"name": ("Nobody Here",)}).total == 0


def test_each_name_narrows_to_as_many_articles_as_were_counted(engine):
    for query in ("", "port", "oumet"):
        for name, count in engine.search(query).facets["name"]:
            assert engine.search(query, filters={"name": (name,)}).total == count


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Хезболла", "В понедельник движение Хезболла закрыло порт, это был день {}."),
        ("Тогрул Мурзалов", "Вчера на причал пришел Тогрул Мурзалов, это был день {}."),
        ("Κωνσταντινος Ρομας", "Χθες στο λιμανι ηρθε ο Κωνσταντινος Ρομας, ηταν η {} μερα."),
    ],
)
def test_name_in_capitals_that_are_not_ascii_narrows_and_has_a_record(tmp_path, name, text):
    corpus = Folder(tmp_path / "articles")
    for n in range(3):
        corpus.record(f"{n}.jsonl", {"title": f"t{n}", "text": text.format(n)})
    reindex(corpus.folder, tmp_path / "index")
    engine = Engine.open(tmp_path / "index")
    assert counted(engine.search(""))[name] == 3
    assert engine.search("", filters={"name": (name,)}).total == 3
    assert engine.name(name).articles == 3


def test_name_of_a_query_is_found_in_any_spelling_as_it_is_written(engine):
    everybody = {"one", "two", "three", "arabic"}
    assert titles(engine.search('name:"Farida Ouezzal"')) == everybody
    assert titles(engine.search("name:Oke")) == {"one", "two"}
    assert engine.search('name:"Farida Ouezzal"').understood == 'name:"Farida Ouezzal"'
    assert engine.search("port NOT name:Oke").total == 2


def test_record_of_a_name_has_its_spellings_first_uses_and_company(engine):
    record = engine.name("Farida Wazzal")
    assert record.articles == 4
    spelled = {spelling.text: spelling for spelling in record.spellings}
    assert set(spelled) >= {"Ferida al-Wezzal", "Farida Ouezzal", "Farida Wazzal", "فريدة وزال"}
    (first,) = spelled["Farida Ouezzal"].first
    assert (first.outlet, first.date) == ("Ledger", "2023-03-02")
    assert ("Ada Oke", 2) in record.beside
    assert [tuple(month) for month in record.months] == [("2023-03", 4)]
    assert engine.name("Nobody Here") is None


def test_article_says_its_names(engine):
    (hit,) = engine.search('"in Oumet"').hits
    assert set(engine.article(hit.id).names) == {"Ferida al-Wezzal", "Ada Oke", "Oumet"}


def test_large_result_is_counted_exactly(tmp_path):
    chance = random.Random(1)
    corpus = Folder(tmp_path / "articles")
    people = ["Ada Oke", "Ole Brandt", "Una Weir", "Ivo Stern"]
    rows = [
        [name for place, name in enumerate(people) if chance.random() < 1 / (place + 1)]
        for _ in range(700)
    ]
    facts = [
        {"title": f"t{n}", "text": f"ferry {n} was met by " + " then by ".join(row), "lang": "en"}
        for n, row in enumerate(rows)
    ]
    corpus.record("all.jsonl", *facts)
    reindex(corpus.folder, tmp_path / "index")
    engine = Engine.open(tmp_path / "index")
    expected = {name: sum(name in row for row in rows) for name in people}
    assert counted(engine.search("ferry")) == expected


def test_deleted_article_counts_for_no_name(tmp_path):
    corpus = Folder(tmp_path / "articles")
    for n in range(4):
        corpus.record(
            f"{n}.jsonl", {"title": f"t{n}", "text": "They met Ada Oke there.", "lang": "en"}
        )
    reindex(corpus.folder, tmp_path / "index")
    engine = Engine.open(tmp_path / "index")
    assert counted(engine.search("")) == {"Ada Oke": 4}
    (corpus.folder / "2.jsonl").unlink()
    reindex(corpus.folder, tmp_path / "index")
    assert counted(engine.search("")) == {"Ada Oke": 3}
    assert engine.name("Ada Oke").spellings[0].articles == 3


def test_spellings_of_other_alphabets_are_taken_together(engine):
    found = counted(engine.search(""))
    assert [found[name] for name in ("Hezbollah", "Хезболла") if name in found] == [2]
    assert titles(engine.search("", filters={"name": ("Hezbollah",)})) == {"hizb", "russian"}
