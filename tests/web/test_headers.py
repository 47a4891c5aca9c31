"""What every response says to the browser."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SCRIPTED = f"{POLICY}; script-src 'self'; connect-src 'self'"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=berth",
        "/search?q=berth&page=99",
        "/search.json?q=berth",
        "/article/news.jsonl%231?q=strike",
        "/article/news.jsonl%231.json",
        "/article/gone",
        "/help",
        "/health",
        "/static/backfile.css",
        "/static/icon.svg",
        "/static/gone.css",
        "/search?q=" + "a" * 20_000,
    ],
)
def test_every_response_is_hardened(client: FlaskClient, path: str) -> None:
    headers = client.get(path, buffered=True).headers
    assert headers["Content-Security-Policy"] in {POLICY, SCRIPTED}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/", "/search", "/article/news.jsonl%231", "/help", "/status"])
def test_pages_may_run_our_script_and_no_other(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Content-Security-Policy"] == SCRIPTED


@pytest.mark.parametrize("path", ["/search.json?q=berth", "/gone", "/static/backfile.js"])
def test_nothing_else_may_run_any(client: FlaskClient, path: str) -> None:
    assert client.get(path, buffered=True).headers["Content-Security-Policy"] == POLICY


def test_refused_host_is_hardened_too(client: FlaskClient) -> None:
    headers = client.get("/", headers={"Host": "evil.example"}).headers
    assert headers["Content-Security-Policy"] == POLICY


def test_pages_are_asked_for_anew(client: FlaskClient) -> None:
    assert client.get("/search?q=berth").headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/search", "/search.csv", "/search.rss", "/suggest", "/gone"])
@pytest.mark.parametrize("name", ["q", "sort", "outlet", "from", "page", "limit", "format"])
def test_no_parameter_reaches_a_header(client: FlaskClient, path: str, name: str) -> None:
    payload = "berth\r\nX-Evil: 1\r\n\r\n<script>\x00"
    response = client.get(path, query_string={"page": "99"} | {name: payload})
    assert "X-Evil" not in response.headers
    for value in response.headers.values():
        assert "\r" not in value
        assert "\n" not in value
        assert "\x00" not in value


@pytest.mark.parametrize("name", ["a\r\nX-Evil: 1.txt", 'a"; filename=x.exe.txt', "ü/é 港.txt"])
def test_no_file_name_reaches_a_header_as_it_is(serve, corpus, name: str) -> None:
    corpus.write(name, "The gull in this file is quite harmless.\n")
    client = serve()
    (hit,) = client.get("/search.json?q=gull").json["hits"]
    headers = client.get(f"/article/{quote(hit['id'])}/original", buffered=True).headers
    assert "X-Evil" not in headers
    assert headers["Content-Disposition"].startswith("attachment; ")
    assert headers["Content-Disposition"].isascii()


@pytest.mark.parametrize("path", ["/", "/search?q=berth", "/search.json", "/search.rss", "/gone"])
def test_nothing_is_kept_by_others_and_forms_are_told_apart(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Accept" in headers["Vary"]
