"""Results and articles for programs."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_result_has_the_public_names_in_order(client: FlaskClient) -> None:
    record = client.get("/search.json?q=committee").json
    assert list(record) == [
        "query",
        "understood",
        "notes",
        "total",
        "took_ms",
        "page",
        "hits",
        "facets",
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
        "twins",
    ]
    assert list(record["facets"]) == ["outlet", "lang", "date"]
    assert record["facets"]["date"] == [{"value": "2023-03", "count": 1}]


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
    assert "“spring” is not a date" in notes[0]


def test_article_has_the_public_names(client: FlaskClient) -> None:
    record = client.get("/article/news.jsonl%231.json").json
    assert list(record) == [
        "id",
        "title",
        "text",
        "markdown",
        "date",
        "outlet",
        "byline",
        "lang",
        "url",
        "description",
        "removed",
        "provenance",
        "twins",
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
    assert set(response.json) == {"error", "detail"}


def test_health(client: FlaskClient) -> None:
    record = client.get("/health").json
    assert record["status"] == "ok"
    assert record["articles"] == 27
    assert isinstance(record["generation"], int)
