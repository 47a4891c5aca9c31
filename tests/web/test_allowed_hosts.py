"""The names that the service answers to."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from search import Engine
from web import create_app


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LocalHost", "[::1]"]
)
def test_this_machine_is_answered(client: FlaskClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8000",
        "[::2]",
        "[::1",
        "",
        "[::1].evil.example:80",
        "[::1]evil.example",
    ],
)
def test_foreign_host_name_is_refused(client: FlaskClient, host: str) -> None:
    response = client.get("/", headers={"Host": host})
    assert response.status_code == 400
    assert "host names" in response.text


def test_any_host_name_is_answered_when_asked_for(engine: Engine) -> None:
    client = create_app(engine, hosts=None).test_client()
    assert client.get("/health", headers={"Host": "archive.example"}).status_code == 200
