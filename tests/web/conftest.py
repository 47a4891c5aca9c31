"""A small archive, indexed for real, and the application over it."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, sync_playwright
from selectolax.lexbor import LexborHTMLParser
from werkzeug.test import TestResponse

from index import reindex
from search import Engine
from tests.extent import lacking
from tests.folder import Folder
from tests.web.chromium import BROWSERS, QUIET
from tests.web.serving import client_over, serving
from web import create_app

BERTHS = 23
ODD_NAME = "clippings/100% odd? & 'quoted' #7 + été.txt"

HARBOUR = {
    "title": "Harbour strike enters third week",
    "date": "2023-03-14",
    "source": "Strait Courier",
    "author": "Leila Haddad",
    "url": "https://courier.example/harbour-strike",
    "lang": "en",
    "text": (
        "Dockers in the old harbour voted on Monday to go on with their strike.\n"
        "The harbour strike has closed nine piers, and the ferry leaves from the north quay.\n"
        "No talks are planned before the strike committee meets again on Friday."
    ),
}
ARABIC = {
    "title": "إضراب عمال الميناء يدخل أسبوعه الثالث",
    "date": "2023-03-15",
    "source": "صوت المضيق",
    "lang": "ar",
    "text": "صوّت عمال الميناء القديم يوم الاثنين على مواصلة الإضراب حتى إشعار آخر.\n"
    "ولا توجد محادثات مقررة قبل يوم الجمعة كما قالت لجنة الإضراب.",
}
UNDATED = {
    "title": "A short history of the lighthouse",
    "source": "Keeper's Quarterly",
    "lang": "en",
    "text": "The lighthouse on the point has had five keepers and one cat since it was built.",
}


def berth(number: int) -> dict[str, str]:
    """One of the notices that make results longer than a page."""
    return {
        "title": f"Berth notice {number}",
        "date": f"{2018 + number // 12}-{number % 12 + 1:02}-05",
        "source": "Port Gazette" if number % 2 else "Quay Notices",
        "lang": "en",
        "text": f"Notice is given that berth number {number} is to be dredged in the spring tide.",
    }


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of articles that most of these tests search."""
    archive = Folder(tmp_path_factory.mktemp("web") / "archive")
    archive.record("news.jsonl", HARBOUR, ARABIC, UNDATED)
    archive.record("port/notices.jsonl", *map(berth, range(BERTHS)))
    archive.write(
        ODD_NAME,
        "A cartographer measures the sandbank\n\n"
        "The sandbank beyond the bar has moved again, says the cartographer who measured it.\n\n"
        "It moves by some forty metres in every winter, and nobody has ever seen it move.\n",
    )
    return archive.folder


@pytest.fixture(scope="session")
def engine(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    directory = tmp_path_factory.mktemp("index") / "index"
    reindex(archive, directory)
    return Engine.open(directory)


@pytest.fixture(scope="session")
def app(engine: Engine) -> Flask:
    app = create_app(engine)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def visit(client: FlaskClient) -> Callable[..., LexborHTMLParser]:
    """Open a page as a browser would, and parse it; `status` is the one that is expected."""

    def open_page(path: str, status: int = 200) -> LexborHTMLParser:
        response: TestResponse = client.get(path)
        assert response.status_code == status, response.text[:500]
        assert response.mimetype == "text/html"
        return LexborHTMLParser(response.text)

    return open_page


@pytest.fixture
def serve(corpus: Folder) -> Callable[[], FlaskClient]:
    """Index the test's own articles and open the application over them."""
    return partial(client_over, corpus)


if sys.version_info < (3, 12):

    class _Watcher(asyncio.PidfdChildWatcher):
        """Waits for the browser without a thread, beside which a run could not fork its readers.

        Later versions of Python do so by themselves.
        """

        def is_active(self) -> bool:
            return True

        def add_child_handler(self, pid, callback, *args) -> None:
            self._loop = asyncio.get_running_loop()
            super().add_child_handler(pid, callback, *args)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if sys.version_info < (3, 12):
        asyncio.set_child_watcher(_Watcher())
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        lacking(f"no browser is installed (looked for {', '.join(BROWSERS)})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """The application on a free port of this machine."""
    with serving(app) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A tab in which the page's complaints, such as about its security policy, fail the test."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    # The browser itself notes the 404 that a test asked for.
    assert [text for text in complaints if "404 (NOT FOUND)" not in text] == []
