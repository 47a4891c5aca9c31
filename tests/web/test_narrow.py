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


def test_what_is_no_date_is_said_beside_its_box_and_shows_nothing_else_instead(
    visit: Visit,
) -> None:
    page = visit("/search?q=berth&from=spring&to=2019")
    assert page.css_first("h1").text() == "No articles for “berth”"
    assert page.css_first(".dates [name=from]").attributes["aria-invalid"] == "true"
    assert page.css_first(".dates .error").text() == "“spring” is not a date."
    assert page.css_first(".searched") is None, "nothing was looked through"
    assert "aria-invalid" not in page.css_first(".dates [name=to]").attributes


def test_boxes_show_years_of_the_archive(visit: Visit) -> None:
    boxes = visit("/search?q=berth").css(".dates [placeholder]")
    assert [box.attributes["placeholder"] for box in boxes] == ["2018", "2019"]


def test_dates_are_typed_freely(visit: Visit) -> None:
    page = visit("/search?q=berth&from=December+2018&to=05/01/2019")
    assert page.css_first("h1").text() == "2 articles for “berth”"
    boxes = page.css(".dates [placeholder]")
    assert [box.attributes["value"] for box in boxes] == ["December 2018", "5 January 2019"]


def test_two_outlets_without_the_third_take_two_links(visit: Visit) -> None:
    page = visit("/search")
    for outlet in ("Port Gazette", "Strait Courier"):
        links = facet(page, "Outlet").css("a:not(.not)")
        page = visit(next(a.attributes["href"] for a in links if a.text() == outlet))
    assert page.css_first("h1").text() == "12 articles"
    outlets = facet(page, "Outlet")
    chosen = [a.text() for a in outlets.css("a[aria-current]")]
    assert chosen == ["Port Gazette", "Strait Courier"]
    assert counts(outlets)["Quay Notices"] == "12", "it can still be chosen"
    page = visit(outlets.css_first("a[aria-current]").attributes["href"])
    assert page.css_first("h1").text() == "1 article"


def test_outlet_is_left_out_and_let_in_again(visit: Visit) -> None:
    outlets = facet(visit("/search?q=berth"), "Outlet")
    (link,) = [a for a in outlets.css(".not") if "Port Gazette" in a.attributes["aria-label"]]
    page = visit(link.attributes["href"])
    assert page.css_first("h1").text() == "12 articles for “berth”"
    assert page.css_first(".chips a span").text() == "not Port Gazette"
    back = facet(page, "Outlet").css_first(".excluded .not")
    assert back.attributes["aria-label"] == "Let Port Gazette in again"
    assert back.attributes["href"] == "/search?q=berth"


def test_undated_articles_are_one_link_away(visit: Visit) -> None:
    links = facet(visit("/search"), "Date").css("a")
    page = visit(next(a.attributes["href"] for a in links if a.text() == "Undated"))
    assert page.css_first("h1").text() == "2 articles"
    assert len(page.css(".hits > li")) == 2
    assert all("undated" in slug.text() for slug in page.css(".hits .slug"))


def test_all_outlets_have_a_page_where_one_is_found(visit: Visit) -> None:
    page = visit("/outlets?lang=en&outlet=Quay+Notices&find=GAZ")
    assert [row.text() for row in page.css("tbody th")] == ["Port Gazette"]
    form = page.css_first("form.choose")
    kept = {i.attributes["name"]: i.attributes["value"] for i in form.css("[type=hidden]")}
    assert kept == {"lang": "en", "outlet": "Quay Notices"}, "what is ticked stays so"
    assert visit("/outlets?find=xylophone").css_first(".none") is not None
