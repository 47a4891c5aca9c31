"""axe-core finds nothing on the pages of the desk and on those with its parts, nor is any too wide.

One archive, served once, has something of everything: collections, notes on passages, a saved
search with something new, a story, versions of an address, names kept apart, files that failed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from index import Inventory, reindex, write_inventory
from search import Engine
from tests.folder import Folder
from tests.index.stories.archive import Event
from tests.index.test_corrections import LINE, PAGE
from tests.web.desk.conftest import Reader, words
from tests.web.serving import serving
from tests.web.test_axe import assert_axe_finds_nothing, tab_of
from web import create_app

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

LONG = "a tag that somebody has made very long, so that it must be cut"
NAMED = "They asked Farida Ouezzal of the ferry, and Ada Oke, {}."

PAGES = {
    "front": "/",
    "results": "/search?q=ferry",
    "compact": "/search?q=ferry&list=compact",
    "in a collection": "/search?q=in%3A%22Port+inquiry%22",
    "desk": "/desk/",
    "collection": "/desk/collections/1",
    "articles": "/desk/articles",
    "starred": "/desk/articles?of=star",
    "gone": "/desk/articles?of=gone",
    "note": "/desk/notes/1",
    "no such note": "/desk/notes/99",
    "saved search": "/desk/searches/1",
    "names apart": "/desk/names",
    "deliver": "/deliver?collection=1",
    "deliver a result": "/deliver?q=ferry",
    "print": "/deliver/print?collection=1",
    "article": "/article/a1.jsonl%231?q=ferry",
    "article put back": "/article/weir.html",
    "versions": "/article/early.jsonl%231",
    "story": "/story/first.jsonl%231",
    "name": "/name/Farida%20Ouezzal",
    "status": "/status",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A reader who has used everything."""
    place = tmp_path_factory.mktemp("filled")
    folder, index = Folder(place / "articles"), place / "index"
    for number in range(3):
        folder.article(
            f"a{number}", f"The ferry {number} ran aground. {words(number)}.\nA tug came.",
            title=f"Ferry {number}", source="Strait Courier", date=f"2023-03-0{number + 1}",
            author="Leila Haddad", lang="en", url=f"https://courier.example/{number}",
        )  # fmt: skip
    fill_with_relations(folder)
    index_all(folder, index)
    reader = reader_of(index, place / "desk.sqlite")
    use(reader)
    folder.article("fresh", f"A fresh ferry. {words('fresh')}.", title="Fresh", lang="en")
    (folder.folder / "a0.jsonl").unlink()
    index_all(folder, index)
    return reader


def fill_with_relations(folder: Folder) -> None:
    """Articles on one event, versions of one address, names in two spellings, what fails."""
    event = Event(1)
    for number, name in enumerate(("first", "second")):
        report = event.report(number + 1)
        folder.article(name, report.text, title=report.title, date=report.date, source=name)
    for number, name in enumerate(("early", "late")):
        text = f"{words('version')}. The tug {name} was paid for in full by its owner."
        folder.article(
            name, text, title="Tug paid", source="Courier", date=f"2023-05-0{number + 1}",
            lang="en", url="https://courier.example/tug",
        )  # fmt: skip
    for number in range(3):
        text = f"{NAMED.format(f'on day {number}')} {words(f'named{number}')}"
        folder.article(f"named{number}", text, title=f"Asked {number}", source="Courier", lang="en")
    folder.write("weir.html", PAGE)
    folder.write("broken.jsonl", "{no record\n")
    (folder.folder / "scan.pdf").write_bytes(b"%PDF-1.4 cut short")


def index_all(folder: Folder, index: Path) -> None:
    write_inventory(index, Inventory.of(reindex(folder.folder, index)))


def reader_of(index: Path, desk: Path) -> Reader:
    engine = Engine.open(index)
    engine.keep_apart("Farida", "Karima")
    return Reader(create_app(engine, index=index, desk=desk).test_client())


def use(reader: Reader) -> None:
    every = [f"a{number}.jsonl#1" for number in range(3)]
    reader.do("/desk/collect", article=every, name="Port inquiry")
    reader.do("/desk/collect", article=every, do="tag", tags=f"eels, {LONG}")
    reader.do("/desk/collect", article=every[:2], do="star")
    reader.note(every[1], "Ask the owner", "A tug came.")
    reader.note(every[2], "Away")
    reader.do("/desk/notes/2", **{"do": "throw away"})
    reader.do("/desk/searches", address="q=ferry", name="Ferries")
    reader.do("/desk/put-back", id="weir.html", line=LINE)


@pytest.fixture(scope="module")
def place(filled: Reader) -> Iterator[str]:
    with serving(filled.client.application) as address:
        yield address


@pytest.fixture(
    scope="module",
    params=[(360, "light"), (360, "dark"), (1440, "light"), (1440, "dark")],
    ids=lambda param: f"{param[0]}-{param[1]}",
)
def tab(browser: Browser, place: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab of a width and a theme."""
    width, scheme = request.param
    with tab_of(browser, place, width, 900, scheme) as opened:
        yield opened


def assert_well_made(tab: Page) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert_axe_finds_nothing(tab, {"color-contrast"})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert tab.evaluate(wide) == 0


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_and_nothing_is_too_wide(tab: Page, path: str) -> None:
    tab.goto(path)
    assert_well_made(tab)


@pytest.mark.parametrize(("field", "code"), [("version", "409"), ("token", "403")])
def test_axe_finds_nothing_where_a_form_is_refused(tab: Page, field: str, code: str) -> None:
    tab.goto("/desk/notes/1")
    tab.locator(".write textarea").fill("Written meanwhile")
    tab.evaluate(f"document.querySelector('.write [name={field}]').value = '0'")
    tab.get_by_role("button", name="Keep", exact=True).click()
    assert tab.locator(".number").inner_text() == code
    assert_well_made(tab)


def test_axe_finds_nothing_in_what_was_done(tab: Page) -> None:
    tab.goto("/search?q=ferry")
    tab.get_by_label("Tick Ferry 2").check()
    tab.get_by_role("button", name="Collect").click()
    tab.locator("#said").wait_for()
    assert_well_made(tab)
