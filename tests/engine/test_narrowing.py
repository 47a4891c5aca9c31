"""Filters narrow a result, facets count it."""

import pytest


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"outlet": "The Courier"}, {"ferry"}),
        ({"outlet": "courier"}, set()),
        ({"lang": "fr"}, {"boats"}),
        ({"from": "2023-03-15"}, {"buoy"}),
        ({"to": "2023-03-14"}, {"ferry", "boats"}),
        ({"from": "2023-03", "to": "2023-03"}, {"ferry", "buoy"}),
        ({"outlet": "Strait Dispatch", "lang": "en"}, {"buoy"}),
        ({"outlet": ("The Courier", "Le Phare")}, {"ferry", "boats"}),
        ({"outlet": ("The Courier", "Le Phare"), "lang": ("fr", "ar")}, {"boats"}),
        ({"not_outlet": ("The Courier",)}, {"buoy", "boats"}),
        ({"not_outlet": ("The Courier", "Le Phare")}, {"buoy"}),
        ({"outlet": ("The Courier", "Le Phare"), "not_outlet": "Le Phare"}, {"ferry"}),
        ({"from": "15 March 2023"}, {"buoy"}),
        ({"from": "*", "to": "*"}, {"ferry", "buoy", "boats"}),
    ],
)
def test_filters_narrow(ask, filters, names):
    assert set(ask("ferry", filters=filters)) == names


def test_filter_that_is_no_date_is_said_and_lets_nothing_by(engine):
    for key in ("from", "to"):
        result = engine.search("ferry", filters={key: "one fine day"})
        assert result.total == 0
        assert "“one fine day” is no date" in result.notes[0]


def test_undated_articles_are_found_by_that(engine):
    total = engine.search("").total
    undated = engine.search("", filters={"undated": "1"})
    assert undated.total == total - engine.search("", filters={"from": "0001"}).total == 1
    assert {hit.date for hit in undated.hits} == {""}
    assert engine.search("", filters={"undated": "1", "from": "2023"}).total == 0


def test_unknown_filter_sort_or_page_is_a_mistake_of_the_caller(engine):
    with pytest.raises(ValueError, match="no such filter: colour"):
        engine.search("ferry", filters={"colour": "red"})
    with pytest.raises(ValueError, match="sort='best'"):
        engine.search("ferry", sort="best")
    with pytest.raises(ValueError, match="page=0"):
        engine.search("ferry", page=0)


def test_facets_count_the_whole_result(engine):
    facets = engine.search("ferry", limit=1).facets
    assert {(f.value, f.count) for f in facets["outlet"]} == {
        ("The Courier", 1), ("Strait Dispatch", 1), ("Le Phare", 1),
    }  # fmt: skip
    assert [(f.value, f.count) for f in facets["lang"]] == [("en", 2), ("fr", 1)]
    assert [(f.value, f.count) for f in facets["date"]] == [("2023-03", 2), ("2023", 1)]


def test_result_is_not_counted_for_who_needs_no_facets(engine):
    counted, plain = engine.search("ferry"), engine.search("ferry", facets=False)
    assert (plain.hits, plain.total) == (counted.hits, counted.total)
    assert any(counted.facets.values())
    assert not any(plain.facets.values())


def test_facets_of_nothing_are_empty(engine):
    facets = engine.search("nowhere").facets
    assert {name: list(values) for name, values in facets.items()} == {
        "outlet": [], "lang": [], "date": [],
    }  # fmt: skip


def test_more_frequent_value_comes_first_and_the_newest_month(engine):
    facets = engine.search("").facets
    assert [value.value for value in facets["outlet"]] == [
        "Strait Dispatch", "The Courier", "Le Phare",
    ]  # fmt: skip
    assert [value.value for value in facets["date"]] == ["2023-03", "2023", "2022-05"]
    assert sum(value.count for value in facets["date"]) == 4  # one article has no date
