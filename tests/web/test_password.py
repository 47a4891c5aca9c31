"""The optional password: everything but /health and looks is closed to who does not know it."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from search import Engine
from web import create_app
from web.password import NoPassword, read_password

PASSWORD = "correct gull: battery é"  # noqa: S105  # of the tests
PATHS = [
    "/",
    "/search?q=berth",
    "/search.json?q=berth",
    "/search.rss",
    "/search.csv",
    "/article/news.jsonl%231",
    "/article/news.jsonl%231.json",
    "/article/news.jsonl%231/original",
    "/suggest?q=b",
    "/opensearch.xml",
    "/openapi.json",
    "/help",
    "/status",
    "/no/such/page",
    "/health/",
    "/health?x=/health",
]


def header(password: str, user: str = "") -> dict[str, str]:
    pair = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


@pytest.fixture
def closed(engine: Engine) -> FlaskClient:
    return create_app(engine, password=PASSWORD).test_client()


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith("/health")])
def test_stranger_is_asked_for_the_password(closed: FlaskClient, path: str) -> None:
    response = closed.get(path)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Basic realm="Backfile", charset="UTF-8"'
    assert "strike" not in response.text


def test_page_that_asks_for_the_password_has_its_looks(closed: FlaskClient) -> None:
    sheets = re.findall(r'(?:href|src)="(/static/[^"]+)"', closed.get("/").text)
    assert sheets
    for sheet in sheets:
        with closed.get(sheet) as response:
            assert response.status_code == 200
    assert closed.get("/static/../password.py").status_code in {401, 404}


@pytest.mark.parametrize("method", ["head", "post", "put", "delete", "options", "patch"])
def test_no_method_goes_around_it(closed: FlaskClient, method: str) -> None:
    assert getattr(closed, method)("/search").status_code == 401


@pytest.mark.parametrize("user", ["", "anybody", "gäst"])
def test_who_knows_it_is_let_in_under_any_name(closed: FlaskClient, user: str) -> None:
    found = closed.get("/search.json?q=berth", headers=header(PASSWORD, user))
    assert found.json["total"] == 23


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic " + base64.b64encode(b"nobody").decode(),
        "Basic " + base64.b64encode(b":").decode(),
        "Basic " + base64.b64encode(b":\xff\xfe").decode(),
        "Bearer " + PASSWORD.replace("é", "e"),
        "Digest username=x",
        "Basic " + "A" * 10_000,
    ],
)
def test_anything_else_is_refused(closed: FlaskClient, authorization: str) -> None:
    response = closed.get("/", headers={"Authorization": authorization})
    assert response.status_code == 401


@given(guess=st.text().filter(lambda text: text != PASSWORD))
def test_no_guess_is_the_password(engine: Engine, guess: str) -> None:
    client = create_app(engine, password=PASSWORD).test_client()
    pair = base64.b64encode(b":" + guess.encode("utf-8", "surrogatepass")).decode()
    assert client.get("/help", headers={"Authorization": f"Basic {pair}"}).status_code == 401


def test_health_is_open_to_monitors(closed: FlaskClient) -> None:
    assert closed.get("/health").json["status"] == "ok"


def test_without_a_password_nothing_is_asked(client: FlaskClient) -> None:
    assert client.get("/").status_code == 200


def test_strange_host_is_refused_before_anything_is_asked(closed: FlaskClient) -> None:
    response = closed.get("/", headers={"Host": "evil.example"} | header(PASSWORD))
    assert response.status_code == 400


def test_application_does_not_keep_the_password(engine: Engine) -> None:
    app = create_app(engine, password=PASSWORD)
    assert PASSWORD not in repr(vars(app))
    assert PASSWORD not in repr(dict(app.config))


def test_password_is_the_first_line_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("gull battery\nmore\n", "utf-8")
    assert read_password(file, {"BACKFILE_PASSWORD": "other"}) == "gull battery"


def test_password_is_taken_from_the_environment() -> None:
    assert read_password(None, {"BACKFILE_PASSWORD": "gull"}) == "gull"
    assert read_password(None, {}) == ""


@pytest.mark.parametrize("content", [b"", b"\n", b"  \nx", b"\xff"])
def test_empty_password_does_not_open_the_archive(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "password"
    file.write_bytes(content)
    with pytest.raises(NoPassword):
        read_password(file, {})


def test_missing_password_does_not_open_the_archive(tmp_path: Path) -> None:
    with pytest.raises(NoPassword, match="cannot be read"):
        read_password(tmp_path / "nowhere", {})
    with pytest.raises(NoPassword, match="empty"):
        read_password(None, {"BACKFILE_PASSWORD": ""})
