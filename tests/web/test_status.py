"""The status page: what is indexed, how fresh it is, what goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from index import Problem, reindex, write_skipped
from index.run.progress import NAME, Standing, announced
from search import Engine
from tests.folder import Folder
from web import create_app
from web.pages.status import status_view

Visit = Callable[..., LexborHTMLParser]

# A browser drops connections as it likes, and leaves their sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def watched(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A folder that the application takes for that of its index."""
    before = app.extensions.get("index")
    app.extensions["index"] = tmp_path
    yield tmp_path
    app.extensions["index"] = before


def test_says_what_is_indexed_and_how_fresh_it_is(visit: Visit, archive: Path) -> None:
    rows = visit("/status").css("dl div")
    said = {
        row.css_first("dt").text(): " ".join(row.css_first("dd").text().split()) for row in rows
    }
    assert said["Articles"] == "27, 2 of them undated"
    assert said["From"] == "5 outlets, in 2 languages"
    assert said["Folder"] == str(archive)
    assert re.search(r"UTC, (just now|\d+ minutes? ago)$", said["Last run ended"])
    assert int(said["Generation"]) >= 1
    assert said["Health"].startswith("It answers: all 27 articles counted in ")


def test_empty_archive_has_a_state_too(serve: Callable[[], FlaskClient]) -> None:
    page = LexborHTMLParser(serve().get("/status").text)
    assert page.css_first("dl dd").text() == "0"
    assert page.css(".timeline, .facet") == []


def test_each_page_leads_there(visit: Visit) -> None:
    for path in ("/", "/search?q=berth", "/help"):
        assert visit(path).css_first(".imprint a").attributes["href"] == "/status"


def test_no_run_goes_on(visit: Visit, watched: Path) -> None:
    run = visit("/status").css_first("#run")
    assert "Nothing is being indexed now" in run.text()
    assert "data-goes-on" not in run.attributes


def test_run_that_goes_on_says_how_far_it_is(visit: Visit, watched: Path) -> None:
    with announced(watched) as tell:
        tell(1_200, 5_000)
        run = visit("/status").css_first("#run")
    assert "1,200 of 5,000 files" in " ".join(run.text().split())
    assert run.css_first("progress").attributes == {
        "value": "1200", "max": "5000", "aria-label": "Files read",
    }  # fmt: skip


def test_run_that_has_fallen_silent_says_so(engine: Engine, app: Flask) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    standing = Standing(1, 9, now - timedelta(hours=3), now - timedelta(hours=2))
    with app.test_request_context():
        view = status_view(engine, standing, now)
    assert view.run is not None
    assert view.run.silent == "2 hours ago"


def test_real_run_is_watched_from_its_first_file(corpus: Folder, index_dir: Path) -> None:
    for number in range(3):
        corpus.article(str(number), f"The goat of berth {number} has eaten the tide table again.")
    reindex(corpus.folder, index_dir)
    corpus.article("another", "The goat of berth 9 has eaten the tide table again.")
    app = create_app(Engine.open(index_dir))
    app.extensions["index"] = index_dir
    seen: list[str] = []

    def look(done: int, to_do: int) -> None:
        page = LexborHTMLParser(app.test_client().get("/status").text)
        seen.append(" ".join(page.css_first("#run").text().split()))

    with announced(index_dir, look) as tell:
        reindex(corpus.folder, index_dir, tell)
    assert "1 of 1 file," in seen[0]
    assert not (index_dir / NAME).exists()


def test_page_follows_the_run_by_itself(page: Page, watched: Path) -> None:
    with announced(watched) as tell:
        tell(1, 2)
        page.goto("/status")
        expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("#run")).to_contain_text("Nothing is being indexed now", timeout=10_000)


def test_what_was_not_read_is_counted_and_named(
    visit: Visit, client: FlaskClient, watched: Path
) -> None:
    write_skipped(watched, {"pictures": ["a.gif", "<b>.gif"]}, [Problem("c.txt", "no text in it")])
    page = visit("/status")
    counted = [" ".join(summary.text().split()) for summary in page.css("details summary")]
    assert "2 pictures" in counted
    assert "1 files that could not be read" in counted
    assert "<b>.gif" in [item.text() for item in page.css(".unread li")]
    told = client.get("/status.json").get_json()["skipped"]
    assert told[0] == {"kind": "pictures", "count": 2, "files": ["a.gif", "<b>.gif"]}
