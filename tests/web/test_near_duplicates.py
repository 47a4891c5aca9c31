"""Copies: the same text from several outlets stands once, and none of it is hidden."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

WIRE = " ".join(
    f"Sentence {number} of the agency's report on the ferry that ran aground off the old mole."
    for number in range(12)
)


@pytest.fixture
def client_of_copies(serve, corpus) -> FlaskClient:
    corpus.article("courier", WIRE, title="Ferry aground", source="Courier", date="2023-03-15")
    corpus.article("ledger", WIRE, title="Ferry stuck", source="The Ledger", date="2023-03-14")
    corpus.article("nameless", WIRE, title="Ferry")
    return serve()


def test_copies_stand_under_the_best_hit(client_of_copies: FlaskClient) -> None:
    page = LexborHTMLParser(client_of_copies.get("/search?q=ferry+aground&sort=newest").text)
    assert page.css_first("h1").text() == "3 articles for “ferry aground”"
    assert [link.text() for link in page.css(".hits h2")] == ["Ferry aground"]
    copies = {link.text(): link.attributes["href"] for link in page.css(".near-duplicates a")}
    assert copies == {
        "The Ledger, 14 March 2023": "/article/ledger.jsonl%231?q=ferry+aground&sort=newest",
        "nameless.jsonl#1": "/article/nameless.jsonl%231?q=ferry+aground&sort=newest",
    }


def test_article_leads_to_its_copies(client_of_copies: FlaskClient) -> None:
    page = LexborHTMLParser(client_of_copies.get("/article/nameless.jsonl%231").text)
    labels = [link.text() for link in page.css(".copies a")]
    assert sorted(labels) == ["Courier, 15 March 2023", "The Ledger, 14 March 2023"]


def test_programs_are_told_of_copies(client_of_copies: FlaskClient) -> None:
    (hit,) = client_of_copies.get("/search.json?q=ferry+aground&sort=newest").json["hits"]
    assert [near_duplicate["outlet"] for near_duplicate in hit["near_duplicates"]] == [
        "The Ledger",
        "",
    ]
