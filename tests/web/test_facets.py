from __future__ import annotations

import pytest
from flask import Flask

from search import FacetValue
from web.pages.facets import LISTED, SHOWN, FacetLinks, facets, shared_beginning
from web.search_params import SearchParams


def facets_of(app: Flask, **columns: list[tuple[str, int]]) -> dict[str, FacetLinks]:
    values = {name: tuple(FacetValue(*pair) for pair in pairs) for name, pairs in columns.items()}
    with app.test_request_context():
        return {facet.name: facet for facet in facets(SearchParams(), values, 0)}


def test_many_values_unfold_and_very_many_are_counted(app: Flask) -> None:
    outlet = facets_of(app, outlet=[(f"o{n}", 1) for n in range(LISTED + 5)])["Outlet"]
    assert (len(outlet.shown), len(outlet.more), outlet.left_out) == (SHOWN, LISTED - SHOWN, 5)


def test_one_value_leaves_no_choice(app: Flask) -> None:
    assert facets_of(app, outlet=[("only", 9)], lang=[("", 2), ("en", 7)]) == {}


def test_article_that_knows_only_its_year_counts_for_the_year(app: Flask) -> None:
    years = facets_of(app, date=[("2018-02", 3), ("2018", 2), ("2017-12", 1)])["Date"]
    assert [(link.label, link.articles) for link in years.shown] == [("2018", "5"), ("2017", "1")]


def test_months_of_one_year(app: Flask) -> None:
    months = facets_of(app, date=[("2018-02", 3), ("2018-01", 1), ("2018", 2)])["Date"]
    assert [link.label for link in months.shown] == ["February 2018", "January 2018"]
    assert months.shown[0].url == "/search?from=2018-02&to=2018-02"
    assert [link.bar for link in months.shown] == [100, 33.3]


def test_undated_articles_are_a_value_of_their_own(app: Flask) -> None:
    values = {"date": (FacetValue("2018-02", 3), FacetValue("2017-12", 1))}
    with app.test_request_context():
        (dates,) = facets(SearchParams(since="2001"), values, 9)
    undated = dates.shown[-1]
    assert (undated.label, undated.url, undated.articles) == ("Undated", "/search?undated=1", "5")


@pytest.mark.parametrize(
    ("names", "beginning"),
    [
        (["Press: Akaka", "Press: Byrd", "Press: Byron"], "Press: "),
        (["Press: By", "Press: Byrd", "Press: Byron"], "Press: "),
        (["A - B: c", "A - B: d", "A - C: e"], "A - "),
        (["Press: Akaka", "Press: Byrd", "Gazette"], ""),
        (["Gazette One", "Gazette Two", "Gazette Three"], ""),
        (["Press: Akaka", "Press: Byrd"], ""),
        ([], ""),
    ],
)
def test_beginning_that_all_outlets_share_is_left_out(names: list[str], beginning: str) -> None:
    assert shared_beginning(names) == beginning
