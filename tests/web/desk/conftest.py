"""A small archive with a desk beside its index, and a reader who fills in its forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from index import reindex
from search import Engine
from tests.begun import Fill
from tests.folder import Folder
from tests.web.serving import serving
from web import create_app


def words(of: object) -> str:
    """A text that is like no other's, and long enough to be told from others."""
    return " ".join(f"remark{of}x{n}" for n in range(40))


class Reader:
    """A browser without scripts: it opens pages, and sends their forms."""

    def __init__(self, client: FlaskClient, user: str = "", password: str = "") -> None:
        self.client = client
        self.auth = (user, password) if password else None

    def open(self, path: str, status: int = 200) -> LexborHTMLParser:
        response = self.client.get(path, auth=self.auth)
        assert response.status_code == status, response.text[:500]
        return LexborHTMLParser(response.text)

    def token(self) -> str:
        (found,) = self.open("/desk/").css('input[name="token"]')[:1]
        return found.attributes["value"] or ""

    def send(self, path: str, **form: Any) -> TestResponse:
        form = {"token": self.token()} | form
        return self.client.post(path, data=form, auth=self.auth)

    def do(self, path: str, **form: Any) -> str:
        """Send a form, and give what the next page says was done."""
        response = self.send(path, **form)
        assert response.status_code == 303, response.text[:800]
        said = self.open("/desk/").css_first(".said")
        return re.sub(r"\s+Your desk$", "", said.text(strip=False).strip()) if said else ""

    def note(self, article: str, text: str, quote: str = "") -> str:
        return self.do("/desk/article", id=article, do="note", text=text, quote=quote)


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    return tmp_path / "index.desk.sqlite"


def fill(corpus: Folder) -> None:
    for number in range(12):
        corpus.article(
            f"a{number}", f"The ferry {number} ran aground. {words(number)}.\nA tug came.",
            title=f"Ferry {number}", source="Strait Courier" if number % 2 else "Port Gazette",
            date=f"2023-03-{number + 1:02}", author="Leila Haddad", lang="en",
            url=f"https://courier.example/{number}",
        )  # fmt: skip
    corpus.record("two.jsonl", {"title": "One", "text": "Eels at dawn."}, {"text": "Eels at dusk."})


@pytest.fixture
def harbour(corpus: Folder, begin: Callable[[Fill], None]) -> Folder:
    """Twelve files with an article each, and a file with two; they are indexed."""
    begin(fill)
    return corpus


@pytest.fixture
def open_desk(harbour: Folder, index_dir: Path, desk_file: Path) -> Callable[..., Reader]:
    """The application over the archive, anew each time it is asked for."""

    def reader(user: str = "", password: str = "", **settings: Any) -> Reader:
        reindex(harbour.folder, index_dir)
        settings = {"desk": desk_file, "password": password, "index": index_dir} | settings
        app = create_app(Engine.open(index_dir), **settings)
        app.testing = True
        return Reader(app.test_client(), user, password)

    return reader


@pytest.fixture
def reader(open_desk: Callable[..., Reader]) -> Reader:
    return open_desk()


def name(number: int) -> str:
    """The id of an article of the archive."""
    return f"a{number}.jsonl#1"


@pytest.fixture
def address(reader: Reader) -> Iterator[str]:
    """The application of `reader`, for a browser."""
    with serving(reader.client.application) as address:
        yield address


@pytest.fixture
def open_tab(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a tab; complaints of the browser about a page fail the test."""
    contexts, complaints = [], []

    def tab(**settings: object) -> Page:
        context = browser.new_context(base_url=address, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(8_000)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield tab
    for context in contexts:
        context.close()
    assert [text for text in complaints if "status of 404" not in text] == []
