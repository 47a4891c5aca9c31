"""The desk in a real browser: with scripts, without them, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from index import reindex
from tests.folder import Folder
from tests.web.desk.conftest import Reader, name, words

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def full(reader: Reader, harbour: Folder, index_dir: Path) -> Reader:
    reader.do("/desk/collect", article=[name(11), name(10)], name="Port inquiry")
    reader.do("/desk/collect", article=[name(11)], do="tag", tags="eels, night work")
    reader.do("/desk/collect", article=[name(11)], do="star")
    reader.note(name(11), "Ask the owner", "A tug came.")
    reader.do("/desk/searches", address="q=ferry", name="Ferries")
    harbour.article("fresh", f"A fresh ferry. {words('fresh')}.", title="Fresh")
    reindex(harbour.folder, index_dir)
    reader.note(name(10), "Away")
    reader.do("/desk/notes/2", **{"do": "throw away"})
    return reader


def test_passage_is_copied_with_its_source_and_noted(open_tab: Callable[..., Page]) -> None:
    tab = open_tab(permissions=["clipboard-read", "clipboard-write"])
    tab.goto(f"/article/{name(1).replace('#', '%23')}?q=ferry")
    tab.evaluate("getSelection().selectAllChildren(document.getElementById('p-2'))")
    tab.get_by_role("button", name="Copy with source").click()
    tab.get_by_role("button", name="Copied with source").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == (
        "“A tug came.”\n— Leila Haddad, “Ferry 1”, Strait Courier, 2 March 2023, paragraph 2, "
        "saved as a1.jsonl#1."
    )
    tab.get_by_role("button", name="Note on it").click()
    tab.keyboard.type("Which tug?")
    tab.get_by_role("button", name="Keep the note").click()
    note = tab.locator("#desk .note").inner_text()
    assert "A tug came." in note
    assert "Which tug?" in note


def test_what_is_new_is_two_clicks_away(full: Reader, open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.goto("/")
    tab.get_by_role("link", name="1 new since").click()
    assert tab.locator(".hits h2").all_inner_texts() == ["Fresh"]
    tab.get_by_role("button", name="I have seen these").click()
    assert "nothing new" in tab.locator(".news li").inner_text()


def test_everything_is_reached_by_keyboard(open_tab: Callable[..., Page]) -> None:
    tab = open_tab()
    tab.goto("/search?q=ferry")
    tab.locator('.tick input[type="checkbox"]').first.focus()
    tab.keyboard.press("Space")
    tab.get_by_label("into").focus()
    tab.keyboard.type("By keyboard")
    tab.keyboard.press("Enter")
    assert "1 article put into “By keyboard”." in tab.locator(".said").inner_text()


def test_two_lines_stand_above_the_hits_and_six_hits_on_a_screen(
    open_tab: Callable[..., Page],
) -> None:
    tab = open_tab(viewport={"width": 1440, "height": 900})
    tab.goto("/search?q=ferry")
    rows = {
        round(tab.locator(part).first.bounding_box()["y"])  # type: ignore[index]
        for part in (".tools .sorts a", ".tools .layouts a", ".hand-on", ".keep > summary")
    }
    assert max(rows) - min(rows) < 10, "one line"
    bottoms = [box["y"] + box["height"] for hit in tab.locator(".hits > li").all()
               if (box := hit.bounding_box())]  # fmt: skip
    assert sum(bottom <= 900 for bottom in bottoms) >= 6
