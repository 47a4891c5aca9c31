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

from index import Advance, Inventory, Problem, SkippedKind, Standing, reindex, write_inventory
from index.run.progress import NAME, announced
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
    assert re.search(r"UTC, (just now|\d+ minutes? ago)$", said["Files were last looked for"])
    assert said["In order"].startswith("All 27 articles answered in ")


def test_says_it_in_words_that_need_no_explanation(visit: Visit) -> None:
    said = visit("/status").css_first("main").text().lower()
    for word in ("generation", "health", "checksum", "segment", "commit"):
        assert word not in said


def test_empty_archive_has_a_state_too(serve: Callable[[], FlaskClient]) -> None:
    page = LexborHTMLParser(serve().get("/status").text)
    assert page.css_first("dl dd").text() == "0"
    assert page.css(".timeline, .facet") == []


def test_each_page_leads_there(visit: Visit) -> None:
    for path in ("/", "/search?q=berth", "/help"):
        assert visit(path).css_first(".imprint a").attributes["href"] == "/status"


def test_no_run_goes_on(visit: Visit, watched: Path) -> None:
    run = visit("/status").css_first("#run")
    assert "Nothing is being read now" in run.text()
    assert "data-goes-on" not in run.attributes


def test_run_that_goes_on_says_how_far_it_is(visit: Visit, watched: Path) -> None:
    with announced(watched) as tell:
        tell(Advance(1_200, 5_000, bytes=300, bytes_to_do=900, articles=8_000))
        page = visit("/status")
    run = page.css_first("#run")
    assert "1,200 of 5,000 files, 8,000 articles so far" in " ".join(run.text().split())
    assert run.css_first("progress").attributes == {
        "value": "300", "max": "900", "aria-label": "Files read",
    }  # fmt: skip
    assert page.css_first("noscript meta").attributes["http-equiv"] == "refresh"


def test_run_says_how_long_it_will_take(engine: Engine, app: Flask) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    advance = Advance(5, 9, bytes=100, bytes_to_do=400, seconds_left=720.0)
    with app.test_request_context():
        view = status_view(engine, Standing(advance, now - timedelta(minutes=4), now), now)
    assert view.run is not None
    assert view.run.left == "12 minutes"


def test_run_that_has_fallen_silent_says_so(engine: Engine, app: Flask) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    standing = Standing(Advance(1, 9), now - timedelta(hours=3), now - timedelta(hours=2))
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

    def look(_: Advance) -> None:
        page = LexborHTMLParser(app.test_client().get("/status").text)
        seen.append(" ".join(page.css_first("#run").text().split()))

    with announced(index_dir, look) as tell:
        reindex(corpus.folder, index_dir, tell)
    assert "0 of 1 file, 0 articles so far" in seen[0]
    assert not (index_dir / NAME).exists()


def test_page_follows_the_run_by_itself(page: Page, watched: Path) -> None:
    with announced(watched) as tell:
        tell(Advance(1, 2))
        page.goto("/status")
        expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("#run")).to_contain_text("Nothing is being read now", timeout=10_000)


INVENTORY = Inventory(
    read=40,
    unread=1,
    records=5,
    problems=(Problem("c.txt", "no text in it"), Problem("d.jsonl#2", "not JSON", 5)),
    skipped=(SkippedKind("pictures (scans)", 2, ("a.gif", "<b>.gif")),),
)


def test_what_was_not_read_is_counted_and_named_with_the_reason(
    visit: Visit, client: FlaskClient, watched: Path
) -> None:
    write_inventory(watched, INVENTORY)
    page = visit("/status")
    failed, passed_over = page.css(".unread")
    assert [" ".join(item.text().split()) for item in failed.css("li")] == [
        "c.txt no text in it",
        "d.jsonl#2 not JSON, and 4 more of this file",
    ]
    assert page.css_first("details summary").text() == "Pictures (scans): 2"
    assert [item.text() for item in passed_over.css("li")] == ["a.gif", "<b>.gif"]
    told = client.get("/status.json").get_json()
    assert told["files"] == 40
    assert told["failed"][0] == {"id": "c.txt", "reason": "no text in it", "records": 1}
    assert told["skipped"][0]["files"] == ["a.gif", "<b>.gif"]


def test_front_page_says_what_was_not_read_and_leads_to_it(visit: Visit, watched: Path) -> None:
    assert visit("/").css_first(".dateline a") is None
    write_inventory(watched, INVENTORY)
    line = visit("/").css_first(".dateline a")
    assert line.text() == "1 file and 5 records of others could not be read, 2 were passed over"
    path, _, anchor = line.attributes["href"].partition("#")
    assert visit(path).css_first(f"#{anchor}") is not None


@pytest.mark.parametrize("told", ["", "[]", "null", '{"read": 1}', '{"read": "x"}'])
def test_corrupt_inventory_tells_nothing(visit: Visit, watched: Path, told: str) -> None:
    (watched / "lock.inventory").write_text(told)
    assert visit("/status").css(".unread") == []


def test_files_of_a_run_add_up(corpus: Folder, index_dir: Path) -> None:
    corpus.article("a", "The goat of berth 1 has eaten the tide table again.")
    corpus.write("empty.txt", "")
    corpus.write("picture.gif", "GIF89a")
    for added, unchanged in ((1, 0), (0, 1)):
        report = reindex(corpus.folder, index_dir)
        assert (report.added, report.unchanged, report.unread) == (added, unchanged, 1)
        found = Inventory.of(report)
        assert (found.read, found.unread, found.passed_over) == (1, 1, 1)
