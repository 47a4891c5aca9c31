"""A plan becomes the clauses it should, and no query is without."""

import json
import random

import pytest

from search.filters import Filters
from search.opensearch.clause import WEIGHED, Clauses
from search.opensearch.likeness import NO_ARTICLE
from search.plan import (
    NOTHING,
    All,
    Any,
    Dates,
    Everything,
    Form,
    Naming,
    Not,
    Pattern,
    Phrase,
    Synonyms,
    Term,
    Value,
    plan_of,
)
from search.query import parse
from tests.search.query.jumble import jumbled

EVERY = {"match_all": {"boost": 0.0}}


def clause(plan):
    return Clauses.sharing(plan).of(plan)


def clause_of(query):
    return clause(plan_of(parse(query).tree))


def named(field, text):
    return {"term": {field: {"value": text, "boost": 1.0}}}


def test_word_of_the_text_weighs_more_where_the_title_has_it():
    assert clause_of("Ferries") == {
        "function_score": {
            "query": named("text", "ferri"),
            "functions": [
                {"filter": {"bool": {"filter": [{"term": {"title": "ferri"}}]}}, "weight": 1.25}
            ],
            "boost_mode": "multiply",
        }
    }


def test_word_of_another_field_is_a_term_with_its_weight():
    assert clause_of("outlet:Courier^2") == {"term": {"outlet": {"value": "courier", "boost": 2}}}


def test_conditions_score_nothing():
    assert clause_of("outlet:courier date:2017 lang:fr NOT byline:wendt") == {
        "bool": {
            "filter": [
                {"range": {"date": {"gte": 20170000, "lte": 20179999}}},
                {"term": {"lang": "fr"}},
            ],
            "must_not": [{"term": {"byline": "wendt"}}],
            "must": [named("outlet", "courier")],
        }
    }
    assert clause_of("date:2017")["bool"].keys() == {"filter"}
    assert clause_of("*") == EVERY


def test_exclusion_alone_leaves_all_others():
    assert clause_of("NOT outlet:courier") == {
        "bool": {"filter": [EVERY], "must_not": [{"term": {"outlet": "courier"}}]}
    }


def test_condition_among_alternatives_is_one_that_scores_nothing():
    assert clause_of("outlet:courier OR lang:fr") == {
        "bool": {
            "should": [
                named("outlet", "courier"),
                {"bool": {"filter": [{"term": {"lang": "fr"}}]}},
            ],
            "minimum_should_match": 1,
        }
    }


def test_nothing_and_everything():
    assert clause(NOTHING) == clause(All(())) == NO_ARTICLE
    assert clause(Everything()) == EVERY
    assert clause(Not(NOTHING))["bool"]["must_not"] == [NO_ARTICLE]


def test_phrase_is_a_row_of_terms_as_they_are():
    assert clause_of('outlet:"The Couriers"') == {
        "match_phrase": {
            "outlet": {
                "query": "the couriers", "analyzer": "whitespace", "slop": 0, "boost": 1.0,
            }
        }
    }  # fmt: skip


def test_words_near_one_another_are_a_filter_and_a_looser_row():
    found = clause_of('outlet:"the courier"~3')["bool"]
    assert found["should"][0]["match_phrase"]["outlet"]["slop"] == 2
    (way,) = found["filter"][0]["intervals"]["outlet"]["any_of"]["intervals"]
    assert way["all_of"]["max_gaps"] == 2
    assert way["all_of"]["mode"] == "ordered"


def test_three_words_near_one_another_are_looked_for_in_two_ways_and_that_is_said():
    clauses = Clauses()
    found = clauses.of(Phrase(2, ("a", "b", "c"), 3))
    assert len(found["bool"]["filter"][0]["intervals"]["outlet"]["any_of"]["intervals"]) == 2
    assert "may miss" in clauses.notes[0]
    assert clauses.condition(Phrase(2, ("a", "b", "c"), 3))
    assert len(clauses.notes) == 1


@pytest.mark.parametrize(
    ("query", "clause"),
    [
        ("harb*", {"prefix": {"outlet": {"value": "harb"}}}),
        ("h*rb", {"wildcard": {"outlet": {"value": "h*rb"}}}),
        ("h?rb", {"wildcard": {"outlet": {"value": "h?rb"}}}),
    ],
)
def test_patterns(query, clause):
    ((kind, asked),) = clause.items()
    found = clause_of(f"outlet:{query}")["bool"]
    (scored,) = found["should"]
    expected = {**asked["outlet"], "boost": 1.0}
    rewrite = f"top_terms_blended_freqs_{WEIGHED}"
    assert scored == {kind: {"outlet": {**expected, "rewrite": rewrite}}}
    (condition,) = found["filter"]
    matching = {kind: {"outlet": {**expected, "rewrite": "constant_score"}}}
    assert condition == matching


