"""Results and articles for programs."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def test_result_has_the_public_names_in_order(client: FlaskClient) -> None:
    record = client.get("/search.json?q=committee").json
    assert list(record) == [
        "query",
        "understood",
        "notes",
        "total",
        "partial",
        "copies",
        "took_ms",
        "page",
        "hits",
        "facets",
        "suggestion",
        "suggestions",
        "variants",
    ]
    assert list(record["hits"][0]) == [
        "id",
        "title",
        "outlet",
        "date",
        "byline",
        "lang",
        "url",
        "score",
        "snippet",
        "snippet_html",
        "near_duplicates",
        "story",
        "copies",
        "without",
        "is_list",
    ]
    assert list(record["facets"]) == ["outlet", "lang", "date", "name"]
    assert record["facets"]["date"] == [{"value": "2023-03", "count": 1}]


def test_few_hits_bring_what_was_perhaps_meant(client: FlaskClient) -> None:
    record = client.get("/search.json?q=berht").json
    assert (record["total"], record["suggestion"]) == (0, "berth")
    assert client.get("/search.json?q=berth").json["suggestion"] is None


@pytest.mark.parametrize(
    ("asked", "hits", "note"),
    [
        ("3", 3, ""),
        ("100", 23, ""),
        ("101", 23, "100 articles at most"),
        ("999999999999", 10, "no number of articles"),
        ("0", 10, "no number of articles"),
        ("-1", 10, "no number of articles"),
        ("all", 10, "no number of articles"),
    ],
)
def test_a_page_may_have_more_articles_up_to_a_limit(
    client: FlaskClient, asked: str, hits: int, note: str
) -> None:
    record = client.get(f"/search.json?q=berth&limit={asked}").json
    assert len(record["hits"]) == hits
    assert note in " ".join(record["notes"])


def test_page_beyond_the_last_is_empty(client: FlaskClient) -> None:
    record = client.get("/search.json?q=berth&page=9999999&limit=100").json
    assert (record["total"], record["page"], record["hits"]) == (23, 9_999_999, [])


@pytest.mark.parametrize(
    ("path", "accept", "mimetype"),
    [
        ("/search", "application/json", "application/json"),
        ("/search", "application/rss+xml, application/xml;q=0.9", "application/rss+xml"),
        ("/search", "text/csv", "text/csv"),
        ("/search", "*/*", "text/html"),
        ("/search", "image/png", "text/html"),
        ("/search", "", "text/html"),
        ("/search", "application/json;q=0.5, text/html", "text/html"),
        ("/search", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("/search?format=json", "text/html", "application/json"),
        ("/search?format=rss", "text/html", "application/rss+xml"),
        ("/search?format=csv", "text/html", "text/csv"),
        ("/search?format=html", "application/json", "text/html"),
        ("/search?format=exe", "text/html", "text/html"),
        ("/search.json?format=csv", "text/html", "application/json"),
        ("/search.rss", "text/html", "application/rss+xml"),
        ("/search.csv", "text/html", "text/csv"),
    ],
)
def test_form_is_asked_for_by_ending_parameter_or_header(
    client: FlaskClient, path: str, accept: str, mimetype: str
) -> None:
    response = client.get(path, headers={"Accept": accept})
    assert response.mimetype == mimetype
    assert "Accept" in response.headers["Vary"]


def test_forms_of_one_search_agree(client: FlaskClient) -> None:
    by_ending = client.get("/search.json?q=berth&page=2").json
    by_header = client.get("/search?q=berth&page=2", headers={"Accept": "application/json"}).json
    assert by_ending["hits"] == by_header["hits"]


def test_snippet_comes_plain_and_as_html(client: FlaskClient) -> None:
    hit = client.get("/search.json?q=committee").json["hits"][0]
    assert "\x02committee\x03" in hit["snippet"]
    assert "<mark>committee</mark>" in hit["snippet_html"]


def test_parameters_are_those_of_the_page(client: FlaskClient) -> None:
    record = client.get("/search.json?q=berth&sort=oldest&outlet=Port+Gazette&page=2").json
    assert (record["total"], record["page"]) == (11, 2)
    assert [hit["title"] for hit in record["hits"]] == ["Berth notice 21"]


def test_notes_say_what_was_ignored(client: FlaskClient) -> None:
    notes = client.get("/search.json?q=berth&from=spring").json["notes"]
    assert "“spring” is no date" in notes[0]


def test_article_has_the_public_names(client: FlaskClient) -> None:
    record = client.get("/article/news.jsonl%231.json").json
    assert list(record) == [
        "id",
        "title",
        "text",
        "markdown",
        "date",
        "time",
        "outlet",
        "byline",
        "lang",
        "url",
        "description",
        "removed",
        "provenance",
        "near_duplicates",
        "names",
    ]
    assert record["id"] == "news.jsonl#1"
    assert record["text"].startswith("Dockers in the old harbour")
    assert record["provenance"]["date"]


def test_page_leads_to_its_record(client: FlaskClient) -> None:
    page = client.get("/article/news.jsonl%231").text
    assert (
        '<link rel="alternate" type="application/json" href="/article/news.jsonl%231.json">' in page
    )


def test_unknown_article_is_told_as_json(client: FlaskClient) -> None:
    response = client.get("/article/gone.json")
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"
    assert response.json["status"] == 404
    assert set(response.json) == {"type", "title", "status", "detail"}


def test_health(client: FlaskClient) -> None:
    record = client.get("/health").json
    assert record["status"] == "ok"
    assert record["articles"] == 27
    assert isinstance(record["generation"], int)
