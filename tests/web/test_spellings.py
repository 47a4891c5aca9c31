"""The line that says by which spellings a name was found, and its links."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from tests.folder import Folder

TEXTS = (
    "In Korvadh the goat stood at the flooded village.",
    "The minister came to Korwadh and saw the goat at the village.",
    "Old Corvadh lies below the lake, said the minister <b>.",
    "The harbour was quiet.",
)


def fill(corpus: Folder) -> None:
    facts = [{"title": f"Report {n}", "text": text, "lang": "en"} for n, text in enumerate(TEXTS)]
    corpus.record("news.jsonl", *facts)


@pytest.fixture
def client(serve, begin) -> FlaskClient:
    begin(fill)
    return serve()


def page_of(client: FlaskClient, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(path).text)


def test_spellings_stand_below_the_heading_with_reasons_and_links(client: FlaskClient) -> None:
    page = page_of(client, "/search?q=Korvadh&sort=newest")
    assert "3 articles" in page.css_first("h1").text()
    line = page.css_first(".also")
    assert [name.text(strip=True) for name in line.css("li > a[aria-describedby]")] == [
        "Corvadh", "Korwadh",
    ]  # fmt: skip
    for name in line.css("li > a[aria-describedby]"):
        why = line.css_first(f"#{name.attributes['aria-describedby']}")
        assert "sounds alike" in why.text()
    removed = [link.attributes["href"] for link in line.css(".remove")]
    assert removed == [
        "/search?q=Korvadh&sort=newest&without=corvadh",
        "/search?q=Korvadh&sort=newest&without=korwadh",
    ]
    assert line.css("a")[-1].attributes["href"] == "/search?q=Korvadh&sort=newest&variants=off"


def test_each_link_does_what_it_says(client: FlaskClient) -> None:
    without = page_of(client, "/search?q=Korvadh&without=corvadh")
    assert "2 articles" in without.css_first("h1").text()
    assert "All spellings" in without.css_first(".also").text()
    typed = page_of(client, "/search?q=Korvadh&variants=off")
    assert "1 article " in typed.css_first("h1").text()
    links = [link.attributes["href"] for link in typed.css(".also a")]
    assert links == ["/search?q=Korvadh"]


def test_query_without_names_has_no_such_line(client: FlaskClient) -> None:
    assert page_of(client, "/search?q=harbour").css_first(".also") is None


def test_data_say_the_same(client: FlaskClient) -> None:
    record = client.get("/search.json?q=Korvadh").get_json()
    assert record["total"] == 3
    assert {name["form"] for name in record["variants"]} == {"corvadh", "korwadh"}
    assert all(name["typed"] == "Korvadh" and name["articles"] == 1 for name in record["variants"])
    assert client.get("/search.json?q=Korvadh&variants=off").get_json()["variants"] == []
    assert client.get("/search.rss?q=Korvadh").text.count("<item>") == 3
    assert client.get("/search.csv?q=Korvadh").text.count("Report") == 3
    assert client.get("/search.csv?q=Korvadh&without=corvadh,korwadh").text.count("Report") == 1


def test_article_is_marked_as_the_result_it_was(client: FlaskClient) -> None:
    link = page_of(client, "/search?q=Korvadh").css(".hits h2 a")[-1].attributes["href"]
    assert link is not None
    assert page_of(client, link).css("mark")


def test_hostile_parameters_are_escaped_and_find_nothing_else(client: FlaskClient) -> None:
    page = page_of(client, "/search?q=Korvadh&variants=%3Cb%3E&without=%22%3E%3Cscript%3E,corvadh")
    assert "2 articles" in page.css_first("h1").text()
    assert not page.css(".also script")


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "Korvadh" * 70, "q=" + "Korvadh+" * 200, "q=name:%22%22", "q=name:", "q=name:%22",
        "q=name:(", "q=name:%22Kor*dh%22", "q=name:%00", "q=%25", "q=Korvadh%00x%1b%01", "q=%ff%fe",
        "q=%E2%80%AEKorvadh%E2%80%AC", "q=Korvadh&without=" + ",".join(map(str, range(1_000))),
        "q=Korvadh&without=,,%00,%25,%22", "q=Korvadh&variants=on&variants=off",
        "q=Korvadh&name=%22%3E%3Cscript%3E", "q=Korvadh" + "&name=Nobody" * 100,
    ],
)  # fmt: skip
def test_hostile_names_are_no_fault(client: FlaskClient, query: str) -> None:
    for form in ("", ".json", ".csv", ".rss"):
        response = client.get(f"/search{form}?{query}")
        assert response.status_code == 200
        assert "<script>" not in response.text


@pytest.mark.parametrize("query", ["-Korvadh", "goat+NOT+Korvadh", "goat+-name:Korvadh"])
def test_what_is_excluded_is_excluded_as_typed_only(client: FlaskClient, query: str) -> None:
    record = client.get(f"/search.json?q={query}").get_json()
    assert record["variants"] == []
    assert record["total"] == (3 if query == "-Korvadh" else 1)


def test_register_wins_over_every_rule(client: FlaskClient, index_dir) -> None:
    assert client.get("/search.json?q=Korvadh").get_json()["total"] == 3
    (index_dir / "names.txt").write_text("not: Korvadh, Corvadh\nKorvadh, harbour\n")
    record = client.get("/search.json?q=Korvadh").get_json()
    assert {name["form"] for name in record["variants"]} == {"korwadh", "harbour"}
    assert record["total"] == 3


def test_register_in_the_corpus_is_no_article(client: FlaskClient, corpus, serve) -> None:
    (corpus.folder / "names.txt").write_text("Korvadh, harbour\n")
    record = serve().get("/search.json?q=Korvadh").get_json()
    assert record["total"] == 4
    assert "names.txt" not in {hit["id"] for hit in record["hits"]}


def test_word_that_is_lacking_is_named_as_it_was_typed(client: FlaskClient) -> None:
    page = page_of(client, "/search?q=Korvadh+harbour+quiet")
    assert {note.text() for note in page.css(".hits .without")} == {"without: Korvadh"}


def test_feed_says_what_else_was_searched(client: FlaskClient) -> None:
    said = client.get("/search.rss?q=Korvadh").text
    assert "Also searched: " in said
    assert "Korwadh (1: sounds alike" in said
    assert "Also searched" not in client.get("/search.rss?q=Korvadh&variants=off").text
