"""What every response says to the browser."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


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
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Set-Cookie" not in headers


def test_refused_host_is_hardened_too(client: FlaskClient) -> None:
    headers = client.get("/", headers={"Host": "evil.example"}).headers
    assert headers["Content-Security-Policy"] == POLICY


def test_pages_are_asked_for_anew(client: FlaskClient) -> None:
    assert client.get("/search?q=berth").headers["Cache-Control"] == "private, no-cache"
