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
    ],
)
def test_filters_narrow(ask, filters, names):
    assert set(ask("ferry", filters=filters)) == names


def test_filter_that_is_no_date_is_said(engine):
    result = engine.search("ferry", filters={"from": "last week"})
    assert result.total == 3
    assert "no date" in result.notes[0]


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
