"""The page of a name, what links to it, and names as what narrows a result."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from tests.folder import Folder

TEXTS = (
    ("The Courier", "2022-05-01", "There was Farida Ouezzal, and beside her stood Ada Oke."),
    ("The Courier", "2023-05-01", "They asked Farida Ouezzal of it, and Ada Oke."),
    ("Le Phare", "2021-02-03", "It was said by Ferida Wezzal in Oumet."),
    ("Le Phare", "", "They asked Ferida Wezzal of it, and <b>Bold</b> & Sons."),
    ("Le Phare", "2020-01-01", "nobody was met."),
)


def fill(corpus: Folder) -> None:
    facts = [
        {"title": f"Report {n}", "text": text, "lang": "en", "source": outlet, "date": date}
        for n, (outlet, date, text) in enumerate(TEXTS)
    ]
    corpus.record("news.jsonl", *facts)


@pytest.fixture
def client(serve, begin) -> FlaskClient:
    begin(fill)
    return serve()


def page_of(client: FlaskClient, path: str) -> LexborHTMLParser:
    response = client.get(path)
    assert response.status_code == 200
    return LexborHTMLParser(response.text)


def column(page: LexborHTMLParser, name: str) -> dict[str, tuple[str, str]]:
    (section,) = (s for s in page.css("section.facet") if s.css_first("h2").text() == name)
    return {
        row.css_first("a").text(strip=True): (
            row.css_first("a").attributes["href"],
            row.css_first(".count").text(),
        )
        for row in section.css("li")
    }


@pytest.mark.parametrize("name", ["Farida Ouezzal", "Ferida Wezzal", "farida wezzal"])
def test_page_of_a_name_says_how_it_is_spelt_and_where_first(client, name) -> None:
    page = page_of(client, f"/name/{quote(name)}")
    assert page.css_first("h1").text() in {"Farida Ouezzal", "Ferida Wezzal"}
    assert "4 articles" in page.css_first(".lead").text()
    rows = {row.css_first("th").text(strip=True): row.text() for row in page.css("tbody tr")}
    assert "1 May 2022, The Courier" in " ".join(rows["Farida Ouezzal"].split())
    assert "3 February 2021, Le Phare" in " ".join(rows["Ferida Wezzal"].split())


def test_page_of_a_name_has_its_articles_over_time_and_whom_it_stands_beside(client) -> None:
    page = page_of(client, "/name/Farida%20Ouezzal")
    assert page.css_first(".timeline") is not None
    beside = [row.css_first("a").text() for row in page.css(".beside")[0].css("li")]
    assert beside[0] == "Ada Oke"
    link = page.css_first(".lead a").attributes["href"]
    assert "4 articles" in page_of(client, link).css_first("h1").text()
    words = page.css(".lead a")[1].attributes["href"]
    assert "4 articles" in page_of(client, words).css_first("h1").text()


def test_page_of_a_name_says_what_a_search_for_it_takes_in_besides(serve, corpus) -> None:
    texts = (
        "They asked the Strait Salvage Office (SSO) of it, and the SSO was glad.",
        "They asked the Strait Salvage Office of it again.",
        "They asked the SSO once more, and sso was written small.",
    )
    corpus.record("news.jsonl", *({"text": text, "lang": "en"} for text in texts))
    client = serve()
    page = page_of(client, "/name/SSO")
    assert "2 articles" in page.css_first(".lead a").text()
    assert "A search for its words finds 3 articles" in " ".join(
        page.css_first(".lead").text().split()
    )
    (row,) = page.css("#spelt ~ ul li")
    assert row.css_first("a").attributes["href"] == "/name/Strait%20Salvage%20Office"
    assert row.text().strip().endswith("2: an article says so in brackets")


def test_page_of_a_name_is_there_as_data(client) -> None:
    record = client.get("/name/Ferida%20Wezzal.json").json
    assert record["articles"] == 4
    assert {each["text"] for each in record["spellings"]} == {"Farida Ouezzal", "Ferida Wezzal"}
    assert record["beside"][0] == {"value": "Ada Oke", "count": 2}
    assert client.get("/name/Nobody%20Here.json").status_code == 404


def test_articles_of_a_name_are_followed_by_feed_and_taken_as_a_table(client) -> None:
    page = page_of(client, "/name/Ferida%20Wezzal")
    links = [link.attributes["href"] for link in page.css(".takeaway a")]
    feed, table, record = (client.get(link).text for link in links)
    assert feed.count("<item>") == 4
    assert table.count("Report") == 4
    assert '"articles":4' in record.replace(" ", "")
    assert [link.attributes["href"] for link in page.css("link[rel=alternate]")] == [
        links[2], links[0], links[1],
    ]  # fmt: skip


def test_name_that_no_article_has_leads_to_a_search_for_its_words(client) -> None:
    response = client.get("/name/Nobody%20%22Here")
    assert response.status_code == 302
    assert response.location == "/search?q=name:%22Nobody+Here%22"


def test_result_is_narrowed_by_a_name_and_widened_again(client) -> None:
    page = page_of(client, "/search?q=asked")
    url, count = next(
        found for name, found in column(page, "Names").items() if name.startswith("F")
    )
    assert count == "2"
    narrowed = page_of(client, url)
    assert "2 articles" in narrowed.css_first("h1").text()
    (chip,) = narrowed.css(".chips a")
    assert chip.attributes["href"] == "/search?q=asked"
    about = narrowed.css_first("section.facet a[aria-label^=About]").attributes["href"]
    assert about.startswith("/name/")


def test_article_lists_its_names_with_their_pages(client) -> None:
    page = page_of(client, "/article/news.jsonl%231")
    links = {link.text(): link.attributes["href"] for link in page.css(".named a")}
    assert links == {"Farida Ouezzal": "/name/Farida%20Ouezzal", "Ada Oke": "/name/Ada%20Oke"}


def test_line_of_spellings_links_to_the_page_of_the_name(client) -> None:
    line = page_of(client, "/search?q=Ouezzal").css_first(".also")
    assert ("About Ouezzal", "/name/Ouezzal") in [
        (link.text(), link.attributes["href"]) for link in line.css("a")
    ]


def test_name_that_no_article_has_as_typed_is_said_to_be_in_none(client) -> None:
    line = page_of(client, "/search?q=Ouezal").css_first(".also").text()
    assert "No article has Ouezal; searched:" in " ".join(line.split())
    (variant, *_) = client.get("/search.json?q=Ouezal").json["variants"]
    assert variant["typed_articles"] == 0


@pytest.mark.parametrize(
    "name", ["<b>", "%22%3E%3Cscript%3E", "a%00b", "x" * 3000, "%FF", "/", "."]
)
def test_hostile_name_leads_somewhere(client, name) -> None:
    response = client.get(f"/name/{name}")
    assert response.status_code in {200, 302, 400, 404, 414}
    assert "<script>" not in response.text
