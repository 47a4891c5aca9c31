"""When something goes wrong: a page that says what, and a way on."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser

from search import Engine, SearchFailure, StoriesUnavailable
from web import create_app

Visit = Callable[..., LexborHTMLParser]


class Failing:
    """An engine that cannot answer: the one thing a real one does not do on demand."""

    def __init__(self, failure: Exception) -> None:
        self.failure = failure

    def __getattr__(self, name: str) -> Callable[..., None]:
        def fail(*_: object, **__: object) -> None:
            raise self.failure

        return fail


def failing_client(failure: Exception) -> FlaskClient:
    engine: Engine = Failing(failure)  # type: ignore[assignment]
    return create_app(engine).test_client()


def test_unknown_page_leads_on(visit: Visit) -> None:
    page = visit("/no/such/page?q=ferry", status=404)
    assert page.css_first("h1").text() == "Nothing is filed here"
    assert page.css_first("#q").attributes["value"] == "ferry"


def test_pages_only_answer_reading(client: FlaskClient) -> None:
    response = client.post("/search", data={"q": "ferry"})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_endless_address_is_refused(client: FlaskClient) -> None:
    response = client.get("/search?q=" + "a" * 20_000)
    assert response.status_code == 414
    assert "1,000 characters" in response.text


def test_endless_headers_are_refused(client: FlaskClient) -> None:
    response = client.get("/search?q=ferry", headers={"Accept": "text/html" + "x" * 20_000})
    assert response.status_code == 431
    assert "too long" in response.text


def test_index_that_cannot_be_read_says_what_to_do() -> None:
    response = failing_client(SearchFailure("No index yet: run `backfile reindex`.")).get("/")
    assert response.status_code == 503
    assert "No index yet: run `backfile reindex`." in response.text


@pytest.mark.parametrize("path", ["/health", "/search.json?q=x", "/article/x.json"])
def test_programs_are_told_as_json(path: str) -> None:
    response = failing_client(SearchFailure("No index yet.")).get(path)
    assert response.status_code == 503
    assert response.json["detail"] == "No index yet."


def test_programs_are_told_of_a_crash_as_json() -> None:
    response = failing_client(ZeroDivisionError("of the secret ledger")).get("/search.json?q=x")
    assert response.status_code == 500
    assert "a fault of this program" in response.json["detail"]


def test_crash_is_logged_and_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        response = failing_client(ZeroDivisionError("of the secret ledger")).get("/search?q=x")
    assert response.status_code == 500
    assert "secret ledger" not in response.text
    assert "Traceback" not in response.text
    assert "a fault of this program" in response.text
    assert "rebuild" not in response.text
    assert 'name="q"' in response.text
    assert "secret ledger" in caplog.text


def test_page_of_a_story_says_plainly_that_a_cluster_has_none() -> None:
    page = LexborHTMLParser(failing_client(StoriesUnavailable()).get("/story/a").text)
    assert page.css_first("h1").text() == "There are no stories here"
    assert "does not group articles yet" in page.css_first("main").text()
