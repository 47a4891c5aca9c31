from __future__ import annotations

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st

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
    assert parse({"q": "ferry", "page": "1", "sort": "relevance", "from": ""}).parameters == {
        "q": "ferry"
    }


def test_every_parameter_is_kept() -> None:
    given = {
        "q": "ferry",
        "page": "3",
        "sort": "oldest",
        "outlet": "Port Gazette",
        "lang": "en",
        "from": "2018",
        "to": "2019-06",
    }
    assert parse(given).parameters == given


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
    assert SearchParams(query="a", page=4).change(lang="ar") == SearchParams(query="a", lang="ar")


def test_white_space_says_nothing() -> None:
    assert parse({"q": "  two \n words\t"}).query == "two words"


def test_long_question_is_cut_and_said() -> None:
    address = parse({"q": "word " * 500})
    assert len(address.query) <= MAX_QUERY
    assert "2,499 characters" in address.ignored[0]


@pytest.mark.parametrize("text", ["2017", "2017-06", "2017-06-09", "2020-02-29", "0001"])
def test_dates_of_any_precision(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text", ["", "17", "2017-6", "2017-13", "2017-02-30", "2017-06-09T00", "0000", "٢٠١٧", "x"]
)
def test_what_is_no_date(text: str) -> None:
    assert not is_partial_date(text)


def test_what_is_no_date_is_ignored_and_said() -> None:
    address = parse({"from": "yesterday", "to": "2017"})
    assert (address.since, address.until) == ("", "2017")
    assert "“yesterday” is not a date" in address.ignored[0]


@given(st.dictionaries(st.sampled_from(["q", "page", "sort", "outlet", "from"]), st.text()))
def test_parsing_its_own_parameters_changes_nothing(arguments: dict[str, str]) -> None:
    address = parse(arguments)
    assert parse(address.parameters) == address


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
        address = SearchParams(query=query, outlet=outlet, page=2)
        routed = (
            url_for("data.search", form=form, **address.parameters)
            if form
            else url_for("pages.search", **address.parameters)
        )
        assert search_url(address, form) == routed


@given(query=st.text(max_size=20), value=st.text(min_size=1, max_size=20))
@pytest.mark.parametrize("name", ["outlet", "lang"])
def test_narrowed_link_is_that_of_the_changed_search(
    app: Flask, name: str, query: str, value: str
) -> None:
    with app.test_request_context():
        address = SearchParams(query=query, outlet="x", lang="x", since="2017", page=3)
        assert narrowed_urls(address, name)(value) == search_url(address.change(**{name: value}))


@given(query=st.text(max_size=20), outlet=st.text(max_size=20))
@pytest.mark.parametrize("span", [("2017", "2017"), ("2017-06", "2019-06-09")])
def test_dated_link_is_that_of_the_changed_search(
    app: Flask, span: tuple[str, str], query: str, outlet: str
) -> None:
    with app.test_request_context():
        address = SearchParams(query=query, outlet=outlet, until="2001", page=3)
        changed = address.change(since=span[0], until=span[1])
        assert dated_urls(address)(*span) == search_url(changed)


@given(name=st.text(min_size=1, max_size=20), query=st.text(max_size=20))
def test_link_to_an_article_is_what_the_router_gives(app: Flask, name: str, query: str) -> None:
    with app.test_request_context(base_url="http://localhost/news"):
        address = SearchParams(query=query)
        routed = url_for("pages.article", name=f"a{name}.json", **address.parameters)
        assert article_url(f"a{name}", address, ".json") == routed
