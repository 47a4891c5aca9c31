"""From a result into its articles, along them and back, and how the list looks."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

Visit = Callable[..., LexborHTMLParser]

# A browser drops connections as it likes, and leaves their sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

LIST = "/search?q=berth&sort=oldest"


def test_every_article_of_a_result_is_reached_by_next(visit: Visit) -> None:
    page = visit(LIST)
    link = page.css_first(".hits h2 a").attributes["href"]
    seen: list[str] = []
    while link:
        article = visit(link)
        seen.append(article.css_first(".story h1").text())
        assert article.css_first(".neighbours .count").text() == f"{len(seen)} of 23"
        following = article.css_first(".trail a[rel=next]")
        link = following.attributes["href"] if following else ""
    assert seen == [f"Berth notice {number}" for number in range(23)], "over all pages"


def test_previous_leads_back_over_the_end_of_a_page(visit: Visit) -> None:
    article = visit(visit(f"{LIST}&page=2").css_first(".hits h2 a").attributes["href"])
    before = visit(article.css_first(".trail a[rel=prev]").attributes["href"])
    assert before.css_first(".story h1").text() == "Berth notice 9"
    back = before.css_first(".trail .back").attributes["href"]
    assert back == "/search?q=berth&sort=oldest#at-10"
    assert visit(back.partition("#")[0]).css_first("#at-10 h2").text() == "Berth notice 9"


def test_article_that_is_not_in_the_result_has_no_neighbours(visit: Visit) -> None:
    assert visit("/article/news.jsonl%233?q=berth").css_first(".neighbours") is None


def test_keys_lead_along_the_result_from_inside_an_article(page: Page) -> None:
    page.goto(LIST)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    heading = page.locator(".story h1")
    expect(heading).to_have_text("Berth notice 0")
    page.wait_for_load_state()
    page.keyboard.press("j")
    expect(heading).to_have_text("Berth notice 1")
    page.wait_for_load_state()
    page.keyboard.press("k")
    expect(heading).to_have_text("Berth notice 0")


def test_way_back_leads_to_where_the_list_stood(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(LIST)
    link = page.get_by_role("link", name="Berth notice 7", exact=True)
    link.hover()  # which brings it into sight
    link.click()
    page.wait_for_url("**/article/**")
    before = json.loads(page.evaluate("sessionStorage.getItem('backfile.place')"))["y"]
    assert before > 0
    page.get_by_role("link", name="← Back to results").click()
    page.wait_for_url("**#at-8")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == before


def test_preview_shows_the_article_beside_the_list(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(LIST)
    pane = page.get_by_role("complementary", name="Preview")
    expect(pane).to_be_hidden()
    page.get_by_role("button", name="Preview").click()
    expect(pane.get_by_role("heading")).to_have_text("Berth notice 0")
    page.locator(".hits h2 a").nth(1).focus()
    page.keyboard.press("j")
    expect(pane.get_by_role("heading")).to_have_text("Berth notice 2")
    page.reload()
    expect(pane).to_be_visible()
    page.get_by_role("button", name="Preview").click()
    expect(pane).to_be_hidden()


def test_preview_is_not_offered_where_there_is_no_room(page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 800})
    page.goto(LIST)
    expect(page.locator("#preview-switch")).to_be_hidden()


def test_front_page_lists_what_was_asked_until_it_is_forgotten(page: Page) -> None:
    page.goto("/search?q=berth&page=2")
    page.goto("/search?q=xylophone")
    page.goto("/")
    recent = page.get_by_role("region", name="Recent searches")
    expect(recent.get_by_role("link")).to_have_text(["berth"])
    recent.get_by_role("link").click()
    page.wait_for_url("**/search?q=berth")
    page.goto("/")
    page.get_by_role("button", name="Forget them").click()
    expect(recent).to_be_hidden()
    page.reload()
    expect(recent).to_be_hidden()


def test_length_and_form_of_the_list_are_remembered(client: FlaskClient) -> None:
    def hits(path: str) -> tuple[int, str]:
        tree = LexborHTMLParser(client.get(path).text)
        return len(tree.css(".hits > li")), tree.css_first(".hits").attributes["class"]

    assert hits("/search?q=berth") == (10, "hits full")
    assert hits("/search?q=berth&per=25&list=compact") == (23, "hits compact")
    assert hits("/search?q=berth") == (23, "hits compact")
    assert hits("/search?q=berth&page=2") == (10, "hits full"), "an address that was shared"
    assert hits("/search?q=berth&per=10") == (10, "hits compact")
    assert hits("/search?q=berth&list=full") == (10, "hits full")


def test_cookie_says_nothing_else(client: FlaskClient) -> None:
    cookie = client.get("/search?q=berth&per=25").headers["Set-Cookie"]
    assert cookie.startswith("backfile-list=25-full;")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Set-Cookie" not in client.get("/search?q=berth").headers


@pytest.mark.parametrize("odd", ["", "x", "25", "25-", "99-full", "25-full-x", "٢٥-full", "-full"])
def test_odd_cookie_is_none(client: FlaskClient, odd: str) -> None:
    client.set_cookie("backfile-list", odd)
    assert len(LexborHTMLParser(client.get("/search?q=berth").text).css(".hits > li")) == 10


@pytest.mark.parametrize("query", ["-", "(((", '"', "***"])
def test_query_without_a_word_claims_nothing(visit: Visit, query: str) -> None:
    page = visit(f"/search?q={query}")
    assert page.css_first("h1").text().startswith("There is no word to look for in ")
    assert page.css_first(".searched") is None


def test_words_next_to_each_other_are_one_mark(visit: Visit) -> None:
    page = visit("/search?q=harbour+strike")
    assert page.css_first(".hits h2 mark").text() == "Harbour strike"