def test_similar_words_count_the_more_the_nearer_they_are():
    near, exact = clause_of("outlet:korvad~1")["bool"]["should"]
    assert exact == named("outlet", "korvad")
    how = {"value": "korvad", "fuzziness": 1, "prefix_length": 1, "boost": 1.0}
    rewrite = f"top_terms_blended_freqs_{WEIGHED}"
    assert near["bool"]["should"] == [{"fuzzy": {"outlet": {**how, "rewrite": rewrite}}}]
    first, *slips = near["bool"]["filter"][0]["bool"]["should"]
    assert first == {"fuzzy": {"outlet": {**how, "rewrite": "constant_score"}}}
    values = {slip["wildcard"]["outlet"]["value"] for slip in slips}
    assert values == {f"{letter}orvad" for letter in "jiolm"}  # those around k


def test_synonyms_in_a_phrase_are_alternatives_at_their_place():
    goats = Synonyms((Term(0, "goat"), Pattern(0, "kid*")))
    found = clause(Phrase(0, ("old", goats)))["bool"]["filter"][0]
    (row,) = found["intervals"]["text"]["any_of"]["intervals"]
    old, other = row["all_of"]["intervals"]
    assert old["match"]["query"] == "old"
    assert [next(iter(each)) for each in other["any_of"]["intervals"]] == ["match", "wildcard"]


def test_pattern_of_the_text_is_compared_with_forms():
    found = clause_of("attack*")["bool"]["filter"][0]
    assert found["prefix"]["text.forms"]["value"] == "attack"


def test_quoted_words_are_asked_for_as_they_are_written():
    found = clause_of('"Social Securities"')["function_score"]
    row = found["query"]["match_phrase"]["text.forms"]
    assert row["query"] == "social securities"
    (titled,) = found["functions"]
    assert titled["filter"]["bool"]["filter"] == [
        {"term": {"title.forms": "social"}}, {"term": {"title.forms": "securities"}},
    ]  # fmt: skip
    assert "text" in clause_of('"social securities"~0')["function_score"]["query"]["match_phrase"]


def test_name_is_asked_for_by_its_words_as_they_are_written():
    quoted = Clauses().condition(plan_of(parse('"Ada al-Oke"').tree))
    assert Clauses().condition(Naming("Ada al-Oke")) == quoted
    assert Clauses().condition(plan_of(parse('name:"Ada al-Oke"').tree)) == quoted


def test_capitals_are_asked_for_in_their_own_part():
    found = clause(Form(0, "us", capitals=True))["function_score"]["query"]
    assert found == {"term": {"text.capitals": {"value": "us", "boost": 1.0}}}


def test_patterns_share_what_may_be_weighed():
    assert Clauses.sharing(plan_of(parse("ab* OR cd* OR ef*").tree)).weighed == WEIGHED // 3


def test_backslash_is_a_sign_like_any_other():
    assert Clauses().condition(Pattern(2, "a\\b*c"))["wildcard"]["outlet"]["value"] == "a\\\\b*c"


@pytest.mark.parametrize(
    ("query", "clause"),
    [
        ("lang:e*", {"prefix": {"lang": {"value": "e"}}}),
        ("lang:*ench", {"wildcard": {"lang": {"value": "*ench"}}}),
        ("lang:enn~1", {"fuzzy": {"lang": {"value": "enn", "fuzziness": 1, "prefix_length": 1}}}),
    ],
)
def test_patterns_of_languages(query, clause):
    (asked,) = clause.values()
    asked["lang"]["rewrite"] = "constant_score"
    assert clause_of(query) == {"bool": {"filter": [clause]}}


def test_undated_articles_are_in_no_range():
    assert Clauses().condition(Dates(0, 99))["range"]["date"] == {"gte": 1, "lte": 99}


def test_filters_are_conditions():
    filters = Filters.of({"outlet": "The Courier", "from": "2017"}, [])
    found = clause(filters.narrow(Term(3, "wendt")))["bool"]
    assert {"term": {"outlet_name": "The Courier"}} in found["filter"]
    assert found["must"] == [named("byline", "wendt")]
    assert clause(Value("lang", "fr")) == {"bool": {"filter": [{"term": {"lang": "fr"}}]}}


def test_alternatives_in_a_condition_stay_alternatives():
    assert Clauses().condition(Not(Any((Value("lang", "fr"), Value("lang", "en"))))) == {
        "bool": {
            "filter": [EVERY],
            "must_not": [{"bool": {
                "should": [{"term": {"lang": "fr"}}, {"term": {"lang": "en"}}],
                "minimum_should_match": 1,
            }}],
        }
    }  # fmt: skip


def test_every_jumble_has_a_clause():
    chance = random.Random(5)
    for _ in range(4_000):
        query, _ = jumbled(chance)
        plan = plan_of(parse(query).tree)
        clauses = Clauses.sharing(plan)
        assert json.dumps(clauses.of(plan))
        assert json.dumps(clauses.condition(plan))
        assert not [note for note in clauses.notes if "cannot be asked" in note], query
