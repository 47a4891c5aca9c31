"""Narrowing a result down: facets, chips, dates."""

from __future__ import annotations

from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

Visit = Callable[..., LexborHTMLParser]


def facet(page: LexborHTMLParser, name: str) -> LexborNode:
    return next(f for f in page.css(".facet") if f.css_first("h2").text() == name)


def counts(node: LexborNode) -> dict[str, str]:
    return {li.css_first("a").text(): li.css_first(".count").text() for li in node.css("li")}


def test_each_value_has_its_count_and_its_link(visit: Visit) -> None:
    outlets = facet(visit("/search?q=berth&page=2"), "Outlet")
    assert counts(outlets) == {"Quay Notices": "12", "Port Gazette": "11"}
    assert outlets.css_first("a").attributes["href"] == "/search?q=berth&outlet=Quay+Notices"


def test_following_the_link_finds_as_many(visit: Visit) -> None:
    page = visit("/search?q=berth&outlet=Port+Gazette")
    assert page.css_first("h1").text() == "11 articles for “berth”"
    assert {node.text() for node in page.css(".hits .outlet")} == {"Port Gazette"}


def test_years_then_months(visit: Visit) -> None:
    years = facet(visit("/search?q=berth"), "Date")
    assert counts(years) == {"2019": "11", "2018": "12"}
    href = years.css_first("a").attributes["href"]
    assert href == "/search?q=berth&from=2019&to=2019"
    months = facet(visit(href), "Date")
    assert counts(months)["January 2019"] == "1"
    assert months.css_first("details summary").text() == "3 more"


def test_filter_by_dates_of_any_precision(visit: Visit) -> None:
    page = visit("/search?q=berth&from=2018-12&to=2019-01-05")
    assert page.css_first("h1").text() == "2 articles for “berth”"


def test_active_filters_are_chips_that_go_away(visit: Visit) -> None:
    page = visit("/search?q=berth&outlet=Port+Gazette&lang=en&from=2018&to=2018&sort=newest")
    chips = {a.text(strip=True): a.attributes["href"] for a in page.css(".chips a")}
    assert chips == {
        "Port Gazette×": "/search?q=berth&sort=newest&lang=en&from=2018&to=2018",
        "English×": "/search?q=berth&sort=newest&outlet=Port+Gazette&from=2018&to=2018",
        "2018×": "/search?q=berth&sort=newest&outlet=Port+Gazette&lang=en",
        "Clear all": "/search?q=berth&sort=newest",
    }


def test_what_leaves_no_choice_is_not_offered(visit: Visit) -> None:
    page = visit("/search?q=ferry")
    assert [f.css_first("h2").text() for f in page.css(".facet")] == ["Between dates"]


def test_form_for_dates_keeps_the_rest_of_the_search(visit: Visit) -> None:
    form = visit("/search?q=berth&sort=newest&lang=en&from=2018&page=2").css_first("form.dates")
    fields = {i.attributes["name"]: i.attributes["value"] for i in form.css("input")}
    assert fields == {"q": "berth", "sort": "newest", "lang": "en", "from": "2018", "to": ""}


def test_new_question_keeps_the_filters(visit: Visit) -> None:
    form = visit("/search?q=berth&lang=en&from=2018").css_first("form.search-box")
    hidden = {i.attributes["name"]: i.attributes["value"] for i in form.css("[type=hidden]")}
    assert hidden == {"lang": "en", "from": "2018"}


def test_what_is_no_date_is_ignored_and_the_reader_told(visit: Visit) -> None:
    page = visit("/search?q=berth&from=spring")
    assert page.css_first("h1").text() == "23 articles for “berth”"
    assert "“spring” is not a date" in page.css_first(".notes").text()
