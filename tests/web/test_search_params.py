from __future__ import annotations

from datetime import date

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from web.search_params import (
    MAX_QUERY,
    SearchParams,
    article_url,
    dated_urls,
    is_partial_date,
    narrowed_urls,
    parse,
    search_url,
)


def test_defaults_are_left_out() -> None:
    given = {"q": "ferry", "page": "1", "sort": "relevance", "from": "", "per": "10"}
    assert parse(given).parameters == (("q", "ferry"),)


def test_every_parameter_is_kept() -> None:
    given = [
        ("q", "ferry"),
        ("page", "3"),
        ("sort", "oldest"),
        ("per", "25"),
        ("list", "compact"),
        ("outlet", "Port Gazette"),
        ("outlet", "Quay Notices"),
        ("not_outlet", "Strait Courier"),
        ("lang", "en"),
        ("lang", "ar"),
        ("from", "2018"),
        ("to", "2019-06"),
    ]
    assert list(parse(MultiDict(given)).parameters) == given


def test_undated_lie_in_no_range() -> None:
    params = parse({"undated": "1", "from": "2018", "to": "2019"})
    assert params.parameters == (("undated", "1"),)
    assert "the range was left out" in params.ignored[0]


def test_how_results_are_listed_is_remembered_for_first_pages() -> None:
    liked = (50, "compact")
    assert parse({"q": "x"}, liked).parameters == (("q", "x"), ("per", "50"), ("list", "compact"))
    assert parse({"q": "x", "per": "10"}, liked).per_page == 10
    assert parse({"q": "x", "page": "2"}, liked).per_page == 10, "another page has other articles"


@pytest.mark.parametrize("per", ["0", "11", "100000", "x", "-25", "25.0"])
def test_page_is_of_no_other_length(per: str) -> None:
    assert parse({"per": per}).per_page == 10


@pytest.mark.parametrize(
    "page", ["0", "-1", "x", "", "1e3", "²", "٣", "9" * 5_000, "1.5", "00", " 2"]
)
def test_page_that_is_none_is_the_first(page: str) -> None:
    assert parse({"page": page}).page == 1


def test_unknown_order_is_ignored() -> None:
    assert parse({"q": "x", "sort": "'; drop"}).sort == "relevance"


def test_without_a_question_the_newest_come_first() -> None:
    assert SearchParams().order == "newest"
    assert SearchParams(sort="oldest").order == "oldest"
    assert SearchParams(query="ferry").order == "relevance"


def test_any_change_leads_to_the_first_page() -> None:
    assert SearchParams("a", 4).change(langs=("ar",)) == SearchParams("a", langs=("ar",))


def test_white_space_says_nothing() -> None:
    assert parse({"q": "  two \n words\t"}).query == "two words"


def test_long_question_is_cut_and_said() -> None:
    params = parse({"q": "word " * 500})
    assert len(params.query) <= MAX_QUERY
    assert "2,499 characters" in params.ignored[0]


@pytest.mark.parametrize("text", ["2017", "2017-06", "2017-06-09", "2020-02-29", "0001"])
def test_dates_of_any_precision(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text", ["", "17", "2017-6", "2017-13", "2017-02-30", "2017-06-09T00", "0000", "٢٠١٧", "x"]
)
def test_what_is_no_date(text: str) -> None:
    assert not is_partial_date(text)


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("June 2005", "2005-06", "2005-06"),
        ("05/06/2005", "2005-06-05", "2005-06-05"),
        (" 9  June 2005 ", "2005-06-09", "2005-06-09"),
        ("*", "", ""),
    ],
)
def test_dates_as_people_type_them(typed: str, since: str, until: str) -> None:
    params = parse({"from": typed, "to": typed})
    assert (params.since, params.until) == (since, until)


def test_last_year_is_told_from_today() -> None:
    year = str(date.today().year - 1)
    assert parse({"from": "last year"}).since == year


def test_what_is_no_date_stays_as_it_was_typed() -> None:
    params = parse({"from": "spring", "to": "2017"})
    assert (params.since, params.until) == ("spring", "2017")


def test_range_that_ends_before_it_begins_is_turned_round_and_said() -> None:
    params = parse({"from": "2018", "to": "June 2017"})
    assert (params.since, params.until) == ("2017-06", "2018")
    assert "turned round: June 2017 to 2018" in params.ignored[0]
    assert parse({"from": "2017-06", "to": "2017"}).ignored == (), "they overlap"


NAMES = ["q", "page", "sort", "outlet", "not_outlet", "lang", "from", "to", "undated", "per"]


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text())))
def test_parsing_its_own_parameters_changes_nothing(arguments: list[tuple[str, str]]) -> None:
    params = parse(MultiDict(arguments))
    assert parse(MultiDict(params.parameters)) == params


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_question_has_an_address(app: Flask, text: str) -> None:
    with app.test_request_context():
        assert search_url(SearchParams(query=text)).isascii()


@given(st.binary(min_size=1))
def test_any_file_name_has_an_address(app: Flask, name: bytes) -> None:
    with app.test_request_context():
        assert article_url("a" + name.decode("utf-8", "surrogateescape")).isascii()


@given(query=st.text(max_size=40), outlet=st.text(max_size=40))
@pytest.mark.parametrize("root", ["", "/news"])
@pytest.mark.parametrize("form", ["", "json", "rss", "csv"])
def test_link_is_what_the_router_gives(
    app: Flask, root: str, form: str, query: str, outlet: str
) -> None:
    with app.test_request_context(base_url=f"http://localhost{root}"):
        params = SearchParams(query=query, outlets=(outlet,), page=2)
        routed = (
            url_for("data.search", form=form, **MultiDict(params.parameters))
            if form
            else url_for("pages.search", **MultiDict(params.parameters))
        )
        assert search_url(params, form) == routed


@given(query=st.text(max_size=20), value=st.text(min_size=1, max_size=20))
@pytest.mark.parametrize("name", ["outlets", "excluded", "langs"])
def test_narrowed_link_is_that_of_the_changed_search(
    app: Flask, name: str, query: str, value: str
) -> None:
    with app.test_request_context():
        params = SearchParams(query, 3, outlets=("x",), langs=("x",), since="2017")
        changed = params.change(**{name: (*getattr(params, name), value)})
        assert narrowed_urls(params, name)(value) == search_url(changed)


@given(query=st.text(max_size=20), outlet=st.text(max_size=20))
@pytest.mark.parametrize("span", [("2017", "2017"), ("2017-06", "2019-06-09")])
def test_dated_link_is_that_of_the_changed_search(
    app: Flask, span: tuple[str, str], query: str, outlet: str
) -> None:
    with app.test_request_context():
        params = SearchParams(query, 3, outlets=(outlet,), until="2001")
        changed = params.change(since=span[0], until=span[1])
        assert dated_urls(params)(*span) == search_url(changed)


@given(name=st.text(min_size=1, max_size=20), query=st.text(max_size=20))
def test_link_to_an_article_is_what_the_router_gives(app: Flask, name: str, query: str) -> None:
    with app.test_request_context(base_url="http://localhost/news"):
        params = SearchParams(query=query)
        routed = url_for("pages.article", name=f"a{name}.json", **MultiDict(params.parameters))
        assert article_url(f"a{name}", params, ".json") == routed
