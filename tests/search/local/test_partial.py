"""What comes after the articles with all words, where these are few."""

import pytest

from index import reindex
from search import Engine
from search.local.partial import MOST_PHRASES
from search.result import Result
from tests.folder import Folder
from tests.strikes import SENTENCE, strikes


def found(result: Result) -> list[tuple[str, tuple[str, ...]]]:
    return [(hit.id.removesuffix(".jsonl#1"), hit.without) for hit in result.hits]


def test_articles_with_most_of_the_words_come_after_those_with_all(engine):
    result = engine.search("harbour wall tablets")
    assert found(result) == [("goat", ()), ("undated", ("tablets",))]
    assert (result.total, result.partial) == (1, 1)


def test_what_no_article_has_does_not_hide_what_there_is(engine):
    result = engine.search("ferry korvadium")
    assert result.total == 0
    assert {name for name, _ in found(result)} == {"ferry", "buoy", "boats"}
    assert {without for _, without in found(result)} == {("korvadium",)}


@pytest.mark.parametrize(
    "query", ["harbour AND tablets", "harbour && tablets", "+harbour +tablets"]
)
def test_who_says_what_must_be_there_is_shown_nothing_else(engine, query):
    assert found(engine.search("harbour tablets wall")) != []
    result = engine.search(f"{query} wall")
    assert found(result) == [("goat", ())]
    assert result.partial == 0


def test_what_is_quoted_demands_nothing(engine):
    assert engine.search('harbour wall "tablets AND stones"').partial > 0


def test_story_is_found_by_a_description_from_memory(engine):
    result = engine.search(
        "the article I read about a boat called Halcyon that ran onto rocks near Oumet and all of "
        "the passengers on it were rescued"
    )
    assert result.hits[0].id == "ferry.jsonl#1"
    assert "rocks" in result.hits[0].without
    assert "the" not in result.hits[0].without


def test_and_in_a_sentence_all_in_capitals_demands_nothing(engine):
    assert engine.search("HARBOUR WALL AND THE LEANING TABLETS").partial
    assert not engine.search("harbour wall AND the leaning tablets").partial


def test_weak_words_are_not_demanded_and_not_missed(engine):
    result = engine.search("what does the goat find")
    assert found(result)[0] == ("goat", ())
    assert result.total == 1


def test_weak_word_alone_or_with_plus_is_demanded(engine):
    assert {name for name, _ in found(engine.search("when"))} == {"undated"}
    assert engine.search("+when wall").total == 1
    assert engine.search("when wall").total == 2


@pytest.mark.parametrize("query", ["ferry", "ferry OR goat", '"harbour wall"', "", "-goat ferry"])
def test_where_nothing_can_be_missing_there_is_no_second_group(engine, query):
    assert engine.search(query).partial == 0


@pytest.mark.parametrize(
    "query",
    ["ferry tablets -buoy", "ferry tablets date:2023", "ferry tablets outlet:courier",
     "ferry tablets lang:en"],
)  # fmt: skip
def test_conditions_hold_for_both_groups(engine, query):
    names = {name for name, _ in found(engine.search(query))}
    allowed = {
        "ferry tablets -buoy": {"ferry", "goat", "boats"},
        "ferry tablets date:2023": {"ferry", "buoy", "boats"},
        "ferry tablets outlet:courier": {"ferry", "goat"},
        "ferry tablets lang:en": {"ferry", "buoy", "goat"},
    }[query]
    assert names
    assert names <= allowed


def test_filters_hold_for_both_groups(engine):
    result = engine.search("ferry tablets", filters={"outlet": "Le Phare"})
    assert found(result) == [("boats", ("tablets",))]


def test_phrase_that_is_missing_is_named_as_it_was_typed(engine):
    result = engine.search('"harbour wall" tablets noise')
    assert ("goat", ("noise",)) in found(result)
    assert ("undated", ("tablets",)) in found(result)


def test_parts_of_a_hyphenated_word_count_by_themselves_in_a_question(tmp_path):
    corpus = Folder(tmp_path / "articles")
    for name, text in {
        "apart": "A wing may flutter when its mass is changed.",
        "mass": "The boundaries of mass: how large changes affect a ratio.",
        "joined": "Wingflutter was measured.",
    }.items():
        corpus.record(f"{name}.jsonl", {"title": name, "text": text, "lang": "en"})
    assert not reindex(corpus.folder, tmp_path / "index").problems
    engine = Engine.open(tmp_path / "index")
    query = "measured boundaries of wing-flutter when mass is changed quickly"
    found = {hit.id.removesuffix(".jsonl#1"): hit for hit in engine.search(query).hits}
    assert list(found) == ["apart", "mass", "joined"]
    assert "wing-flutter" in found["apart"].without
    assert "wing-flutter" not in found["joined"].without


def test_more_phrases_than_can_be_told_missing_are_all_demanded(engine):
    phrases = ['"harbour wall"', *(f'"no{n} such{n}"' for n in range(MOST_PHRASES))]
    assert engine.search(" ".join(phrases[:-1])).partial == 2
    assert engine.search(" ".join(phrases)).partial == 0


def test_pages_go_through_both_groups(engine):
    whole = found(engine.search("harbour wall ferry"))
    pages = [found(engine.search("harbour wall ferry", limit=1, page=n)) for n in range(1, 9)]
    assert [row for page in pages for row in page] == whole
    assert len(whole) > 2


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_each_group_is_in_the_order_of_dates(engine, sort):
    hits = engine.search("harbour wall ferry", sort=sort).hits
    dated = [hit.date for hit in hits if hit.without and hit.date]
    assert dated == sorted(dated, reverse=sort == "newest")


def test_facets_count_what_is_listed(engine):
    result = engine.search("harbour wall tablets")
    assert sum(facet.count for facet in result.facets["outlet"]) == 2


@pytest.fixture(scope="module")
def on_strikes(tmp_path_factory):
    return strikes(tmp_path_factory.mktemp("strikes"))


def test_few_words_are_each_meant_and_what_has_all_comes_first(on_strikes):
    result = on_strikes.search("dockers strike harbour")
    assert found(result) == [("budget", ()), ("strike", ("harbour",))]
    assert not result.is_mixed


def test_sentence_finds_the_best_first_though_it_lacks_a_word(on_strikes):
    result = on_strikes.search(SENTENCE)
    assert found(result) == [("strike", ("harbour",)), ("budget", ())]
    assert (result.total, result.partial) == (1, 1)
    assert result.is_mixed


def test_pages_of_a_sentence_fit_and_dates_keep_those_with_all_words_first(on_strikes):
    pages = [on_strikes.search(SENTENCE, page=page, limit=1) for page in (1, 2, 3)]
    assert [found(page) for page in pages] == [[("strike", ("harbour",))], [("budget", ())], []]
    assert [name for name, _ in found(on_strikes.search(SENTENCE, sort="newest"))] == [
        "budget", "strike",
    ]  # fmt: skip
