"""What researchers do all day, in a real browser, and how many clicks it takes.

A click is one of the pointer, a press of Enter, or a passage that is selected. Typing is none.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import rispy
from playwright.sync_api import Locator, Page, expect

from index import reindex
from tests.folder import Folder
from tests.web.desk.conftest import Reader, words

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


class Hand:
    """Who works at a tab; the clicks are counted."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.clicks = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def link(self, name: str, *, exact: bool = False) -> None:
        self.click(self.tab.get_by_role("link", name=name, exact=exact).first)

    def search(self, query: str) -> None:
        self.tab.goto("/")
        self.tab.get_by_label("Search the archive").fill(query)
        self.tab.keyboard.press("Enter")
        self.tab.get_by_role("heading", level=1).filter(has_text="article").wait_for()
        self.clicks += 1

    def titles(self, count: int) -> list[str]:
        """The titles of a list of so many, in their alphabet's order; it may be on its way."""
        titles = self.tab.locator(".hits h2")
        expect(titles).to_have_count(count)
        return sorted(titles.all_inner_texts())

    def download(self, name: str, to: Path) -> Path:
        with self.tab.expect_download() as got:
            self.link(name, exact=True)
        got.value.save_as(to / name)
        return to / name


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def hand(open_tab: Callable[..., Page], request: pytest.FixtureRequest) -> Iterator[Hand]:
    return Hand(open_tab(java_script_enabled=request.param, accept_downloads=True))


def test_article_is_found_by_a_half_remembered_description(hand: Hand) -> None:
    hand.search("that thing about eels some time at dusk I think")
    hand.click(hand.tab.locator(".hits h2 a").first)
    assert "Eels at dusk." in hand.tab.locator(".story").inner_text()
    assert hand.clicks == 2


def test_result_is_narrowed_to_two_outlets_without_a_third(
    harbour: Folder, index_dir: Path, hand: Hand
) -> None:
    for outlet in ("Quay Notices", "Tide Table"):
        facts = {"title": outlet, "source": outlet, "date": "2023-04-01", "lang": "en"}
        harbour.article(outlet, f"A ferry sank. {words(outlet)}", **facts)
    reindex(harbour.folder, index_dir)
    hand.search("ferry")
    hand.link("Quay Notices", exact=True)
    hand.link("Tide Table", exact=True)
    assert hand.titles(2) == ["Quay Notices", "Tide Table"]
    hand.link("Leave out Port Gazette")
    assert hand.titles(2) == ["Quay Notices", "Tide Table"]
    assert hand.clicks == 4


def test_ten_are_collected_two_noted_and_all_handed_on(hand: Hand, tmp_path: Path) -> None:
    tab = hand.tab
    hand.search("ferry")
    tab.locator('select[name="which"]').select_option("page")
    hand.clicks += 1
    tab.get_by_label("into").fill("Port inquiry")
    hand.click(tab.get_by_role("button", name="Collect"))
    assert "10 articles put into “Port inquiry”." in tab.locator(".said").inner_text()
    hand.link("The collection", exact=True)
    for number in (0, 1):
        note = tab.locator(".add-note").nth(number)
        hand.click(note.locator("summary"))
        note.locator("textarea").fill(f"Note {number}")
        hand.click(note.get_by_role("button", name="Keep the note"))
        assert "The note was kept." in tab.locator(".said").inner_text()
    packed, references = (hand.download(form, tmp_path) for form in ("ZIP", "RIS"))
    assert hand.clicks == 10
    with zipfile.ZipFile(packed) as archive:
        assert len([each for each in archive.namelist() if "/originals/" in each]) == 10
    entries = rispy.loads(references.read_text())
    notes = [note for entry in entries for note in entry["notes"] if note.startswith("Note ")]
    assert (len(entries), sorted(notes)) == (10, ["Note 0", "Note 1"])


def test_what_is_new_since_yesterday_is_seen(
    reader: Reader, harbour: Folder, index_dir: Path, hand: Hand
) -> None:
    reader.do("/desk/searches", address="q=ferry", name="Ferries")
    harbour.article("fresh", f"A fresh ferry. {words('fresh')}.", title="Fresh")
    reindex(harbour.folder, index_dir)
    hand.tab.goto("/")
    hand.link("1 new since")
    assert hand.titles(1) == ["Fresh"]
    assert hand.clicks == 1


def test_passage_is_quoted_with_its_source(open_tab: Callable[..., Page]) -> None:
    hand = Hand(open_tab(permissions=["clipboard-read", "clipboard-write"]))
    hand.search("ferry tug")
    hand.click(hand.tab.locator(".hits h2 a").first)
    hand.tab.locator("#p-2").click(click_count=3)
    hand.clicks += 1
    hand.click(hand.tab.get_by_role("button", name="Copy with source"))
    hand.tab.get_by_role("button", name="Copied with source").wait_for()
    assert "A tug came.”" in hand.tab.evaluate("navigator.clipboard.readText()")
    assert hand.clicks == 4


def test_undated_article_is_found(hand: Hand) -> None:
    hand.tab.goto("/")
    hand.link("Undated", exact=True)
    assert hand.titles(2) == ["One", "two.jsonl#2"]
    hand.click(hand.tab.locator(".hits h2 a").first)
    assert "undated" in hand.tab.locator(".story .slug").inner_text()
    assert hand.clicks == 2


class Keys:
    """Who works at a tab by keyboard only; each key is counted, what is typed as one."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.pressed = 0

    def press(self, key: str) -> None:
        self.tab.keyboard.press(key)
        self.pressed += 1

    def type(self, text: str) -> None:
        self.tab.keyboard.type(text)
        self.pressed += 1

    def to(self, selector: str, key: str = "Tab") -> None:
        """Go on until the focus is where it is wanted."""
        for _ in range(200):
            if self.tab.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.press(key)
        raise AssertionError(selector)


def test_ten_are_collected_two_noted_and_all_handed_on_by_keyboard(
    open_tab: Callable[..., Page], tmp_path: Path
) -> None:
    tab = open_tab(accept_downloads=True)
    keys = Keys(tab)
    tab.goto("/")
    tab.get_by_label("Search the archive").focus()
    keys.type("ferry")
    keys.press("Enter")
    tab.locator(".hits").wait_for()
    tab.wait_for_load_state()  # the script that listens for keys is there
    keys.press("c")
    keys.to("#collect select")
    keys.press("ArrowDown")  # all on this page
    keys.to("#collect input[name=name]")
    keys.type("Port inquiry")
    keys.press("Enter")
    tab.locator("#said:focus").wait_for()
    keys.to("#said a")
    keys.press("Enter")
    tab.get_by_role("heading", name="Port inquiry").wait_for()
    for number in (0, 1):
        keys.to(f".hits > li:nth-child({number + 1}) summary")
        keys.press("Enter")
        keys.to("textarea")
        keys.type(f"Note {number}")
        keys.press("Tab")
        keys.press("Enter")
        tab.locator("#said:focus").wait_for()
    for form, key in (("zip", "Shift+Tab"), ("ris", "Tab")):
        keys.to(f"a[download][href*='/{form}']", key)
        with tab.expect_download() as got:
            keys.press("Enter")
        got.value.save_as(tmp_path / form)
    assert keys.pressed <= 52  # one more where a key comes before the focus has been set
